"""What an AWS account should be set to once: nothing public, disks encrypted, long passwords, and whom to call."""

import re
from collections.abc import Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _policies as policies
from buttress_components.aws.region_baseline import disk_key, set_region


class SecurityContactArgs(TypedDict):
    """Whom AWS calls about security."""

    name: pulumi.Input[str]
    """Name of the person or team."""
    title: pulumi.Input[str]
    """Role of the person or team."""
    email_address: pulumi.Input[str]
    """E-mail address."""
    phone_number: pulumi.Input[str]
    """Telephone number, with country code."""


class RegionGuardrailArgs(TypedDict):
    """Regions in which an organization may do anything."""

    target_id: pulumi.Input[str]
    """Id of the root, unit or account that the guardrail binds."""
    allowed_regions: list[str]
    """Regions that stay open."""
    exempt_role_arns: NotRequired[list[str]]
    """Roles that are not bound, such as that of break-glass access; wildcards may be used."""


class AccountBaselineArgs(TypedDict):
    """The arguments of AccountBaseline."""

    security_contact: SecurityContactArgs
    """Whom AWS calls about security."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing key for new disks, which the service-linked role of Auto Scaling may use. Default: a new one."""
    block_internet: NotRequired[bool]
    """Whether no network of the region may be reached from the internet, whatever its gateways say; calls out through NAT and egress-only
    gateways go on. Default: false."""
    region_guardrail: NotRequired[RegionGuardrailArgs]
    """Regions in which the organization may do anything; only in its management account. Default: none."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the key and take the settings back, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class AccountBaseline(HardenedResource):
    """What an AWS account should be set to once: nothing public, disks encrypted, long passwords, and whom to call.

    One in each account. The settings of disks, images and metadata hold for its region: make a RegionBaseline in each other one.
    """

    kms_key_arn: pulumi.Output[str]
    """ARN of the key that encrypts new disks."""

    def __init__(self, name: str, args: AccountBaselineArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("AccountBaseline", name, args, AccountBaselineArgs)
        given.need("security_contact", "whom AWS calls about security")
        contact = given.group("security_contact", SecurityContactArgs) or {}
        guardrail = given.group("region_guardrail", RegionGuardrailArgs)
        if guardrail:
            _judge(given, guardrail["allowed_regions"])
        block = given.flag("block_internet", default=False)
        protect = given.protect("aws")
        super().__init__(given, opts)
        key = disk_key(self, name, given, protect=protect)
        _account(self, name, contact, protect=protect)
        set_region(self, name, key, block=block, protect=protect)
        if guardrail:
            _guard(self, name, given, guardrail)
        self.kms_key_arn = key.arn
        self._publish()


def _judge(given: Arguments, regions: Sequence[str]) -> None:
    if not regions:
        raise given.invalid("region_guardrail.allowed_regions", list(regions), "a list that is not empty")
    for region in regions:
        if not re.fullmatch(r"[a-z]{2}(-[a-z]+)+-\d", region):
            raise given.invalid("region_guardrail.allowed_regions", region, "regions, as eu-central-1")


def _account(parent: HardenedResource, name: str, contact: Any, *, protect: bool) -> None:
    options = pulumi.ResourceOptions(parent=parent, protect=protect)
    aws.account.AlternativeContact(
        name,
        alternate_contact_type="SECURITY",
        name=contact["name"],
        title=contact["title"],
        email_address=contact["email_address"],
        phone_number=contact["phone_number"],
        opts=options,
    )
    aws.iam.AccountPasswordPolicy(
        name,
        minimum_password_length=defaults.PASSWORD_LENGTH,
        max_password_age=defaults.PASSWORD_AGE,
        password_reuse_prevention=defaults.PASSWORD_MEMORY,
        require_lowercase_characters=True,
        require_numbers=True,
        require_symbols=True,
        require_uppercase_characters=True,
        allow_users_to_change_password=True,
        opts=options,
    )
    aws.s3.AccountPublicAccessBlock(
        name,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        opts=options,
    )


def _guard(parent: HardenedResource, name: str, given: Arguments, guardrail: Any) -> None:
    options = pulumi.ResourceOptions(parent=parent)
    condition: dict[str, Any] = {"StringNotEquals": {"aws:RequestedRegion": list(guardrail["allowed_regions"])}}
    if guardrail.get("exempt_role_arns"):
        condition["ArnNotLike"] = {"aws:PrincipalArn": list(guardrail["exempt_role_arns"])}
    statement = {
        "Sid": "OtherRegions",
        "Effect": "Deny",
        "NotAction": list(defaults.GLOBAL_ACTIONS),
        "Resource": "*",
        "Condition": condition,
    }
    policy = aws.organizations.Policy(
        f"{name}-regions",
        description="Nothing is done outside the regions that the organization uses.",
        type="SERVICE_CONTROL_POLICY",
        content=policies.document([statement]),
        tags=given.tags(),
        opts=options,
    )
    aws.organizations.PolicyAttachment(f"{name}-regions", policy_id=policy.id, target_id=guardrail["target_id"], opts=options)
