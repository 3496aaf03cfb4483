"""Reading a component's arguments: only known names, only allowed values, and no opt-out without a reason."""

import difflib
import enum
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import pulumi

from buttress_components import _defaults as defaults

Choice = TypeVar("Choice", bound=enum.Enum)


class ArgumentError(ValueError):
    """An argument that a component cannot accept: which one, its value, and what is allowed.

    `argument` is its place (`grants[0].actions`), `reason` the rest of the sentence.
    """

    def __init__(self, owner: str, argument: str, reason: str) -> None:
        super().__init__(f"{owner}: {argument} {reason}")
        self.argument = argument
        self.reason = reason


class Arguments:
    """The arguments of one component instance. Every method returns a checked value or raises an ArgumentError."""

    def __init__(self, component: str, name: str, given: Mapping[str, Any] | None, known: type) -> None:
        self.component = component
        self.name = name
        self._owner = f"{component} {name!r}"
        self.justifications: list[dict[str, Any]] = []
        self.explanations: list[dict[str, Any]] = []
        names = list(known.__annotations__)
        if given is None:
            given = {}
        if not isinstance(given, Mapping):
            raise ArgumentError(self._owner, "args", f"is a {type(given).__name__}; allowed: a dict with {', '.join(names)}")
        for key in given:
            if key not in names:
                close = difflib.get_close_matches(str(key), names, n=1)
                hint = f"did you mean {close[0]}?" if close else f"allowed: {', '.join(names)}"
                raise ArgumentError(self._owner, str(key), f"is not an argument; {hint}")
        self._given = {key: value for key, value in given.items() if value is not None}

    def invalid(self, key: str, value: object, allowed: str) -> ArgumentError:
        """The error for a value that is not allowed."""
        return ArgumentError(self._owner, key, f"is {value!r}; allowed: {allowed}")

    def lacks(self, key: str, needed: str) -> ArgumentError:
        """The error for a value that is missing."""
        return ArgumentError(self._owner, key, f"is missing; needed: {needed}")

    def has(self, key: str) -> bool:
        """Whether the argument was given."""
        return key in self._given

    def get(self, key: str, default: Any = None) -> Any:
        """An argument that may be anything, an Output too."""
        return self._given.get(key, default)

    def need(self, key: str, what: str) -> Any:
        """An argument that must be given; an empty text or list is not given."""
        value = self._given.get(key)
        if value is None or (isinstance(value, str | Sequence | Mapping) and not value):
            raise self.lacks(key, what)
        return value

    def text(self, key: str, default: str | None = None) -> str | None:
        """A plain text: one that decides what is created and so must be known."""
        value = self._given.get(key, default)
        if value is not None and (not isinstance(value, str) or not value):
            raise self.invalid(key, value, "a text that is known before the update")
        return value

    def texts(self, key: str, *, least: int = 0, what: str = "texts") -> list[Any]:
        """A list, whose members may be Outputs."""
        value = self._given.get(key, [])
        if not isinstance(value, Sequence) or isinstance(value, str) or len(value) < least:
            raise self.invalid(key, value, f"a list of {what}, at least {least}")
        return list(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false, known before the update."""
        value = self._given.get(key, default)
        if not isinstance(value, bool):
            raise self.invalid(key, value, "true or false")
        return value

    def number(self, key: str, default: int | None, *, least: int, most: int, unit: str = "days") -> int | None:
        """A whole number within bounds, known before the update. Numbers that come over the wire are floats."""
        value = self._given.get(key, default)
        if value is None:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.invalid(key, value, f"a whole number from {least} to {most} ({unit})")
        return value

    def integer(self, key: str, default: int, *, least: int, most: int, unit: str = "days") -> int:
        """As `number`, with a default."""
        value = self.number(key, default, least=least, most=most, unit=unit)
        return default if value is None else value

    def log_days(self, key: str, *, most: int = defaults.LONGEST_LOG_RETENTION) -> int:
        """How many days logs are kept, a year at least."""
        return self.integer(key, defaults.LOG_RETENTION, least=defaults.SHORTEST_LOG_RETENTION, most=most)

    def one_of(self, key: str, default: int, allowed: Sequence[int], unit: str) -> int:
        """One of a few whole numbers."""
        value = self.integer(key, default, least=min(allowed), most=max(allowed), unit=unit)
        if value not in allowed:
            raise self.invalid(key, value, f"{', '.join(map(str, allowed))} ({unit})")
        return value

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """A member of an enumeration, given as itself or by its value."""
        value = self._given.get(key, default)
        try:
            return kind(value)
        except ValueError:
            raise self.invalid(key, value, ", ".join(str(member.value) for member in kind)) from None

    def choices(self, key: str, kind: type[Choice]) -> list[Choice]:
        """Members of an enumeration, given as themselves or by their values."""
        found = self.texts(key, what=", ".join(str(member.value) for member in kind))
        try:
            return [kind(one) for one in found]
        except ValueError:
            raise self.invalid(key, found, f"a list out of {', '.join(str(member.value) for member in kind)}") from None

    def group(self, key: str, known: type) -> Mapping[str, Any] | None:
        """A group of arguments under one name, with its required members there and no unknown one."""
        value = self._given.get(key)
        return None if value is None else self.part(key, value, known)

    def groups(self, key: str, known: type, *, least: int = 0) -> list[Mapping[str, Any]]:
        """A list of such groups."""
        found = self.texts(key, least=least, what="groups of arguments")
        return [self.part(f"{key}[{place}]", value, known) for place, value in enumerate(found)]

    def part(self, place: str, value: Any, known: type) -> Mapping[str, Any]:
        """One group of arguments at a place."""
        names = known.__annotations__
        needed: frozenset[str] = known.__required_keys__  # type: ignore[attr-defined]  # of a TypedDict
        if not isinstance(value, Mapping):
            raise self.invalid(place, value, f"a dict with {', '.join(names)}")
        if strange := sorted(set(value) - set(names)):
            raise self.invalid(f"{place}.{strange[0]}", value[strange[0]], f"only {', '.join(names)}")
        if missing := sorted(name for name in needed if value.get(name) is None):
            raise self.lacks(f"{place}.{missing[0]}", "a value")
        return {name: member for name, member in value.items() if member is not None}

    def tags(self, **added: str) -> pulumi.Input[dict[str, pulumi.Input[str]]]:
        """The user's tags with those of the component, which win."""
        given = self._given.get("tags", {})
        if isinstance(given, pulumi.Output):
            return given.apply(lambda found: {**(found or {}), **added})
        if not isinstance(given, Mapping):
            raise self.invalid("tags", given, "a dict of texts")
        return {**given, **added}

    def opt_out(self, key: str, *, hardened: bool, checks: Sequence[str]) -> bool:
        """A flag whose other value gives up a protection: it needs the argument `justification`, and excuses these checks."""
        value = self.flag(key, default=hardened)
        if value != hardened:
            self.excuse(key, value, checks)
        return value

    def protect(self, cloud: str) -> bool:
        """Whether what holds data is protected from deletion."""
        return self.opt_out("deletion_protection", hardened=True, checks=(f"{cloud}-stateful-resource-protect-option",))

    def excuse(self, key: str, value: object, checks: Sequence[str]) -> None:
        """Record why checks are not met; without a justification it is an error that says what is asked."""
        reason = self._given.get("justification")
        if not isinstance(reason, str) or not reason.strip():
            given_up = f"is {value!r}, which gives up {', '.join(checks)}"
            raise ArgumentError(self._owner, key, f"{given_up}; allowed: the default, or this value with a justification")
        self.justifications.append({"checks": list(checks), "reason": reason.strip()})

    def acknowledge(self, what: str) -> None:
        """That a setting which nobody can take back stands beside an argument `acknowledge_irreversible` that says why."""
        if not (self.text("acknowledge_irreversible") or "").strip():
            raise self.lacks("acknowledge_irreversible", what)

    def explain(self, checks: Sequence[str], reason: str) -> None:
        """Record why what the component makes cannot meet checks, whatever its user asks."""
        self.explanations.append({"checks": list(checks), "reason": reason})

    def forward(self, *names: str, protect: bool, excused: bool = False) -> Any:
        """What a component within this one is given too, as a dict: those of these arguments that were given, and, where protection from
        deletion was given up, that. The reason goes with it, or with another of these arguments that is `excused`.
        """
        passed = {name: self._given[name] for name in names if name in self._given}
        if not protect:
            passed["deletion_protection"] = False
        return passed if protect and not excused else {**passed, "justification": str(self._given.get("justification"))}

    def finish(self) -> None:
        """That a justification was given only where something needs one."""
        reason = self._given.get("justification")
        if reason is not None and not self.justifications:
            raise self.invalid("justification", reason, "nothing, for no protection is given up; leave it out")
