"""A stack of any size, the same each time: the parts of a shop on AWS and Azure, repeated, and one example of every check between them.

The same AWS parts can be written as Terraform, so that another tool can be timed on what Buttress is timed on.
"""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count as numbers
from typing import Any

from attrs import Factory, define, frozen

STACK, PROJECT, ACCOUNT, REGION = "prod", "shop", "123456789012", "eu-west-1"
SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
_EXAMPLES = 25
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@frozen
class Ref:
    """A property that refers to another resource of the part: its `id`, `arn` or an output. `told`: by an output, not by value."""

    target: str
    attribute: str = "id"
    told: bool = True


@define
class Entry:
    """One resource: what the program set (with Refs), what the provider adds, and the type's name in Terraform, if it has a twin."""

    type: str
    name: str
    inputs: dict[str, Any]
    terraform: str = ""
    id: str = ""
    outputs: dict[str, Any] = Factory(dict)
    dependencies: dict[str, list[str]] = Factory(dict)

    @property
    def urn(self) -> str:
        """The URN in the generated stack."""
        return f"urn:pulumi:{STACK}::{PROJECT}::{self.type}::{self.name}"


def entries(size: int, *, azure: bool = True, examples: bool = True, resolve: Callable[[list[Entry]], None] | None = None) -> list[Entry]:
    """The first `size` resources of an endless shop, with their references resolved (by `resolve`, in place)."""
    found: list[Entry] = []
    sources = _examples() if examples else iter(())
    for number in numbers():
        chance = random.Random(number)  # noqa: S311  (made-up data)
        part = _aws(number, chance)
        if azure:
            part += _azure(number, chance)
        for _ in range(_EXAMPLES if examples else 0):
            part += next(sources)
        (resolve or _resolve)(part)
        found += part
        if len(found) >= size:
            return found[:size]
    raise AssertionError


def export(size: int, *, azure: bool = True, examples: bool = True) -> dict[str, Any]:
    """A stack export of exactly `size` resources, the stack and its two providers among them."""
    root = f"urn:pulumi:{STACK}::{PROJECT}::pulumi:pulumi:Stack::{PROJECT}-{STACK}"
    listed: list[dict[str, Any]] = [{"urn": root, "custom": False, "type": "pulumi:pulumi:Stack"}]
    providers: dict[str, str] = {}
    for cloud, inputs in (("aws", {"region": REGION, "version": "7.51.1"}), ("azure-native", {"version": "3.29.0"})):
        urn = f"urn:pulumi:{STACK}::{PROJECT}::pulumi:providers:{cloud}::default"
        providers[cloud] = f"{urn}::{len(providers):08d}-0000-4000-8000-000000000000"
        listed.append(
            {"urn": urn, "custom": True, "id": providers[cloud].rpartition("::")[2], "type": f"pulumi:providers:{cloud}", "inputs": inputs}
        )
    for one in entries(size - len(listed), azure=azure, examples=examples):
        listed.append(
            {
                "urn": one.urn,
                "custom": True,
                "id": one.id,
                "type": one.type,
                "inputs": {"__defaults": [], **one.inputs},
                "outputs": {**one.inputs, **one.outputs},
                "parent": root,
                "provider": providers.get(one.type.partition(":")[0], ""),
                "dependencies": sorted({urn for urns in one.dependencies.values() for urn in urns}),
                "propertyDependencies": {**{key: [] for key in one.inputs}, **one.dependencies},
            }
        )
    return {"version": 3, "deployment": {"manifest": {"time": "2026-01-01T00:00:00Z"}, "resources": listed}}


def terraform(size: int) -> str:
    """The AWS part of `size` resources as HCL."""
    return "\n".join(_block(one) for one in entries(size, azure=False, examples=False, resolve=_refer) if one.terraform)


