"""A topic that alarms, findings and notices reach: encrypted, and open to the services that publish to it."""

import enum
import re
from typing import NotRequired, TypedDict

import pulumi

from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _keys as keys
from buttress_components.aws import _topics as topics
from buttress_components.aws._accounts import Account


class AlarmPublisher(enum.Enum):
    """Who else may publish."""

    BUDGETS = "budgets.amazonaws.com"
    """Budgets that are exceeded."""
    COST_ALERTS = "costalerts.amazonaws.com"
    """Costs that are unusual."""
    EVENTS_OF_BUCKETS = "s3.amazonaws.com"
    """Notifications of buckets."""


class AlarmTopicArgs(TypedDict):
    """The arguments of AlarmTopic."""

    emails: NotRequired[list[str]]
    """Addresses that the topic writes to; each confirms its subscription. Needed unless there are https_endpoints."""
    https_endpoints: NotRequired[list[str]]
    """Addresses of services that take notices, such as those of a pager. Default: none."""
    more_publishers: NotRequired[list[AlarmPublisher]]
    """Who may publish beside alarms, events, databases and backups. Default: nobody."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing key that the publishers may use, such as that of a SharedKey with TOPICS. Default: a new one."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class AlarmTopic(HardenedResource):
    """A topic that alarms, findings and notices reach: encrypted, and open to the services that publish to it.

    The other components take its ARN. CloudWatch's alarms, the events of RDS, EventBridge and AWS Backup may publish for the account.
    """

    topic_arn: pulumi.Output[str]
    """ARN of the topic, known once its policy stands."""
    topic_name: pulumi.Output[str]
    """Name of the topic."""
    kms_key_arn: pulumi.Output[str]
    """ARN of the key that encrypts it."""

    def __init__(self, name: str, args: AlarmTopicArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("AlarmTopic", name, args, AlarmTopicArgs)
        emails = topics.addresses(given)
        endpoints = given.texts("https_endpoints", what="addresses")
        for one in endpoints:
            if not isinstance(one, str) or not re.fullmatch(r"https://[^\s/]+(/\S*)?", one):
                raise given.invalid("https_endpoints", one, "addresses that begin with https://")
        if not emails and not endpoints:
            raise given.lacks("emails", "addresses that alarms go to, or https_endpoints")
        more = {one.name.title().replace("_", ""): one.value for one in given.choices("more_publishers", AlarmPublisher)}
        publishers = {**topics.PUBLISHERS, **more}
        protect = given.protect("aws")
        super().__init__(given, opts)
        account = Account(self)
        key = keys.customer_key(
            self, name, given, account, purpose=f"what {name} reports", protect=protect, grants=topics.grants(publishers)
        )
        topic, arn = topics.make(self, name, given, account, key.arn, publishers)
        topics.subscribe(self, name, topic, "email", emails)
        topics.subscribe(self, name, topic, "https", endpoints)
        self.topic_arn = arn
        self.topic_name = topic.name
        self.kms_key_arn = key.arn
        self._publish()
