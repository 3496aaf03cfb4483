"""A check and its parameters, as METADATA and cases.yaml give them."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

from buttress.model.controls import Criteria

Scope = Literal["resource", "stack", "estate"]
Expectation = Literal["pass", "fail", "unknown", "not_applicable"]


@enum.unique
class Severity(enum.StrEnum):
    """How much a failing check matters, worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for critical to 3 for low, for sorting."""
        return _SEVERITIES[self]


_SEVERITIES = {severity: number for number, severity in enumerate(Severity)}


@enum.unique
class UpdateEffect(enum.StrEnum):
    """What a change of a property does to a live resource, worst last. What nobody has documented is not known, and never harmless."""

    IN_PLACE = "in place"
    UNKNOWN = "not known"
    INTERRUPTS = "interrupts"
    REPLACES = "replaces"

    @property
    def rank(self) -> int:
        """0 for in place to 3 for a replacement, for taking the worst."""
        return _EFFECTS[self]


_EFFECTS = {effect: number for number, effect in enumerate(UpdateEffect)}


@frozen(kw_only=True)
class Effect:
    """What fixing a finding does to what is live: the worst of what its changes do, and the properties that do it.

    `of` is the type that the properties belong to where it is not the one that was judged. `conditional` says that the fix works only where
    what it requires is there, so that it is never called harmless.
    """

    change: UpdateEffect
    properties: tuple[str, ...] = ()
    of: str = ""
    conditional: bool = False

    @property
    def sentence(self) -> str:
        """The effect in words."""
        names = ", ".join(f"`{one}`" for one in self.properties)
        target = f"the `{self.of.rpartition(':')[2]}`" if self.of else "the resource"
        if self.change is UpdateEffect.IN_PLACE:
            return "The fix is made in place."
        if self.change is UpdateEffect.UNKNOWN and self.conditional:
            return f"Whether the fix works without an interruption of {target} depends on what it requires: see to that first."
        if self.change is UpdateEffect.UNKNOWN:
            change = f"a change of {names}" if names else "the fix"
            return f"Whether {change} replaces or interrupts {target} is not known: look at the preview before you make it."
        return f"A change of {names} {self.change.value} {target}." if names else f"The fix {self.change.value} {target}."


@frozen(kw_only=True)
class Parameter:
    """A threshold or list that a user may set. `type` is a JSON type name; `items` that of a list's members.

    A number lies from `minimum` to `maximum` where these are given. `sought` says that the value is what the check looks for, so that it
    finds less where something of the default is left out.
    """

    name: str
    type: Literal["integer", "number", "string", "boolean", "array", "object"]
    default: Any
    description: str = ""
    items: str = ""
    minimum: float | None = None
    maximum: float | None = None
    sought: bool = False


@frozen(kw_only=True)
class Case:
    """One example of a check: `resources` are `{type, name, props, refs}`, `expect` is the outcome of the first of the population.

    `stack` is the name of the stack that they belong to.
    """

    name: str
    expect: Expectation
    resources: tuple[Mapping[str, Any], ...]
    parameters: Mapping[str, Any] = field(factory=dict)
    resource: str = ""
    mode: Literal["preview", "state"] = "state"
    stack: str = ""


@frozen(kw_only=True)
class Check:
    """One automated test. `package` is its Rego path, as `("checks", "aws", "s3", "bucket_versioning_enabled")`.

    `population` are the types it judges, `companions` maps a type to the properties by which it refers to what is judged,
    `reads` maps a type to the property paths it looks at (`[]` stands for any position of a list), `presence` are the read
    paths of which only the existence is asked. `population_from` is the table of the library that names what it judges, if one does.
    `criteria` and `controls` come from the control files, not from METADATA. `fix` is what
    METADATA says of the fix, if anything; `effects` maps a type of the population to what the fix does to it. `precondition` is what
    must be there before the remediation works; it stands at the end of `remediation` too.
    `severity_absent` counts where nothing but absent values is denied, whose default in the cloud is safe. An `opt_in` check is off until
    its level or a parameter of its own asks for it. Where this check fails on a resource, the checks of `subsumes` say nothing more.
    `not_applicable` says why a resource is not judged. A check of scope resource `adds_up` where resources that are fine each by itself may
    not be so together, as the rules of a security group. `as_of` is the day of the facts that a check goes by, if they grow old.
    """

    id: str
    title: str
    description: str
    severity: Severity
    scope: Scope
    package: tuple[str, ...]
    population: tuple[str, ...]
    companions: Mapping[str, tuple[str, ...]] = field(factory=dict)
    reads: Mapping[str, tuple[str, ...]] = field(factory=dict)
    presence: Mapping[str, tuple[str, ...]] = field(factory=dict)
    population_from: str = ""
    parameters: tuple[Parameter, ...] = ()
    remediation: str = ""
    precondition: str = ""
    aliases: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    live: str = ""
    tier: int = 0
    fix: UpdateEffect | None = None
    severity_absent: Severity | None = None
    opt_in: bool = False
    subsumes: tuple[str, ...] = ()
    not_applicable: str = ""
    adds_up: bool = False
    as_of: dt.date | None = None
    has_applies: bool = False
    effects: Mapping[str, Effect] = field(factory=dict)
    criteria: Criteria = field(factory=dict)
    controls: tuple[str, ...] = ()
    file: str = ""

    @property
    def cloud(self) -> str:
        """`aws` or `azure`, or `custom` for a user's own check without either prefix."""
        head = self.id.split("-", 1)[0]
        return head if head in {"aws", "azure"} else "custom"

    def effect(self, kind: str = "") -> Effect:
        """What the fix does to a resource of a type; without one, or for one it does not judge, the worst of all."""
        found = [self.effects[kind]] if kind in self.effects else list(self.effects.values())
        return max(found, key=lambda one: one.change.rank, default=Effect(change=UpdateEffect.UNKNOWN))

    def parts(self, checks: Mapping[str, Check]) -> set[str]:
        """What this check subsumes, and what that does: ids, its own among them only if it is part of itself."""
        found: set[str] = set()
        queue = list(self.subsumes)
        while queue:
            part = queue.pop()
            if part not in found:
                found.add(part)
                queue.extend(checks[part].subsumes if part in checks else ())
        return found

    @property
    def types(self) -> frozenset[str]:
        """Every type it judges, joins or reads."""
        return frozenset(self.population) | frozenset(self.companions) | frozenset(self.reads)
