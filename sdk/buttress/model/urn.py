"""What a resource's URN says."""

from __future__ import annotations

from typing import Self, TypeGuard

from attrs import frozen

_PREFIX = "urn:pulumi:"
_PARTS = 4
_STACK = "pulumi:pulumi:Stack"


@frozen(kw_only=True)
class Urn:
    """`urn:pulumi:<stack>::<project>::<types>::<name>`, taken apart. Any other text, as the id of an account, is a name alone.

    `types` runs from the outermost component to the resource itself. A name may hold `::` and `$`.
    """

    name: str
    types: tuple[str, ...] = ()
    project: str = ""
    stack: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """The parts of a URN."""
        if not cls.valid(text):
            return cls(name=text)
        stack, project, types, name = text.removeprefix(_PREFIX).split("::", _PARTS - 1)
        return cls(name=name, types=tuple(types.split("$")), project=project, stack=stack)

    @staticmethod
    def valid(text: object) -> TypeGuard[str]:
        """Whether this is a whole URN with all four parts."""
        return isinstance(text, str) and text.startswith(_PREFIX) and text.count("::") >= _PARTS - 1

    @property
    def type(self) -> str:
        """The type of the resource itself; empty for what is no URN."""
        return self.types[-1] if self.types else ""

    @property
    def kind(self) -> str:
        """The type as a report names it: what is no URN is the id of an `account`."""
        return self.type or "account"

    @property
    def component(self) -> str:
        """The type of the outermost component around the resource; empty where it has none."""
        return next((kind for kind in self.types[:-1] if kind != _STACK), "")

    @property
    def label(self) -> str:
        """The resource as a person names it: `aws:s3/bucket:Bucket logs`."""
        return f"{self.kind} {self.name}"