def _resolve(part: list[Entry]) -> None:
    by_name = {one.name: one for one in part}

    def value(of: Entry, key: str, given: Any) -> Any:
        if isinstance(given, Ref):
            target = by_name[given.target]
            if given.told:
                of.dependencies.setdefault(key, []).append(target.urn)
            return target.id if given.attribute == "id" else target.outputs.get(given.attribute, target.inputs.get(given.attribute, ""))
        if isinstance(given, dict):
            return {name: value(of, key, member) for name, member in given.items()}
        if isinstance(given, list):
            return [value(of, key, member) for member in given]
        return given

    for one in part:
        one.inputs = {key: value(one, key, given) for key, given in one.inputs.items()}
        one.outputs = {key: value(one, key, given) for key, given in one.outputs.items()}


def _refer(part: list[Entry]) -> None:
    """References stay references, in Terraform's words."""
    twins = {one.name: one.terraform for one in part}

    def value(given: Any) -> Any:
        if isinstance(given, Ref):
            twin = twins[given.target]
            attribute = _WORDS.get((twin, given.attribute), _snake(given.attribute))
            return f"${{{twin}.{given.target}.{attribute}}}"
        if isinstance(given, dict):
            return {name: value(member) for name, member in given.items()}
        return [value(member) for member in given] if isinstance(given, list) else given

    for one in part:
        one.inputs = {key: value(given) for key, given in one.inputs.items()}


def _examples() -> Iterator[list[Entry]]:
    """The resources of one case of each check in turn, without end, so that every type that the library reads is there."""
    from buttress.assessment import cases as running
    from buttress.catalog import load_catalog
    from buttress.catalog.cases import cases_of
    from buttress.engine.binary import find_opa
    from buttress.state import links

    catalog = load_catalog((), opa=lambda: find_opa().path)
    prepared = []
    for check in catalog.checks.values():
        known = [case for case in cases_of(check) if case.mode == "state" and case.expect in {"pass", "fail"}]
        prepared.append((check.id, running._resources(max(known, key=lambda case: len(case.resources)))))
    for number in numbers():
        identity, made = prepared[number % len(prepared)]
        urns = {one.urn: f"{identity}-{number}-{one.name}" for one in made}
        # Each copy is another team's: it shares no id, ARN or name with the other copies.
        ids = {text: f"{text}-{number}" for one in made for text in (*links._identities(one), *links._names(one))}
        part = []
        for one in made:
            entry = Entry(type=one.type, name=urns[one.urn], inputs=_renamed(one.props, ids), id=ids.get(one.id, ""))
            entry.dependencies = {
                key: [f"urn:pulumi:{STACK}::{PROJECT}::{target.split('::')[2]}::{urns[target]}" for target in targets]
                for key, targets in one.dependencies.items()
            }
            part.append(entry)
        yield part


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, dict):
        return {key: _renamed(member, ids) for key, member in value.items()}
    if isinstance(value, list):
        return [_renamed(member, ids) for member in value]
    return copy.copy(value)


def _statement(action: str, resource: str, **more: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": resource, **more}]})


def _trust(service: str) -> str:
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}, "Action": "sts:AssumeRole"}],
        }
    )


def _adder(part: list[Entry], number: int) -> Callable[..., str]:
    def add(kind: str, label: str, twin: str = "", /, *, cloud_id: str = "", arn: str = "", **inputs: Any) -> str:
        own = f"{label}-{number}"
        outputs: dict[str, Any] = {"region": REGION, "tagsAll": inputs.get("tags", {})}
        if arn:
            outputs["arn"] = f"arn:aws:{arn.format(region=REGION, account=ACCOUNT, name=own)}"
        part.append(Entry(kind, own, inputs, twin, (cloud_id or own).format(name=own), outputs))
        return own

    return add


