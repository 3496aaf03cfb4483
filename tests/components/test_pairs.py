"""Where two parties meet: each row is something that must be able to use something else, decided by all the policies between them.

The same call is refused for another account (where a service acts for it) and for another service.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve, field, frozen

from buttress.offline.access import Caller, Estate, Request
from buttress.testing import record

OWN, STRANGER = "123456789012", "666666666666"
KEY = f"arn:aws:kms:us-east-1:{OWN}:key/11111111-2222-4333-8444-555555555555"
TRANSPORT = {"aws:SecureTransport": True, "s3:TlsVersion": "1.3"}
SOURCE = {"aws:SourceAccount": OWN}


@frozen(kw_only=True)
class Pair:
    """Who calls what on which resource. `<Kind:name>` is the ARN of a resource that the component makes."""

    component: str
    who: str
    action: str
    on: str
    given: Mapping[str, Any] = field(factory=dict)
    args: Mapping[str, Any] = field(factory=dict)

    @property
    def title(self) -> str:
        return f"{self.component}-{re.sub('[^a-zA-Z0-9]+', '-', self.who)}-{self.action.replace(':', '-')}-{self.on}"


def publishing(component: str, *services: str, **args: Any) -> list[Pair]:
    inside = {"kms:EncryptionContext:aws:sns:topicArn": "<Topic:shop>"}
    rows = []
    for service in services:
        rows.append(Pair(component=component, who=service, action="sns:Publish", on="<Topic:shop>", given=SOURCE, args=args))
        rows += [
            Pair(component=component, who=service, action=action, on="<Key:shop-key>", given=inside, args=args)
            for action in ("kms:GenerateDataKey", "kms:Decrypt")
        ]
    return rows


def logging(component: str, key: str = "<Key:shop-key>", **args: Any) -> list[Pair]:
    group = {"kms:EncryptionContext:aws:logs:arn": f"arn:aws:logs:us-east-1:{OWN}:log-group:shop"}
    service = "logs.us-east-1.amazonaws.com"
    return [Pair(component=component, who=service, action=one, on=key, given=group, args=args) for one in ("kms:Encrypt", "kms:Decrypt")]


def pairs(component: str, who: str, *calls: tuple[str, str], given: Mapping[str, Any] | None = None, **args: Any) -> list[Pair]:
    return [Pair(component=component, who=who, action=action, on=on, given=given or {}, args=args) for action, on in calls]


PUBLISHERS = ("events.amazonaws.com", "cloudwatch.amazonaws.com", "events.rds.amazonaws.com", "backup.amazonaws.com")
COSTS = ("budgets.amazonaws.com", "costalerts.amazonaws.com")
DELIVERY = "delivery.logs.amazonaws.com"
TRAIL = {"aws:SourceArn": f"arn:aws:cloudtrail:us-east-1:{OWN}:trail/shop-test", **SOURCE}
REPORTS = f"arn:aws:iam::{OWN}:role/aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports"
SCALING = f"arn:aws:iam::{OWN}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"
DISKS = {"kms:ViaService": "ec2.us-east-1.amazonaws.com", "kms:GrantIsForAWSResource": True}
TOPIC = f"arn:aws:sns:us-east-1:{OWN}:alarms"

PAIRS = [
    *publishing("SecurityMonitoring", *PUBLISHERS),
    *publishing("AlarmTopic", *PUBLISHERS, *COSTS, more_publishers=list(COSTS)),
    *pairs(
        "FlowLoggedVpc",
        DELIVERY,
        ("s3:PutObject", "<Bucket:shop-flow-logs>/AWSLogs/1"),
        ("s3:GetBucketAcl", "<Bucket:shop-flow-logs>"),
        given=SOURCE,
    ),
    *pairs("FlowLoggedVpc", DELIVERY, ("kms:GenerateDataKey", "<Key:shop-key>"), given=SOURCE),
    *pairs("FlowLoggedVpc", "vpc-flow-logs.amazonaws.com", ("sts:AssumeRole", "<Role:shop-flow-logs>"), given=SOURCE, cloudwatch_logs=True),
    *pairs("FlowLoggedVpc", "<Role:shop-flow-logs>", ("logs:PutLogEvents", "<LogGroup:shop-flow-logs>:log-stream:1"), cloudwatch_logs=True),
    *logging("FlowLoggedVpc", cloudwatch_logs=True),
    *pairs(
        "AuditTrail",
        "cloudtrail.amazonaws.com",
        ("s3:PutObject", f"<Bucket:shop-records>/AWSLogs/{OWN}/1"),
        ("s3:GetBucketAcl", "<Bucket:shop-records>"),
        ("kms:GenerateDataKey", "<Key:shop-key>"),
        given=TRAIL,
    ),
    *pairs("AuditTrail", "<Role:shop-delivery>", ("logs:PutLogEvents", "<LogGroup:shop>:log-stream:1")),
    *logging("AuditTrail"),
    *pairs(
        "ConfigBaseline",
        "config.amazonaws.com",
        ("s3:PutObject", "<Bucket:shop-records>/AWSLogs/1"),
        ("s3:GetBucketAcl", "<Bucket:shop-records>"),
        ("s3:ListBucket", "<Bucket:shop-records>"),
        ("kms:GenerateDataKey", "<Key:shop-key>"),
        ("sts:AssumeRole", "<Role:shop-config>"),
        given=SOURCE,
    ),
    *pairs(
        "ConfigBaseline",
        "<Role:shop-config>",
        ("s3:PutObject", "<Bucket:shop-records>/AWSLogs/1"),
        ("s3:GetBucketAcl", "<Bucket:shop-records>"),
        ("kms:GenerateDataKey", "<Key:shop-key>"),
    ),
    *pairs("ConfigBaseline", "<Role:shop-config>", ("sns:Publish", TOPIC), topic_arn=TOPIC),
    *pairs(
        "ConfigBaseline",
        "<Role:shop-config>",
        ("kms:GenerateDataKey", KEY),
        ("kms:Decrypt", KEY),
        given={"kms:EncryptionContext:aws:sns:topicArn": TOPIC},
        topic_arn=TOPIC,
    ),
    *pairs("TransactionLog", "firehose.amazonaws.com", ("sts:AssumeRole", "<Role:shop-delivery>"), given={"sts:ExternalId": OWN}),
    *pairs(
        "TransactionLog",
        "<Role:shop-delivery>",
        ("kinesis:GetRecords", "<Stream:shop>"),
        ("s3:PutObject", "<Bucket:shop-records>/records/1"),
        ("kms:GenerateDataKey", "<Key:shop-key>"),
        ("kms:Decrypt", "<Key:shop-key>"),
    ),
    *pairs("TransactionLog", "encryption.athena.amazonaws.com", ("kms:GenerateDataKey", "<Key:shop-key>"), given=SOURCE),
    *logging("TransactionLog"),
    *pairs("BackupPlanVault", "backup.amazonaws.com", ("sts:AssumeRole", "<Role:shop-backup>")),
    *pairs("BackupPlanVault", REPORTS, ("s3:PutObject", "<Bucket:shop-reports>/shop/1"), ("kms:GenerateDataKey", "<Key:shop-key>")),
    *pairs(
        "ProtectedDistribution",
        DELIVERY,
        ("s3:PutObject", "<Bucket:shop-access>/1"),
        ("kms:GenerateDataKey", "<Key:shop-key>"),
        given=SOURCE,
    ),
    *logging("ProtectedDistribution", "<Key:shop-firewall-key>"),
    *pairs(
        "EncryptedBucket",
        "cloudfront.amazonaws.com",
        ("s3:GetObject", "<Bucket:shop>/1"),
        ("kms:Decrypt", "<Key:shop-key>"),
        given=SOURCE,
        cloudfront_reader=True,
    ),
    *pairs(
        "EncryptedBucket",
        "<Role:shop-replication>",
        ("s3:GetObjectVersionForReplication", "<Bucket:shop>/1"),
        ("s3:GetObjectRetention", "<Bucket:shop>/1"),
        ("s3:ReplicateObject", "arn:aws:s3:::copies/1"),
        ("kms:Decrypt", "<Key:shop-key>"),
        ("kms:Encrypt", KEY),
        object_lock_days=30,
        replication={"bucket_arn": "arn:aws:s3:::copies", "kms_key_arn": KEY},
    ),
    *pairs(
        "EncryptedBucket",
        "logging.s3.amazonaws.com",
        ("s3:PutObject", "<Bucket:shop-logs>/1"),
        given={"aws:SourceArn": "<Bucket:shop>", **SOURCE},
    ),
    *pairs("HardenedDatabase", "monitoring.rds.amazonaws.com", ("sts:AssumeRole", "<Role:shop-monitoring>"), given=SOURCE),
    *logging("HardenedDatabase"),
    *pairs("ComplianceGate", "codebuild.amazonaws.com", ("sts:AssumeRole", "<Role:shop>"), given=SOURCE),
    *pairs("ComplianceGate", "<Role:shop>", ("s3:PutObject", "<Bucket:shop-reports>/builds/1"), ("kms:GenerateDataKey", "<Key:shop-key>")),
    *logging("ComplianceGate"),
    *(
        row
        for component in ("AccountBaseline", "RegionBaseline")
        for row in pairs(
            component, SCALING, *((f"kms:{one}", "<Key:shop-key>") for one in ("GenerateDataKey", "Decrypt", "CreateGrant")), given=DISKS
        )
    ),
    *pairs("AccessLogBucket", "logging.s3.amazonaws.com", ("s3:PutObject", "<Bucket:shop>/orders/1"), given=SOURCE),
    *pairs("AccessLogBucket", "logdelivery.elasticloadbalancing.amazonaws.com", ("s3:PutObject", f"<Bucket:shop>/AWSLogs/{OWN}/1")),
    *pairs(
        "AccessLogBucket",
        DELIVERY,
        ("s3:PutObject", f"<Bucket:shop>/shop/AWSLogs/{OWN}/1"),
        ("s3:GetBucketAcl", "<Bucket:shop>"),
        given=SOURCE,
    ),
    *logging("SharedKey", users=["log-groups"]),
    *pairs("SharedKey", "config.amazonaws.com", ("kms:GenerateDataKey", "<Key:shop-key>"), given=SOURCE, users=["config"]),
    *pairs("SharedKey", DELIVERY, ("kms:GenerateDataKey", "<Key:shop-key>"), given=SOURCE, users=["log-delivery"]),
    *pairs("SharedKey", "cloudtrail.amazonaws.com", ("kms:GenerateDataKey", "<Key:shop-key>"), given=TRAIL, users=["trails"]),
]
FIXED = {"<Role:shop-delivery>": "firehose.amazonaws.com", "<Role:shop-backup>": "backup.amazonaws.com"}
"""Roles that their service takes for any account: the role's own account is the limit."""


