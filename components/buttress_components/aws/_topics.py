"""Topics for alarms and findings: encrypted, and open to the services that have something to report."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Final

import pulumi
import pulumi_aws as aws

from buttress_components._arguments import Arguments
from buttress_components.aws import _keys as keys
from buttress_components.aws import _policies as policies
from buttress_components.aws._accounts import Account

PUBLISHERS: Final[Mapping[str, str]] = {
    "Events": "events.amazonaws.com",
    "Alarms": "cloudwatch.amazonaws.com",
    "Databases": "events.rds.amazonaws.com",
    "Backups": "backup.amazonaws.com",
}
"""Who publishes to a topic: findings by EventBridge, and what the components alarm and report."""


def addresses(given: Arguments) -> list[str]:
    """The argument `emails`."""
    emails = given.texts("emails", what="addresses")
    for one in emails:
        if not isinstance(one, str) or not re.fullmatch(r"[^@\s]+@[^@\s]+", one):
            raise given.invalid("emails", one, "addresses")
    return emails


def make(
    parent: pulumi.Resource,
    name: str,
    given: Arguments,
    account: Account,
    key_arn: pulumi.Input[str],
    publishers: Mapping[str, str] = PUBLISHERS,
) -> tuple[aws.sns.Topic, pulumi.Output[str]]:
    """A topic under a key that `grants` lets the publishers use; and its ARN, known once its policy stands, for RDS tries it at once."""
    options = pulumi.ResourceOptions(parent=parent)
    topic = aws.sns.Topic(name, kms_master_key_id=key_arn, tags=given.tags(), opts=options)
    publish = [
        {
            "Sid": sid,
            "Effect": "Allow",
            "Principal": {"Service": service},
            "Action": "sns:Publish",
            "Resource": topic.arn,
            "Condition": account.own,
        }
        for sid, service in publishers.items()
    ]
    policy = aws.sns.TopicPolicy(name, arn=topic.arn, policy=policies.document(publish), opts=options)
    return topic, pulumi.Output.all(topic.arn, policy.id).apply(lambda found: str(found[0]))


def grants(publishers: Mapping[str, str] = PUBLISHERS) -> list[keys.Grant]:
    """What the policy of a topic's key says of its publishers."""
    return [keys.topics(sid, service) for sid, service in publishers.items()]


def subscribe(parent: pulumi.Resource, name: str, topic: aws.sns.Topic, protocol: str, endpoints: Sequence[str]) -> None:
    """Subscriptions of addresses, each of which confirms its own."""
    for number, endpoint in enumerate(endpoints, start=1):
        # Named after its address: by its place, a shorter list would take the subscription of who stays.
        former = [pulumi.Alias(name=f"{name}-{number}")] if protocol == "email" else []
        options = pulumi.ResourceOptions(parent=parent, aliases=former)
        label = hashlib.sha256(endpoint.encode()).hexdigest()[:8]
        aws.sns.TopicSubscription(f"{name}-{label}", topic=topic.arn, protocol=protocol, endpoint=endpoint, opts=options)