def _aws(number: int, chance: random.Random) -> list[Entry]:
    """About fifty resources of one AWS team: network, compute, data, identity, logging, backup. Some are well made, some are not."""
    part: list[Entry] = []
    add = _adder(part, number)

    def good() -> bool:
        return chance.random() < 0.7

    tags = {"team": f"team-{number % 12}", "environment": "production", "data-classification": chance.choice(("public", "internal", "pii"))}
    here = "{region}:{account}"
    key = add(
        "aws:kms/key:Key", "key", "aws_kms_key", arn=f"kms:{here}:key/{{name}}", enableKeyRotation=good(), description="data", tags=tags
    )
    vpc = add(
        "aws:ec2/vpc:Vpc",
        "vpc",
        "aws_vpc",
        cloud_id="vpc-{name}",
        arn=f"ec2:{here}:vpc/{{name}}",
        cidrBlock=f"10.{number % 250}.0.0/16",
        enableDnsHostnames=True,
        tags=tags,
    )
    add("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "closed", "aws_default_security_group", vpcId=Ref(vpc), tags=tags)
    subnets = [
        add(
            "aws:ec2/subnet:Subnet",
            f"subnet-{zone}",
            "aws_subnet",
            cloud_id="subnet-{name}",
            vpcId=Ref(vpc),
            cidrBlock=f"10.{number % 250}.{place}.0/24",
            availabilityZone=f"{REGION}{zone}",
            mapPublicIpOnLaunch=not good(),
            tags=tags,
        )
        for place, zone in enumerate("abc")
    ]
    logs = add(
        "aws:cloudwatch/logGroup:LogGroup",
        "flow",
        "aws_cloudwatch_log_group",
        arn=f"logs:{here}:log-group:{{name}}",
        name=f"/vpc/flow-{number}",
        retentionInDays=chance.choice((30, 365)),
        kmsKeyId=Ref(key, "arn"),
        tags=tags,
    )
    trust = _trust("ec2")
    role = add(
        "aws:iam/role:Role",
        "role",
        "aws_iam_role",
        arn="iam::{account}:role/{name}",
        name=f"role-{number}",
        assumeRolePolicy=trust,
        maxSessionDuration=3600,
        tags=tags,
    )
    add(
        "aws:ec2/flowLog:FlowLog",
        "flow-log",
        "aws_flow_log",
        vpcId=Ref(vpc),
        trafficType="ALL",
        logDestination=Ref(logs, "arn", told=False),
        iamRoleArn=Ref(role, "arn"),
        tags=tags,
    )
    groups = []
    for name, port in (("web", 443), ("admin", 22), ("database", 5432)):
        source = "10.0.0.0/8" if good() else "0.0.0.0/0"
        groups.append(
            add(
                "aws:ec2/securityGroup:SecurityGroup",
                f"group-{name}",
                "aws_security_group",
                cloud_id="sg-{name}",
                vpcId=Ref(vpc),
                description=f"{name} access",
                ingress=[{"protocol": "tcp", "fromPort": port, "toPort": port, "cidrBlocks": [source], "description": name}],
                egress=[{"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": ["0.0.0.0/0"], "description": "out"}],
                tags=tags,
            )
        )
    add(
        "aws:ec2/securityGroupRule:SecurityGroupRule",
        "rule",
        "aws_security_group_rule",
        type="ingress",
        protocol="tcp",
        fromPort=8080,
        toPort=8080,
        cidrBlocks=["10.0.0.0/8"],
        securityGroupId=Ref(groups[0]),
    )
    for place in range(2):
        add(
            "aws:ec2/instance:Instance",
            f"server-{place}",
            "aws_instance",
            cloud_id="i-{name}",
            arn=f"ec2:{here}:instance/{{name}}",
            ami="ami-0123456789abcdef0",
            instanceType="m7i.large",
            subnetId=Ref(subnets[place]),
            vpcSecurityGroupIds=[Ref(groups[0]), Ref(groups[1])],
            monitoring=good(),
            ebsOptimized=True,
            metadataOptions={"httpTokens": "required" if good() else "optional", "httpEndpoint": "enabled"},
            rootBlockDevice={"encrypted": good(), "volumeSize": 50},
            tags=tags,
        )
    add(
        "aws:ebs/volume:Volume",
        "volume",
        "aws_ebs_volume",
        availabilityZone=f"{REGION}a",
        size=100,
        encrypted=good(),
        kmsKeyId=Ref(key, "arn"),
        tags=tags,
    )
    access = add("aws:s3/bucket:Bucket", "access", "aws_s3_bucket", arn="s3:::{name}", bucket=f"access-{number}", tags=tags)
    for place in range(4):
        bucket = add(
            "aws:s3/bucket:Bucket", f"bucket-{place}", "aws_s3_bucket", arn="s3:::{name}", bucket=f"bucket-{place}-{number}", tags=tags
        )
        if good():
            add(
                "aws:s3/bucketVersioning:BucketVersioning",
                f"versioning-{place}",
                "aws_s3_bucket_versioning",
                bucket=Ref(bucket),
                versioningConfiguration={"status": "Enabled"},
            )
        add(
            "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            f"closed-{place}",
            "aws_s3_bucket_public_access_block",
            bucket=Ref(bucket),
            blockPublicAcls=True,
            blockPublicPolicy=good(),
            ignorePublicAcls=True,
            restrictPublicBuckets=True,
        )
        add(
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            f"encryption-{place}",
            "aws_s3_bucket_server_side_encryption_configuration",
            bucket=Ref(bucket, "bucket"),
            rules=[{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms", "kmsMasterKeyId": Ref(key, "arn")}}],
        )
        add(
            "aws:s3/bucketLogging:BucketLogging",
            f"logging-{place}",
            "aws_s3_bucket_logging",
            bucket=Ref(bucket),
            targetBucket=Ref(access),
            targetPrefix=f"{place}/",
        )
    add(
        "aws:s3/bucketPolicy:BucketPolicy",
        "policy",
        "aws_s3_bucket_policy",
        bucket=Ref(access),
        policy=_statement("s3:PutObject", "arn:aws:s3:::access/*", Principal={"Service": "logging.s3.amazonaws.com"}),
    )
    subnet_group = add(
        "aws:rds/subnetGroup:SubnetGroup",
        "databases",
        "aws_db_subnet_group",
        name=f"databases-{number}",
        subnetIds=[Ref(one) for one in subnets],
        tags=tags,
    )
    for place in range(2):
        add(
            "aws:rds/instance:Instance",
            f"database-{place}",
            "aws_db_instance",
            arn=f"rds:{here}:db:{{name}}",
            identifier=f"database-{place}-{number}",
            engine="postgres",
            engineVersion="17.4",
            instanceClass="db.m7g.large",
            allocatedStorage=100,
            storageEncrypted=good(),
            kmsKeyId=Ref(key, "arn"),
            publiclyAccessible=not good(),
            multiAz=good(),
            backupRetentionPeriod=chance.choice((1, 7, 35)),
            deletionProtection=good(),
            dbSubnetGroupName=Ref(subnet_group, "name"),
            vpcSecurityGroupIds=[Ref(groups[2])],
            enabledCloudwatchLogsExports=["postgresql", "upgrade"] if good() else [],
            iamDatabaseAuthenticationEnabled=good(),
            autoMinorVersionUpgrade=True,
            copyTagsToSnapshot=True,
            tags=tags,
        )
    add(
        "aws:dynamodb/table:Table",
        "table",
        "aws_dynamodb_table",
        arn=f"dynamodb:{here}:table/{{name}}",
        name=f"table-{number}",
        billingMode="PAY_PER_REQUEST",
        hashKey="id",
        attributes=[{"name": "id", "type": "S"}],
        pointInTimeRecovery={"enabled": good()},
        serverSideEncryption={"enabled": True, "kmsKeyArn": Ref(key, "arn")},
        tags=tags,
    )
    topic = add(
        "aws:sns/topic:Topic",
        "topic",
        "aws_sns_topic",
        arn=f"sns:{here}:{{name}}",
        name=f"topic-{number}",
        kmsMasterKeyId=Ref(key),
        tags=tags,
    )
    queue = add(
        "aws:sqs/queue:Queue",
        "queue",
        "aws_sqs_queue",
        arn=f"sqs:{here}:{{name}}",
        name=f"queue-{number}",
        sqsManagedSseEnabled=good(),
        messageRetentionSeconds=345600,
        tags=tags,
    )
    add(
        "aws:sns/topicSubscription:TopicSubscription",
        "subscription",
        "aws_sns_topic_subscription",
        topic=Ref(topic, "arn"),
        protocol="sqs",
        endpoint=Ref(queue, "arn"),
    )
    worker = add(
        "aws:iam/role:Role",
        "worker",
        "aws_iam_role",
        arn="iam::{account}:role/{name}",
        name=f"worker-{number}",
        assumeRolePolicy=_trust("lambda"),
        tags=tags,
    )
    add(
        "aws:iam/rolePolicy:RolePolicy",
        "worker-policy",
        "aws_iam_role_policy",
        role=Ref(worker, "name"),
        policy=_statement("sqs:ReceiveMessage" if good() else "*", "*"),
    )
    policy = add(
        "aws:iam/policy:Policy",
        "reader",
        "aws_iam_policy",
        arn="iam::{account}:policy/{name}",
        name=f"reader-{number}",
        policy=_statement("s3:GetObject", f"arn:aws:s3:::bucket-0-{number}/*"),
        tags=tags,
    )
    add(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "attached",
        "aws_iam_role_policy_attachment",
        role=Ref(role, "name"),
        policyArn=Ref(policy, "arn"),
    )
    add(
        "aws:lambda/function:Function",
        "function",
        "aws_lambda_function",
        arn=f"lambda:{here}:function:{{name}}",
        name=f"function-{number}",
        role=Ref(worker, "arn"),
        runtime="python3.13",
        handler="app.handle",
        s3Bucket="artifacts",
        s3Key="app.zip",
        kmsKeyArn=Ref(key, "arn"),
        deadLetterConfig={"targetArn": Ref(queue, "arn", told=False)},
        environment={"variables": {"TABLE": f"table-{number}"}},
        tracingConfig={"mode": "Active" if good() else "PassThrough"},
        tags=tags,
    )
    balancer = add(
        "aws:lb/loadBalancer:LoadBalancer",
        "balancer",
        "aws_lb",
        arn=f"elasticloadbalancing:{here}:loadbalancer/app/{{name}}/1",
        name=f"balancer-{number}",
        loadBalancerType="application",
        internal=not good(),
        securityGroups=[Ref(groups[0])],
        subnets=[Ref(one) for one in subnets],
        dropInvalidHeaderFields=good(),
        enableDeletionProtection=True,
        accessLogs={"bucket": Ref(access, "bucket"), "enabled": good()},
        tags=tags,
    )
    targets = add(
        "aws:lb/targetGroup:TargetGroup",
        "targets",
        "aws_lb_target_group",
        arn=f"elasticloadbalancing:{here}:targetgroup/{{name}}/1",
        name=f"targets-{number}",
        port=443,
        protocol="HTTPS",
        vpcId=Ref(vpc),
        healthCheck={"path": "/healthz", "protocol": "HTTPS"},
        tags=tags,
    )
    secure = good()
    add(
        "aws:lb/listener:Listener",
        "listener",
        "aws_lb_listener",
        loadBalancerArn=Ref(balancer, "arn"),
        port=443 if secure else 80,
        protocol="HTTPS" if secure else "HTTP",
        sslPolicy="ELBSecurityPolicy-TLS13-1-2-2021-06" if secure else "",
        certificateArn=f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/{number}" if secure else "",
        defaultActions=[{"type": "forward", "targetGroupArn": Ref(targets, "arn")}],
    )
    add(
        "aws:secretsmanager/secret:Secret",
        "secret",
        "aws_secretsmanager_secret",
        arn=f"secretsmanager:{here}:secret:{{name}}",
        name=f"secret-{number}",
        kmsKeyId=Ref(key, "arn"),
        recoveryWindowInDays=30,
        tags=tags,
    )
    add(
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "alarm",
        "aws_cloudwatch_metric_alarm",
        name=f"alarm-{number}",
        namespace="AWS/Lambda",
        metricName="Errors",
        statistic="Sum",
        comparisonOperator="GreaterThanThreshold",
        threshold=0,
        period=300,
        evaluationPeriods=1,
        alarmActions=[Ref(topic, "arn")],
        tags=tags,
    )
    add(
        "aws:ecr/repository:Repository",
        "images",
        "aws_ecr_repository",
        arn=f"ecr:{here}:repository/{{name}}",
        name=f"images-{number}",
        imageTagMutability="IMMUTABLE" if good() else "MUTABLE",
        imageScanningConfiguration={"scanOnPush": good()},
        encryptionConfigurations=[{"encryptionType": "KMS", "kmsKey": Ref(key, "arn")}],
        tags=tags,
    )
    vault = add(
        "aws:backup/vault:Vault",
        "vault",
        "aws_backup_vault",
        arn=f"backup:{here}:backup-vault:{{name}}",
        name=f"vault-{number}",
        kmsKeyArn=Ref(key, "arn"),
        tags=tags,
    )
    plan = add(
        "aws:backup/plan:Plan",
        "plan",
        "aws_backup_plan",
        name=f"plan-{number}",
        rules=[
            {
                "ruleName": "daily",
                "targetVaultName": Ref(vault, "name"),
                "schedule": "cron(0 3 * * ? *)",
                "lifecycle": {"deleteAfter": 35},
            }
        ],
        tags=tags,
    )
    add(
        "aws:backup/selection:Selection",
        "selection",
        "aws_backup_selection",
        name=f"selection-{number}",
        planId=Ref(plan),
        iamRoleArn=Ref(role, "arn"),
        resources=[f"arn:aws:rds:{REGION}:{ACCOUNT}:db:database-0-{number}"],
    )
    return part


def _azure(number: int, chance: random.Random) -> list[Entry]:
    """About thirty resources of one Azure team."""
    part: list[Entry] = []
    add = _adder(part, number)
    group = f"group-{number}"
    place = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{group}"
    under = f"{place}/providers/Microsoft."

    def good() -> bool:
        return chance.random() < 0.7

    common = {"resourceGroupName": group, "location": "westeurope", "tags": {"team": f"team-{number % 12}", "environment": "production"}}
    bare = {"resourceGroupName": group}
    add("azure-native:resources:ResourceGroup", "group", cloud_id=place, resourceGroupName=group, location="westeurope")
    vault = add(
        "azure-native:keyvault:Vault",
        "keys",
        cloud_id=f"{under}KeyVault/vaults/{{name}}",
        vaultName=f"keys-{number}",
        properties={
            "enableSoftDelete": True,
            "enablePurgeProtection": good(),
            "enableRbacAuthorization": True,
            "tenantId": SUBSCRIPTION,
            "sku": {"family": "A", "name": "standard"},
            "networkAcls": {"defaultAction": "Deny" if good() else "Allow", "bypass": "AzureServices"},
        },
        **common,
    )
    closed = add(
        "azure-native:network:NetworkSecurityGroup",
        "nsg",
        cloud_id=f"{under}Network/networkSecurityGroups/{{name}}",
        networkSecurityGroupName=f"nsg-{number}",
        securityRules=[
            {
                "name": name,
                "priority": 100 + step,
                "direction": "Inbound",
                "access": "Allow",
                "protocol": "Tcp",
                "sourceAddressPrefix": "10.0.0.0/8" if good() else "*",
                "sourcePortRange": "*",
                "destinationAddressPrefix": "*",
                "destinationPortRange": port,
            }
            for step, (name, port) in enumerate((("web", "443"), ("admin", "22"), ("desk", "3389"), ("database", "1433")))
        ],
        **common,
    )
    network = add(
        "azure-native:network:VirtualNetwork",
        "network",
        cloud_id=f"{under}Network/virtualNetworks/{{name}}",
        virtualNetworkName=f"network-{number}",
        addressSpace={"addressPrefixes": [f"10.{number % 250}.0.0/16"]},
        **common,
    )
    subnets = [
        add(
            "azure-native:network:Subnet",
            f"azure-subnet-{step}",
            cloud_id=f"{under}Network/virtualNetworks/network-{number}/subnets/{{name}}",
            subnetName=f"azure-subnet-{step}-{number}",
            virtualNetworkName=Ref(network, "virtualNetworkName"),
            addressPrefix=f"10.{number % 250}.{step}.0/24",
            networkSecurityGroup={"id": Ref(closed)},
            **bare,
        )
        for step in range(3)
    ]
    accounts = []
    for step in range(3):
        accounts.append(
            add(
                "azure-native:storage:StorageAccount",
                f"storage-{step}",
                cloud_id=f"{under}Storage/storageAccounts/{{name}}",
                accountName=f"storage{step}{number}",
                kind="StorageV2",
                sku={"name": "Standard_GRS"},
                enableHttpsTrafficOnly=good(),
                minimumTlsVersion="TLS1_2" if good() else "TLS1_0",
                allowBlobPublicAccess=not good(),
                allowSharedKeyAccess=not good(),
                publicNetworkAccess="Disabled" if good() else "Enabled",
                networkRuleSet={"defaultAction": "Deny", "bypass": "AzureServices", "ipRules": []},
                encryption={"keySource": "Microsoft.Storage", "services": {"blob": {"enabled": True}, "file": {"enabled": True}}},
                **common,
            )
        )
        add(
            "azure-native:storage:BlobContainer",
            f"container-{step}",
            cloud_id=f"{under}Storage/storageAccounts/storage{step}{number}/blobServices/default/containers/{{name}}",
            accountName=Ref(accounts[-1], "accountName"),
            containerName=f"container-{step}",
            publicAccess="None" if good() else "Blob",
            **bare,
        )
    for step in range(2):
        card = add(
            "azure-native:network:NetworkInterface",
            f"card-{step}",
            cloud_id=f"{under}Network/networkInterfaces/{{name}}",
            networkInterfaceName=f"card-{step}-{number}",
            ipConfigurations=[{"name": "main", "subnet": {"id": Ref(subnets[step])}}],
            networkSecurityGroup={"id": Ref(closed)},
            **common,
        )
        add(
            "azure-native:compute:VirtualMachine",
            f"machine-{step}",
            cloud_id=f"{under}Compute/virtualMachines/{{name}}",
            vmName=f"machine-{step}-{number}",
            hardwareProfile={"vmSize": "Standard_D2s_v5"},
            networkProfile={"networkInterfaces": [{"id": Ref(card), "primary": True}]},
            osProfile={
                "adminUsername": "operator",
                "computerName": "machine",
                "linuxConfiguration": {"disablePasswordAuthentication": good()},
            },
            securityProfile={"encryptionAtHost": good()},
            storageProfile={
                "osDisk": {"createOption": "FromImage", "managedDisk": {"storageAccountType": "Premium_LRS"}, "osType": "Linux"}
            },
            **common,
        )
    for step in range(2):
        server = add(
            "azure-native:sql:Server",
            f"sql-{step}",
            cloud_id=f"{under}Sql/servers/{{name}}",
            serverName=f"sql-{step}-{number}",
            administratorLogin="operator",
            minimalTlsVersion="1.2" if good() else "1.0",
            publicNetworkAccess="Disabled" if good() else "Enabled",
            version="12.0",
            **common,
        )
        base = f"{under}Sql/servers/sql-{step}-{number}"
        database = add(
            "azure-native:sql:Database",
            f"sql-database-{step}",
            cloud_id=f"{base}/databases/{{name}}",
            serverName=Ref(server, "serverName"),
            databaseName=f"database-{step}-{number}",
            sku={"name": "S1", "tier": "Standard"},
            **common,
        )
        add(
            "azure-native:sql:TransparentDataEncryption",
            f"encrypted-{step}",
            cloud_id=f"{base}/databases/database-{step}-{number}/transparentDataEncryption/current",
            serverName=Ref(server, "serverName"),
            databaseName=Ref(database, "databaseName"),
            state="Enabled" if good() else "Disabled",
            **bare,
        )
        add(
            "azure-native:sql:FirewallRule",
            f"open-{step}",
            cloud_id=f"{base}/firewallRules/{{name}}",
            serverName=Ref(server, "serverName"),
            startIpAddress="10.0.0.1" if good() else "0.0.0.0",
            endIpAddress="10.0.0.9",
            **bare,
        )
        add(
            "azure-native:sql:ServerBlobAuditingPolicy",
            f"audit-{step}",
            cloud_id=f"{base}/auditingSettings/default",
            serverName=Ref(server, "serverName"),
            state="Enabled",
            retentionDays=365,
            isAzureMonitorTargetEnabled=True,
            **bare,
        )
    plan = add(
        "azure-native:web:AppServicePlan",
        "app-plan",
        cloud_id=f"{under}Web/serverfarms/{{name}}",
        name=f"app-plan-{number}",
        sku={"name": "P1v3"},
        **common,
    )
    add(
        "azure-native:web:WebApp",
        "app",
        cloud_id=f"{under}Web/sites/{{name}}",
        name=f"app-{number}",
        serverFarmId=Ref(plan),
        httpsOnly=good(),
        clientCertEnabled=good(),
        siteConfig={"minTlsVersion": "1.2" if good() else "1.0", "ftpsState": "Disabled", "http20Enabled": True},
        identity={"type": "SystemAssigned"},
        **common,
    )
    add(
        "azure-native:monitor:DiagnosticSetting",
        "diagnostics",
        cloud_id=f"{under}KeyVault/vaults/keys-{number}/providers/microsoft.insights/diagnosticSettings/{{name}}",
        name="diagnostics",
        resourceUri=Ref(vault),
        storageAccountId=Ref(accounts[0]),
        logs=[{"categoryGroup": "audit", "enabled": True}],
    )
    return part


# How Terraform names what Pulumi names otherwise: plural lists of blocks, and `name` where the type's own word stands.
_BLOCKS = {
    "rules": "rule",
    "attributes": "attribute",
    "defaultActions": "default_action",
    "encryptionConfigurations": "encryption_configuration",
}
_WORDS = {
    ("aws_lambda_function", "name"): "function_name",
    ("aws_cloudwatch_metric_alarm", "name"): "alarm_name",
    ("aws_sns_topic_subscription", "topic"): "topic_arn",
}


def _block(one: Entry) -> str:
    lines = [f'resource "{one.terraform}" "{one.name}" {{']
    for key, value in one.inputs.items():
        name = _WORDS.get((one.terraform, key), _BLOCKS.get(key, _snake(key)))
        lines += _lines(name, value, "  ")
    return "\n".join([*lines, "}", ""])


def _lines(name: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, dict) and name not in {"tags", "variables"}:
        inner = [line for key, member in value.items() for line in _lines(_BLOCKS.get(key, _snake(key)), member, f"{indent}  ")]
        return [f"{indent}{name} {{", *inner, f"{indent}}}"]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [line for member in value for line in _lines(name, member, indent)]
    if isinstance(value, dict):
        return [
            f"{indent}{name} = {{",
            *(f"{indent}  {json.dumps(key)} = {json.dumps(member)}" for key, member in value.items()),
            f"{indent}}}",
        ]
    return [] if value == "" else [f"{indent}{name} = {json.dumps(value)}"]


def _snake(name: str) -> str:
    return _CAPITAL.sub("_", name).lower()
