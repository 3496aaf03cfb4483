"""exposure.yaml as an ExposureModel. Whatever is wrong is a ConfigError with file and line; nothing is guessed or corrected."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from attrs import evolve, fields, frozen
from cattrs import BaseValidationError, Converter

from buttress.documents import Document, Place, load_yaml, parse_yaml, validate
from buttress.errors import Error
from buttress.exposure.model.defaults import default_document, default_period
from buttress.exposure.model.inputs import (
    Assumptions,
    AuditorProfile,
    Cause,
    Compensation,
    Contract,
    EntityCosts,
    ExposureModel,
    Fix,
    MasterAgreement,
    Period,
    Precedence,
    Prior,
    Sampling,
    Team,
    TolerancePoint,
)
from buttress.exposure.model.quantities import Quantity
from buttress.exposure.model.schema import SCHEMA
from buttress.exposure.model.units import RATE
from buttress.exposure.model.values import ReadingError, converter_of, place_of, read_date, read_number
from buttress.model import Severity
from buttress.money import decimals, money

_BY_SEVERITY = ("weights", "effort_weeks")
_HIGHEST_CORRELATION = 0.99
_SAMPLE_TOLERABLE_RATE = 0.10  # of a sample, where neither lane nor rate are the default's

Row = TypeVar("Row")


def load_model(source: str | os.PathLike[str] | Document) -> ExposureModel:
    """The model in an exposure.yaml (a path or a parsed document). Raises ConfigError with file and line."""
    document = source if isinstance(source, Document) else load_yaml(source)
    if not isinstance(document.data, dict):
        raise document.fail("is empty or not a mapping", (), "write a first one with `buttress exposure init`")
    validate(document, SCHEMA)
    return _Reader(document, _converter(document)).model()


def default_model(today: dt.date) -> ExposureModel:
    """The model where no exposure.yaml was given: our illustrative defaults, no contracts, the twelve months from this one."""
    start, end = default_period(today)
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
    if isinstance(value, tuple):  # the frequency table
        return f"{'/'.join(str(row.sample) for row in value)} items for yearly to many a day"
    return str(value)


def _converter(document: Document) -> Converter:
    """The converter of the document's currency and its rates, which are looked at first."""
    rates = {}
    for code, row in document.data.get("fx", {}).items():
        if not re.fullmatch(r"[A-Z]{3}", str(code)):
            raise document.fail(f"fx.{code}: {code!r} is not a currency", ("fx", code), "three capital letters, as EUR")
        place: Place = ("fx", code, "rate")
        try:
            rates[code] = Decimal(str(read_number(row["rate"], RATE)))
            place = ("fx", code, "as_of")
            read_date(row["as_of"])
        except ReadingError as problem:
            raise _failed(document, place, problem) from None
    return converter_of(document.data.get("currency", "USD"), tuple(rates.items()))


def _failed(document: Document, place: Place, problem: Exception) -> Error:
    return document.fail(f"{'.'.join(map(str, place))}: {problem}", place, getattr(problem, "hint", None))


