"""exposure.yaml as an ExposureModel. Whatever is wrong is a ConfigError with file and line; nothing is guessed or corrected."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
import os
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve, fields, frozen

from buttress.documents import Document, Place, load_yaml, parse_yaml, validate
from buttress.exposure.model import defaults
from buttress.exposure.model.inputs import (
    Assumptions,
    AuditorProfile,
    Cause,
    Compensation,
    Contract,
    EntityCosts,
    ExposureModel,
    Fix,
    FrequencyRow,
    MasterAgreement,
    Period,
    Precedence,
    Prior,
    Sampling,
    Team,
    TolerancePoint,
    Trigger,
)
from buttress.exposure.model.quantities import Quantity, fixed, interval90, pert
from buttress.exposure.model.schema import SCHEMA
from buttress.model import Severity
from buttress.money import decimals, minor_units, money

_AMOUNT = re.compile(r"^\s*([0-9]+(?:\.[0-9]+)?)\s+([A-Z]{3})\s*$")
_LARGEST_AMOUNT = 10**15
_HIGHEST_CORRELATION = 0.99


def load_model(source: str | os.PathLike[str] | Document) -> ExposureModel:
    """The model in an exposure.yaml (a path or a parsed document). Raises ConfigError with file and line."""
    document = source if isinstance(source, Document) else load_yaml(source)
    if not isinstance(document.data, dict):
        raise document.fail("is empty or not a mapping", (), "write a first one with `buttress exposure init`")
    validate(document, SCHEMA)
    return _Reader(document).model()


def default_model(today: dt.date) -> ExposureModel:
    """The model where no exposure.yaml was given: our illustrative defaults, no contracts, the twelve months from this one."""
    start, end = defaults.default_period(today)
    text = f"period: {{start: {start}, end: {end}}}\n"
    model = load_model(parse_yaml(text, "(no exposure.yaml)"))
    return evolve(
        model,
        illustrative=("period: twelve months from the first of this month", *model.illustrative),
        warnings=("no exposure.yaml was given: contracts are not modelled, every cost is an illustrative default", *model.warnings),
    )


def shown(value: Any) -> str:
    """An assumption's value on one line."""
    if isinstance(value, Prior):
        return f"Beta({value.a:g}, {value.b:g}), mean {value.mean:.3g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {number:g}" for key, number in value.items())
    return str(value)


