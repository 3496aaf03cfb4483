"""What a component makes meets what it connects: who may publish to a topic under its key, and what a changed list leaves in place."""

from __future__ import annotations

import json
import re
from typing import Any

import pulumi
import pytest
from tests.support.samples import SAMPLES, Sample

from buttress.offline.aws import Aws
from buttress.testing import record

PUBLISHERS = ("events.amazonaws.com", "cloudwatch.amazonaws.com", "events.rds.amazonaws.com", "backup.amazonaws.com")


def made(sample: Sample, **args: Any) -> Any:
    return record(sample.program({**sample.least, **args}))


def only(resources, token: str):
    return [one for one in resources if one.token == token]


def document(resource) -> Any:
    policy = resource.props["policy"]
    return json.loads(policy) if isinstance(policy, str) else policy


def statements(resource, service: str):
    return [one for one in document(resource)["Statement"] if one["Principal"] != "*" and one["Principal"].get("Service") == service]


MORE = ("budgets.amazonaws.com", "costalerts.amazonaws.com")
TOPICS = [
    *(("SecurityMonitoring", {}, one) for one in PUBLISHERS),
    *(("AlarmTopic", {"more_publishers": MORE}, one) for one in (*PUBLISHERS, *MORE)),
]


@pytest.mark.parametrize(("component", "args", "service"), TOPICS, ids=[f"{one[0]}-{one[2]}" for one in TOPICS])
def test_who_publishes_may_use_the_topic_and_its_key(samples, component: str, args: Any, service: str):
    found = made(samples[component], **args)
    (key,) = only(found, "aws:kms/keyPolicy:KeyPolicy")
    (topic,) = only(found, "aws:sns/topicPolicy:TopicPolicy")
    (publish,) = statements(topic, service)
    assert publish["Action"] == "sns:Publish"
    assert "aws:SourceAccount" in publish["Condition"]["StringEquals"]
    (use,) = statements(key, service)
    assert {"kms:Decrypt", "kms:GenerateDataKey*"} <= set(use["Action"])
    assert list(use["Condition"]) == ["ArnLike"]
    assert list(use["Condition"]["ArnLike"]) == ["kms:EncryptionContext:aws:sns:topicArn"]


def test_an_alarm_of_a_database_names_its_identifier(samples):
    found = made(samples["HardenedDatabase"])
    (database,) = only(found, "aws:rds/instance:Instance")
    alarms = only(found, "aws:cloudwatch/metricAlarm:MetricAlarm")
    assert alarms
    assert {one.props["dimensions"]["DBInstanceIdentifier"] for one in alarms} == {database.props["identifier"]}


ARN = "arn:aws:iam::aws:policy/"
LISTS = [
    ("LeastPrivilegeRole", "managed_policy_arns", [ARN + "AmazonSSMManagedInstanceCore", ARN + "CloudWatchAgentServerPolicy"]),
    ("IdentityCenterPermissionSet", "managed_policy_arns", [ARN + "AmazonSSMManagedInstanceCore", ARN + "CloudWatchAgentServerPolicy"]),
    ("SecurityMonitoring", "emails", ["one@example.com", "two@example.com"]),
]


@pytest.mark.parametrize(("component", "argument", "members"), LISTS, ids=[f"{one[0]}-{one[1]}" for one in LISTS])
def test_a_shorter_list_leaves_what_stays(samples, component, argument, members):
    both = {one.urn: one.props for one in made(samples[component], **{argument: members})}
    last = {one.urn: one.props for one in made(samples[component], **{argument: members[1:]})}
    assert set(last) < set(both)
    holders = [urn for urn, props in last.items() if members[1] in map(str, props.values())]
    gone = set(both) - set(last)
    assert len(gone) == 1
    assert all(both[urn] == last[urn] for urn in holders if not urn.endswith("::shop"))


LOCKED = ("AuditTrail", "BackupPlanVault", "TransactionLog")