@frozen
class _Reader:
    document: Document
    converter: Converter

    def model(self) -> ExposureModel:
        data: dict[str, Any] = self.document.data
        currency = data.get("currency", default_document().data["currency"])
        agreements = self._rows("master_agreements", MasterAgreement)
        contracts = tuple(self._contracts({agreement.id for agreement in agreements}))
        costs, team = self._section("entity_costs", EntityCosts), self._section("team", Team)
        auditor, assumptions = self._auditor(), self._assumptions()
        framework, categories, criteria = self._scope()
        return ExposureModel(
            currency=currency,
            period=self._period(),
            framework=framework,
            categories=categories,
            criteria=criteria,
            contracts=contracts,
            master_agreements={agreement.id: agreement for agreement in agreements},
            costs=costs,
            team=evolve(team, freezes=tuple(sorted(team.freezes))),
            auditor=auditor,
            assumptions=assumptions,
            design_deficiencies=tuple(data.get("design_deficiencies", ())),
            causes=self._causes(),
            compensations=self._compensations(),
            fixes=self._read(("fixes",), Mapping[str, Fix], data.get("fixes", {})),
            precedence=self._precedence(),
            accepted=tuple(data.get("accepted", ())),
            tolerance=self._tolerance(),
            fx=tuple(f"1 {code} = {rate['rate']} {currency} on {rate['as_of']}" for code, rate in sorted(data.get("fx", {}).items())),
            seed=int(data.get("seed", default_document().data["seed"])),
            sampling=self._sampling(),
            illustrative=tuple(self._illustrative(currency, contracts, costs, team, auditor, assumptions)),
            warnings=tuple(_warnings(currency, contracts, costs)),
            file=self.document.file,
            digest=hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest(),
            places=self._places(),
        )

    def _read(self, place: Place, kind: Any, value: Any) -> Any:
        """A value as what it should be; an error names its place."""
        try:
            return self.converter.structure(value, kind)
        except BaseValidationError as problem:
            inside, first = place_of(problem)
            raise _failed(self.document, (*place, *inside), first) from None
        except ReadingError as problem:
            raise _failed(self.document, (*place, *problem.inside), problem) from None

    def _fail(self, message: str, place: Place, hint: str | None = None) -> Error:
        return _failed(self.document, place, ReadingError(message, hint))

    def _given(self, section: str) -> dict[str, Any]:
        """What a section says; a key without a value says nothing."""
        return {name: value for name, value in self.document.data.get(section, {}).items() if value is not None}

    def _section(self, name: str, kind: type[Row], **usual: Any) -> Row:
        """A section over its defaults; `usual` are further defaults."""
        given = self._given(name)
        merged = {**default_document().data[name], **usual, **given}
        for part in _BY_SEVERITY:
            if part in given:
                merged[part] = {**default_document().data[name][part], **given[part]}
        found: Row = self._read((name,), kind, merged)
        return found

    def _rows(self, name: str, kind: type[Row]) -> tuple[Row, ...]:
        """A list of rows; ids are distinct."""
        rows = self.document.data.get(name, [])
        seen: set[str] = set()
        for position, row in enumerate(rows):
            if row.get("id") in seen:
                raise self._fail(f"the id {row['id']} appears twice", (name, position, "id"))
            seen |= {row["id"]} if "id" in row else set()
        found: tuple[Row, ...] = self._read((name,), tuple[kind, ...], rows)  # type: ignore[valid-type]
        return found

    def _period(self) -> Period:
        period: Period = self._read(("period",), Period, self.document.data["period"])
        if period.end <= period.start:
            raise self._fail(f"{period.end} does not come after the start {period.start}", ("period", "end"))
        return period

    def _scope(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Framework, categories and criteria; criteria by themselves, or another framework, leave the categories out."""
        scope, usual = self.document.data.get("scope", {}), default_document().data["scope"]
        framework, criteria = scope.get("framework", usual["framework"]), tuple(scope.get("criteria", ()))
        categories = usual["categories"] if self._usual_categories() else scope.get("categories", ())
        return framework, tuple(categories), criteria

    def _usual_categories(self) -> bool:
        scope, usual = self.document.data.get("scope", {}), default_document().data["scope"]
        return not scope.keys() & {"categories", "criteria"} and scope.get("framework", usual["framework"]) == usual["framework"]

    def _contracts(self, agreements: set[str]) -> Iterator[Contract]:
        for position, one in enumerate(self._rows("contracts", Contract)):
            if one.master_agreement is not None and one.master_agreement not in agreements:
                raise self._fail(
                    f"there is no master agreement {one.master_agreement}",
                    ("contracts", position, "master_agreement"),
                    f"known: {', '.join(sorted(agreements)) or 'none'}",
                )
            annual = one.value if one.annual is None and one.value_basis == "annual" else one.annual
            yield evolve(one, title=one.title or one.id, annual=annual, churn=one.churn or None)

    def _auditor(self) -> AuditorProfile:
        sampled = self._given("auditor_profile").get("lane") == "sample"
        usual = {"tolerable_rate": _SAMPLE_TOLERABLE_RATE} if sampled else {}
        profile = self._section("auditor_profile", AuditorProfile, **usual)
        populations = [row.population for row in profile.frequency_table]
        if not populations or populations != sorted(set(populations)):
            raise self._fail("populations must rise from row to row", ("auditor_profile", "frequency_table"))
        return profile

    def _assumptions(self) -> Assumptions:
        assumptions = self._section("assumptions", Assumptions)
        ordered = [assumptions.weights[severity] for severity in Severity]
        if ordered != sorted(ordered, reverse=True):
            raise self._fail("a worse severity must not weigh less", ("assumptions", "weights"), "critical >= high >= medium >= low")
        if assumptions.correlation > _HIGHEST_CORRELATION:
            raise self._fail(
                f"above {_HIGHEST_CORRELATION} the controls fail as one",
                ("assumptions", "correlation"),
                "name their common cause under `causes` instead",
            )
        return assumptions

    def _causes(self) -> tuple[Cause, ...]:
        found = self._rows("causes", Cause)
        owner: dict[str, str] = {}
        for position, cause in enumerate(found):
            for number, control in enumerate(cause.controls):
                if control in owner:
                    raise self._fail(f"{control} already belongs to the cause {owner[control]}", ("causes", position, "controls", number))
                owner[control] = cause.id
        return found

    def _compensations(self) -> tuple[Compensation, ...]:
        found = self._rows("compensations", Compensation)
        for position, one in enumerate(found):
            if one.control == one.by:
                raise self._fail("a control cannot compensate for itself", ("compensations", position, "by"))
        return found

    def _precedence(self) -> tuple[Precedence, ...]:
        rows = self._rows("precedence", Precedence)
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
        return rows

    def _tolerance(self) -> tuple[TolerancePoint, ...]:
        points = sorted(self._rows("tolerance", TolerancePoint), key=lambda point: point.loss)
        chances = [point.probability for point in points]
        if chances != sorted(chances, reverse=True):
            raise self._fail("a greater loss cannot be tolerated with a greater probability", ("tolerance",))
        return tuple(points)

    def _sampling(self) -> Sampling:
        sampling = self._section("sampling", Sampling)
        if sampling.points & (sampling.points - 1):
            hint = "Sobol points come in powers of two, as 1024"
            raise self._fail(f"{sampling.points} is not a power of two", ("sampling", "points"), hint)
        return sampling

    def _illustrative(
        self,
        currency: str,
        contracts: Sequence[Contract],
        costs: EntityCosts,
        team: Team,
        auditor: AuditorProfile,
        assumptions: Assumptions,
    ) -> Iterator[str]:
        """Every number that is a default of ours, whether left out or labelled as one."""
        data, whole = self.document.data, 10 ** -decimals(currency)
        if "currency" not in data:
            yield f"currency: {currency}"
        if self._usual_categories():
            yield f"scope.categories: {', '.join(default_document().data['scope']['categories'])}"
        named = [(f"contracts.{one.id}.liquidated_damages", one.liquidated_damages) for one in contracts]
        named += [(f"entity_costs.{name}", cost if name in _COUNTED else cost.scaled(whole)) for name, cost in _costs(costs)]
        yield from (f"{name}: {quantity.describe()}" for name, quantity in named if quantity is not None and quantity.illustrative)
        given = self._given("team")
        if "people" not in given:
            yield f"team.people: {team.people:g}"
        if team.weekly_rate.illustrative:
            yield f"team.weekly_rate: {team.weekly_rate.scaled(whole).describe()} a person"
        if "capacity_weeks" not in given:
            yield f"team.capacity_weeks: {team.capacity_weeks:g}"
        for section, values in (("auditor_profile", auditor), ("assumptions", assumptions)):
            given = self._given(section)
            for one in fields(type(values)):
                if one.name not in given:
                    yield f"{section}.{one.name}: {shown(getattr(values, one.name))}"

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


_COUNTED = ("months_to_clean_report", "engineering_weeks")


def _costs(costs: EntityCosts) -> Iterator[tuple[str, Quantity]]:
    return ((one.name, getattr(costs, one.name)) for one in fields(EntityCosts))


def _warnings(currency: str, contracts: Sequence[Contract], costs: EntityCosts) -> Iterator[str]:
    if not contracts:
        yield "no contract is given: liquidated damages and revenue at risk are not modelled"
    show_amount = functools.partial(money, currency=currency)
    named = [(f"contracts.{one.id}.liquidated_damages", one.liquidated_damages, "{:.3g}".format) for one in contracts]
    named += [(f"entity_costs.{name}", cost, "{:.3g}".format if name in _COUNTED else show_amount) for name, cost in _costs(costs)]
    for name, quantity, show in named:
        if quantity is None or quantity.shape != "lognormal":
            continue
        if quantity.mean > quantity.high / 2 or quantity.high / quantity.low > 50:  # noqa: PLR2004
            yield f"{name}: so wide a 90% interval has its mean at {show(quantity.mean)}; raising the low bound can lower it"
