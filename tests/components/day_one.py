"""Life after day one: what one changed argument does to what is live, for each component, form and argument.

`changes` makes the cases from the samples, `faults` says what is wrong with the steps of one. Whether a type holds data is said in
`sdk/docs/writers/billing.yaml`, and what keeps data safe is in `GUARDS`.
"""

from __future__ import annotations

import functools
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from attrs import evolve, frozen
from tests.support.engine import Kept, RefusedError, Step, Update, up
from tests.support.samples import REASON, SAMPLES, Sample

from buttress_components._arguments import ArgumentError

BILLING = Path(__file__).parents[2] / "sdk/docs/writers/billing.yaml"

GUARDS = frozenset(
    {
        "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
        "aws:cloudtrail/trail:Trail",
        "aws:guardduty/detector:Detector",
        "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
        "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
        "aws:s3/bucketPolicy:BucketPolicy",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "aws:s3/bucketVersioning:BucketVersioning",
        "azure-native:authorization:ManagementLockByScope",
        "azure-native:authorization:PolicyAssignment",
        "azure-native:frontdoor:Policy",
        "azure-native:cdn:SecurityPolicy",
        "azure-native:monitor:DiagnosticSetting",
        "azure-native:monitor:SubscriptionDiagnosticSetting",
        "azure-native:network:NetworkSecurityGroup",
        "azure-native:recoveryservices:ProtectedItem",
        "azure-native:security:Pricing",
        "azure-native:sql:EncryptionProtector",
        "azure-native:sql:ExtendedServerBlobAuditingPolicy",
    }
)
"""What must not be gone even for the moment between a delete and a create, while what it guards is there."""

_TRIES = 4
"""Values of one argument that are tried in one form: more tell nothing new."""


@frozen(kw_only=True)
class Change:
    """One argument of one form with another value; `after` are all arguments then."""

    sample: Sample
    form: int
    argument: str
    how: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def documented(self) -> bool:
        """Whether the argument's own description says that a change replaces or deletes something."""
        return bool(re.search(r"replac|delet|turn(s|ing)? (it )?on ", described(self.sample).get(self.argument, "")))

    def __str__(self) -> str:
        return f"{self.sample.name}-{self.form}-{self.argument}-{self.how}"


@functools.cache
def data() -> frozenset[str]:
    """The types that hold what cannot be made again."""
    given = yaml.safe_load(BILLING.read_text(encoding="utf-8"))
    return frozenset({kind for kind, one in given["billed"].items() if "data" in one} | set(given["data"]))


def described(sample: Sample) -> dict[str, str]:
    """The description of each argument."""
    return _described(sample.component.__init__.__annotations__["args"])


@functools.cache
def _described(args: type) -> dict[str, str]:
    source = inspect.getsource(args)
    return dict(re.findall(r'^    (\w+): [^\n]+\n    """(.*?)"""', source, re.MULTILINE | re.DOTALL))


