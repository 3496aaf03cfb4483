"""Running a project's own program: preview, update, export and destroy through Pulumi's Automation API.

A program runs in a process of its own, never in this one: one in Python by the project's interpreter (`host`), any other by Pulumi's
language host. With `stand_ins` (the environment that `buttress.offline` gives) the run is offline: stand-ins play the providers, the
backend is a directory that goes when the run is over, and nothing is written into the project.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from buttress.errors import ConfigError, Error, StateError
from buttress.pulumi.answers import UNANSWERED, Answers
from buttress.pulumi.answers import VARIABLE as ANSWERS_VARIABLE
from buttress.pulumi.command import Pulumi, find_pulumi
from buttress.pulumi.failures import explain, plain
from buttress.pulumi.interpreters import interpreter_of
from buttress.pulumi.plugins import Plugins
from buttress.pulumi.positions import localise
from buttress.pulumi.projects import PROJECT_VARIABLE, Project, copy_project, read_project
from buttress.pulumi.shapes import PACKAGES_VARIABLE
from buttress.toolchain import children

if TYPE_CHECKING:
    from pulumi import automation as auto

OnEvent = Callable[[Any], None]
"""Called with each `pulumi.automation.EngineEvent` as it happens."""

_BLOCKED = "preview failed"
_AMBIENT = re.compile(r"using pulumi-resource-[\w-]+ from \$PATH")


@frozen(kw_only=True)
class Preview:
    """What an update would do.

    `digest` is the document of `pulumi preview --json`: a step for every resource, with a `newState` to which the outputs that
    the provider previewed have been added (the CLI leaves them out). Secrets in it are `[secret]`, unknowns their sentinels.
    `failed` says that a policy pack stopped it; the digest is whole even so. `policies` are the pack's findings as events have
    them: `{resource, message, policy, pack, level}`.
    """

    project: str
    stack: str
    digest: Mapping[str, Any] = field(repr=False)
    changes: Mapping[str, int]
    policies: tuple[Mapping[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    failed: bool = False


@frozen(kw_only=True)
class Workspace:
    """A project with a stack selected, on which several operations can follow one another."""

    project: Project
    stack: str
    warnings: tuple[str, ...]
    on_event: OnEvent | None
    _stack: auto.Stack = field(alias="stack_", repr=False)
    _run: Callable[[], contextlib.AbstractContextManager[None]] = field(alias="run_", default=contextlib.nullcontext, repr=False)

    def preview(self, *, pack: str | os.PathLike[str] | None = None, pack_config: str | os.PathLike[str] | None = None) -> Preview:
        """What an update would do, optionally under a policy pack; the program's own errors are a `StateError` with file and line."""
        lines: list[str] = []
        events = _Events(self.on_event)
        failed = False
        with self._run():
            try:
                self._stack.preview(
                    json=True,
                    color="never",
                    on_output=lines.append,
                    on_event=events,
                    policy_packs=[os.fspath(pack)] if pack else None,
                    policy_pack_configs=[os.fspath(pack_config)] if pack_config else None,
                )
            except _failures() as problem:
                if events.errors or not events.blocked:
                    raise self._explain(problem, events) from None
                failed = True
        digest = _document(lines)
        if digest is None:
            raise StateError("the preview gave no document", where=self.project.named, hint="run `pulumi preview` to see why")
        _complete(digest, events.outputs)
        localise((step["newState"] for step in digest.get("steps") or () if step.get("newState")), self.project, self._place)
        return Preview(
            project=self.project.name,
            stack=self.stack,
            digest=digest,
            changes=dict(digest.get("changeSummary") or {}),
            policies=tuple(events.policies),
            warnings=(*self.warnings, *events.warnings),
            failed=failed,
        )

    def up(self) -> dict[str, Any]:
        """The stack's state after an update, as `pulumi stack export` gives it."""
        events = _Events(self.on_event)
        with self._run():
            try:
                self._stack.up(color="never", on_event=events, show_secrets=False, suppress_outputs=True)
            except _failures() as problem:
                raise self._explain(problem, events) from None
        return self.export()

    def export(self) -> dict[str, Any]:
        """The stack's state, with its secrets encrypted."""
        # The Automation API's own export asks for the secrets in the open.
        space = self._stack.workspace
        home = {"PULUMI_HOME": space.pulumi_home} if space.pulumi_home else {}
        try:
            done = space.pulumi_command.run(["stack", "export", "--stack", self._stack.name], space.work_dir, {**home, **space.env_vars})
        except _failures() as problem:
            raise self._explain(problem, _Events(None)) from None
        state: dict[str, Any] = json.loads(done.stdout)
        localise((state.get("deployment") or {}).get("resources") or (), self.project, self._place)
        return state

    def destroy(self) -> None:
        """Take away what the stack holds."""
        events = _Events(self.on_event)
        try:
            self._stack.destroy(color="never", on_event=events, show_secrets=False, suppress_outputs=True)
        except _failures() as problem:
            raise self._explain(problem, events) from None

    @property
    def _place(self) -> Path:
        """The directory that the CLI runs in: the project's own, or a copy of it."""
        return Path(self._stack.workspace.work_dir)

    def _explain(self, problem: Exception, events: _Events) -> Error:
        error = explain(self.project, events.errors, events.notes, str(problem))
        # What stopped the program may well be a made-up result.
        return type(error)(error.message, where=error.where, hint="\n  ".join(filter(None, [error.hint, *events.warnings])) or None)