@pytest.mark.parametrize("component", LOCKED)
def test_nothing_is_locked_for_ever_unless_the_program_says_so(samples, component):
    found = made(samples[component])
    locks = only(found, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")
    vaults = only(found, "aws:backup/vaultLockConfiguration:VaultLockConfiguration")
    assert locks or vaults
    assert {one.props["rule"]["defaultRetention"]["mode"] for one in locks} <= {"GOVERNANCE"}
    assert [one.props.get("changeableForDays") for one in vaults] == [None] * len(vaults)


ARCHIVE = ("999988887777", "eu-north-1")
FOREIGN = [
    (sample.name, place)
    for sample in SAMPLES
    if sample.component.__module__.startswith("buttress_components.aws")
    for place in range(len(sample.fullest) + 1)
]


def elsewhere(args: Any) -> Any:
    """The arguments, with every ARN moved to the account of a log archive, in another region."""
    account, region = ARCHIVE
    text = re.sub(r"arn:aws:(?!iam)([a-z0-9]+):([a-z0-9-]*):(\d{12}):", rf"arn:aws:\1:{region}:{account}:", json.dumps(args, default=str))
    return json.loads(text)


def texts(value: Any):
    if isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(("component", "place"), FOREIGN, ids=[f"{name}-{place}" for name, place in FOREIGN])
def test_what_lies_in_a_log_archive_says_nothing_of_the_account(samples, component, place):
    sample = samples[component]
    given = elsewhere([sample.least, *sample.fullest][place])
    # A secret's ARN may have the key of its JSON behind it, which a policy leaves out.
    arns = sorted({":".join(one.split(":")[:7]) for one in texts(given) if one.startswith("arn:")}, key=len, reverse=True)
    for one in record(sample.program(given)):
        if one.token == f"buttress:index:{component}":
            continue
        text = json.dumps(one.props, default=str)
        for arn in arns:
            text = text.replace(arn, "")
        assert [word for word in ARCHIVE if word in text] == [], one.urn


def test_auto_scaling_may_use_the_key_of_new_disks(samples):
    found = made(samples["AccountBaseline"])
    (key,) = only(found, "aws:kms/keyPolicy:KeyPolicy")
    own = {"kms:CallerAccount": "123456789012", "kms:ViaService": "ec2.us-east-1.amazonaws.com"}
    use, grant = (one for one in document(key)["Statement"] if one["Principal"] == {"AWS": "*"})
    assert {"kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*", "kms:ReEncrypt*"} <= set(use["Action"])
    assert use["Condition"] == {"StringEquals": own}
    assert grant["Action"] == "kms:CreateGrant"
    assert grant["Condition"] == {"StringEquals": own, "Bool": {"kms:GrantIsForAWSResource": "true"}}


NETWORK = {"cidr_block": "10.0.0.0/16"}


def endpoint(found, service: str):
    (only,) = (one for one in found if one.token == "aws:ec2/vpcEndpoint:VpcEndpoint" and one.props["serviceName"].endswith(f".{service}"))
    return {one["Sid"]: one for one in document(only)["Statement"]}


@pytest.mark.parametrize("service", ["monitoring", "secretsmanager", "ecr.dkr", "sts"])
def test_an_endpoint_lets_the_account_do_all_that_its_service_can(samples, service):
    found = made(samples["FlowLoggedVpc"], interface_endpoints=[service])
    own = endpoint(found, service)["OwnAccount"]
    assert own["Action"] == own["Resource"] == "*"
    assert own["Condition"] == {"StringEquals": {"aws:PrincipalAccount": "123456789012"}}


def test_a_web_identity_passes_the_endpoint_of_sts_for_roles_of_the_account(samples):
    found = endpoint(made(samples["FlowLoggedVpc"], interface_endpoints=["sts"]), "sts")["WebIdentities"]
    assert "sts:AssumeRoleWithWebIdentity" in found["Action"]
    assert found["Resource"] == "arn:aws:iam::123456789012:role/*"
    assert "Condition" not in found


def test_images_packages_and_patches_pass_the_endpoint_of_s3(samples):
    found = made(samples["FlowLoggedVpc"], readable_bucket_arns=["arn:aws:s3:::their-packages"])
    downloads = endpoint(found, "s3")["Downloads"]
    assert downloads["Action"] == "s3:GetObject"
    served = ("prod-us-east-1-starport-layer-bucket", "al2023-repos-us-east-1-de612dc2", "amazonlinux-2-repos-us-east-1")
    patches = ("aws-ssm-us-east-1", "patch-baseline-snapshot-us-east-1")
    for bucket in (*served, *patches, "their-packages"):
        assert f"arn:aws:s3:::{bucket}/*" in downloads["Resource"]
    assert "Downloads" not in endpoint(found, "dynamodb")


@pytest.mark.parametrize("zones", [3, 4])
def test_another_zone_moves_no_subnet(samples, zones):
    def blocks(count: int) -> dict[str, str]:
        given = {"nat": "per-zone", "availability_zones": [f"us-east-1{letter}" for letter in "abcd"[:count]], **NETWORK}
        return {one.name: one.props["cidrBlock"] for one in only(made(samples["FlowLoggedVpc"], **given), "aws:ec2/subnet:Subnet")}

    assert blocks(2).items() < blocks(zones).items()


def test_services_and_endpoints_have_the_names_of_their_partition(samples, monkeypatch):
    china = Aws()
    china.configure({"region": "cn-north-1"})
    monkeypatch.setattr("buttress.testing.Aws", lambda: china)
    found = made(samples["FlowLoggedVpc"], interface_endpoints=["ecr.dkr", "com.amazonaws.vpce.cn-north-1.vpce-svc-0a1b2c3d"])
    names = {one.name: one.props["serviceName"] for one in only(found, "aws:ec2/vpcEndpoint:VpcEndpoint")}
    assert names["shop-s3"] == "com.amazonaws.cn-north-1.s3"
    assert names["shop-ecr.dkr"] == "cn.com.amazonaws.cn-north-1.ecr.dkr"
    assert "com.amazonaws.vpce.cn-north-1.vpce-svc-0a1b2c3d" in names.values()
    (key,) = only(found, "aws:kms/keyPolicy:KeyPolicy")
    assert statements(key, "logs.cn-north-1.amazonaws.com.cn")
    assert "arn:aws:" not in json.dumps([one.props for one in found])


def test_findings_are_aggregated_in_no_region_unless_asked_for(samples):
    token = "aws:securityhub/findingAggregator:FindingAggregator"
    assert not only(made(samples["SecurityMonitoring"]), token)
    assert len(only(made(samples["SecurityMonitoring"], aggregate_regions=True), token)) == 1


@pytest.mark.parametrize(("host", "reopened"), [("GITHUB", True), ("GITHUB_ENTERPRISE", True), ("BITBUCKET", False), ("GITLAB", False)])
def test_a_webhook_asks_for_events_that_its_host_sends(samples, host, reopened):
    sample = samples["ComplianceGate"]
    (hook,) = only(made(sample, repository={**sample.least["repository"], "host": host}), "aws:codebuild/webhook:Webhook")
    heard = hook.props["filterGroups"][0]["filters"][0]["pattern"].split(", ")
    assert {"PULL_REQUEST_CREATED", "PULL_REQUEST_UPDATED"} <= set(heard)
    assert ("PULL_REQUEST_REOPENED" in heard) is reopened


def test_blocking_the_internet_leaves_nat(samples):
    (block,) = only(
        made(samples["AccountBaseline"], block_internet=True), "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions"
    )
    assert block.props["internetGatewayBlockMode"] == "block-ingress"


@pytest.mark.parametrize(
    ("countries", "regions"),
    [([], [None]), (["DE"], []), (["DE", "IE"], []), (["US"], [["us-east-1", "us-west-1", "us-west-2"]])],
    ids=["everywhere", "none", "too-few", "enough"],
)
def test_health_is_checked_only_from_countries_that_are_served(samples, countries, regions):
    found = made(samples["ProtectedDistribution"], countries=countries)
    checks = only(found, "aws:route53/healthCheck:HealthCheck")
    assert [one.props.get("regions") for one in checks] == regions
    alarms = {one.name for one in only(found, "aws:cloudwatch/metricAlarm:MetricAlarm")}
    assert ("shop-health" in alarms) is bool(checks)


ENGINES = [{}, {"engine": "aurora-postgresql"}, {"engine": "mysql", "engine_version": "8.0"}]
DATABASES = {"aws:rds/instance:Instance", "aws:rds/cluster:Cluster"}


@pytest.mark.parametrize("engine", ENGINES, ids=["postgres", "aurora-postgresql", "mysql"])
def test_a_destroyed_database_leaves_a_snapshot_of_its_own_name_and_the_key_to_read_it(samples, engine):
    sample = samples["HardenedDatabase"]
    left: set[str] = set()

    def note(args: pulumi.ResourceTransformationArgs) -> None:
        if args.opts.retain_on_delete:
            left.add(args.type_)

    def program() -> None:
        sample.component("shop", {**sample.least, **engine}, pulumi.ResourceOptions(transformations=[note]))

    (database,) = (one for one in record(program) if one.token in DATABASES)
    suffix = database.props["dbSubnetGroupName"].rpartition("-")[2]
    assert re.fullmatch(r"[a-z0-9]{7}", suffix)
    assert database.props["finalSnapshotIdentifier"] == f"shop-test-final-{suffix}"
    assert left == {"aws:kms/key:Key"}


@pytest.mark.parametrize(
    ("engine", "version", "follows"),
    [
        ("postgres", "16", True),
        ("postgres", "16.4", False),
        ("mysql", "8.0", True),
        ("mariadb", "10.11.9", False),
        ("aurora-postgresql", "16", True),
        ("aurora-mysql", "8.0.mysql_aurora.3.08.0", False),
    ],
)
def test_a_minor_version_is_either_given_or_raised_by_rds(samples, engine, version, follows):
    found = made(samples["HardenedDatabase"], engine=engine, engine_version=version)
    members = only(found, "aws:rds/instance:Instance") or only(found, "aws:rds/clusterInstance:ClusterInstance")
    assert {one.props["autoMinorVersionUpgrade"] for one in members} == {follows}


@pytest.mark.parametrize("engine", ["postgres", "aurora-postgresql"])
def test_a_major_version_is_raised_only_when_asked_for(samples, engine):
    for asked in (False, True):
        found = made(samples["HardenedDatabase"], engine=engine, major_version_upgrade=asked)
        (database,) = (one for one in found if one.token in DATABASES)
        assert database.props["allowMajorVersionUpgrade"] is asked


@pytest.mark.parametrize(("engine", "version"), [("mysql", "8.0"), ("mariadb", "10.11")])
def test_an_audit_log_holds_no_data_and_outlives_the_database(samples, engine, version):
    (group,) = only(made(samples["HardenedDatabase"], engine=engine, engine_version=version), "aws:rds/optionGroup:OptionGroup")
    (option,) = group.props["options"]
    assert option["optionSettings"] == [{"name": "SERVER_AUDIT_EVENTS", "value": "CONNECT,QUERY_DDL,QUERY_DCL"}]
    assert group.props["skipDestroy"] is True


def test_locked_objects_are_copied_and_late_copies_are_alerted_of(samples):
    topic = "arn:aws:sns:us-east-1:123456789012:alarms"
    target = {"bucket_arn": "arn:aws:s3:::copies", "kms_key_arn": "arn:aws:kms:eu-west-1:123456789012:key/1", "alarm_topic_arn": topic}
    for lock, more in (({}, set()), ({"object_lock_days": 30}, {"s3:GetObjectRetention", "s3:GetObjectLegalHold"})):
        found = made(samples["EncryptedBucket"], replication=target, **lock)
        (policy,) = only(found, "aws:iam/rolePolicy:RolePolicy")
        actions = {
            action
            for one in document(policy)["Statement"]
            for action in ([one["Action"]] if isinstance(one["Action"], str) else one["Action"])
        }
        assert actions & {"s3:GetObjectRetention", "s3:GetObjectLegalHold"} == more
        (replication,) = only(found, "aws:s3/bucketReplicationConfig:BucketReplicationConfig")
        assert replication.props["rules"][0]["destination"]["metrics"] == {"status": "Enabled"}
        alarms = only(found, "aws:cloudwatch/metricAlarm:MetricAlarm")
        assert {one.props["metricName"] for one in alarms} == {"ReplicationLatency", "OperationsFailedReplication"}
        assert {one.props["dimensions"]["DestinationBucket"] for one in alarms} == {"copies"}


def test_buckets_are_backed_up_and_restored(samples):
    attached = {
        one.props["policyArn"] for one in only(made(samples["BackupPlanVault"]), "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    }
    assert {ARN + "AWSBackupServiceRolePolicyForS3Backup", ARN + "AWSBackupServiceRolePolicyForS3Restore"} <= attached


def test_the_policy_of_a_vault_is_changed_by_its_administrators_alone(samples):
    role = "arn:aws:iam::123456789012:role/deploy"
    (policy,) = only(made(samples["BackupPlanVault"], policy_administrator_arns=[role]), "aws:backup/vaultPolicy:VaultPolicy")
    keep = {one["Sid"]: one for one in document(policy)["Statement"]}["KeepPolicy"]
    assert keep["Effect"] == "Deny"
    assert set(keep["Action"]) == {"backup:PutBackupVaultAccessPolicy", "backup:DeleteBackupVaultAccessPolicy"}
    assert keep["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": [role]}}


def test_a_region_guardrail_leaves_open_what_answers_from_one_region(samples):
    guardrail = {"target_id": "r-abcd", "allowed_regions": ["eu-central-1"]}
    (policy,) = only(made(samples["AccountBaseline"], region_guardrail=guardrail), "aws:organizations/policy:Policy")
    (statement,) = json.loads(policy.props["content"])["Statement"]
    assert {"acm:*", "wafv2:*", "payments:*", "support:*", "supportplans:*"} <= set(statement["NotAction"])


def test_a_policy_of_the_account_is_attached_beside_one_of_aws_with_its_name(samples):
    own, theirs = "arn:aws:iam::123456789012:policy/ReadOnlyAccess", ARN + "ReadOnlyAccess"
    for component, token in (
        ("LeastPrivilegeRole", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"),
        ("IdentityCenterPermissionSet", "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment"),
    ):
        names: dict[str, str] = {}
        for managed in ([own], [theirs], [own, theirs], [theirs, own]):
            attached = only(made(samples[component], managed_policy_arns=managed), token)
            assert len({one.urn for one in attached}) == len(managed)
            for one in attached:
                arn = one.props.get("policyArn") or one.props["managedPolicyArn"]
                assert names.setdefault(arn, one.urn) == one.urn


def test_a_trail_does_not_record_its_own_records(samples):
    found = made(samples["AuditTrail"])
    (trail,) = only(found, "aws:cloudtrail/trail:Trail")
    data = [{field["field"]: field for field in one["fieldSelectors"]} for one in trail.props["advancedEventSelectors"]]
    (objects,) = (one for one in data if one.get("resources.type", {}).get("equals") == ["AWS::S3::Object"])
    assert objects["resources.ARN"]["notStartsWiths"] == [f"arn:aws:s3:::{trail.props['s3BucketName']}/"]


def test_one_malformed_record_fails_no_query_and_none_is_hidden(samples):
    found = made(samples["TransactionLog"])
    (table,) = only(found, "aws:glue/catalogTable:CatalogTable")
    assert table.props["storageDescriptor"]["serDeInfo"]["parameters"]["ignore.malformed.json"] == "true"
    (records,) = (one for one in only(found, "aws:s3/bucketPolicy:BucketPolicy") if "NobodyDeletes" in str(one.props["policy"]))
    deny = {one["Sid"]: one for one in document(records)["Statement"]}["NobodyDeletes"]
    assert {"s3:DeleteObject", "s3:DeleteObjectVersion"} <= set(deny["Action"])
    (waiting,) = (one for one in only(found, "aws:cloudwatch/metricAlarm:MetricAlarm") if one.name == "shop-waiting")
    assert waiting.props["metricName"] == "ApproximateAgeOfOldestMessage"


def test_runtime_monitoring_installs_its_agents(samples):
    found = made(samples["SecurityMonitoring"], runtime_monitoring=True)
    features = {one.props["name"]: one.props for one in only(found, "aws:guardduty/detectorFeature:DetectorFeature")}
    agents = features["RUNTIME_MONITORING"]["additionalConfigurations"]
    assert {one["name"] for one in agents} == {"EC2_AGENT_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT"}
    assert "additionalConfigurations" not in features["S3_DATA_EVENTS"]


SERVICES = {
    "security-hub": {"aws:securityhub/account:Account", "aws:securityhub/standardsSubscription:StandardsSubscription"},
    "guardduty": {"aws:guardduty/detector:Detector", "aws:guardduty/detectorFeature:DetectorFeature"},
    "inspector": {"aws:inspector2/enabler:Enabler"},
    "macie": {"aws:macie2/account:Account"},
}


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_on_already_is_left_alone(samples, service):
    whole = {one.token for one in made(samples["SecurityMonitoring"])}
    left = {one.token for one in made(samples["SecurityMonitoring"], leave_alone=[service])}
    assert {one for one in whole - left if one.startswith("aws:")} == SERVICES[service]


@pytest.mark.parametrize(("service", "stays"), [("access-analyzer", "shop-unused"), ("unused-access", "shop-external")])
def test_an_analyzer_of_the_account_is_made_in_one_region(samples, service, stays):
    found = only(made(samples["SecurityMonitoring"], leave_alone=[service]), "aws:accessanalyzer/analyzer:Analyzer")
    assert [one.name for one in found] == [stays]


def test_the_first_benchmark_of_cis_is_a_set_of_rules(samples):
    asked = ["cis-aws-foundations-benchmark/v/1.2.0", "cis-aws-foundations-benchmark/v/3.0.0"]
    for standard, arn in zip(asked, ("arn:aws:securityhub:::ruleset/", "arn:aws:securityhub:us-east-1::standards/"), strict=True):
        found = made(samples["SecurityMonitoring"], standards=[standard])
        (one,) = only(found, "aws:securityhub/standardsSubscription:StandardsSubscription")
        assert one.props["standardsArn"] == arn + standard


def test_rules_on_the_account_run_where_global_resources_are_recorded(samples):
    def rules(**args: Any) -> str:
        (pack,) = only(made(samples["ConfigBaseline"], **args), "aws:cfg/conformancePack:ConformancePack")
        return str(pack.props["templateBody"])

    assert "IAM_ROOT_ACCESS_KEY_CHECK" in rules()
    assert "IAM_" not in rules(global_resources=False)
    assert "S3_BUCKET_SSL_REQUESTS_ONLY" in rules(global_resources=False)


def test_a_recorder_may_use_the_role_that_security_hub_asks_for(samples):
    role = "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
    found = made(samples["ConfigBaseline"], role_arn=role)
    (recorder,) = only(found, "aws:cfg/recorder:Recorder")
    assert recorder.props["roleArn"] == role
    assert not only(found, "aws:iam/role:Role")


NAMED = [
    ("FlowLoggedVpc", "aws:glue/catalogDatabase:CatalogDatabase", "name"),
    ("TransactionLog", "aws:glue/catalogDatabase:CatalogDatabase", "name"),
    ("BackupPlanVault", "aws:backup/restoreTestingPlan:RestoreTestingPlan", "name"),
    ("BackupPlanVault", "aws:backup/reportPlan:ReportPlan", "name"),
]


@pytest.mark.parametrize(("component", "token", "key"), NAMED)
def test_two_stacks_of_an_account_do_not_meet_under_one_name(samples, component, token, key, monkeypatch):
    test = {one.props[key] for one in only(made(samples[component]), token)}
    monkeypatch.setattr("buttress.testing.STACK", "prod")
    prod = {one.props[key] for one in only(made(samples[component]), token)}
    assert test
    assert not test & prod


LONG = "a-component-with-a-rather-long-name-for-the-shop"
LIMITS = [
    ("BackupPlanVault", "aws:backup/restoreTestingPlan:RestoreTestingPlan", 50),
    ("BackupPlanVault", "aws:backup/restoreTestingSelection:RestoreTestingSelection", 50),
    ("BackupPlanVault", "aws:backup/vault:Vault", 50),
    ("ProtectedDistribution", "aws:cloudwatch/logDeliverySource:LogDeliverySource", 60),
    ("ProtectedDistribution", "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination", 60),
]


@pytest.mark.parametrize(("component", "token", "longest"), LIMITS)
def test_names_are_as_short_as_aws_takes_them(samples, component, token, longest, monkeypatch):
    monkeypatch.setattr("buttress.testing.STACK", "production-in-frankfurt")
    sample = samples[component]
    args = (
        {**sample.least, "report_bucket": "reports"}
        if component == "BackupPlanVault"
        else {**sample.least, "log_bucket_arn": "arn:aws:s3:::logs"}
    )
    for one in only(record(lambda: sample.component(LONG, args)), token):
        assert len(one.props.get("name") or f"{one.name}-1234567") <= longest


@pytest.mark.parametrize(
    ("component", "args"),
    [
        ("EncryptedBucket", {}),
        ("EncryptedBucket", {"object_lock_days": 30}),
        ("FlowLoggedVpc", {}),
        ("TransactionLog", {}),
        ("BackupPlanVault", {}),
    ],
)
def test_what_may_be_destroyed_is_emptied_first(samples, component, args):
    holders = {"aws:s3/bucket:Bucket", "aws:athena/workgroup:Workgroup", "aws:backup/vault:Vault"}
    kept = [one.props.get("forceDestroy") for one in made(samples[component], **args) if one.token in holders]
    assert kept
    assert not any(kept)
    given_up = made(samples[component], **args, deletion_protection=False, justification="A trial; ticket SHOP-1.")
    assert all(one.props.get("forceDestroy") for one in given_up if one.token in holders)


def test_a_distribution_reads_a_bucket_under_its_key(samples):
    found = made(samples["EncryptedBucket"], cloudfront_reader=True)
    own = {"StringEquals": {"aws:SourceAccount": "123456789012"}}
    (key,) = only(found, "aws:kms/keyPolicy:KeyPolicy")
    (use,) = statements(key, "cloudfront.amazonaws.com")
    assert "kms:Decrypt" in use["Action"]
    assert use["Condition"] == own
    (policy,) = (one for one in only(found, "aws:s3/bucketPolicy:BucketPolicy") if one.name == "shop")
    (read,) = statements(policy, "cloudfront.amazonaws.com")
    assert read["Action"] == "s3:GetObject"
    assert read["Condition"] == own


def test_restores_are_tried_with_what_they_need_and_no_more_often_than_asked(samples):
    role = "arn:aws:iam::123456789012:role/machines"
    args = {
        "restore_metadata": {"RDS": {"dbSubnetGroupName": "shop"}},
        "restore_tags": {"criticality": "high"},
        "restored_role_arns": [role],
    }
    found = made(samples["BackupPlanVault"], **args)
    selections = {
        one.props["protectedResourceType"]: one.props for one in only(found, "aws:backup/restoreTestingSelection:RestoreTestingSelection")
    }
    assert selections["RDS"]["restoreMetadataOverrides"] == {"dbSubnetGroupName": "shop"}
    assert "restoreMetadataOverrides" not in selections["EBS"]
    equal = {"key": "aws:ResourceTag/criticality", "value": "high"}
    assert all(one["protectedResourceConditions"]["stringEquals"] == [equal] for one in selections.values())
    (policy,) = only(found, "aws:iam/rolePolicy:RolePolicy")
    (passed,) = document(policy)["Statement"]
    assert passed["Action"] == "iam:PassRole"
    assert passed["Resource"] == [role]
    assert passed["Condition"] == {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}


@pytest.mark.parametrize("engine", ["mysql", "mariadb", "aurora-mysql"])
def test_slow_statements_are_written_to_the_log_that_is_exported(samples, engine):
    version = {"mysql": "8.0", "mariadb": "10.11", "aurora-mysql": "8.0.mysql_aurora.3.08.0"}[engine]
    found = made(samples["HardenedDatabase"], engine=engine, engine_version=version)
    (group,) = (
        one
        for one in found
        if one.token in {"aws:rds/parameterGroup:ParameterGroup", "aws:rds/clusterParameterGroup:ClusterParameterGroup"}
    )
    settings = {one["name"]: one["value"] for one in group.props["parameters"]}
    assert settings["slow_query_log"] == "1"
    assert settings["log_output"] == "FILE"


def test_what_writes_access_logs_may_write_to_the_bucket_for_them(samples):
    found = made(samples["AccessLogBucket"])
    (policy,) = only(found, "aws:s3/bucketPolicy:BucketPolicy")
    (bucket,) = only(found, "aws:s3/bucket:Bucket")
    own = {"StringEquals": {"aws:SourceAccount": ["123456789012"]}}
    (buckets,) = statements(policy, "logging.s3.amazonaws.com")
    assert buckets["Condition"] == own
    (applications,) = statements(policy, "logdelivery.elasticloadbalancing.amazonaws.com")
    assert "Condition" not in applications
    assert [one.endswith("/*AWSLogs/123456789012/*") for one in applications["Resource"]] == [True]
    networks = {one["Action"]: one for one in statements(policy, "delivery.logs.amazonaws.com")}
    assert set(networks) == {"s3:PutObject", "s3:GetBucketAcl"}
    assert all(one["Condition"] == own for one in networks.values())
    (encryption,) = only(found, "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")
    assert encryption.props["rules"][0]["applyServerSideEncryptionByDefault"]["sseAlgorithm"] == "AES256"
    assert not bucket.props["objectLockEnabled"]


def test_a_region_is_set_as_that_of_the_account_is(samples):
    key = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-4333-8444-555555555555"

    def settings(component: str) -> dict[str, Any]:
        found = made(samples[component], block_internet=True, kms_key_arn=key)
        return {one.token: {**one.props, "awsRegion": ""} for one in found if one.token.startswith(("aws:ebs/", "aws:ec2/"))}

    assert settings("RegionBaseline") == settings("AccountBaseline")


def test_what_all_regions_or_the_account_share_is_protected(samples):
    shared = {
        "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
        "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
        "aws:ebs/encryptionByDefault:EncryptionByDefault",
    }
    assert {one.token for one in made(samples["AccountBaseline"]) if one.protect and one.token in shared} == shared


USERS = {
    "athena": "encryption.athena.amazonaws.com",
    "cloudfront": "cloudfront.amazonaws.com",
    "config": "config.amazonaws.com",
    "log-delivery": "delivery.logs.amazonaws.com",
    "log-groups": "logs.us-east-1.amazonaws.com",
    "topics": "cloudwatch.amazonaws.com",
    "trails": "cloudtrail.amazonaws.com",
}


@pytest.mark.parametrize("user", USERS)
def test_a_shared_key_is_open_to_its_users_and_to_no_other(samples, user):
    (key,) = only(made(samples["SharedKey"], users=[user]), "aws:kms/keyPolicy:KeyPolicy")
    services = {one["Principal"]["Service"] for one in document(key)["Statement"] if "Service" in one["Principal"]}
    assert services & set(USERS.values()) == {USERS[user]}
    assert all(one["Condition"] for one in document(key)["Statement"] if "Service" in one["Principal"])


@pytest.mark.parametrize("engine", ["postgres", "aurora-postgresql"])
def test_a_database_starts_from_a_snapshot_or_a_moment_of_another(samples, engine):
    key = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-4333-8444-555555555555"

    def database(**args: Any) -> Any:
        found = made(samples["HardenedDatabase"], engine=engine, kms_key_arn=key, **args)
        (one,) = (one for one in found if one.token in DATABASES)
        return one.props

    user = "username" if engine == "postgres" else "masterUsername"
    assert database()[user] == "buttress"
    from_snapshot = database(snapshot_identifier="last")
    assert from_snapshot["snapshotIdentifier"] == "last"
    assert from_snapshot["kmsKeyId"] == key
    assert user not in from_snapshot
    latest = database(point_in_time={"source_identifier": "orders"})["restoreToPointInTime"]
    assert latest["useLatestRestorableTime"] is True
    assert "orders" in latest.values()
    moment = database(point_in_time={"source_identifier": "orders", "restore_time": "2026-11-30T12:00:00Z"})["restoreToPointInTime"]
    assert "2026-11-30T12:00:00Z" in moment.values()
    assert "useLatestRestorableTime" not in moment


def test_parameters_windows_and_capacity_are_the_users(samples):
    args = {"parameters": {"max_connections": "500"}, "backup_window": "02:00-03:00", "maintenance_window": "sun:04:00-sun:05:00"}
    found = made(samples["HardenedDatabase"], **args)
    (instance,) = only(found, "aws:rds/instance:Instance")
    assert instance.props["backupWindow"] == "02:00-03:00"
    assert instance.props["maintenanceWindow"] == "sun:04:00-sun:05:00"
    (group,) = only(found, "aws:rds/parameterGroup:ParameterGroup")
    settings = {one["name"]: one["value"] for one in group.props["parameters"]}
    assert settings["max_connections"] == "500"
    assert settings["rds.force_ssl"] == "1"
    capacity = {"minimum": 0.5, "maximum": 16}
    serverless = {"engine": "aurora-postgresql", "instance_class": "db.serverless", "serverless_capacity": capacity}
    (cluster,) = only(made(samples["HardenedDatabase"], **serverless), "aws:rds/cluster:Cluster")
    assert cluster.props["serverlessv2ScalingConfiguration"] == {"minCapacity": 0.5, "maxCapacity": 16.0}


def test_a_network_says_what_others_connect_to(samples):
    args = {"nat": "per-zone"}
    found = made(samples["FlowLoggedVpc"], **args)
    tables = {one.name: one for one in only(found, "aws:ec2/routeTable:RouteTable")}
    seen: dict[str, Any] = {}

    def program() -> None:
        sample = samples["FlowLoggedVpc"]
        network = sample.component("shop", {**sample.least, **args})
        for name in ("cidr_block", "private_route_table_ids", "public_route_table_ids", "nat_addresses"):
            getattr(network, name).apply(lambda value, name=name: seen.update({name: value}))

    record(program)
    assert len(tables) == 3
    assert seen["cidr_block"] == "10.0.0.0/16"
    assert [len(seen[key]) for key in ("private_route_table_ids", "public_route_table_ids", "nat_addresses")] == [2, 1, 2]


def test_what_belongs_to_cloudfront_is_made_in_its_region(samples, monkeypatch):
    ireland = Aws()
    ireland.configure({"region": "eu-west-1"})
    monkeypatch.setattr("buttress.testing.Aws", lambda: ireland)
    found = made(samples["ProtectedDistribution"])
    regions = {(one.token.rpartition(":")[2], one.name): one.props["region"] for one in found if one.props.get("region")}
    edge = {what for what, region in regions.items() if region == "us-east-1"}
    assert {kind for kind, _ in edge} == {
        *("WebAcl", "WebAclLoggingConfiguration", "LogGroup", "MetricAlarm"),
        *("LogDeliverySource", "LogDeliveryDestination", "LogDelivery", "Key", "KeyPolicy"),
    }
    assert {kind for kind, _ in set(regions) - edge} >= {"Bucket", "BucketPolicy", "Key"}
    (key,) = (one for one in only(found, "aws:kms/keyPolicy:KeyPolicy") if one.props["region"] == "us-east-1")
    assert statements(key, "logs.us-east-1.amazonaws.com")


def test_an_internal_load_balancer_is_reached_inside_the_network(samples):
    arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop/0123456789abcdef"
    found = made(samples["ProtectedDistribution"], origin={"domain_name": "origin.example.com", "load_balancer_arn": arn})
    (inside,) = only(found, "aws:cloudfront/vpcOrigin:VpcOrigin")
    assert inside.props["vpcOriginEndpointConfig"]["arn"] == arn
    assert inside.props["vpcOriginEndpointConfig"]["originProtocolPolicy"] == "https-only"
    (distribution,) = only(found, "aws:cloudfront/distribution:Distribution")
    (origin,) = distribution.props["origins"]
    assert origin["vpcOriginConfig"]["vpcOriginId"]
    assert "customOriginConfig" not in origin
