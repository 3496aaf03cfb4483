"""What the pack says of resources while Pulumi works: the same judging as `buttress check`, a resource or a stack at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import define, evolve, field

from buttress.assessment import levels, parameters, waivers
from buttress.assessment.evaluation import evaluate
from buttress.assessment.subsumption import subsume
from buttress.catalog import Catalog
from buttress.catalog.metadata import REASON, finds_less, problem_with
from buttress.engine import Engine
from buttress.errors import ConfigError
from buttress.model import Check, Finding, Mode, Outcome, Resource, Stack, Waiver
from buttress.settings import Settings
from buttress.state import deployment
from buttress.state import resource as resources
from buttress.text import nearest

LEVELS = ("advisory", "mandatory", "disabled")


@define
class Review:
    """One run of the pack. It keeps each resource's inputs, since a stack is judged on inputs and outputs together.

    Judging `at_the_end`, `resource` finds nothing and `everything` what it would have found, too: for a stack that is there already, so
    that nobody waits for an answer before a resource is created.
    """

    catalog: Catalog
    opa: Engine
    settings: Settings
    now: dt.datetime
    stack: Stack = field(factory=Stack)
    dry_run: bool = True
    at_the_end: bool = False
    _levels: dict[str, str] = field(factory=dict)
    _values: dict[str, dict[str, Any]] = field(factory=dict)
    _inputs: dict[str, Mapping[str, Any]] = field(factory=dict)
    _parents: dict[str, str] = field(factory=dict)
    _inline_waivers: dict[str, list[Waiver]] = field(factory=dict)
    _waivers: tuple[Waiver, ...] = ()
    _by_type: dict[str, list[Check]] = field(factory=dict)
    _joins: dict[str, frozenset[str]] = field(factory=dict)
    _baseline: frozenset[tuple[str, str]] = frozenset()
    _open: dict[str, set[str]] = field(factory=dict)
    _given: set[str] = field(factory=set)
    _early: list[Resource] = field(factory=list)
    _failing: dict[tuple[str, str], Finding] = field(factory=dict)
    _reported_levels: dict[tuple[str, str], str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        levels.validate(self.catalog, self.settings)
        self._values = parameters.resolve(self.catalog, self.settings)
        if self.settings.waivers_file:
            self._waivers = waivers.approved(waivers.load_waivers(self.settings.waivers_file, self.catalog), self.settings)
        if self.settings.baseline:
            from buttress.assessment.baseline import failing, read_assessment

            self._baseline = failing(read_assessment(self.settings.baseline))
        for check in self.catalog.checks.values():
            self._levels[check.id] = levels.of(check, self.settings)
            if levels.given(check, self.settings):
                self._given.add(check.id)
            if check.scope == "resource":
                for kind in check.population:
                    self._by_type.setdefault(kind, []).append(check)
        self._joins = self.catalog.joins()

    def level(self, check: str) -> str:
        """`mandatory`, `advisory` or `disabled`."""
        return self._levels[check]

    def level_of(self, finding: Finding) -> str:
        """The level of one finding.

        What a baseline holds is never more than advice, nor is an absent value that is less severe than what the check is about, unless
        somebody gave the check its level.
        """
        level = self._levels[finding.check]
        if level != "mandatory" or (finding.check, finding.resource) in self._baseline:
            return "advisory" if level == "mandatory" else level
        milder = finding.severity is not self.catalog.checks[finding.check].severity and not self.settings.baseline
        return "advisory" if milder and finding.check not in self._given and finding.severity not in levels.HARD else level

    def worth_telling(self, findings: Iterable[Finding]) -> Iterator[tuple[Finding, bool]]:
        """Each finding, and whether it has a line of its own: not where another one with no lower level says it too."""
        listed = tuple(findings)
        self._reported_levels |= {(one.check, one.resource): self.level_of(one) for one in listed}
        found = self._reported_levels
        for one in listed:
            wider = found.get((one.subsumed_by, one.subsumed_at or one.resource), "")
            yield one, wider not in {"mandatory", found[one.check, one.resource]}

    def configure(self, config: Mapping[str, tuple[str, Mapping[str, Any]]]) -> None:
        """Take levels and parameters from Pulumi, by check id or severity; a ConfigError names what there is not, and what fits not.

        Pulumi spreads `all` over the checks itself, and sends each check's level even where none was set. So a level counts as
        set where it differs from ours; elsewhere the level of the check's severity counts, if there is one.
        """
        for name, (_, given) in config.items():
            if problem := levels.unknown(name, self.catalog):
                raise ConfigError(f"the pack's configuration: {name} is neither a check nor a severity nor all", hint=problem)
            if given and name not in self.catalog.checks:
                raise ConfigError(f"the pack's configuration: {name} takes a level alone", hint="give parameters to one check each")
        for check in self.catalog.checks.values():
            level, given = config.get(check.id, ("", {}))
            ours = self._levels[check.id]
            spoken = level if level in LEVELS and level != ours else ""
            if check.opt_in and ours == "disabled":
                spoken = spoken or (levels.usual(check, self.settings) if given else "")
            else:
                spoken = spoken or config.get(check.severity.value, ("", {}))[0]
            if spoken in LEVELS:
                self._levels[check.id] = spoken
                self._given.add(check.id)
            if given:
                self._set(check.id, given)

    def _set(self, check: str, given: Mapping[str, Any]) -> None:
        known = {one.name: one for one in self.catalog.checks[check].parameters}
        reason = given.get(REASON)
        for name, value in given.items():
            if name == REASON:
                continue
            plain = int(value) if isinstance(value, float) and value.is_integer() else value
            if name not in known:
                raise ConfigError(f"{check}: {name} is not a parameter of this check", hint=nearest(name, list(known)))
            if problem := problem_with(known[name], plain):
                raise ConfigError(f"{check}: {name} {problem}")
            if finds_less(known[name], plain) and not (isinstance(reason, str) and reason.strip()):
                raise ConfigError(f"{check}: {name} leaves out something that the check looks for", hint=f"say why: {REASON} beside it")
            self._values[check][name] = plain

    def resource(
        self, urn: str, token: str, inputs: Mapping[str, Any], *, parent: str, provider: str, **options: Any
    ) -> tuple[Finding, ...]:
        """The findings of the resource checks on one resource's inputs; nothing else exists before it does.

        `options` are its `protect` and `ignore_changes`. What a plan leaves unknown is kept for `everything`: only there is it reported
        from whose outputs a value comes.
        """
        self._inputs[urn] = inputs
        self._parents[urn] = parent
        self._note_waivers(urn, inputs, custom=bool(provider))
        entry = resources.from_parts(
            urn=urn, token=token, inputs=inputs, outputs=None, mode="preview", parent=parent, provider=provider, **options
        )
        asked = self._asked(entry)
        if not asked:
            return ()
        if self.at_the_end:
            self._early.append(entry)
            return ()
        return self._settled(self._judge(asked, [entry], "preview"))

    def _asked(self, entry: Resource) -> list[Check]:
        """The checks that judge this resource alone."""
        return [check for check in self._by_type.get(entry.type, ()) if self._levels[check.id] != "disabled"]

    def _settled(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings on single resources without those that `everything` may still settle; both are remembered."""
        listed = tuple(findings)
        self._failing |= {(one.check, one.resource): one for one in listed if one.outcome is Outcome.FAIL}
        if not self.dry_run:
            return listed
        for one in listed:
            if one.outcome is Outcome.UNKNOWN:
                self._open.setdefault(one.check, set()).add(one.resource)
        return tuple(one for one in listed if one.outcome is not Outcome.UNKNOWN)

    def _late(self) -> tuple[Finding, ...]:
        """What `resource` would have found on those that it put off: by the checks that add up one by one, by all others at once."""
        entries, self._early = self._early, []
        asked = {entry.urn: self._asked(entry) for entry in entries}
        at_once = {check.id: check for checks in asked.values() for check in checks if not check.adds_up}
        found = list(self._judge(list(at_once.values()), entries, "preview", linked=False))
        for entry in entries:
            if alone := [check for check in asked[entry.urn] if check.adds_up]:
                found += self._judge(alone, [entry], "preview")
        return self._settled(subsume(found, self.catalog.checks, {}))

    def postponed(self, urn: str) -> list[str]:
        """The checks that judge a resource only in `everything`."""
        return [check for check, urns in self._open.items() if urn in urns]

    def everything(self, entries: Iterable[Resource]) -> tuple[Finding, ...]:
        """The findings of the stack checks on all resources together, outputs included, and those that `resource` left open.

        A check that adds up is asked again: what is fine in each resource may not be so in all together.
        """
        # Even where there is nothing to ask, a pack without OPA does not pass.
        self.opa.wait()
        late = self._late()
        all_of_them = tuple(sorted(entries, key=lambda one: one.urn))
        asked = [
            check
            for check in self.catalog.checks.values()
            if self._levels[check.id] != "disabled" and (check.scope == "stack" or check.id in self._open or check.adds_up)
        ]
        judged = self._judge(asked, all_of_them, self.mode)
        # What was found on a resource by itself may say more than what is found now.
        findings = subsume((*self._failing.values(), *judged), self.catalog.checks, {})[len(self._failing) :]
        return (*late, *(one for one in findings if self._is_new(one)))

    def _is_new(self, finding: Finding) -> bool:
        """Whether a finding on all resources together says what `resource` did not."""
        check, resource = finding.check, finding.resource
        if self.catalog.checks[check].scope != "resource" or resource in self._open.get(check, ()):
            return True
        return finding.outcome is Outcome.FAIL and (check, resource) not in self._failing

    @property
    def mode(self) -> Mode:
        """Whether the run plans or has done."""
        return "preview" if self.dry_run else "state"

    def whole(self, urn: str, token: str, outputs: Mapping[str, Any], **others: Any) -> Resource:
        """A resource of the finished stack: the inputs that `resource` kept, and the outputs that Pulumi brings now."""
        # A resource that was read, not registered, has no analysis of its own: its outputs are all there is.
        inputs = self._inputs.get(urn)
        external = inputs is None
        return resources.from_parts(
            urn=urn, token=token, inputs=outputs if external else inputs, outputs=outputs, mode=self.mode, external=external, **others
        )

    def not_applicable(self) -> dict[str, str]:
        """Why the estate checks say nothing here."""
        return {
            check.id: "it asks about a whole account or subscription: use `buttress check --estate`"
            for check in self.catalog.checks.values()
            if check.scope == "estate"
        }

    def off(self) -> dict[str, str]:
        """Why the opt-in checks for which nobody asked say nothing."""
        return {
            check.id: "it is off unless somebody asks for it: give it a level or a parameter"
            for check in self.catalog.checks.values()
            if check.opt_in and self._levels[check.id] == "disabled"
        }

    def _judge(self, asked: list[Check], entries: Sequence[Resource], mode: Mode, *, linked: bool = True) -> tuple[Finding, ...]:
        findings = evaluate(
            [entries],
            asked,
            self.opa,
            joins=self._joins,
            mode=mode,
            now=self.now,
            parameters=self._values,
            stack=self.stack,
            linked=linked,
        )
        inline = (waiver for entry in entries for waiver in self._waivers_on(entry.urn))
        return tuple(sorted(waivers.apply(findings, (*self._waivers, *inline), self.now.date()), key=lambda one: one.order))

    def _note_waivers(self, urn: str, inputs: Mapping[str, Any], *, custom: bool) -> None:
        if custom or not self.settings.hears_code(self.mode) or deployment.JUSTIFICATIONS not in inputs:
            return
        entry = resources.from_parts(urn=urn, token="", inputs=inputs, outputs=None, mode="preview", custom=False)
        for one in deployment.justifications((entry,)):
            self._inline_waivers.setdefault(urn, []).extend(waivers.from_justification(one))

    def _waivers_on(self, urn: str) -> Iterable[Waiver]:
        seen: set[str] = set()
        current = urn
        while current and current not in seen:
            seen.add(current)
            for waiver in self._inline_waivers.get(current, ()):
                yield evolve(waiver, resource=urn)
            current = self._parents.get(current, "")


def worth_showing(finding: Finding) -> bool:
    """Whether a finding is worth a line in a preview: everything but a pass and what does not apply."""
    return finding.outcome not in {Outcome.PASS, Outcome.NOT_APPLICABLE}
