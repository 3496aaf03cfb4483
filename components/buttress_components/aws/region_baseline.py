"""What every region of an AWS account should be set to once: disks encrypted, nothing shared with all, sessions for metadata."""

from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _keys as keys
from buttress_components.aws._accounts import Account


class RegionBaselineArgs(TypedDict):
    """The arguments of RegionBaseline."""

    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing key for new disks, which the service-linked role of Auto Scaling may use. Default: a new one."""
    block_internet: NotRequired[bool]
    """Whether no network of the region may be reached from the internet, whatever its gateways say; calls out through NAT and egress-only
    gateways go on. Default: false."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the key and take the settings back, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class RegionBaseline(HardenedResource):
    """What every region of an AWS account should be set to once: disks encrypted, nothing shared with all, sessions for metadata.

    AccountBaseline sets the region that it is made in; make one of these in each other region that is used.
    """

    kms_key_arn: pulumi.Output[str]
    """ARN of the key that encrypts new disks."""

    def __init__(self, name: str, args: RegionBaselineArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("RegionBaseline", name, args, RegionBaselineArgs)
        block = given.flag("block_internet", default=False)
        protect = given.protect("aws")
        super().__init__(given, opts)
        key = disk_key(self, name, given, protect=protect)
        set_region(self, name, key, block=block, protect=protect)
        self.kms_key_arn = key.arn
        self._publish()


def disk_key(parent: HardenedResource, name: str, given: Arguments, *, protect: bool) -> keys.Key:
    """The key of new disks, which whoever may make disks may use."""
    return keys.customer_key(
        parent,
        name,
        given,
        Account(parent),
        purpose=f"new disks of {name}",
        protect=protect,
        grants=[keys.disks, keys.disk_grants],
    )


def set_region(parent: HardenedResource, name: str, key: keys.Key, *, block: bool, protect: bool) -> None:
    """The settings of the region, which all that is in it share."""
    options = pulumi.ResourceOptions(parent=parent, protect=protect)
    aws.ebs.EncryptionByDefault(name, enabled=True, opts=options)
    aws.ebs.DefaultKmsKey(name, key_arn=key.arn, opts=pulumi.ResourceOptions(parent=parent, depends_on=list(key.ready)))
    aws.ebs.SnapshotBlockPublicAccess(name, state="block-all-sharing", opts=options)
    aws.ec2.ImageBlockPublicAccess(name, state="block-new-sharing", opts=options)
    aws.ec2.InstanceMetadataDefaults(name, http_tokens="required", http_put_response_hop_limit=2, opts=options)
    if block:
        aws.ec2.VpcBlockPublicAccessOptions(name, internet_gateway_block_mode="block-ingress", opts=pulumi.ResourceOptions(parent=parent))
