"""Everything Buttress raises on purpose.

Error
├── StateError       a state, preview or backend could not be read
│   └── ForeignError a file is whole, and no state or preview
├── CatalogError     a check, its METADATA, its cases or a control is malformed
├── ConfigError      one of our own files (buttress.yaml, waivers, exposure.yaml) or an option is wrong
├── EngineError      OPA is missing, too old, crashed, hung or refused the bundle
├── PackError        the policy pack could not be started
└── ToolError        a tool that Buttress drives (the Pulumi CLI, Go) is missing or failed

Libraries raise; only `buttress.cli` prints an error and exits with 2.
"""

from __future__ import annotations

from buttress.text import without_passwords


class Error(Exception):
    """A problem a person can act on.

    `message` says what happened, `where` is a file with line (`state.json:12`) or a URN, `hint` says what to do. None of them holds a
    password of a URL.
    """

    def __init__(self, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(without_passwords(message))
        self.message = without_passwords(message)
        self.where = where and without_passwords(where)
        self.hint = hint and without_passwords(hint)

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message

    def diagnostics(self) -> str:
        """The message, its place and the way out, over one or two lines."""
        return f"{self}\n  hint: {self.hint}" if self.hint else str(self)


class StateError(Error):
    """A state file, preview or backend is broken, foreign or of an unknown version."""


class ForeignError(StateError):
    """A file holds something else than a state or a preview."""


class CatalogError(Error):
    """A check, its METADATA, a case file or a control does not hold together."""


class ConfigError(Error):
    """One of our own files, or an option, has an unknown key or a value that is not allowed."""


class EngineError(Error):
    """OPA could not be found, started, reached or trusted; nothing was judged."""


class PackError(Error):
    """The policy pack could not be written or started."""


class ToolError(Error):
    """A tool that Buttress drives is missing, too old or failed."""
