"""Security Hub, GuardDuty, Inspector, Macie and Access Analyzer, with findings that reach somebody."""

import enum
import json
import re
from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _keys as keys
from buttress_components.aws import _topics as topics
from buttress_components.aws._accounts import Account


class SecurityService(enum.Enum):
    """What watches the account."""

    ACCESS_ANALYZER = "access-analyzer"
    """Who from outside has access."""
    GUARDDUTY = "guardduty"
    """Threats."""
    INSPECTOR = "inspector"
    """Software with known faults."""
    MACIE = "macie"
    """Personal data in buckets."""
    SECURITY_HUB = "security-hub"
    """Findings of all of them, and the standards."""
    UNUSED_ACCESS = "unused-access"
    """Access that nobody uses, of the whole account and not of the region."""


class SecurityMonitoringArgs(TypedDict):
    """The arguments of SecurityMonitoring."""

    topic_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing SNS topic to which events.amazonaws.com may publish. Default: a new, encrypted one."""
    emails: NotRequired[list[str]]
    """Addresses that the new topic writes to. Needed unless topic_arn is given."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing key for the new topic that events.amazonaws.com may use. Default: a new one."""
    standards: NotRequired[list[str]]
    """Standards of Security Hub, as they stand in their ARNs. Default: AWS Foundational Best Practices and CIS 3.0."""
    aggregate_regions: NotRequired[bool]
    """Whether findings of all regions come together here; in one region of an account alone, AWS refuses a second. Default: false."""
    leave_alone: NotRequired[list[SecurityService]]
    """What is on already, by the organization's administrator or in another region, or is not offered here; nothing is made for it.
    Default: none."""
    runtime_monitoring: NotRequired[bool]
    """Whether GuardDuty also looks into running machines and containers, by agents that it installs. Default: false."""
    organization_analyzers: NotRequired[bool]
    """Whether Access Analyzer looks at the organization; only in its delegated administrator. Default: this account."""
    unused_access_days: NotRequired[int]
    """Days after which access that nobody used is reported, 1 to 90. Default: 90."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the key of the new topic, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class SecurityMonitoring(HardenedResource):
    """Security Hub, GuardDuty, Inspector, Macie and Access Analyzer, with findings that reach somebody.

    One in each region, of which one alone aggregates and all but one leave `unused-access` alone.
    """

    topic_arn: pulumi.Output[str]
    """ARN of the topic that findings go to."""
    detector_id: pulumi.Output[str | None]
    """Id of GuardDuty's detector, unless that is left alone."""
    hub_arn: pulumi.Output[str | None]
    """ARN of Security Hub, unless that is left alone."""

    def __init__(self, name: str, args: SecurityMonitoringArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("SecurityMonitoring", name, args, SecurityMonitoringArgs)
        emails, standards, alone, days = _read(given)
        protect = given.protect("aws")
        super().__init__(given, opts)
        account = Account(self)
        topic = pulumi.Output.from_input(given.get("topic_arn") or _topic(self, name, given, account, emails, protect=protect))
        hub = None if SecurityService.SECURITY_HUB in alone else _hub(self, name, given, account, standards)
        detector = None if SecurityService.GUARDDUTY in alone else _detector(self, name, given)
        if SecurityService.INSPECTOR not in alone:
            aws.inspector2.Enabler(name, account_ids=[account.id], resource_types=list(defaults.INSPECTED_TYPES), opts=self._child())
        if SecurityService.MACIE not in alone:
            aws.macie2.Account(name, status="ENABLED", finding_publishing_frequency="FIFTEEN_MINUTES", opts=self._child())
        _analyzers(self, name, given, alone, days)
        _route(self, name, given, topic)
        self.topic_arn = topic
        self.detector_id = pulumi.Output.from_input(detector.id if detector else None)
        self.hub_arn = pulumi.Output.from_input(hub.arn if hub else None)
        self._publish()


def _read(given: Arguments) -> tuple[Sequence[str], Sequence[str], frozenset[SecurityService], int]:
    emails = topics.addresses(given)
    if given.has("topic_arn") and emails:
        raise given.invalid("emails", emails, "nothing beside topic_arn, whose subscriptions are its own")
    if not given.has("topic_arn") and not emails:
        raise given.lacks("emails", "addresses that findings go to, or topic_arn")
    standards = given.texts("standards", what="standards") or list(defaults.SECURITY_STANDARDS)
    for one in standards:
        if not re.fullmatch(r"[a-z0-9-]+/v/\d+\.\d+\.\d+", one):
            raise given.invalid("standards", one, "standards as cis-aws-foundations-benchmark/v/3.0.0")
    longest = defaults.UNUSED_ACCESS
    alone = frozenset(given.choices("leave_alone", SecurityService))
    return emails, standards, alone, given.integer("unused_access_days", longest, least=1, most=longest)


def _topic(
    parent: HardenedResource, name: str, given: Arguments, account: Account, emails: Sequence[str], *, protect: bool
) -> pulumi.Output[str]:
    key = keys.customer_key(
        parent, name, given, account, purpose=f"the findings that {name} sends", protect=protect, grants=topics.grants()
    )
    topic, arn = topics.make(parent, name, given, account, key.arn)
    topics.subscribe(parent, name, topic, "email", emails)
    return arn


def _hub(parent: HardenedResource, name: str, given: Arguments, account: Account, standards: Sequence[str]) -> aws.securityhub.Account:
    hub = aws.securityhub.Account(
        name,
        enable_default_standards=False,
        control_finding_generator="SECURITY_CONTROL",
        auto_enable_controls=True,
        opts=pulumi.ResourceOptions(parent=parent),
    )
    options = pulumi.ResourceOptions(parent=parent, depends_on=[hub])
    for standard in standards:
        # The first benchmark of CIS is no standard of a region but a set of rules.
        place = "::ruleset/" if standard == defaults.FIRST_CIS else pulumi.Output.concat(account.region, "::standards/")
        arn = pulumi.Output.concat("arn:", account.partition, ":securityhub:", place, standard)
        aws.securityhub.StandardsSubscription(f"{name}-{standard.partition('/')[0]}", standards_arn=arn, opts=options)
    if given.flag("aggregate_regions", default=False):
        aws.securityhub.FindingAggregator(name, linking_mode="ALL_REGIONS", opts=options)
    return hub


def _detector(parent: HardenedResource, name: str, given: Arguments) -> aws.guardduty.Detector:
    options = pulumi.ResourceOptions(parent=parent)
    detector = aws.guardduty.Detector(name, enable=True, finding_publishing_frequency="FIFTEEN_MINUTES", tags=given.tags(), opts=options)
    features = list(defaults.DETECTOR_FEATURES)
    if given.flag("runtime_monitoring", default=False):
        features.append("RUNTIME_MONITORING")
    for feature in features:
        # Without its agents it sees nothing.
        agents = [
            aws.guardduty.DetectorFeatureAdditionalConfigurationArgs(name=agent, status="ENABLED")
            for agent in (defaults.RUNTIME_AGENTS if feature == "RUNTIME_MONITORING" else ())
        ]
        aws.guardduty.DetectorFeature(
            f"{name}-{feature.lower().replace('_', '-')}",
            detector_id=detector.id,
            name=feature,
            status="ENABLED",
            additional_configurations=agents or None,
            opts=options,
        )
    return detector


def _analyzers(parent: HardenedResource, name: str, given: Arguments, alone: frozenset[SecurityService], days: int) -> None:
    options = pulumi.ResourceOptions(parent=parent)
    scope = "ORGANIZATION" if given.flag("organization_analyzers", default=False) else "ACCOUNT"
    if SecurityService.ACCESS_ANALYZER not in alone:
        aws.accessanalyzer.Analyzer(f"{name}-external", analyzer_name=f"{name}-external", type=scope, tags=given.tags(), opts=options)
    if SecurityService.UNUSED_ACCESS in alone:
        return
    aws.accessanalyzer.Analyzer(
        f"{name}-unused",
        analyzer_name=f"{name}-unused",
        type=f"{scope}_UNUSED_ACCESS",
        configuration=aws.accessanalyzer.AnalyzerConfigurationArgs(
            unused_access=aws.accessanalyzer.AnalyzerConfigurationUnusedAccessArgs(unused_access_age=days)
        ),
        tags=given.tags(),
        opts=options,
    )


def _route(parent: HardenedResource, name: str, given: Arguments, topic: pulumi.Output[str]) -> None:
    options = pulumi.ResourceOptions(parent=parent)
    patterns = {
        "guardduty": {
            "source": ["aws.guardduty"],
            "detail-type": ["GuardDuty Finding"],
            "detail": {"severity": [{"numeric": [">=", defaults.GUARDDUTY_SEVERITY]}]},
        },
        "securityhub": {
            "source": ["aws.securityhub"],
            "detail-type": ["Security Hub Findings - Imported"],
            "detail": {"findings": {"Severity": {"Label": ["HIGH", "CRITICAL"]}, "Workflow": {"Status": ["NEW"]}}},
        },
    }
    for title, pattern in patterns.items():
        rule = aws.cloudwatch.EventRule(
            f"{name}-{title}",
            description=f"Findings of {title} that somebody must look at.",
            event_pattern=json.dumps(pattern, separators=(",", ":")),
            state="ENABLED",
            tags=given.tags(),
            opts=options,
        )
        aws.cloudwatch.EventTarget(f"{name}-{title}", rule=rule.name, arn=topic, target_id="topic", opts=options)
