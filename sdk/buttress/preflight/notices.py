"""What a preflight says: one notice for each thing to know before a first update."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Topic = Literal["region", "quota", "name", "exists", "provider", "commitment", "rights"]
Level = Literal["stops", "check", "know"]
"""`stops` the update will fail; `check` it may, and this run could not tell; `know` it will not, but binds or costs."""


@frozen(kw_only=True)
class Notice:
    """One thing to know. `resources` are the names of those that it is about, `how` what to do about it, `link` the page it rests on."""

    topic: Topic
    level: Level
    text: str
    how: str = ""
    link: str = ""
    resources: tuple[str, ...] = ()


@frozen(kw_only=True)
class Preflight:
    """All of them, most urgent first; `asked` names the account that was asked, or is empty; `unjudged` what could not be looked at."""

    notices: tuple[Notice, ...]
    asked: str = ""
    unjudged: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether the update will fail."""
        return any(one.level == "stops" for one in self.notices)