def unprotected(sample: Sample, args: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with protection from deletion given up, if the component has it, so that the steps behind it are seen."""
    known = sample.component.__init__.__annotations__["args"].__annotations__
    return {**args, "deletion_protection": False, "justification": REASON} if "deletion_protection" in known else dict(args)


def changes(sample: Sample) -> Iterator[Change]:
    """Every argument of every form: left out, with another form's value, with a member more, less or in another place."""
    forms = [sample.least, *sample.fullest]
    for form, given in enumerate(forms):
        before = unprotected(sample, given)
        for argument in described(sample):
            if argument in {"deletion_protection", "justification"}:
                continue
            tried = [_text(before.get(argument))]
            for how, value in _values(sample, argument, before, forms):
                if _text(value) in tried or len(tried) > _TRIES:
                    continue
                tried.append(_text(value))
                after = {key: one for key, one in {**before, argument: value}.items() if one is not None}
                yield Change(sample=sample, form=form, argument=argument, how=how, before=before, after=after)


def _values(sample: Sample, argument: str, before: Mapping[str, Any], forms: list[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    given = before.get(argument)
    if isinstance(given, list | dict) and len(given) > 1:
        yield "fewer", _without(given)
        yield "reordered", _reordered(given)
    if argument in sample.overrides:
        yield "other", sample.overrides[argument]
    for form in forms:
        if form.get(argument) is not None:
            yield "other", form[argument]
    if given is None:
        return
    yield "removed", None
    yield from _near(given)


def _near(given: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(given, bool):
        yield "turned", not given
    elif isinstance(given, int):
        yield "more", given + 1
        yield "less", given - 1
    elif isinstance(given, str):
        yield "other", f"{given}2"
    elif isinstance(given, list) and given:
        yield "fewer", _without(given)
        yield from (("added", [one, *given]) for _, one in _near(given[0]))
    elif isinstance(given, Mapping):
        for key, member in given.items():
            yield from (("member", {**given, key: one}) for _, one in _near(member))
        if all(isinstance(one, str) for one in given.values()) and given:
            yield "added", {"a-new-one": f"{next(iter(given.values()))}2", **given}


def _without(given: Any) -> Any:
    return given[1:] if isinstance(given, list) else dict(list(given.items())[1:])


def _reordered(given: Any) -> Any:
    return given[::-1] if isinstance(given, list) else dict(reversed(given.items()))


def _text(value: Any) -> str:
    # The order of keys is kept, for another order is another case.
    return json.dumps(value, default=str)


def started(sample: Sample, args: Mapping[str, Any]) -> Mapping[str, Kept]:
    """The state that the first update leaves; what every subscription has already is taken over before."""
    if "adopt" not in described(sample):
        return up(sample.program(args)).state
    return up(sample.program(args), up(sample.program({**args, "adopt": True})).state).state


def made(sample: Sample, args: Mapping[str, Any], state: Mapping[str, Kept] | None = None) -> Update | None:
    """The update, or None where the component does not take the arguments."""
    try:
        if state is None and "adopt" in described(sample):
            state = up(sample.program({**args, "adopt": True})).state
        return up(sample.program(args), state)
    except ValueError as problem:
        if not _is_argument(problem):
            raise
        return None


def _is_argument(problem: BaseException | None) -> bool:
    """Whether an argument was refused: at once, or where an answer of Azure is met, which Pulumi wraps into errors of its own."""
    while problem is not None and not isinstance(problem, ArgumentError):
        problem = problem.__cause__ or problem.__context__
    return problem is not None


def faults(change: Change, after: Update) -> list[str]:
    """What an update of one changed argument does that it must not."""
    live = {one.id for one in after.state.values() if one.custom}
    opt_out = any(change.argument in args for args, _ in change.sample.opt_outs.values())
    found = []
    for step in after.steps:
        what = f"{step.operation} {step.type} {step.urn.rsplit('::', 1)[-1]} {','.join(step.keys)}".strip()
        if step.operation in {"replace", "delete"}:
            if step.type in data() and not change.documented:
                found.append(f"takes away what holds data: {what}")
            if step.type in GUARDS and not opt_out and (step.operation == "delete" or step.first) and _guards_what_stays(step, after):
                found.append(f"leaves unguarded for a while: {what}")
        if step.operation == "delete" and step.old_id in live:
            found.append(f"deletes what it has just made, {step.old_id}: {what}")
    return found


def _guards_what_stays(step: Step, after: Update) -> bool:
    """Whether the guard, or another that does its work, is meant to be there still: what is dropped by name is dropped on purpose."""
    return step.operation == "replace" or any(one.type == step.type and one.id == step.old_id for one in after.state.values())


def renamed(state: Mapping[str, Kept], old: str, new: str) -> dict[str, Kept]:
    """A state after `pulumi stack rename`: all its URNs say the new name."""
    return {
        urn.replace(old, new, 1): evolve(
            one,
            urn=one.urn.replace(old, new, 1),
            deleted_with=one.deleted_with.replace(old, new, 1),
            needs=frozenset(need.replace(old, new, 1) for need in one.needs),
        )
        for urn, one in state.items()
    }


__all__ = ["SAMPLES", "Change", "RefusedError", "changes", "data", "described", "faults", "made", "renamed", "started", "unprotected"]
