"""A check and its parameters, as METADATA and cases.yaml give them."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

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
        return list(Severity).index(self)


@frozen(kw_only=True)
class Parameter:
    """A threshold or list that a user may set. `type` is a JSON type name; `items` that of a list's members."""

    name: str
    type: Literal["integer", "number", "string", "boolean", "array", "object"]
    default: Any
    description: str = ""
    items: str = ""


@frozen(kw_only=True)
class Case:
    """One example of a check: `resources` are `{type, name, props, refs}`, `expect` is the outcome of the first of the population.

    `stack` is the name of the stack that they belong to.
    """

    name: str
    expect: Expectation
    resources: tuple[Mapping[str, Any], ...]
    parameters: Mapping[str, Any] = field(factory=dict)
    estate: str = ""
    resource: str = ""
    mode: Literal["preview", "state"] = "state"
    stack: str = ""


@frozen(kw_only=True)
class Check:
    """One automated test. `package` is its Rego path, as `("checks", "aws", "s3", "bucket_versioning_enabled")`.

    `population` are the types it judges, `companions` maps a type to the properties by which it refers to what is judged,
    `reads` maps a type to the property paths it looks at (`[]` stands for any position of a list), `presence` are the read
    paths of which only the existence is asked. `criteria` and `controls` come from the control files, not from METADATA.
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
    parameters: tuple[Parameter, ...] = ()
    remediation: str = ""
    aliases: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    live: str = ""
    tier: int = 0
    narrows: bool = False
    criteria: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    file: str = ""

    @property
    def cloud(self) -> str:
        """`aws` or `azure`, or `custom` for a user's own check without either prefix."""
        head = self.id.split("-", 1)[0]
        return head if head in {"aws", "azure"} else "custom"

    @property
    def types(self) -> frozenset[str]:
        """Every type it judges, joins or reads."""
        return frozenset(self.population) | frozenset(self.companions) | frozenset(self.reads)