@contextlib.contextmanager
def workspace(
    directory: str | os.PathLike[str],
    *,
    stack: str | None = None,
    stand_ins: Mapping[str, str] | None = None,
    config: Mapping[str, str] | None = None,
    pulumi: str | os.PathLike[str] | None = None,
    home: str | os.PathLike[str] | None = None,
    on_event: OnEvent | None = None,
) -> Iterator[Workspace]:
    """A project's stack, ready to preview.

    `stack` may be left out where the project has one. `stand_ins` is the environment in which Pulumi finds the stand-in providers; with it
    the run is offline. `config` adds plain values (`key` or `namespace:key`); online it is refused,
    since it would be written into the project. `home` keeps the offline backend in a directory, so that a later run finds the
    state; without it everything offline goes when the block ends.
    """
    project = read_project(directory)
    command = find_pulumi(pulumi)
    if stand_ins is None:
        if config:
            raise ConfigError("config can only be given offline", hint="use `pulumi config set`")
        yield _online(project, command, project.stack(stack, "dev"), on_event)
        return
    name = project.stack(stack, "offline").rsplit("/", 1)[-1]
    with contextlib.ExitStack() as cleaning:
        place = Path(home).absolute() if home else Path(cleaning.enter_context(tempfile.TemporaryDirectory(prefix="buttress-")))
        yield _offline(project, command, name, place, dict(config or {}), stand_ins, on_event)


def preview(
    directory: str | os.PathLike[str],
    *,
    stack: str | None = None,
    stand_ins: Mapping[str, str] | None = None,
    pack: str | os.PathLike[str] | None = None,
    pack_config: str | os.PathLike[str] | None = None,
    config: Mapping[str, str] | None = None,
    pulumi: str | os.PathLike[str] | None = None,
    home: str | os.PathLike[str] | None = None,
    on_event: OnEvent | None = None,
) -> Preview:
    """What an update of the project in a directory would do; see `workspace` for the arguments."""
    with workspace(directory, stack=stack, stand_ins=stand_ins, config=config, pulumi=pulumi, home=home, on_event=on_event) as opened:
        return opened.preview(pack=pack, pack_config=pack_config)


def up(directory: str | os.PathLike[str], **options: Any) -> dict[str, Any]:
    """The state after an update; the options are those of `workspace`."""
    with workspace(directory, **options) as opened:
        return opened.up()


def export(directory: str | os.PathLike[str], **options: Any) -> dict[str, Any]:
    """The state of a stack; the options are those of `workspace`."""
    with workspace(directory, **options) as opened:
        return opened.export()


def destroy(directory: str | os.PathLike[str], **options: Any) -> None:
    """Take away what a stack holds; the options are those of `workspace`."""
    with workspace(directory, **options) as opened:
        opened.destroy()


class _Events:
    """What the events of one operation hold: errors, findings of a policy pack, outputs."""

    def __init__(self, listener: OnEvent | None) -> None:
        self._listener = listener
        self.errors: list[tuple[str, str]] = []
        self.notes: list[str] = []
        self._unanswered: dict[str, None] = {}
        self.policies: list[dict[str, str]] = []
        self.outputs: dict[str, Mapping[str, Any]] = {}

    @property
    def blocked(self) -> bool:
        """Whether a mandatory finding was among them."""
        return any(finding["level"] == "mandatory" for finding in self.policies)

    @property
    def warnings(self) -> tuple[str, ...]:
        """A line on the functions that were called and that nobody answered, or none."""
        if not self._unanswered:
            return ()
        asked = ", ".join(self._unanswered)
        return (f"nobody answers offline, and the result is unknown: {asked}; write it into the file that {ANSWERS_VARIABLE} names",)

    def __call__(self, event: Any) -> None:
        diagnostic, violation, finished = event.diagnostic_event, event.policy_event, event.res_outputs_event
        if diagnostic is not None:
            text = "\n".join(line for line in plain(diagnostic.message or "").splitlines() if not _AMBIENT.search(line))
            if diagnostic.message and not text:
                return
            if diagnostic.severity == "warning" and text.endswith(UNANSWERED):
                self._unanswered[text.removesuffix(UNANSWERED).strip()] = None
            elif diagnostic.severity == "error" and text and text != _BLOCKED:
                self.errors.append((diagnostic.urn or "", text))
            elif diagnostic.severity == "info#err" and text:
                self.notes.append(text)
        if violation is not None:
            self.policies.append(
                {
                    "resource": violation.resource_urn or "",
                    "message": plain(violation.message or ""),
                    "policy": violation.policy_name,
                    "pack": violation.policy_pack_name,
                    "level": str(violation.enforcement_level),
                }
            )
        if finished is not None and finished.metadata.new is not None and finished.metadata.new.outputs:
            self.outputs[finished.metadata.urn] = finished.metadata.new.outputs
        if self._listener is not None:
            self._listener(event)


