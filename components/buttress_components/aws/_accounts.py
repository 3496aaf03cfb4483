"""Where a component's children are made: the account, the region and the partition that its provider signs in to.

They are asked for and not read from an ARN that the user gives: that may lie in another account, as the key of a log archive does.
"""

import functools
from typing import Final

import pulumi
import pulumi_aws as aws


class Account:
    """The account of a component, and its region or another one. Nothing is asked before it is used, and then once."""

    def __init__(self, parent: pulumi.Resource, region: str | None = None) -> None:
        self._options: Final = pulumi.InvokeOutputOptions(parent=parent)
        self.elsewhere: Final = region
        """The other region, or None."""

    @functools.cached_property
    def id(self) -> pulumi.Output[str]:
        """Twelve digits."""
        return aws.get_caller_identity_output(opts=self._options).account_id

    @functools.cached_property
    def region(self) -> pulumi.Output[str]:
        """As `eu-central-1`."""
        if self.elsewhere:
            return pulumi.Output.from_input(self.elsewhere)
        return aws.get_region_output(opts=self._options).region

    @property
    def partition(self) -> pulumi.Output[str]:
        """`aws`, `aws-cn` or `aws-us-gov`."""
        return self._partition.partition

    @property
    def suffix(self) -> pulumi.Output[str]:
        """What the host names of services end with, as `amazonaws.com`."""
        return self._partition.dns_suffix

    def arn(self, service: str, resource: pulumi.Input[str]) -> pulumi.Output[str]:
        """The ARN of a resource in the region."""
        return pulumi.Output.concat("arn:", self.partition, f":{service}:", self.region, ":", self.id, ":", resource)

    def identity(self, resource: str) -> pulumi.Output[str]:
        """The ARN of something that IAM holds for all regions, as `root`."""
        return pulumi.Output.concat("arn:", self.partition, ":iam::", self.id, ":", resource)

    def managed_policy(self, name: str) -> pulumi.Output[str]:
        """The ARN of a policy that AWS manages, as `service-role/AWS_ConfigRole`."""
        return pulumi.Output.concat("arn:", self.partition, ":iam::aws:policy/", name)

    @property
    def keys(self) -> pulumi.Output[str]:
        """All keys of the region, whichever account has them: for statements that a condition narrows."""
        return pulumi.Output.concat("arn:", self.partition, ":kms:", self.region, ":*:key/*")

    def bucket(self, name: pulumi.Input[str]) -> pulumi.Output[str]:
        """The ARN of a bucket."""
        return pulumi.Output.concat("arn:", self.partition, ":s3:::", name)

    def endpoint(self, service: str) -> pulumi.Output[str]:
        """The name of an endpoint service of AWS in the region, from its short name, as `ecr.dkr`."""
        return pulumi.Output.concat(self._partition.reverse_dns_prefix, ".", self.region, ".", service)

    @functools.cached_property
    def own(self) -> dict[str, dict[str, pulumi.Output[str]]]:
        """The condition that a service acts for something in the account."""
        return {"StringEquals": {"aws:SourceAccount": self.id}}

    @functools.cached_property
    def _partition(self) -> pulumi.Output[aws.GetPartitionResult]:
        return aws.get_partition_output(opts=self._options)
