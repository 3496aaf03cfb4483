"""Answers that the user gives, for what no stand-in can know: of functions (an image, a zone) and of other stacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from buttress.documents import load_yaml
from buttress.errors import ConfigError
from buttress.pulumi import wire

VARIABLE = "BUTTRESS_OFFLINE_ANSWERS"
UNANSWERED = "has no answer offline: what it gives is unknown"
"""What a stand-in says of a function, after its token, when it has made up a result of which nothing is known."""

_REFERENCE = "pulumi:pulumi:StackReference"


@frozen(kw_only=True)
class Answers:
    """What functions answer, by token. An entry is the result itself, or a list of `{when: arguments, answer: result}`."""

    file: str = ""
    entries: Mapping[str, Any] = field(factory=dict)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Answers:
        """The answers in the file that `BUTTRESS_OFFLINE_ANSWERS` names, or none."""
        file = environment.get(VARIABLE, "")
        if not file:
            return cls()
        document = load_yaml(file)
        entries = document.data or {}
        if not isinstance(entries, dict):
            raise document.fail("is not a mapping of function tokens to results", (), "write: 'aws:ec2/getAmi:getAmi: {id: ami-1}'")
        for token, entry in entries.items():
            if not isinstance(entry, dict | list):
                raise document.fail(f"the answer of {token} is neither a result nor a list of cases", (token,))
            for position, case in enumerate(entry if isinstance(entry, list) else ()):
                whole = isinstance(case, dict) and isinstance(case.get("answer"), dict) and isinstance(case.get("when", {}), dict)
                if not whole or case.keys() - {"when", "answer"}:
                    raise document.fail(f"a case of {token} is not {{when: ..., answer: ...}}", (token, position))
        return cls(file=file, entries=entries)

    def find(self, token: str, arguments: wire.Properties) -> wire.Properties | None:
        """The result for a call, the arguments echoed into it; None where the user gave none."""
        answer = self._answer(token, arguments)
        return None if answer is None else {**arguments, **answer}

    def outputs_of(self, stack: str) -> wire.Properties | None:
        """The outputs of the stack that a reference names; None where the user gave none."""
        return self._answer(_REFERENCE, {"name": stack})

    def _answer(self, token: str, arguments: wire.Properties) -> wire.Properties | None:
        entry = self.entries.get(token)
        if entry is None or isinstance(entry, dict):
            return entry
        for case in entry:
            if all(wire.reveal(arguments.get(key)) == value for key, value in case.get("when", {}).items()):
                return dict(case["answer"])
        if token == _REFERENCE:
            return None
        raise ConfigError(f"no case of {token} fits the arguments of this call", where=self.file, hint="add a case without 'when'")
