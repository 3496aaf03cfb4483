"""Names, ids and numbers that a cloud would invent, derived from a resource's URN so that every run gives the same."""

from __future__ import annotations

import hashlib
import uuid

from attrs import frozen

from buttress.model import Urn


@frozen
class Identity:
    """Which resource is meant: its URN, type token and logical name."""

    urn: str
    type: str
    name: str

    @classmethod
    def of(cls, urn: str) -> Identity:
        """The identity that a URN carries; its type is the last of the qualified types."""
        parsed = Urn.parse(urn)
        return cls(urn, parsed.type, parsed.name)

    def digits(self, length: int, salt: str = "") -> str:
        """Hexadecimal digits, at most 64, the same for the same URN and salt."""
        return hashlib.sha256(f"{self.urn}\n{salt}".encode()).hexdigest()[:length]

    def letters(self, length: int, salt: str = "") -> str:
        """Upper-case letters and digits, at most 32, as route 53 and CloudFront ids have them."""
        number = int(self.digits(40, salt), 16)
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        drawn = ""
        while len(drawn) < length:
            number, position = divmod(number, len(alphabet))
            drawn += alphabet[position]
        return drawn

    def uuid(self, salt: str = "") -> str:
        """A random-looking UUID of version 4."""
        return str(uuid.UUID(hex=self.digits(32, f"uuid {salt}"), version=4))

    def suffixed(self, digits: int, separator: str = "", longest: int = 255) -> str:
        """The logical name with hexadecimal digits after it, cut so that the digits fit."""
        tail = f"{separator}{self.digits(digits, 'name')}"
        return f"{self.name[: longest - len(tail)]}{tail}"
