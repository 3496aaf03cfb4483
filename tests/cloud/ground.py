"""What the components of a run stand on: a network, a topic, a key, a workspace. Made first, destroyed last.

`aws` and `azure` are programs for Pulumi; each exports what `runs.yaml` names. What an account must bring along comes in with `Given`.
"""

from __future__ import annotations

import importlib.metadata
import json
from typing import Any

import pulumi
import pulumi_aws
import pulumi_azure_native as azure_native
from attrs import frozen

TAG = "buttress-run"
TAGS = {"owner": "platform", "environment": "test", "data-classification": "internal", TAG: "true"}
EMAIL = "security@example.com"
_READER = (
    "acdd72a7-3385-48ef-bd42-f606fba81ae7"  # https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/general#reader
)


@frozen(kw_only=True)
class Given:
    """What the account has already; the names are those of the command line."""

    region: str = ""
    copies_region: str = ""
    zone: str = ""
    """Id of a Route 53 hosted zone, or of a DNS zone of Azure."""
    domain: str = ""
    """Name of that zone."""
    identity_center: str = ""
    repository: str = ""
    connection: str = ""
    keepers: str = ""
    approvers: str = ""
    pim_policy: str = ""
    subscription: str = ""
    location: str = ""


def aws(given: Given) -> None:
    """The ground in AWS, in the region of the run; the second vault is in another one."""
    account = pulumi_aws.get_caller_identity_output().account_id
    zones = pulumi_aws.get_availability_zones_output(state="available").names.apply(lambda names: names[:2])
    vpc = pulumi_aws.ec2.Vpc("ground", cidr_block="10.80.0.0/16", enable_dns_hostnames=True, tags=TAGS)
    subnets = [
        pulumi_aws.ec2.Subnet(
            f"ground-{number}",
            vpc_id=vpc.id,
            cidr_block=f"10.80.{number}.0/24",
            availability_zone=zones[number],
            tags=TAGS,
        )
        for number in range(2)
    ]
    key = pulumi_aws.kms.Key("ground", enable_key_rotation=True, deletion_window_in_days=7, policy=_key_policy(account), tags=TAGS)
    topic = pulumi_aws.sns.Topic("ground", kms_master_key_id=key.arn, tags=TAGS)
    pulumi_aws.sns.TopicPolicy("ground", arn=topic.arn, policy=_topic_policy(account, topic.arn))
    elsewhere = pulumi_aws.Provider("elsewhere", region=given.copies_region)
    copies = pulumi_aws.backup.Vault("copies", tags=TAGS, opts=pulumi.ResourceOptions(provider=elsewhere))
    pages = pulumi_aws.s3.Bucket("pages", force_destroy=True, tags=TAGS)
    found = {
        "TAGS": TAGS,
        "CONTACT": {"name": "Security team", "title": "On call", "email_address": EMAIL, "phone_number": "+1-555-0100"},
        "TOPIC": topic.arn,
        "VPC": vpc.id,
        "SUBNETS": [subnet.id for subnet in subnets],
        "ZONES": zones,
        "COPIES": copies.arn,
        "REQUIREMENT": f"buttress=={importlib.metadata.version('buttress')}",
        "ORIGIN": pages.bucket_regional_domain_name,
    }
    if given.identity_center:
        found["INSTANCE"] = given.identity_center
    if given.repository:
        found["REPOSITORY"] = {"host": "GITHUB", "url": given.repository, "connection_arn": given.connection}
    if given.zone:
        found |= _certificate(given.zone, f"{TAG}.{given.domain}")
    _export(found)


