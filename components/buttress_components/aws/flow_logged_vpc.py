"""A network whose traffic is recorded, kept encrypted for over a year, and can be asked about in Athena."""

import dataclasses
import enum
import ipaddress
from collections.abc import Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _flow_queries as queries
from buttress_components.aws import _keys as keys
from buttress_components.aws import _names as names
from buttress_components.aws import _policies as policies
from buttress_components.aws import _tables as tables
from buttress_components.aws._accounts import Account
from buttress_components.aws.encrypted_bucket import EncryptedBucket, EncryptedBucketArgs


class NatStrategy(enum.Enum):
    """How private subnets reach the internet."""

    NONE = "none"
    """Not at all: no internet gateway, no public subnet."""
    SINGLE = "single"
    """Through one gateway: cheaper, and gone with its zone."""
    PER_ZONE = "per-zone"
    """Through a gateway in every zone."""


class FlowLoggedVpcArgs(TypedDict):
    """The arguments of FlowLoggedVpc."""

    vpc_id: NotRequired[pulumi.Input[str]]
    """Id of an existing VPC, which then gets flow logs and a closed default group, and nothing else."""
    cidr_block: NotRequired[str]
    """Addresses of a new VPC, /16 to /24. Needed unless vpc_id is given. A change replaces the network."""
    availability_zones: NotRequired[list[str]]
    """Zones of a new VPC, at least two. Needed unless vpc_id is given."""
    private_cidr_blocks: NotRequired[list[str]]
    """Addresses of the private subnet in each zone. Default: parts of the first half of cidr_block, which is
    cut for four zones at least, so that a third and a fourth move nothing."""
    public_cidr_blocks: NotRequired[list[str]]
    """Addresses of the public subnet in each zone. Default: parts of the second half, if nat asks for any."""
    nat: NotRequired[NatStrategy]
    """How private subnets reach the internet. Default: none."""
    gateway_endpoints: NotRequired[bool]
    """Whether S3 and DynamoDB are reached inside AWS. Default: true."""
    readable_bucket_arns: NotRequired[list[pulumi.Input[str]]]
    """ARNs of others' buckets that may be read through the endpoint of S3, beside those that AWS serves images, packages and patches
    from. Default: none."""
    interface_endpoints: NotRequired[list[str]]
    """Services to reach inside AWS, such as `kms` or `secretsmanager`, or whole names of services of others. Default: none."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing key that delivery.logs.amazonaws.com may use. Default: a new one."""
    log_bucket_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing bucket that takes the flow logs; it needs kms_key_arn. Default: a new EncryptedBucket."""
    access_log_bucket: NotRequired[pulumi.Input[str]]
    """Name of an existing bucket for the access logs of the new bucket. Default: a new one."""
    retention_days: NotRequired[int]
    """Days that flow logs are kept, 365 to 3653. Default: 400."""
    cloudwatch_logs: NotRequired[bool]
    """Whether flow logs also go to CloudWatch Logs, for alarms on them. Default: false."""
    athena: NotRequired[bool]
    """Whether to make an Athena workgroup, table and queries over the logs. Default: true."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the logs and their key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class FlowLoggedVpc(HardenedResource):
    """A network whose traffic is recorded, kept encrypted for over a year, and can be asked about in Athena.

    Private subnets over several zones, a default security group without rules, and endpoints that only the account itself may use.
    """

    vpc_id: pulumi.Output[str]
    """Id of the VPC."""
    private_subnet_ids: pulumi.Output[list[str]]
    """Ids of the private subnets, a zone each; empty for an existing VPC."""
    public_subnet_ids: pulumi.Output[list[str]]
    """Ids of the public subnets, if nat asks for any."""
    cidr_block: pulumi.Output[str | None]
    """Addresses of a new VPC."""
    private_route_table_ids: pulumi.Output[list[str]]
    """Ids of the route tables of the private subnets, in their order; empty for an existing VPC."""
    public_route_table_ids: pulumi.Output[list[str]]
    """Id of the route table of the public subnets, if there are any."""
    nat_addresses: pulumi.Output[list[str]]
    """Public addresses that calls from the private subnets come from, if nat asks for any."""
    log_bucket_arn: pulumi.Output[str]
    """ARN of the bucket with the flow logs."""
    kms_key_arn: pulumi.Output[str]
    """ARN of the key that encrypts them."""
    workgroup: pulumi.Output[str | None]
    """Name of the Athena workgroup, if there is one."""
    database: pulumi.Output[str | None]
    """Name of the Glue database with the table flow_logs, if there is one."""

    def __init__(self, name: str, args: FlowLoggedVpcArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("FlowLoggedVpc", name, args, FlowLoggedVpcArgs)
        settings = _read(given)
        super().__init__(given, opts)
        account = Account(self)
        key = keys.customer_key(
            self,
            name,
            given,
            account,
            purpose=f"the flow logs of {name}",
            protect=settings.protect,
            grants=[keys.delivered_logs, keys.log_groups],
        )
        subnets = _Subnets()
        vpc_id = given.get("vpc_id")
        if vpc_id is None:
            vpc = aws.ec2.Vpc(
                name,
                cidr_block=settings.network,
                enable_dns_hostnames=True,
                enable_dns_support=True,
                tags=given.tags(Name=name),
                opts=self._child(),
            )
            vpc_id = vpc.id
            subnets = _subnets(self, name, given, settings, vpc)
            _endpoints(self, name, given, settings, vpc, subnets)
        aws.ec2.DefaultSecurityGroup(name, vpc_id=vpc_id, tags=given.tags(Name=f"{name}-closed"), opts=self._child())
        bucket_arn = _record(self, name, given, settings, account, vpc_id, key)
        workgroup, database = _analysis(self, name, given, settings, account, key, bucket_arn) if settings.athena else (None, None)
        self.vpc_id = pulumi.Output.from_input(vpc_id)
        self.private_subnet_ids = pulumi.Output.all(*[one.id for one in subnets.private]).apply(list)
        self.public_subnet_ids = pulumi.Output.all(*[one.id for one in subnets.public]).apply(list)
        self.cidr_block = pulumi.Output.from_input(settings.network or None)
        self.private_route_table_ids = pulumi.Output.all(*[one.id for one in subnets.private_tables]).apply(list)
        self.public_route_table_ids = pulumi.Output.all(*[one.id for one in subnets.public_tables]).apply(list)
        self.nat_addresses = pulumi.Output.all(*[one.public_ip for one in subnets.addresses]).apply(list)
        self.log_bucket_arn = bucket_arn
        self.kms_key_arn = key.arn
        self.workgroup = pulumi.Output.from_input(workgroup)
        self.database = pulumi.Output.from_input(database)
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    network: str
    zones: Sequence[str]
    private: Sequence[str]
    public: Sequence[str]
    nat: NatStrategy
    gateways: bool
    services: Sequence[str]
    readable: Sequence[pulumi.Input[str]]
    days: int
    cloudwatch: bool
    athena: bool
    protect: bool


_OF_A_NEW_NETWORK = (
    "cidr_block",
    "availability_zones",
    "private_cidr_blocks",
    "public_cidr_blocks",
    "nat",
    "interface_endpoints",
    "readable_bucket_arns",
)


def _read(given: Arguments) -> _Settings:
    nat = given.choice("nat", NatStrategy, NatStrategy.NONE)
    zones: list[str] = []
    private: list[str] = []
    public: list[str] = []
    network = ""
    if given.has("vpc_id"):
        for key in _OF_A_NEW_NETWORK:
            if given.has(key):
                raise given.invalid(key, given.get(key), "nothing beside vpc_id, for an existing network has its own")
    else:
        network = str(given.need("cidr_block", "the addresses of the new network, or vpc_id of an existing one"))
        zones = given.texts("availability_zones", least=2, what="zones")
        if len(set(zones)) != len(zones):
            raise given.invalid("availability_zones", zones, "different zones")
        private, public = _addresses(given, network, len(zones), with_public=nat is not NatStrategy.NONE)
    if given.has("log_bucket_arn") and not given.has("kms_key_arn"):
        raise given.invalid("log_bucket_arn", given.get("log_bucket_arn"), "an existing bucket together with kms_key_arn, its key")
    return _Settings(
        network=network,
        zones=zones,
        private=private,
        public=public,
        nat=nat,
        gateways=given.flag("gateway_endpoints", default=True),
        services=given.texts("interface_endpoints", what="services"),
        readable=given.texts("readable_bucket_arns", what="ARNs of buckets"),
        days=given.one_of("retention_days", defaults.LOG_RETENTION, defaults.LOG_GROUP_RETENTIONS, "days")
        if given.flag("cloudwatch_logs", default=False)
        else given.log_days("retention_days"),
        cloudwatch=given.flag("cloudwatch_logs", default=False),
        athena=given.flag("athena", default=True),
        protect=given.protect("aws"),
    )


def _addresses(given: Arguments, network: str, zones: int, *, with_public: bool) -> tuple[list[str], list[str]]:
    """The subnets' addresses, which lie in the network and do not overlap."""
    whole = _network(given, "cidr_block", network)
    if not defaults.LARGEST_NETWORK <= whole.prefixlen <= defaults.SMALLEST_NETWORK:
        raise given.invalid("cidr_block", network, f"a network from /{defaults.LARGEST_NETWORK} to /{defaults.SMALLEST_NETWORK}")
    deeper = (max(zones, defaults.ZONES_CUT_FOR) - 1).bit_length() + 1
    parts = [str(part) for part in whole.subnets(deeper)]
    private = given.texts("private_cidr_blocks") or parts[:zones]
    public = given.texts("public_cidr_blocks") or (parts[len(parts) // 2 :][:zones] if with_public else [])
    if given.has("public_cidr_blocks") and not with_public:
        raise given.invalid("public_cidr_blocks", public, "nothing unless nat is single or per-zone")
    taken: list[tuple[str, ipaddress.IPv4Network]] = []
    for key, blocks in (("private_cidr_blocks", private), ("public_cidr_blocks", public)):
        if blocks and len(blocks) != zones:
            raise given.invalid(key, blocks, f"one network a zone, which makes {zones}")
        for block in blocks:
            part = _network(given, key, block)
            if not part.subnet_of(whole):
                raise given.invalid(key, block, f"networks within {network}")
            for other, found in taken:
                if part.overlaps(found):
                    raise given.invalid(key, block, f"networks that do not overlap; it overlaps {other}")
            taken.append((block, part))
    return private, public


def _network(given: Arguments, key: str, text: str) -> ipaddress.IPv4Network:
    try:
        return ipaddress.IPv4Network(text)
    except ValueError as problem:
        raise given.invalid(key, text, f"an IPv4 network ({problem})") from None


_OWN_PARTS = 2
"""Parts that the short name of a service has at most, as `ecr.dkr`."""


@dataclasses.dataclass(frozen=True)
class _Subnets:
    """What is made in a new network."""

    private: list[aws.ec2.Subnet] = dataclasses.field(default_factory=list)
    public: list[aws.ec2.Subnet] = dataclasses.field(default_factory=list)
    private_tables: list[aws.ec2.RouteTable] = dataclasses.field(default_factory=list)
    public_tables: list[aws.ec2.RouteTable] = dataclasses.field(default_factory=list)
    addresses: list[aws.ec2.Eip] = dataclasses.field(default_factory=list)


def _subnets(parent: HardenedResource, name: str, given: Arguments, settings: _Settings, vpc: aws.ec2.Vpc) -> _Subnets:
    options = pulumi.ResourceOptions(parent=parent)
    made = _Subnets()
    public = made.public
    gateways: list[aws.ec2.NatGateway] = []
    if settings.public:
        internet = aws.ec2.InternetGateway(name, vpc_id=vpc.id, tags=given.tags(Name=name), opts=options)
        table = aws.ec2.RouteTable(
            f"{name}-public",
            vpc_id=vpc.id,
            routes=[aws.ec2.RouteTableRouteArgs(cidr_block="0.0.0.0/0", gateway_id=internet.id)],
            tags=given.tags(Name=f"{name}-public"),
            opts=options,
        )
        made.public_tables.append(table)
        for zone, block in zip(settings.zones, settings.public, strict=True):
            public.append(_subnet(parent, f"{name}-public", given, vpc, (zone, block), table))
        for subnet, zone in zip(public, settings.zones[: len(public) if settings.nat is NatStrategy.PER_ZONE else 1], strict=False):
            address = aws.ec2.Eip(f"{name}-nat-{zone}", domain="vpc", tags=given.tags(Name=f"{name}-nat-{zone}"), opts=options)
            made.addresses.append(address)
            gateways.append(
                aws.ec2.NatGateway(
                    f"{name}-{zone}",
                    allocation_id=address.id,
                    subnet_id=subnet.id,
                    tags=given.tags(Name=f"{name}-{zone}"),
                    opts=pulumi.ResourceOptions(parent=parent, depends_on=[internet]),
                )
            )
    for place, (zone, block) in enumerate(zip(settings.zones, settings.private, strict=True)):
        routes = []
        if gateways:
            gateway = gateways[place % len(gateways)]
            routes = [aws.ec2.RouteTableRouteArgs(cidr_block="0.0.0.0/0", nat_gateway_id=gateway.id)]
        table = aws.ec2.RouteTable(
            f"{name}-private-{zone}", vpc_id=vpc.id, routes=routes, tags=given.tags(Name=f"{name}-private-{zone}"), opts=options
        )
        made.private_tables.append(table)
        made.private.append(_subnet(parent, f"{name}-private", given, vpc, (zone, block), table))
    return made


def _subnet(
    parent: HardenedResource, prefix: str, given: Arguments, vpc: aws.ec2.Vpc, place: tuple[str, str], table: aws.ec2.RouteTable
) -> aws.ec2.Subnet:
    zone, block = place
    name = f"{prefix}-{zone}"
    options = pulumi.ResourceOptions(parent=parent)
    subnet = aws.ec2.Subnet(
        name,
        vpc_id=vpc.id,
        availability_zone=zone,
        cidr_block=block,
        map_public_ip_on_launch=False,
        tags=given.tags(Name=name, Tier=prefix.rpartition("-")[2]),
        opts=options,
    )
    aws.ec2.RouteTableAssociation(name, subnet_id=subnet.id, route_table_id=table.id, opts=options)
    return subnet


def _endpoints(
    parent: HardenedResource,
    name: str,
    given: Arguments,
    settings: _Settings,
    vpc: aws.ec2.Vpc,
    subnets: _Subnets,
) -> None:
    options = pulumi.ResourceOptions(parent=parent)
    account = Account(parent)
    for service in ("s3", "dynamodb") if settings.gateways else ():
        aws.ec2.VpcEndpoint(
            f"{name}-{service}",
            vpc_id=vpc.id,
            vpc_endpoint_type="Gateway",
            service_name=pulumi.Output.concat("com.amazonaws.", account.region, ".", service),
            route_table_ids=[table.id for table in subnets.private_tables],
            policy=policies.document([_own_account(account), *(_downloads(account, settings) if service == "s3" else ())]),
            tags=given.tags(Name=f"{name}-{service}"),
            opts=options,
        )
    if not settings.services:
        return
    group = aws.ec2.SecurityGroup(
        f"{name}-endpoints",
        vpc_id=vpc.id,
        description=f"HTTPS from {name} to its endpoints",
        ingress=[
            aws.ec2.SecurityGroupIngressArgs(
                protocol="tcp", from_port=443, to_port=443, cidr_blocks=[settings.network], description="HTTPS from within the network"
            )
        ],
        egress=[],
        tags=given.tags(Name=f"{name}-endpoints"),
        opts=options,
    )
    for service in settings.services:
        aws.ec2.VpcEndpoint(
            f"{name}-{service}",
            vpc_id=vpc.id,
            vpc_endpoint_type="Interface",
            service_name=service if len(service.split(".")) > _OWN_PARTS else account.endpoint(service),
            subnet_ids=[subnet.id for subnet in subnets.private],
            security_group_ids=[group.id],
            private_dns_enabled=True,
            policy=policies.document([_own_account(account), *(_web_identities(account) if service.endswith("sts") else ())]),
            tags=given.tags(Name=f"{name}-{service}"),
            opts=options,
        )


def _own_account(account: Account) -> policies.Statement:
    """Everything, for those of the account: the endpoint is for one service, whose actions need not begin with the endpoint's name."""
    return {
        "Sid": "OwnAccount",
        "Effect": "Allow",
        "Principal": "*",
        "Action": "*",
        "Resource": "*",
        "Condition": {"StringEquals": {"aws:PrincipalAccount": account.id}},
    }


def _downloads(account: Account, settings: _Settings) -> list[policies.Statement]:
    """Layers of images, packages and patches come from buckets of AWS, by requests that carry no account or another's."""
    buckets = [account.bucket(_fill(one, account.region)) for one in defaults.DOWNLOAD_BUCKETS]
    objects = [pulumi.Output.concat(arn, "/*") for arn in [*buckets, *settings.readable]]
    return [{"Sid": "Downloads", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": objects}]


def _fill(form: str, region: pulumi.Output[str]) -> pulumi.Output[str]:
    return region.apply(lambda found: form.format(region=found))


def _web_identities(account: Account) -> list[policies.Statement]:
    """A token is changed for a role by a request that nobody has signed, so that it has no account; the role has."""
    assume = ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"]
    return [{"Sid": "WebIdentities", "Effect": "Allow", "Principal": "*", "Action": assume, "Resource": account.identity("role/*")}]


def _record(
    parent: HardenedResource,
    name: str,
    given: Arguments,
    settings: _Settings,
    account: Account,
    vpc_id: pulumi.Input[str],
    key: keys.Key,
) -> pulumi.Output[str]:
    """Flow logs to a bucket, and to CloudWatch Logs where asked for; the bucket's ARN is returned."""
    fields = " ".join(f"${{{field}}}" for field in defaults.FLOW_LOG_FIELDS)
    common: dict[str, Any] = {
        "vpc_id": vpc_id,
        "traffic_type": "ALL",
        "max_aggregation_interval": defaults.FLOW_LOG_AGGREGATION,
        "log_format": fields,
    }
    bucket_arn = given.get("log_bucket_arn")
    after: list[pulumi.Resource] = list(key.ready)
    if bucket_arn is None:
        bucket = EncryptedBucket(f"{name}-flow-logs", _bucket(given, settings, account, key), pulumi.ResourceOptions(parent=parent))
        bucket_arn = bucket.arn
        after.append(bucket)
    destination = pulumi.Output.from_input(bucket_arn)
    aws.ec2.FlowLog(
        name,
        **common,
        log_destination_type="s3",
        log_destination=destination,
        destination_options=aws.ec2.FlowLogDestinationOptionsArgs(
            file_format="parquet", hive_compatible_partitions=False, per_hour_partition=True
        ),
        tags=given.tags(Name=name),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=after),
    )
    if settings.cloudwatch:
        group = aws.cloudwatch.LogGroup(
            f"{name}-flow-logs",
            retention_in_days=settings.days,
            kms_key_id=key.arn,
            tags=given.tags(),
            opts=pulumi.ResourceOptions(parent=parent, depends_on=list(key.ready)),
        )
        role = aws.iam.Role(
            f"{name}-flow-logs",
            description=f"Writes the flow logs of {name} to CloudWatch Logs.",
            assume_role_policy=policies.trust("vpc-flow-logs.amazonaws.com", account.own),
            tags=given.tags(),
            opts=pulumi.ResourceOptions(parent=parent),
        )
        write = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        policy = aws.iam.RolePolicy(
            f"{name}-flow-logs",
            role=role.id,
            policy=policies.document([{"Effect": "Allow", "Action": write, "Resource": pulumi.Output.concat(group.arn, ":*")}]),
            opts=pulumi.ResourceOptions(parent=parent),
        )
        aws.ec2.FlowLog(
            f"{name}-cloudwatch",
            **common,
            log_destination_type="cloud-watch-logs",
            log_destination=group.arn,
            iam_role_arn=role.arn,
            tags=given.tags(Name=name),
            opts=pulumi.ResourceOptions(parent=parent, depends_on=[policy]),
        )
    return destination


def _bucket(given: Arguments, settings: _Settings, account: Account, key: keys.Key) -> EncryptedBucketArgs:
    service = {"Service": "delivery.logs.amazonaws.com"}
    args: EncryptedBucketArgs = {
        "kms_key_arn": key.arn,
        "expire_days": settings.days,
        "noncurrent_days": defaults.INCOMPLETE_UPLOADS,
        "log_retention_days": settings.days,
        "policy_statements": [
            {"Sid": "FlowLogs", "Effect": "Allow", "Principal": service, "Action": "s3:PutObject", "Condition": account.own},
            {"Sid": "FlowLogsAcl", "Effect": "Allow", "Principal": service, "Action": "s3:GetBucketAcl", "Condition": account.own},
        ],
        "tags": given.tags(**{"data-classification": "internal"}),
    }
    args.update(given.forward("access_log_bucket", protect=settings.protect))
    return args


def _analysis(
    parent: HardenedResource,
    name: str,
    given: Arguments,
    settings: _Settings,
    account: Account,
    key: keys.Key,
    bucket_arn: pulumi.Output[str],
) -> tuple[pulumi.Output[str], pulumi.Output[str]]:
    """An Athena workgroup with queries, over a table whose partitions follow from the clock; both names are returned."""
    options = pulumi.ResourceOptions(parent=parent)
    bucket = policies.last(bucket_arn)
    workgroup = aws.athena.Workgroup(
        name,
        description=f"Questions about the traffic of {name}.",
        force_destroy=None if settings.protect else True,
        configuration=aws.athena.WorkgroupConfigurationArgs(
            enforce_workgroup_configuration=True,
            publish_cloudwatch_metrics_enabled=True,
            result_configuration=aws.athena.WorkgroupConfigurationResultConfigurationArgs(
                output_location=pulumi.Output.concat("s3://", bucket, "/athena/"),
                encryption_configuration=aws.athena.WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgs(
                    encryption_option="SSE_KMS", kms_key_arn=key.arn
                ),
            ),
        ),
        tags=given.tags(),
        opts=options,
    )
    database = aws.glue.CatalogDatabase(
        name,
        name=names.physical(name, longest=defaults.LONGEST_DATABASE_NAME, separator="_"),
        description=f"The flow logs of {name}.",
        tags=given.tags(),
        opts=options,
    )
    place = pulumi.Output.concat("s3://", bucket, "/AWSLogs/", account.id, "/vpcflowlogs/", account.region, "/")
    tables.hourly_table(
        parent,
        name,
        table=queries.TABLE,
        database=database.name,
        place=place,
        days=settings.days,
        columns={field.replace("-", "_"): kind for field, kind in defaults.FLOW_LOG_FIELDS.items()},
        form=tables.PARQUET,
    )
    tables.named_queries(parent, name, database=database.name, workgroup=workgroup.name, questions=queries.QUERIES)
    return workgroup.name, database.name
