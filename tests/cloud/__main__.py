"""`python -m tests.cloud`: what the components do in an account of one's own. README.md beside this file says how."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from attrs import fields
from tests.cloud import running
from tests.cloud.ground import Given
from tests.cloud.plans import chosen

RECORDS = Path(__file__).with_name("proven.json")
_CLOUD = click.Choice(["aws", "azure"])
_STATE = click.option("--state", type=click.Path(path_type=Path), default=Path.home() / ".buttress-runs", show_default=True)


@click.group()
def main() -> None:
    """Create, change and destroy the components in a throwaway account. Costs money; never part of the test suite."""


@main.command("list")
@click.argument("cloud", type=_CLOUD)
def show(cloud: str) -> None:
    """What a run of each component needs, and the most that it costs."""
    for plan in chosen(cloud):
        click.echo(f"{plan.component:28}{plan.spend:>6.2f} USD  {plan.minutes:>3} min  {'; '.join(plan.needs)}")
    click.echo(f"{'all':28}{sum(plan.spend for plan in chosen(cloud)):>6.2f} USD")


def _given(command: Any) -> Any:
    for one in reversed(fields(Given)):
        command = click.option(f"--{one.name.replace('_', '-')}", default="")(command)
    return command


@main.command()
@click.argument("cloud", type=_CLOUD)
@click.argument("components", nargs=-1)
@click.option("--account", required=True, help="Number of the AWS account, or the Azure subscription: the run is refused in any other.")
@click.option("--spend", type=Decimal, default=Decimal(5), show_default=True, help="The most that the run may cost, in US dollars.")
@_given
@_STATE
def run(cloud: str, components: tuple[str, ...], account: str, spend: Decimal, state: Path, **given: str) -> None:
    """Up, up again, change and destroy of each component, one after the other."""
    bench = _bench(cloud, account, state, given)
    try:
        plans = chosen(cloud, components)
    except ValueError as problem:
        raise click.UsageError(str(problem)) from None
    most = sum(plan.spend for plan in plans)
    if most > spend:
        raise click.UsageError(f"this may cost {most:.2f} USD, and --spend allows {spend:.2f}")
    records = running.run(bench, plans)
    known = json.loads(RECORDS.read_text(encoding="utf-8"))
    RECORDS.write_text(json.dumps(dict(sorted({**known, **records}.items())), indent=2) + "\n", encoding="utf-8")
    if failed := [name for name, record in records.items() if record["left"] or not all(step["ok"] for step in record["steps"])]:
        raise click.ClickException(f"not proven: {', '.join(failed)}; see {RECORDS.name}, then `python -m tests.cloud sweep {cloud}`")


@main.command()
@click.argument("cloud", type=_CLOUD)
@click.option("--account", required=True)
@_given
@_STATE
def sweep(cloud: str, account: str, state: Path, **given: str) -> None:
    """Destroy what earlier runs left."""
    if left := running.sweep(_bench(cloud, account, state, given)):
        raise click.ClickException(f"still there: {', '.join(left)}")


def _bench(cloud: str, account: str, state: Path, given: dict[str, str]) -> running.Bench:
    asked = Given(**{**given, **({"subscription": account} if cloud == "azure" else {})})
    if not (asked.region if cloud == "aws" else asked.location):
        raise click.UsageError(f"name {'--region and --copies-region' if cloud == 'aws' else '--location'}")
    if cloud == "aws" and not asked.copies_region:
        raise click.UsageError("name --copies-region, another one than --region")
    if (found := _signed_in(cloud)) != account:
        raise click.UsageError(f"the credentials are for {found or 'no account'}, and --account says {account}")
    azure = {"azure-native:location": asked.location, "azure-native:subscriptionId": account}
    config = {"aws:region": asked.region} if cloud == "aws" else azure
    return running.Bench(state=state.absolute(), cloud=cloud, given=asked, env=dict(os.environ), config=config, now=_now, say=click.echo)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)  # noqa: TID251 - a record says when it was so.


def _signed_in(cloud: str) -> str:
    """The account or subscription of the credentials that the environment has, asked of the cloud itself."""
    if cloud == "aws":
        import boto3
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            return str(boto3.client("sts").get_caller_identity()["Account"])
        except (BotoCoreError, ClientError) as problem:
            raise click.ClickException(f"AWS does not take the credentials: {problem}") from None
    if "ARM_SUBSCRIPTION_ID" in os.environ:
        return os.environ["ARM_SUBSCRIPTION_ID"]
    try:
        asked = subprocess.run(["az", "account", "show", "--query", "id", "--output", "tsv"], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise click.ClickException("set ARM_SUBSCRIPTION_ID and its credentials, or sign in with the Azure CLI") from None
    return asked.stdout.strip()


if __name__ == "__main__":
    main()