def azure(given: Given) -> None:
    """The ground in Azure, in a resource group of its own."""
    subscription = f"/subscriptions/{given.subscription}"
    group = azure_native.resources.ResourceGroup("ground", location=given.location, tags=TAGS)
    network = azure_native.network.VirtualNetwork(
        "ground",
        resource_group_name=group.name,
        location=given.location,
        address_space={"address_prefixes": ["10.81.0.0/16"]},
        tags=TAGS,
    )
    subnet = azure_native.network.Subnet(
        "endpoints", resource_group_name=group.name, virtual_network_name=network.name, address_prefix="10.81.0.0/24"
    )
    workspace = azure_native.operationalinsights.Workspace(
        "ground", resource_group_name=group.name, location=given.location, sku={"name": "PerGB2018"}, retention_in_days=30, tags=TAGS
    )
    actions = azure_native.monitor.ActionGroup(
        "ground",
        resource_group_name=group.name,
        location="global",
        group_short_name="ground",
        enabled=True,
        email_receivers=[{"name": "security", "email_address": EMAIL, "use_common_alert_schema": True}],
        tags=TAGS,
    )
    caller = azure_native.authorization.get_client_config_output()
    found = {
        "TAGS": TAGS,
        "EMAILS": [EMAIL],
        "SUBSCRIPTION": given.subscription,
        "SUBSCRIPTION_ID": subscription,
        "LOCATION": given.location,
        "LOCATIONS": [given.location],
        "GROUP": group.name,
        "GROUP_ID": group.id,
        "SUBNET": subnet.id,
        "WORKSPACE": workspace.id,
        "ACTIONS": actions.id,
        "READER": f"{subscription}/providers/Microsoft.Authorization/roleDefinitions/{_READER}",
        "ADMINISTRATOR": {"login": "deployer", "object_id": caller.object_id, "tenant_id": caller.tenant_id, "kind": "Application"},
    }
    if given.keepers:
        found |= {"KEEPERS": {"keepers": given.keepers}, "APPROVERS": [given.approvers], "PIM_POLICY": given.pim_policy}
    if given.zone:
        found |= {"ORIGIN": f"origin.{given.domain}", "DOMAINS": [f"{TAG}.{given.domain}"]}
    _export(found)


GROUNDS = {"aws": aws, "azure": azure}


def _export(found: dict[str, Any]) -> None:
    for name, value in found.items():
        pulumi.export(name, value)


def _key_policy(account: pulumi.Output[str]) -> pulumi.Output[str]:
    """The account rules the key; the services that the components let publish may use it."""
    services = ["cloudwatch", "events", "backup", "config", "cloudtrail", "sns"]
    return account.apply(
        lambda number: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{number}:root"}, "Action": "kms:*", "Resource": "*"},
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": [f"{service}.amazonaws.com" for service in services]},
                        "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                        "Resource": "*",
                        "Condition": {"StringEquals": {"aws:SourceAccount": number}},
                    },
                ],
            }
        )
    )


def _topic_policy(account: pulumi.Output[str], topic: pulumi.Output[str]) -> pulumi.Output[str]:
    services = ["cloudwatch", "events", "backup", "config", "cloudtrail"]
    return pulumi.Output.all(account, topic).apply(
        lambda known: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": [f"{service}.amazonaws.com" for service in services]},
                        "Action": "sns:Publish",
                        "Resource": known[1],
                        "Condition": {"StringEquals": {"aws:SourceAccount": known[0]}},
                    }
                ],
            }
        )
    )


def _certificate(zone: str, domain: str) -> dict[str, Any]:
    asked = pulumi_aws.acm.Certificate("ground", domain_name=domain, validation_method="DNS", tags=TAGS)
    record = asked.domain_validation_options[0]
    proof = pulumi_aws.route53.Record(
        "proof",
        zone_id=zone,
        name=record.resource_record_name,
        type=record.resource_record_type,
        records=[record.resource_record_value],
        ttl=60,
    )
    issued = pulumi_aws.acm.CertificateValidation("ground", certificate_arn=asked.arn, validation_record_fqdns=[proof.fqdn])
    return {"DOMAINS": [domain], "CERTIFICATE": issued.certificate_arn}