@frozen(kw_only=True)
class Scene:
    """A component that is made, and the ARNs of its resources."""

    estate: Estate
    arns: Mapping[str, str]

    def request(self, pair: Pair) -> Request:
        transport = TRANSPORT if pair.action.startswith("s3:") else {}
        given = {key: self.text(value) if isinstance(value, str) else value for key, value in {**transport, **pair.given}.items()}
        who = self.text(pair.who)
        caller = Caller(arn=who) if who.startswith("arn:") else Caller(service=who)
        return Request(caller=caller, action=pair.action, resource=self.text(pair.on), given=given)

    def text(self, form: str) -> str:
        return re.sub(r"<[^>]+>", lambda found: self.arns[found[0]], form)


@pytest.fixture(scope="module")
def scenes() -> dict[str, Scene]:
    return {}


def scene(samples, scenes: dict[str, Scene], pair: Pair) -> Scene:
    key = f"{pair.component} {sorted(pair.args.items())}"
    if key not in scenes:
        sample = samples[pair.component]
        made = record(sample.program({**sample.least, **pair.args}))
        arns = {f"<{one.token.rpartition(':')[2]}:{one.name}>": str(one.props.get("arn") or one.id) for one in made if one.custom}
        scenes[key] = Scene(estate=Estate.of(made, OWN), arns=arns)
    return scenes[key]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.title)
