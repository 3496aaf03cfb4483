"""Runs of components in an account of one's own: up, up again, change, destroy.

Every stack is kept in `state`, a folder of one's own, so that what a run could not take away can be destroyed later.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.metadata
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen
from pulumi import automation as auto
from tests.cloud.ground import GROUNDS, Given
from tests.cloud.plans import Plan

PROJECT = "buttress-run"
_GROUND_MINUTES = 30
_PACKAGES = ("pulumi", "pulumi-aws", "pulumi-azure-native", "buttress")
_IDS = re.compile(r"\b\d{12}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)


@frozen(kw_only=True)
class Bench:
    """Where stacks live and how the Pulumi CLI is called: `env` are variables for it, `config` the settings of each stack."""

    state: Path
    cloud: str
    given: Given
    env: Mapping[str, str]
    config: Mapping[str, str]
    now: Callable[[], dt.datetime]
    say: Callable[[str], None]

    def stack(self, name: str, program: Callable[[], None]) -> auto.Stack:
        """A stack that is kept in the folder; made if it is not there."""
        backend = self.state / "backend"
        for folder in (self.state, backend):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        options = auto.LocalWorkspaceOptions(
            env_vars={**self.env, "PULUMI_BACKEND_URL": f"file://{backend}", "PULUMI_CONFIG_PASSPHRASE": self._passphrase()},
        )
        opened = auto.create_or_select_stack(stack_name=name, project_name=PROJECT, program=program, opts=options)
        opened.set_all_config({key: auto.ConfigValue(value) for key, value in self.config.items()})
        return opened

    def _passphrase(self) -> str:
        kept = self.state / "passphrase"
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(32), encoding="utf-8")
        return kept.read_text(encoding="utf-8")


def run(bench: Bench, plans: Sequence[Plan]) -> dict[str, dict[str, Any]]:
    """The record of each plan by its component. Whatever happens, each stack and then the ground is destroyed.

    A record has `at` (UTC), `cloud`, `region`, `packages`, `steps`, and in `left` what a destroy could not take away. A plan that lacks
    what the account must bring along has no record.
    """
    with _standing(bench) as ground:
        records = {}
        for plan in plans:
            if lacking := sorted(plan.names() - set(ground)):
                bench.say(f"{plan.component}: not tried, for it needs {'; '.join(plan.needs) or ', '.join(lacking)}")
                continue
            records[plan.component] = _try(bench, plan, ground)
        return records


def sweep(bench: Bench) -> list[str]:
    """Destroy what is left in the folder; the stacks that could not be destroyed."""
    if not bench.state.exists():
        return []
    backend = auto.ProjectBackend(f"file://{bench.state / 'backend'}")
    settings = auto.ProjectSettings(name=PROJECT, runtime="python", backend=backend)
    names = [one.name for one in auto.LocalWorkspace(project_settings=settings, env_vars=dict(bench.env)).list_stacks()]
    # The ground goes last: the others stand on it.
    left = []
    for name in sorted(names, key=lambda name: name.startswith("ground")):
        step = _step("destroy", lambda stack: stack.destroy(), bench.stack(name, lambda: None), _GROUND_MINUTES)
        bench.say(f"{name}: {'destroyed' if step['ok'] else step['error']}")
        if not step["ok"]:
            left.append(name)
    return left


@contextlib.contextmanager
def _standing(bench: Bench) -> Iterator[dict[str, Any]]:
    stack = bench.stack(f"ground-{bench.cloud}", lambda: GROUNDS[bench.cloud](bench.given))
    try:
        bench.say("ground: up")
        yield {name: output.value for name, output in stack.up().outputs.items()}
    finally:
        bench.say("ground: destroy")
        stack.destroy()


def _try(bench: Bench, plan: Plan, ground: Mapping[str, Any]) -> dict[str, Any]:
    changed = False

    def program() -> None:
        plan.component_class("run", plan.arguments(ground, changed=changed))

    stack = bench.stack(plan.component.lower(), program)
    at = bench.now().isoformat(timespec="seconds")
    steps: list[dict[str, Any]] = []
    try:
        for name in ("up", "same", "change"):
            bench.say(f"{plan.component}: {name}")
            changed = name == "change"
            steps.append(_step(name, lambda stack: stack.up(), stack, plan.minutes))
            if not steps[-1]["ok"]:
                break
    finally:
        bench.say(f"{plan.component}: destroy")
        steps.append(_step("destroy", lambda stack: stack.destroy(), stack, plan.minutes))
    left = [one["urn"].rsplit("::", 2)[-2] for one in (stack.export_stack().deployment or {}).get("resources", ())]
    return {
        "at": at,
        "cloud": plan.cloud,
        "region": bench.given.region or bench.given.location,
        "packages": {name: importlib.metadata.version(name) for name in _PACKAGES},
        "steps": steps,
        "left": left,
    }


def _step(name: str, act: Callable[[auto.Stack], Any], stack: auto.Stack, minutes: int) -> dict[str, Any]:
    """What one step did; an update that is to be the same must change nothing. It is cancelled when its time is over."""
    started = time.monotonic()
    alarm = threading.Timer(minutes * 60, stack.cancel)
    alarm.start()
    try:
        changes = dict(act(stack).summary.resource_changes or {})
        error = f"changed what is the same: {changes}" if name == "same" and set(changes) - {"same"} else ""
    except auto.errors.CommandError as problem:
        changes, error = {}, public(str(problem))
    finally:
        alarm.cancel()
    return {"step": name, "ok": not error, "seconds": round(time.monotonic() - started), "changes": changes, "error": error}


def public(text: str) -> str:
    """The lines of an error that say what went wrong, without numbers of accounts, subscriptions and tenants."""
    lines = [line.strip() for line in text.splitlines() if re.search(r"\berror\b|Code=|StatusCode|refused", line)]
    return _IDS.sub("…", "\n".join(lines or text.strip().splitlines()[-3:]))[:2000]