def _online(project: Project, command: Pulumi, stack: str, on_event: OnEvent | None) -> Workspace:
    from pulumi import automation as auto

    from buttress.pulumi import host

    runner = _command(command)
    warnings: tuple[str, ...] = ()
    run: Callable[[], contextlib.AbstractContextManager[None]] = contextlib.nullcontext
    if project.runtime == "python":
        chosen = interpreter_of(project)
        warnings = tuple(filter(None, [chosen.warning]))
        run = functools.partial(runner.hosting, host.python_program(project, chosen, {}))
    try:
        space = auto.LocalWorkspace(work_dir=str(project.directory), pulumi_command=runner)
        opened = auto.Stack.select(stack, space)
    except auto.errors.StackNotFoundError:
        raise StateError(
            f"there is no stack {stack}", where=project.named, hint="create it with `pulumi stack init`, or preview with --offline"
        ) from None
    except _failures() as problem:
        raise explain(project, (), (), str(problem)) from None
    return Workspace(project=project, stack=stack, warnings=warnings, on_event=on_event, stack_=opened, run_=run)


def _offline(
    project: Project,
    command: Pulumi,
    stack: str,
    place: Path,
    config: Mapping[str, str],
    stand_ins: Mapping[str, str],
    on_event: OnEvent | None,
) -> Workspace:
    from pulumi import automation as auto

    from buttress.pulumi import host
    from buttress.pulumi.monitor import Monitor

    if project.runtime not in {"python", "yaml"}:
        raise ConfigError(
            f"a project in {project.runtime} cannot be previewed offline",
            where=project.document.where(("runtime",)),
            hint="preview it without --offline, or preview it under the policy pack that `buttress pack` names",
        )
    for part in ("backend", "home"):
        (place / part).mkdir(parents=True, exist_ok=True, mode=0o700)
    copied = copy_project(project, stack, place / "project", config, stand_ins)
    env = {
        **stand_ins,
        "PULUMI_BACKEND_URL": f"file://{place / 'backend'}",
        "PULUMI_HOME": str(place / "home"),
        "PULUMI_IGNORE_AMBIENT_PLUGINS": "",
        "PULUMI_DEBUG_PROVIDERS": "",
        "PULUMI_STACK": "",
        "PULUMI_ACCESS_TOKEN": "",
        # The state goes when the run is over: the CLI need not save it anew after each resource, which takes as long as all the rest.
        "PULUMI_EXPERIMENTAL": "true",
        "PULUMI_SKIP_CHECKPOINTS": "true",
        "PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS": "true",
        PROJECT_VARIABLE: str(project.directory),
    }
    if "PULUMI_CONFIG_PASSPHRASE_FILE" not in env:
        env.setdefault("PULUMI_CONFIG_PASSPHRASE", "")
    plugins = _plugins(place, env)
    warnings = copied.warnings
    if project.runtime == "python":
        chosen = interpreter_of(project, stand_ins)
        warnings += tuple(filter(None, [chosen.warning]))
        env[PACKAGES_VARIABLE] = os.pathsep.join(map(str, chosen.packages))
        program: host.Program = host.python_program(project, chosen, env)
    else:
        # Its language host loads every package before the first resource is registered.
        for package in sorted(project.packages):
            plugins.supply(package)
        program = host.hosted_program(project, copied.directory, command, env)
    runner = _command(command)
    run = functools.partial(runner.hosting, program, Monitor(answers=Answers.from_environment(stand_ins), plugins=plugins).before)
    try:
        space = auto.LocalWorkspace(work_dir=str(copied.directory), env_vars=env, pulumi_home=str(place / "home"), pulumi_command=runner)
        opened = auto.Stack.create_or_select(stack, space)
        if copied.secrets:
            opened.set_all_config({key: auto.ConfigValue(value, secret=True) for key, value in copied.secrets.items()})
    except _failures() as problem:
        raise explain(project, (), (), str(problem)) from None
    return Workspace(project=project, stack=stack, warnings=warnings, on_event=on_event, stack_=opened, run_=run)


