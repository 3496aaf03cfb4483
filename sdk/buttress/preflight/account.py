"""Asking an AWS account, with credentials that the environment has: what exists already, and which names are taken. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import evolve

from buttress.errors import ConfigError, ToolError
from buttress.model import Resource, Snapshot
from buttress.preflight.examine import by_type, named, ordered
from buttress.preflight.facts import facts
from buttress.preflight.notices import Notice, Preflight

Client = Callable[[str, str], Any]
"""A boto3 client of a service in a region."""

_TAKEN = 403
_FREE = 404


def ask(preflight: Preflight, snapshot: Snapshot, *, client: Client | None = None) -> Preflight:
    """The preflight, with what the account of the credentials says in place of what it might have.

    `client` makes the clients of boto3. What cannot be asked stays as it was, and is listed as unjudged. A ConfigError where the
    credentials are not taken, a ToolError without boto3.
    """
    open_ = client or _client()
    planned = [one for one in snapshot.resources if one.custom and not one.external and one.type.startswith("aws:")]
    account = _account(open_, planned)
    answers = [*_singles(open_, planned), *_names(open_, planned)]
    settled = {(topic, name) for topic, here, answer in answers for name in here if not isinstance(answer, str)}
    left = [one for one in preflight.notices if not one.resources or not all((one.topic, name) in settled for name in one.resources)]
    said = [answer for _, _, answer in answers if isinstance(answer, Notice)]
    silent = [f"{', '.join(here)}: {answer}" for _, here, answer in answers if isinstance(answer, str)]
    others = () if all(one.type.startswith("aws:") for one in snapshot.resources if one.custom and ":" in one.type) else (_OTHERS,)
    unjudged = (*preflight.unjudged, *silent, *others)
    return evolve(preflight, notices=ordered([*left, *said]), asked=f"AWS account {account}", unjudged=unjudged)


_OTHERS = "what is not of AWS was not asked for"
_Answer = tuple[str, tuple[str, ...], "Notice | str | None"]


def _account(client: Client, planned: Sequence[Resource]) -> str:
    region = next((one.region for one in planned if one.region), "us-east-1")
    try:
        return str(client("sts", region).get_caller_identity()["Account"])
    except _refusals() as problem:
        raise ConfigError(f"AWS does not take the credentials: {problem}", hint="sign in, or leave --ask out") from None


def _singles(client: Client, planned: Sequence[Resource]) -> Iterator[_Answer]:
    """What there can be one of: there already, not there, or the reason why that is not known."""
    for kind, here in by_type(planned).items():
        single = facts()["singles"].get(kind)
        if not single or not single["ask"]:
            continue
        service, operation, result = single["ask"].split(".")
        for region in sorted({one.region for one in here}):
            members = named(one for one in here if one.region == region)
            try:
                there = getattr(client(service, region), operation)()[result]
            except _refusals() as problem:
                yield "exists", members, f"{service}:{operation} in {region} gave no answer: {problem}"
                continue
            yield "exists", members, _there(kind, region, members, single["link"]) if there else None


def _there(kind: str, region: str, members: tuple[str, ...], link: str) -> Notice:
    return Notice(
        topic="exists",
        level="stops",
        text=f"a {kind} is there already in {region}",
        how="take it over with an import, or leave it to whoever made it",
        link=link,
        resources=members,
    )


def _names(client: Client, planned: Sequence[Resource]) -> Iterator[_Answer]:
    """The names of buckets: S3 answers whether anybody has one."""
    property_ = facts()["names"]["aws:s3/bucket:Bucket"]["property"]
    for one in planned:
        name = one.props.get(property_)
        if one.type != "aws:s3/bucket:Bucket" or property_ not in one.declared or not name:
            continue
        try:
            client("s3", one.region or "us-east-1").head_bucket(Bucket=name)
        except _refusals() as problem:
            code = getattr(problem, "response", {}).get("ResponseMetadata", {}).get("HTTPStatusCode")
            if code == _FREE:
                yield "name", (one.name,), None
                continue
            if code != _TAKEN:
                yield "name", (one.name,), f"s3:head_bucket gave no answer: {problem}"
                continue
        text = f"the name {name} is taken"
        yield "name", (one.name,), Notice(topic="name", level="stops", text=text, how="choose another one", resources=(one.name,))


def _client() -> Client:
    try:
        import boto3
        from botocore.config import Config
    except ImportError:
        raise ToolError("asking AWS takes boto3", hint="pip install 'buttress[live]'") from None
    bounded = Config(connect_timeout=10, read_timeout=20, retries={"max_attempts": 2})
    return lambda service, region: boto3.client(service, region_name=region, config=bounded)


def _refusals() -> tuple[type[Exception], ...]:
    from botocore.exceptions import BotoCoreError, ClientError

    return (BotoCoreError, ClientError)