@frozen
class _Reader:
    document: Document

    def model(self) -> ExposureModel:
        data: dict[str, Any] = self.document.data
        currency = str(data.get("currency", "USD"))
        self._rates()
        illustrative: list[str] = []
        if "currency" not in data:
            illustrative.append("currency: USD")
        period = self._period()
        framework, categories, criteria = self._scope(illustrative)
        agreements = self._agreements()
        contracts = tuple(self._contract(position, agreements) for position in range(len(data.get("contracts") or [])))
        self._distinct("contracts", [contract.id for contract in contracts])
        illustrative.extend(
            f"contracts.{contract.id}.liquidated_damages: {contract.damages.describe()}"
            for contract in contracts
            if contract.damages is not None and contract.damages.illustrative
        )
        costs = self._costs(illustrative)
        team = self._team(illustrative)
        auditor = self._auditor(illustrative)
        assumptions = self._assumptions(illustrative)
        tolerance = self._tolerance()
        warnings = self._warnings(contracts, costs)
        return ExposureModel(
            currency=currency,
            period=period,
            framework=framework,
            categories=categories,
            criteria=criteria,
            contracts=contracts,
            master_agreements=agreements,
            costs=costs,
            team=team,
            auditor=auditor,
            assumptions=assumptions,
            design_deficiencies=tuple(data.get("design_deficiencies") or ()),
            causes=self._causes(),
            compensations=self._compensations(),
            fixes=self._fixes(),
            precedence=self._precedence(),
            accepted=tuple(data.get("accepted") or ()),
            tolerance=tolerance,
            fx=tuple(f"1 {code} = {rate['rate']} {currency} on {rate['as_of']}" for code, rate in sorted((data.get("fx") or {}).items())),
            seed=int(data.get("seed", defaults.SEED)),
            sampling=self._sampling(),
            illustrative=tuple(illustrative),
            warnings=warnings,
            file=self.document.file,
            digest=hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest(),
            places=self._places(),
        )

    def _at(self, place: Place) -> Any:
        value: Any = self.document.data
        for step in place:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int):
                value = value[step]
            else:
                return None
        return value

    def _fail(self, message: str, place: Place, hint: str | None = None) -> Exception:
        dotted = ".".join(str(step) for step in place)
        return self.document.fail(f"{dotted}: {message}", place, hint)

    def _number(self, place: Place, value: Any = None, *, low: float = -math.inf, high: float = math.inf, unit: str = "a number") -> float:
        value = self._at(place) if value is None else value
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self._fail(f"{value!r} is not {unit}", place, f"expected {unit}, without a unit or quotes")
        if not math.isfinite(value):
            raise self._fail(f"{value} is not a finite number", place, f"expected {unit}")
        if value < low:
            raise self._fail(f"{value} is below {low:g}", place, f"expected {unit}")
        if value > high:
            hint = f"expected {unit}"
            if high == 1 and value <= 100:  # noqa: PLR2004  (a percentage)
                hint += f"; {value:g} % is written {value / 100:g}"
            raise self._fail(f"{value} is above {high:g}", place, hint)
        return float(value)

    def _share(self, place: Place, value: Any = None) -> float:
        return self._number(place, value, low=0, high=1, unit="a share or probability between 0 and 1")

    def _whole(self, place: Place, *, low: int = 0, high: int = 10**6, unit: str) -> int:
        value = self._number(place, low=low, high=high, unit=unit)
        if value != int(value):
            raise self._fail(f"{value} is not {unit}", place, f"expected {unit}")
        return int(value)

    def _amount(self, place: Place, value: Any = None) -> int:
        """An amount as minor units: a number in whole units, or text with a currency that `fx` knows."""
        value = self._at(place) if value is None else value
        currency = str(self.document.data.get("currency", "USD"))
        rate = Decimal(1)
        if isinstance(value, str):
            match = _AMOUNT.match(value)
            if not match:
                raise self._fail(f"{value!r} is not an amount", place, f"write a plain number of {currency}, or one like 250000 {currency}")
            number, code = match.groups()
            if code != currency:
                given = (self.document.data.get("fx") or {}).get(code)
                if given is None:
                    raise self._fail(
                        f"{value!r} is in {code}, the model in {currency}",
                        place,
                        f"give a rate with its date: fx: {{{code}: {{rate: …, as_of: YYYY-MM-DD}}}}",
                    )
                rate = Decimal(str(given["rate"]))
            value = float(number)
        amount = self._number(place, value, unit=f"an amount in {currency}", high=_LARGEST_AMOUNT)
        if amount < 0:
            raise self._fail(f"{amount:g} is negative", place, "an amount is what would be lost, hence zero or more")
        return minor_units(Decimal(str(amount)) * rate, currency)

    def _quantity(self, place: Place, scalar: Callable[[Place, Any], float], *, positive: bool = False) -> Quantity:
        """A scalar, {fixed}, {pert} or {ci90}, each part read by `scalar`."""
        value = self._at(place)
        if not isinstance(value, dict):
            return fixed(scalar(place, value))
        known = {"fixed", "pert", "ci90", "source", "as_of", "confidence"}
        for key in value:
            if key not in known:
                raise self.document.fail(
                    f"unknown key {'.'.join(map(str, place))}.{key}", (*place, key), f"known keys: {', '.join(sorted(known))}"
                )
        shapes = [key for key in ("fixed", "pert", "ci90") if key in value]
        if len(shapes) != 1:
            raise self._fail("needs exactly one of fixed, pert and ci90", place, "as {pert: [50000, 125000, 200000]}")
        shape = shapes[0]
        inner = (*place, shape)
        if shape == "fixed":
            quantity = fixed(scalar(inner, value[shape]))
        else:
            count = 3 if shape == "pert" else 2
            points = value[shape]
            if not isinstance(points, list) or len(points) != count:
                raise self._fail(f"needs {count} numbers", inner, "lowest, likeliest, highest" if shape == "pert" else "lowest, highest")
            numbers = [scalar((*inner, position), point) for position, point in enumerate(points)]
            if numbers != sorted(numbers):
                raise self._fail(
                    f"{points} is out of order",
                    inner,
                    "write lowest, likeliest, highest" if shape == "pert" else "write the lower bound first",
                )
            if shape == "pert":
                quantity = pert(*numbers)
            elif numbers[0] <= 0 or numbers[0] == numbers[1]:
                raise self._fail(f"{points} cannot bound a lognormal", inner, "both bounds must be above 0, and differ")
            else:
                quantity = interval90(*numbers)
        if positive and quantity.low <= 0:
            raise self._fail("must be above 0", place)
        source = str(value.get("source", ""))
        as_of = self._date((*place, "as_of")) if "as_of" in value else None
        return evolve(
            quantity,
            source=source,
            as_of=as_of,
            confidence=str(value.get("confidence", "")),
            illustrative=source == defaults.ILLUSTRATIVE,
        )

    def _date(self, place: Place) -> dt.date:
        value = self._at(place)
        if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
            raise self._fail(f"{value!r} is not a date", place, "write it as 2026-01-31")
        return value

    def _distinct(self, section: str, ids: list[str]) -> None:
        seen: set[str] = set()
        for position, name in enumerate(ids):
            if name in seen:
                raise self._fail(f"the id {name} stands twice", (section, position, "id"))
            seen.add(name)

    def _rates(self) -> None:
        for code in self.document.data.get("fx") or {}:
            if not re.fullmatch(r"[A-Z]{3}", str(code)):
                raise self._fail(f"{code!r} is not a currency", ("fx", code), "three capital letters, as EUR")
            rate = self._number(("fx", code, "rate"), low=0, unit="a rate above 0")
            if rate == 0:
                raise self._fail("a rate is above 0", ("fx", code, "rate"))
            self._date(("fx", code, "as_of"))

    def _period(self) -> Period:
        start, end = self._date(("period", "start")), self._date(("period", "end"))
        if end <= start:
            raise self._fail(f"{end} does not come after the start {start}", ("period", "end"))
        return Period(start=start, end=end)

    def _scope(self, illustrative: list[str]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        scope = self.document.data.get("scope") or {}
        framework = scope.get("framework", defaults.FRAMEWORK)
        categories, criteria = tuple(scope.get("categories") or ()), tuple(scope.get("criteria") or ())
        if "categories" not in scope and not criteria and framework == defaults.FRAMEWORK:
            illustrative.append(f"scope.categories: {', '.join(defaults.CATEGORIES)}")
            categories = defaults.CATEGORIES
        return framework, categories, criteria

    def _agreements(self) -> dict[str, MasterAgreement]:
        rows = self.document.data.get("master_agreements") or []
        self._distinct("master_agreements", [row["id"] for row in rows])
        return {
            row["id"]: MasterAgreement(id=row["id"], cap=self._amount(("master_agreements", position, "cap")))
            for position, row in enumerate(rows)
        }

    def _contract(self, position: int, agreements: dict[str, MasterAgreement]) -> Contract:
        place: Place = ("contracts", position)
        row = self._at(place)

        def given(key: str) -> bool:
            return row.get(key) is not None

        agreement = row.get("master_agreement")
        if agreement is not None and agreement not in agreements:
            raise self._fail(
                f"there is no master agreement {agreement}", (*place, "master_agreement"), f"known: {', '.join(agreements) or 'none'}"
            )
        basis = row.get("value_basis", "total")
        base = self._amount((*place, "value"))
        annual = self._amount((*place, "annual")) if given("annual") else (base if basis == "annual" else None)
        churn = row.get("churn")
        return Contract(
            id=row["id"],
            title=row.get("title", row["id"]),
            base=base,
            basis=basis,
            trigger=self._trigger((*place, "trigger")),
            damages=self._quantity((*place, "liquidated_damages"), self._share) if given("liquidated_damages") else None,
            cap=self._amount((*place, "cap")) if given("cap") else None,
            master_agreement=agreement,
            cure_days=self._whole((*place, "cure_days"), high=3650, unit="a whole number of days") if given("cure_days") else None,
            notice_days=self._whole((*place, "notice_days"), high=3650, unit="a whole number of days") if given("notice_days") else None,
            renewal=self._date((*place, "renewal")) if given("renewal") else None,
            termination=row.get("termination"),
            annual=annual,
            margin=self._share((*place, "margin")) if given("margin") else None,
            churn={key: self._share((*place, "churn", key)) for key in churn} if churn else None,
        )

    def _trigger(self, place: Place) -> Trigger:
        row = self._at(place)
        if len(row) != 1:
            raise self._fail("needs exactly one of opinion, criteria, exceptions and report_after", place)
        (kind,) = row
        if kind == "opinion":
            return Trigger(kind=row[kind])
        if kind == "report_after":
            return Trigger(kind="late", date=self._date((*place, kind)))
        if not row[kind]:
            raise self._fail("names no criterion", (*place, kind))
        return Trigger(kind=kind, criteria=tuple(row[kind]))

    def _costs(self, illustrative: list[str]) -> EntityCosts:
        currency = str(self.document.data.get("currency", "USD"))
        rows = self.document.data.get("entity_costs") or {}
        found: dict[str, Quantity] = {}
        for name, default in defaults.COSTS.items():
            counted = name in {"months_to_clean_report", "engineering_weeks"}
            if rows.get(name) is None:
                illustrative.append(f"entity_costs.{name}: {default.describe()}")
                found[name] = default if counted else default.scaled(10 ** decimals(currency))
            elif counted:
                unit = "months" if name == "months_to_clean_report" else "weeks"
                found[name] = self._quantity(("entity_costs", name), self._count(unit))
            else:
                found[name] = self._quantity(("entity_costs", name), self._amount)
            if found[name].illustrative and rows.get(name) is not None:
                illustrative.append(f"entity_costs.{name}: {default.describe()}")
        return EntityCosts(**found)

    def _count(self, unit: str) -> Callable[[Place, Any], float]:
        def read(place: Place, value: Any) -> float:
            return self._number(place, value, low=0, high=520, unit=f"a number of {unit}")

        return read

    def _team(self, illustrative: list[str]) -> Team:
        currency = str(self.document.data.get("currency", "USD"))
        row = self.document.data.get("team") or {}
        if row.get("people") is None:
            illustrative.append(f"team.people: {defaults.PEOPLE:g}")
        rate = (
            self._quantity(("team", "weekly_rate"), self._amount)
            if row.get("weekly_rate") is not None
            else defaults.WEEKLY_RATE.scaled(10 ** decimals(currency))
        )
        if rate.illustrative:
            illustrative.append(f"team.weekly_rate: {rate.scaled(10 ** -decimals(currency)).describe()} a person")
        if row.get("capacity_weeks") is None:
            illustrative.append(f"team.capacity_weeks: {defaults.CAPACITY_WEEKS:g}")
        freezes = []
        for position in range(len(row.get("freezes") or [])):
            place: Place = ("team", "freezes", position)
            first, last = self._date((*place, "from")), self._date((*place, "to"))
            if last < first:
                raise self._fail(f"{last} comes before {first}", (*place, "to"))
            freezes.append((first, last))
        return Team(
            people=self._number(("team", "people"), low=0, high=10_000, unit="a number of people")
            if row.get("people") is not None
            else defaults.PEOPLE,
            weekly_rate=rate,
            capacity_weeks=self._number(("team", "capacity_weeks"), low=0, high=520, unit="a number of weeks")
            if row.get("capacity_weeks") is not None
            else defaults.CAPACITY_WEEKS,
            capacity_illustrative=row.get("capacity_weeks") is None,
            freezes=tuple(sorted(freezes)),
        )

    def _auditor(self, illustrative: list[str]) -> AuditorProfile:
        row = self.document.data.get("auditor_profile") or {}
        place: Place = ("auditor_profile",)
        profile = defaults.AUDITOR
        changes: dict[str, Any] = {}
        if "lane" in row:
            changes["lane"] = row["lane"]
        if row.get("lane") == "sample" and "tolerable_rate" not in row:
            changes["tolerable_rate"] = defaults.SAMPLE_TOLERABLE_RATE
        for name in ("alpha", "tolerable_rate", "persistence", "evidence_gap"):
            if name in row:
                changes[name] = self._share((*place, name))
                if name in {"alpha", "tolerable_rate"} and changes[name] in {0.0, 1.0}:
                    raise self._fail("lies strictly between 0 and 1", (*place, name))
        for name in ("report_days", "delay_days"):
            if name in row:
                changes[name] = self._whole((*place, name), high=3650, unit="a whole number of days")
        if "small_population" in row:
            changes["small_population"] = self._whole((*place, "small_population"), unit="a whole number of items")
        if row.get("frequency_table"):
            rows = tuple(
                FrequencyRow(
                    population=self._whole((*place, "frequency_table", position, "population"), low=1, high=2**62, unit="a whole number"),
                    sample=self._whole((*place, "frequency_table", position, "sample"), low=1, unit="a whole number of items"),
                )
                for position in range(len(row["frequency_table"]))
            )
            if [one.population for one in rows] != sorted({one.population for one in rows}):
                raise self._fail("populations must rise from row to row", (*place, "frequency_table"))
            changes["frequency_table"] = rows
        profile = evolve(profile, **changes)
        names = ("lane", "alpha", "tolerable_rate", "small_population", "persistence", "evidence_gap", "report_days", "delay_days")
        illustrative.extend(f"auditor_profile.{name}: {getattr(profile, name)}" for name in names if name not in row)
        if "frequency_table" not in row:
            illustrative.append("auditor_profile.frequency_table: 1/2/2/5/25/40 items for yearly to many a day")
        return profile

    def _assumptions(self, illustrative: list[str]) -> Assumptions:
        row = self.document.data.get("assumptions") or {}
        changes = {name: self._assumption(name, row[name]) for name in row if row[name] is not None}
        assumptions = evolve(defaults.ASSUMPTIONS, **changes)
        for field in fields(Assumptions):
            if field.name not in changes:
                illustrative.append(f"assumptions.{field.name}: {shown(getattr(assumptions, field.name))}")
        return assumptions

    def _assumption(self, name: str, value: Any) -> Any:
        place: Place = ("assumptions", name)
        base = defaults.ASSUMPTIONS
        kind = type(getattr(base, name))
        if name == "manual_severity":
            return Severity(value)
        if name in {"group_by", "automatic_causes"}:
            return value
        if kind is Prior:
            return self._prior((*place, "beta"))
        if name == "retest_days":
            return self._whole(place, high=3650, unit="a whole number of days")
        if name == "effort_weeks_per_resource":
            return self._number(place, low=0, high=520, unit="a number of weeks")
        if name == "effort_weeks":
            weeks = {Severity(key): self._number((*place, key), low=0, high=520, unit="a number of weeks") for key in value}
            return {**base.effort_weeks, **weeks}
        if name == "weights":
            weights = {**base.weights, **{Severity(key): self._share((*place, key)) for key in value}}
            ordered = [weights[severity] for severity in Severity]
            if ordered != sorted(ordered, reverse=True):
                raise self._fail("a worse severity must not weigh less", place, "critical >= high >= medium >= low")
            return weights
        share = self._share(place)
        if name == "correlation" and share > _HIGHEST_CORRELATION:
            raise self._fail(
                f"above {_HIGHEST_CORRELATION} the controls fail as one", place, "name their common cause under `causes` instead"
            )
        return share

    def _prior(self, place: Place) -> Prior:
        pair = self._at(place)
        if not isinstance(pair, list) or len(pair) != 2:  # noqa: PLR2004
            raise self._fail("needs the two parameters of a Beta distribution", place, "as {beta: [1, 9]}")
        a, b = (
            self._number((*place, position), number, low=1e-6, high=1e9, unit="a number above 0") for position, number in enumerate(pair)
        )
        return Prior(a=a, b=b)

    def _causes(self) -> tuple[Cause, ...]:
        rows = self.document.data.get("causes") or []
        self._distinct("causes", [row["id"] for row in rows])
        owner: dict[str, str] = {}
        for position, row in enumerate(rows):
            for number, control in enumerate(row["controls"]):
                if control in owner:
                    raise self._fail(f"{control} already belongs to the cause {owner[control]}", ("causes", position, "controls", number))
                owner[control] = row["id"]
        return tuple(Cause(id=row["id"], controls=tuple(row["controls"])) for row in rows)

    def _compensations(self) -> tuple[Compensation, ...]:
        found = []
        for position, row in enumerate(self.document.data.get("compensations") or []):
            if row["control"] == row["by"]:
                raise self._fail("a control cannot compensate for itself", ("compensations", position, "by"))
            found.append(Compensation(control=row["control"], by=row["by"], kappa=self._share(("compensations", position, "kappa"))))
        return tuple(found)

    def _fixes(self) -> dict[str, Fix]:
        return {
            name: Fix(
                weeks=self._number(("fixes", name, "weeks"), low=0, high=520, unit="a number of weeks") if "weeks" in row else None,
                replaces=row.get("replaces"),
                interrupts=row.get("interrupts"),
            )
            for name, row in (self.document.data.get("fixes") or {}).items()
        }

    def _precedence(self) -> tuple[Precedence, ...]:
        rows = [Precedence(first=row["first"], then=row["then"]) for row in self.document.data.get("precedence") or []]
        after: dict[str, set[str]] = {}
        for position, row in enumerate(rows):
            after.setdefault(row.first, set()).add(row.then)
            reached, todo = set(), [row.then]
            while todo:
                name = todo.pop()
                if name == row.first:
                    raise self._fail(f"{row.first} would have to come before itself", ("precedence", position))
                if name not in reached:
                    reached.add(name)
                    todo.extend(sorted(after.get(name, ())))
        return tuple(rows)

    def _tolerance(self) -> tuple[TolerancePoint, ...]:
        points = [
            TolerancePoint(
                probability=self._share(("tolerance", position, "probability")), loss=self._amount(("tolerance", position, "loss"))
            )
            for position in range(len(self.document.data.get("tolerance") or []))
        ]
        points.sort(key=lambda point: point.loss)
        chances = [point.probability for point in points]
        if chances != sorted(chances, reverse=True):
            raise self._fail("a greater loss cannot be tolerated with a greater probability", ("tolerance",))
        return tuple(points)

    def _sampling(self) -> Sampling:
        row = self.document.data.get("sampling") or {}
        sampling = defaults.SAMPLING
        changes = {
            name: self._whole(("sampling", name), low=2, high=2**22, unit="a whole number above 1") for name in row if row[name] is not None
        }
        points = changes.get("points", sampling.points)
        if points & (points - 1):
            raise self._fail(f"{points} is not a power of two", ("sampling", "points"), "Sobol points come in powers of two, as 1024")
        return evolve(sampling, **changes)

    def _warnings(self, contracts: tuple[Contract, ...], costs: EntityCosts) -> tuple[str, ...]:
        found = []
        if not contracts:
            found.append("no contract is given: liquidated damages and revenue at risk are not modelled")
        currency = str(self.document.data.get("currency", "USD"))
        named = [(f"contracts.{contract.id}.liquidated_damages", contract.damages) for contract in contracts]
        named += [(f"entity_costs.{name}", getattr(costs, name)) for name in defaults.COSTS]
        for name, quantity in named:
            if quantity is None or quantity.shape != "lognormal":
                continue
            if quantity.mean > quantity.high / 2 or quantity.high / quantity.low > 50:  # noqa: PLR2004
                shown = f"{quantity.mean:.3g}" if "liquidated" in name else money(quantity.mean, currency)
                found.append(f"{name}: so wide a 90% interval has its mean at {shown}; raising the low bound can lower it")
        return tuple(found)

    def _places(self) -> dict[str, str]:
        """Where each name that must exist elsewhere stands, for complaints once the controls are known."""
        found: dict[str, str] = {}
        data = self.document.data
        sections: list[tuple[Place, Any]] = [
            (("causes", position, "controls"), row["controls"]) for position, row in enumerate(data.get("causes") or [])
        ]
        sections += [
            (("contracts", position, "trigger", kind), row["trigger"].get(kind) or [])
            for position, row in enumerate(data.get("contracts") or [])
            for kind in ("criteria", "exceptions")
        ]
        scope = data.get("scope") or {}
        sections += [(("scope", kind), scope.get(kind) or []) for kind in ("categories", "criteria")]
        if "framework" in scope:
            found[f"scope:{scope['framework']}"] = self.document.where(("scope", "framework"))
        sections += [((name,), data.get(name) or []) for name in ("accepted", "design_deficiencies")]
        for place, names in sections:
            for position, name in enumerate(names):
                found.setdefault(f"{place[0]}:{name}", self.document.where((*place, position)))
        for section, keys in (("compensations", ("control", "by")), ("precedence", ("first", "then"))):
            for position, row in enumerate(data.get(section) or []):
                for key in keys:
                    found.setdefault(f"{section}:{row[key]}", self.document.where((section, position, key)))
        for name in data.get("fixes") or {}:
            found.setdefault(f"fixes:{name}", self.document.where(("fixes", name)))
        return found