def _plugins(place: Path, env: dict[str, str]) -> Plugins:
    """The providers of a run whose own things lie in a place; the user's installed ones are shown to its engine, and its PATH is set."""
    installed = Path(os.environ.get("PULUMI_HOME") or Path.home() / ".pulumi") / "plugins"
    shown = place / "home" / "plugins"
    if installed.is_dir() and not os.path.lexists(shown):
        shown.symlink_to(installed.absolute())
    plugins = Plugins(path=env.get("PATH", os.defpath), installed=installed, own=place / "providers")
    env["PATH"] = os.pathsep.join([plugins.path, str(plugins.own)])
    return plugins


def _command(command: Pulumi) -> Any:
    """The Automation API's handle on the CLI that was found; a preview also lists what stays as it is.

    While its `hosting` holds, the program that is given there is the one that previews and updates run.
    """
    import semver
    from pulumi import automation as auto

    from buttress.pulumi import host

    class Command(auto.PulumiCommand):
        def __init__(self) -> None:
            self.command = str(command.path)
            self.version = semver.VersionInfo.parse(command.version)
            self.client: list[str] = []

        @contextlib.contextmanager
        def hosting(self, *program: Any) -> Iterator[None]:
            with host.hosting(*program) as address:
                self.client = [f"--client={address}"]
                try:
                    yield
                finally:
                    self.client = []

        def run(
            self,
            args: list[str],
            cwd: str,
            additional_env: Mapping[str, str],
            on_output: Callable[[str], Any] | None = None,
            on_error: Callable[[str], Any] | None = None,
        ) -> auto.CommandResult:
            verb = args[0] if args else ""
            extra = ["--show-sames"] if verb == "preview" else []
            extra += self.client if verb in {"preview", "up"} else []
            words = [self.command, "--non-interactive", *args[:1], *extra, *args[1:]]
            env = {**os.environ, **additional_env, "PULUMI_AUTOMATION_API": "true"}
            env["PATH"] = os.pathsep.join([str(command.path.parent), env.get("PATH", os.defpath)])
            # The Automation API's own child would outlive us when we are killed, and would be waited for when we are told to end.
            options: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8", "errors": "replace"}
            with children.running(words, cwd=cwd, env=env, **options) as process:
                output, errors = _Lines(process.stdout, on_output), _Lines(process.stderr, on_error)
                code = process.wait()
                result = auto.CommandResult(stdout=output.text(), stderr=errors.text(), code=code)
            if code:
                raise auto.errors.create_command_error(result)
            return result

    return Command()


class _Lines(threading.Thread):
    """The lines that a child writes, each handed on as it comes."""

    def __init__(self, stream: Any, listener: Callable[[str], Any] | None) -> None:
        super().__init__(daemon=True)
        self._stream = stream
        self._listener = listener
        self._lines: list[str] = []
        self.start()

    def run(self) -> None:
        """Read until the stream ends."""
        for line in self._stream:
            self._lines.append(line.rstrip())
            if self._listener is not None:
                self._listener(self._lines[-1])

    def text(self) -> str:
        """All of them, once the stream has ended."""
        self.join()
        return "\n".join(self._lines)


def _failures() -> tuple[type[Exception], ...]:
    """What the Automation API raises when a command fails, or when the summary that it waits for never comes."""
    from pulumi import automation as auto

    return (auto.errors.CommandError, auto.errors.InvalidVersionError, RuntimeError)


def _complete(digest: dict[str, Any], outputs: Mapping[str, Mapping[str, Any]]) -> None:
    """Add the previewed outputs to a digest, and take out the CLI's remark on where the stand-ins were found."""
    for step in digest.get("steps") or ():
        state = step.get("newState")
        if state and not state.get("outputs") and outputs.get(state.get("urn")):
            state["outputs"] = outputs[state["urn"]]
    told = re.compile(f"{_AMBIENT.pattern}|{re.escape(UNANSWERED)}")
    digest["diagnostics"] = [each for each in digest.get("diagnostics") or () if not told.search(each.get("message") or "")]


def _document(lines: Sequence[str]) -> dict[str, Any] | None:
    """The digest in the CLI's output; lines before it are the CLI's own words."""
    text = "\n".join(lines)
    start = text.find("{")
    try:
        data = json.loads(text[start:]) if start >= 0 else None
    except ValueError:
        return None
    return data if isinstance(data, dict) else None
