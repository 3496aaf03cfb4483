"""What a stack holds, as read: resources, their links, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

from buttress.model.paths import PropertyPath, paths

Mode = Literal["preview", "state", "live"]


@frozen(kw_only=True)
class Stack:
    """Which stack a snapshot shows. `source` is where it was read from, as the user named it."""

    organization: str = ""
    project: str = ""
    name: str = ""
    source: str = ""
    tags: Mapping[str, str] = field(factory=dict)

    @property
    def label(self) -> str:
        """`organization/project/name` without the parts that are not known."""
        return "/".join(part for part in (self.organization, self.project, self.name) if part) or self.source


@frozen(kw_only=True)
class Position:
    """A line of the program. `file` is relative to the project's directory, with `/` between its parts."""

    file: str
    line: int

    @property
    def label(self) -> str:
        """`storage.py:12`."""
        return f"{self.file}:{self.line}"


@frozen(kw_only=True)
class Resource:
    """One resource with normalised type and properties.

    `type` is the token of today's provider SDK, without an API version; `token` is the one that was read.
    `props` holds neither unknowns nor secrets: their paths are in `unknown` and `secret`, and a secret's place holds `"[secret]"`.
    `declared` are the top-level properties that the program itself set. `dependencies` maps a property to the URNs it depends on.
    `custom` is False for a component, which has no cloud resource of its own.
    `external` is True for what the program only reads: another owner's, which serves joins and is not judged.
    `successor` is set on an old resource that Pulumi has still to delete: the URN that both have in the state; `urn` is then ours alone.
    `position` is where the program makes it, where the source of the snapshot says that.
    `problem` says why a resource could not be read; such a resource is an `error` finding, never a gap.
    """

    urn: str
    type: str
    name: str
    token: str = ""
    id: str = ""
    custom: bool = True
    parent: str = ""
    provider: str = ""
    region: str = ""
    api_version: str = ""
    external: bool = False
    successor: str = ""
    protect: bool = False
    retain_on_delete: bool = False
    ignore_changes: tuple[str, ...] = ()
    props: Mapping[str, Any] = field(factory=dict)
    declared: tuple[str, ...] = ()
    unknown: tuple[PropertyPath, ...] = field(default=(), converter=paths)
    secret: tuple[PropertyPath, ...] = field(default=(), converter=paths)
    dependencies: Mapping[str, tuple[str, ...]] = field(factory=dict)
    position: Position | None = None
    problem: str = ""

    @property
    def known_as(self) -> str:
        """The URN by which Pulumi and its users know the resource."""
        return self.successor or self.urn


@frozen(kw_only=True)
class NotEvaluated:
    """Resources of one type that no check reads, and why."""

    type: str
    count: int
    reason: str


@frozen(kw_only=True)
class Snapshot:
    """All resources of one stack at one moment. `digest` is the SHA-256 of the bytes that were read.

    `omitted` are resources that the source itself says exist and does not show.
    """

    stack: Stack
    mode: Mode
    resources: tuple[Resource, ...]
    digest: str = ""
    warnings: tuple[str, ...] = ()
    justifications: tuple[Justification, ...] = ()
    omitted: tuple[NotEvaluated, ...] = ()


@frozen(kw_only=True)
class Justification:
    """A component's own reason for an opt-out: `checks` are excused on the component and its children."""

    component: str
    checks: tuple[str, ...]
    reason: str
    resources: tuple[str, ...] = ()