def test_this_party_may_use_that_one(samples, scenes, pair: Pair):
    found = scene(samples, scenes, pair)
    decision = found.estate.decide(found.request(pair))
    assert decision, decision.why


SERVICES = [pair for pair in PAIRS if not pair.who.startswith(("<", "arn:"))]


@pytest.mark.parametrize("pair", [one for one in SERVICES if one.given], ids=lambda pair: pair.title)
def test_a_service_may_not_for_another_account(samples, scenes, pair: Pair):
    found = scene(samples, scenes, pair)
    request = found.request(pair)
    abroad = {key: value.replace(OWN, STRANGER) if isinstance(value, str) else value for key, value in request.given.items()}
    if pair.given and any(str(value).startswith("arn:aws:s3") for value in request.given.values()):
        abroad["aws:SourceArn"] = "arn:aws:s3:::strange"
    assert abroad != request.given
    assert not found.estate.decide(evolve(request, given=abroad))


@pytest.mark.parametrize("pair", SERVICES, ids=lambda pair: pair.title)
def test_another_service_may_not(samples, scenes, pair: Pair):
    found = scene(samples, scenes, pair)
    assert not found.estate.decide(evolve(found.request(pair), caller=Caller(service="lambda.amazonaws.com")))


ADMINISTRATOR = f"arn:aws:iam::{OWN}:role/administrator"
EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
ENCRYPTION, ENCRYPTION_KEY = "s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id"
REFUSED = [
    ("EncryptedBucket", "s3:GetObject", "<Bucket:shop>/1", {"aws:SecureTransport": False}),
    ("EncryptedBucket", "s3:GetObject", "<Bucket:shop>/1", {"s3:TlsVersion": "1.1"}),
    ("EncryptedBucket", "s3:PutObject", "<Bucket:shop>/1", {ENCRYPTION: "AES256"}),
    ("EncryptedBucket", "s3:PutObject", "<Bucket:shop>/1", {ENCRYPTION: "aws:kms", ENCRYPTION_KEY: KEY}),
    ("EncryptedBucket", "s3:PutObject", "<Bucket:shop>/1", {ENCRYPTION: "aws:kms"}),
    ("TransactionLog", "s3:PutObject", "<Bucket:shop-records>/records/1", {}),
    ("TransactionLog", "s3:DeleteObject", "<Bucket:shop-records>/records/1", {}),
    ("TransactionLog", "s3:DeleteObjectVersion", "<Bucket:shop-records>/records/1", {}),
    ("TransactionLog", "s3:BypassGovernanceRetention", "<Bucket:shop-records>/records/1", {}),
    ("BackupPlanVault", "backup:DeleteRecoveryPoint", "<Vault:shop>", {}),
]
ALLOWED = [
    ("EncryptedBucket", "s3:PutObject", "<Bucket:shop>/1", {}),
    ("EncryptedBucket", "s3:PutObject", "<Bucket:shop>/1", {ENCRYPTION: "aws:kms", ENCRYPTION_KEY: "<Key:shop-key>"}),
    ("EncryptedBucket", "kms:GenerateDataKey", "<Key:shop-key>", {}),
    ("TransactionLog", "s3:GetObject", "<Bucket:shop-records>/records/1", {}),
]


@pytest.mark.parametrize(
    ("component", "action", "on", "given", "allowed"),
    [(*row, False) for row in REFUSED] + [(*row, True) for row in ALLOWED],
)
def test_not_even_an_administrator_passes_by_what_a_component_forbids(samples, scenes, component, action, on, given, allowed):
    pair = Pair(component=component, who=ADMINISTRATOR, action=action, on=on, given=given)
    found = scene(samples, scenes, pair)
    estate = evolve(found.estate, identities={**found.estate.identities, ADMINISTRATOR: [EVERYTHING]})
    assert estate.decide(found.request(pair)).allowed is allowed
    assert not found.estate.decide(found.request(pair)), "without policies of its own a role may do nothing"
