"""A database that outlives a zone, a mistake and a stolen password: RDS instance or Aurora cluster."""

import dataclasses
import enum
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _keys as keys
from buttress_components.aws import _names as names
from buttress_components.aws import _policies as policies
from buttress_components.aws._accounts import Account


class DatabaseEngine(enum.Enum):
    """Which database. The Aurora engines make a cluster, the others an instance with a standby."""

    POSTGRES = "postgres"
    MYSQL = "mysql"
    MARIADB = "mariadb"
    AURORA_POSTGRESQL = "aurora-postgresql"
    AURORA_MYSQL = "aurora-mysql"


class PointInTimeArgs(TypedDict):
    """A moment of another database."""

    source_identifier: pulumi.Input[str]
    """Identifier of that database."""
    restore_time: NotRequired[pulumi.Input[str]]
    """The moment, as `2026-11-30T12:00:00Z`. Default: the latest possible."""


class ServerlessCapacityArgs(TypedDict):
    """Between what an Aurora cluster grows and shrinks, in Aurora capacity units."""

    minimum: float
    """0.5 to 256."""
    maximum: float
    """1 to 256, not below the minimum."""


class HardenedDatabaseArgs(TypedDict):
    """The arguments of HardenedDatabase."""

    engine: DatabaseEngine
    """Which database. A change replaces it."""
    engine_version: str
    """The engine's version: a major one, such as `16` or `8.0`, whose minor ones RDS installs by itself; or a full one, such as `16.4`,
    which stays. A change of the major version interrupts the database and needs major_version_upgrade."""
    major_version_upgrade: NotRequired[bool]
    """Whether engine_version may be raised to another major version. Default: false."""
    instance_class: pulumi.Input[str]
    """Size of each instance, such as `db.r6g.large`. A change interrupts the database. MySQL and MariaDB on `micro` and `small` have no
    Performance Insights."""
    vpc_id: pulumi.Input[str]
    """The VPC in which clients reach it."""
    subnet_ids: list[pulumi.Input[str]]
    """Private subnets, at least two in different zones."""
    alarm_topic_arn: pulumi.Input[str]
    """ARN of the SNS topic that alarms go to."""
    client_security_group_ids: NotRequired[list[pulumi.Input[str]]]
    """Security groups whose members may connect. Default: none."""
    database_name: NotRequired[str]
    """Name of the first database. Default: none is made. A change replaces the database."""
    master_username: NotRequired[str]
    """Name of the master user, whose password RDS keeps and rotates. Default: `buttress`. A change replaces the database."""
    identifier: NotRequired[str]
    """Physical name. Default: the component's name and the stack's. A change replaces the database."""
    port: NotRequired[int]
    """Port, 1150 to 65535. Default: that of the engine."""
    allocated_storage: NotRequired[int]
    """GiB of an instance, 20 to 65536. Default: 20. Aurora grows by itself."""
    max_allocated_storage: NotRequired[int]
    """GiB up to which an instance grows by itself. Default: five times allocated_storage."""
    instances: NotRequired[int]
    """Members of an Aurora cluster, 2 to 16. Default: 2."""
    serverless_capacity: NotRequired[ServerlessCapacityArgs]
    """For an Aurora cluster with instance_class `db.serverless`: between what its members grow and shrink. Default: they do not."""
    parameters: NotRequired[dict[str, str]]
    """Parameters of the engine, beside those for TLS and logs, which stay. Default: none."""
    backup_window: NotRequired[str]
    """When backups are made, in UTC, as `02:00-03:00`. Default: AWS chooses."""
    maintenance_window: NotRequired[str]
    """When RDS may interrupt it, in UTC, as `sun:04:00-sun:05:00`. Default: AWS chooses."""
    snapshot_identifier: NotRequired[pulumi.Input[str]]
    """A snapshot to start from; it needs kms_key_arn, the snapshot's key. Leave it in place: without it the database would be replaced."""
    point_in_time: NotRequired[PointInTimeArgs]
    """A moment of another database to start from; it needs kms_key_arn, that database's key, and stays in place, too."""
    backup_retention_days: NotRequired[int]
    """Days that automatic backups are kept, 7 to 35. Default: 35."""
    log_retention_days: NotRequired[int]
    """Days that its logs are kept: 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653. Default: 400."""
    backup_plan: NotRequired[str]
    """Value of the tag backup-plan, by which a BackupPlanVault selects it. Default: `daily`."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing key that CloudWatch Logs may use. Default: a new one. A change replaces the database."""
    event_topic_arn: NotRequired[pulumi.Input[str]]
    """ARN of the SNS topic for events of RDS. Default: alarm_topic_arn."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    multi_az: NotRequired[bool]
    """False keeps no standby in another zone, and needs a justification."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the database, and needs a justification. A last snapshot and the key stay behind."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class HardenedDatabase(HardenedResource):
    """A database that outlives a zone, a mistake and a stolen password.

    Own key, standby, 35 days of backups, deletion protection, TLS only, sign-in by IAM, a master password that nobody knows, and logs.
    """

    endpoint: pulumi.Output[str]
    """Host name for reading and writing."""
    port: pulumi.Output[int]
    """Port."""
    arn: pulumi.Output[str]
    """ARN of the instance or cluster."""
    identifier: pulumi.Output[str]
    """Physical name of the instance or cluster."""
    security_group_id: pulumi.Output[str]
    """Id of the database's security group."""
    kms_key_arn: pulumi.Output[str]
    """ARN of its key."""
    master_secret_arn: pulumi.Output[str]
    """ARN of the secret with the master user's password, which RDS rotates."""

    def __init__(self, name: str, args: HardenedDatabaseArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("HardenedDatabase", name, args, HardenedDatabaseArgs)
        settings = _read(given)
        super().__init__(given, opts)
        account = Account(self)
        key = keys.customer_key(
            self,
            name,
            given,
            account,
            purpose=f"the database {name}",
            protect=settings.protect,
            grants=[keys.log_groups],
            # Without it nobody could read the last snapshot.
            outlives=True,
        )
        surroundings = _Surroundings(
            key=key,
            group=_security_group(self, name, given, settings),
            subnets=aws.rds.SubnetGroup(
                name,
                description=f"Private subnets of {name}.",
                subnet_ids=given.get("subnet_ids"),
                tags=given.tags(),
                opts=self._child(),
            ),
            monitoring=_monitoring_role(self, name, given, account),
            logs=_log_groups(self, given, settings, key),
        )
        make = _cluster if settings.cluster else _instance
        database, endpoint, port, secrets = make(self, name, given, settings, surroundings)
        _tell(self, name, given, settings, database)
        self.endpoint = endpoint
        self.port = port
        self.arn = database.arn
        self.identifier = pulumi.Output.from_input(settings.identifier)
        self.security_group_id = surroundings.group.id
        self.kms_key_arn = key.arn
        self.master_secret_arn = secrets.apply(lambda found: str(found[0].secret_arn) if found else "")
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    engine: str
    version: str
    identifier: str
    port: int
    username: str
    database: str | None
    storage: int
    largest_storage: int
    instances: int
    backup_days: int
    log_days: int
    backup_plan: str
    parameters: Mapping[str, str]
    moment: Mapping[str, Any] | None
    restored: bool
    capacity: Mapping[str, float] | None
    multi_az: bool
    insights: bool
    protect: bool

    @property
    def cluster(self) -> bool:
        return self.engine.startswith("aurora")

    @property
    def family(self) -> str:
        """The parameter group's family."""
        parts = self.version.split(".")
        return f"{self.engine}{'.'.join(parts[: self._numbers])}"

    @property
    def follows(self) -> bool:
        """Whether RDS may raise the minor version: one that is given whole would be lowered again by the next update."""
        return len(self.version.split(".")) == self._numbers

    @property
    def _numbers(self) -> int:
        """How many numbers make a major version: PostgreSQL has one since version 10, the others two."""
        return 1 if "postgres" in self.engine else 2


@dataclasses.dataclass(frozen=True)
class _Surroundings:
    key: keys.Key
    group: aws.ec2.SecurityGroup
    subnets: aws.rds.SubnetGroup
    monitoring: aws.iam.Role
    logs: Sequence[pulumi.Resource]

    def last_snapshot(self, settings: _Settings) -> pulumi.Output[str]:
        """The name of the snapshot that is left behind: another one in each life, since AWS refuses a name that exists."""
        return self.subnets.name.apply(lambda name: f"{settings.identifier}-final-{re.sub('[^a-z0-9]', '', name.rpartition('-')[2])}")


_TIMES: Final = r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d"
_DAYS: Final = "-".join([r"(mon|tue|wed|thu|fri|sat|sun):([01]\d|2[0-3]):[0-5]\d"] * 2)
_Made = tuple[aws.rds.Instance | aws.rds.Cluster, pulumi.Output[str], pulumi.Output[int], pulumi.Output[Sequence[Any]]]


def _read(given: Arguments) -> _Settings:
    given.need("vpc_id", "the VPC in which clients reach the database")
    given.need("instance_class", "a size such as db.r6g.large")
    given.need("alarm_topic_arn", "the SNS topic that alarms go to")
    subnets = given.texts("subnet_ids", least=2, what="subnets in different zones")
    if len({one for one in subnets if isinstance(one, str)}) < sum(isinstance(one, str) for one in subnets):
        raise given.invalid("subnet_ids", subnets, "different subnets")
    engine = str(given.choice("engine", DatabaseEngine).value)
    cluster = engine.startswith("aurora")
    version = str(given.need("engine_version", "a version such as 16.4"))
    if not re.fullmatch(r"\d+(\.\w+)*", version) or ("postgres" not in engine and "." not in version):
        raise given.invalid("engine_version", version, "a version such as 16.4, or for MySQL and MariaDB at least two numbers")
    for key in ("allocated_storage", "max_allocated_storage"):
        if cluster and given.has(key):
            raise given.invalid(key, given.get(key), "nothing for Aurora, whose storage grows by itself")
    if not cluster and given.has("instances"):
        raise given.invalid("instances", given.get("instances"), "nothing but for Aurora; multi_az is the standby")
    storage = given.integer(
        "allocated_storage", defaults.SMALLEST_STORAGE, least=defaults.SMALLEST_STORAGE, most=defaults.LARGEST_STORAGE, unit="GiB"
    )
    insights = not _too_small(engine, given.get("instance_class"))
    multi_az = given.opt_out("multi_az", hardened=True, checks=("aws-rds-cluster-multi-az",) if cluster else ("aws-rds-instance-multi-az",))
    username = given.text("master_username", defaults.PACKAGE) or ""
    if username.lower() in defaults.DEFAULT_MASTER_NAMES:
        raise given.invalid(
            "master_username", username, f"a name that is not guessed first ({', '.join(sorted(defaults.DEFAULT_MASTER_NAMES))})"
        )
    if given.has("instances") and not multi_az:
        raise given.invalid("instances", given.get("instances"), "nothing where multi_az is false, which leaves one")
    for key, form, example in (("backup_window", _TIMES, "02:00-03:00"), ("maintenance_window", _DAYS, "sun:04:00-sun:05:00")):
        window = given.text(key)
        if window is not None and not re.fullmatch(form, window):
            raise given.invalid(key, window, f"hours in UTC, as {example}")
    return _Settings(
        engine=engine,
        version=version,
        identifier=_identifier(given),
        port=given.integer("port", defaults.DATABASE_PORTS[engine], least=1150, most=65535, unit="a port"),
        username=username,
        database=given.text("database_name"),
        storage=storage,
        largest_storage=given.integer(
            "max_allocated_storage",
            min(storage * 5, defaults.LARGEST_STORAGE),
            least=min(storage + storage // 10, defaults.LARGEST_STORAGE),
            most=defaults.LARGEST_STORAGE,
            unit="GiB, a tenth above allocated_storage at least",
        ),
        instances=given.integer("instances", 2, least=2, most=16, unit="members") if multi_az else 1,
        backup_days=given.integer(
            "backup_retention_days",
            defaults.DATABASE_BACKUPS,
            least=defaults.SHORTEST_DATABASE_BACKUPS,
            most=defaults.LONGEST_DATABASE_BACKUPS,
        ),
        log_days=given.one_of("log_retention_days", defaults.LOG_RETENTION, defaults.LOG_GROUP_RETENTIONS, "days"),
        backup_plan=given.text("backup_plan", "daily") or "",
        parameters=_own_parameters(given, engine),
        moment=given.group("point_in_time", PointInTimeArgs),
        restored=_restored(given),
        capacity=_capacity(given, cluster=cluster),
        multi_az=multi_az,
        insights=insights,
        protect=given.opt_out(
            "deletion_protection", hardened=True, checks=("aws-rds-deletion-protection", "aws-stateful-resource-protect-option")
        ),
    )


def _own_parameters(given: Arguments, engine: str) -> Mapping[str, str]:
    parameters: Any = given.get("parameters", {})
    if not isinstance(parameters, Mapping):
        raise given.invalid("parameters", parameters, "a dict of texts")
    hardened = defaults.DATABASE_PARAMETERS[engine]
    for key, value in parameters.items():
        if key in hardened and str(value) != hardened[key]:
            raise given.invalid(f"parameters.{key}", value, f"{hardened[key]}, which the component sets")
    return {str(key): str(value) for key, value in parameters.items()}


def _restored(given: Arguments) -> bool:
    origins = [key for key in ("snapshot_identifier", "point_in_time") if given.has(key)]
    if len(origins) > 1:
        raise given.invalid(origins[1], given.get(origins[1]), f"nothing beside {origins[0]}")
    if not origins:
        return False
    if not given.has("kms_key_arn"):
        raise given.lacks("kms_key_arn", f"the key that {origins[0]} is encrypted with, for RDS takes no other")
    for key in ("database_name", "master_username"):
        if given.has(key):
            raise given.invalid(key, given.get(key), f"nothing beside {origins[0]}, which has its own")
    return True


def _capacity(given: Arguments, *, cluster: bool) -> Mapping[str, float] | None:
    found = given.group("serverless_capacity", ServerlessCapacityArgs)
    serverless = given.get("instance_class") == defaults.SERVERLESS
    if found is None:
        if serverless:
            raise given.lacks("serverless_capacity", f"between what {defaults.SERVERLESS} grows and shrinks")
        return None
    if not cluster or not serverless:
        raise given.invalid("serverless_capacity", dict(found), f"nothing but for Aurora with instance_class {defaults.SERVERLESS}")
    least, most = found["minimum"], found["maximum"]
    if not (0.5 <= least <= most and 1 <= most <= defaults.LARGEST_CAPACITY):  # noqa: PLR2004  (half a unit is the least)
        raise given.invalid("serverless_capacity", dict(found), f"a minimum from 0.5, and a maximum from 1 to {defaults.LARGEST_CAPACITY}")
    return {"minimum": float(least), "maximum": float(most)}


def _too_small(engine: str, size: object) -> bool:
    """Whether RDS offers no Performance Insights for the engine on machines of this size."""
    return engine in {"mysql", "mariadb"} and isinstance(size, str) and bool(re.fullmatch(r"db\.t\w+\.(micro|small)", size))


def _identifier(given: Arguments) -> str:
    """A name that is known before the database exists, so that its log groups can be made first."""
    asked = given.text("identifier")
    if asked is not None:
        if not re.fullmatch(r"[a-z](?:-?[a-z0-9]){0,62}", asked):
            raise given.invalid("identifier", asked, "1 to 63 lower-case letters, digits and single hyphens, a letter first")
        return asked
    made = re.sub(r"[^a-z0-9]+", "-", f"{given.name}-{pulumi.get_stack()}".lower()).strip("-")
    return names.fit(made if made[:1].isalpha() else f"db-{made}", defaults.LONGEST_DATABASE_IDENTIFIER)


def _security_group(parent: HardenedResource, name: str, given: Arguments, settings: _Settings) -> aws.ec2.SecurityGroup:
    clients = given.texts("client_security_group_ids", what="security groups")
    ingress = [
        aws.ec2.SecurityGroupIngressArgs(
            protocol="tcp", from_port=settings.port, to_port=settings.port, security_groups=clients, description=f"Clients of {name}"
        )
    ]
    return aws.ec2.SecurityGroup(
        name,
        vpc_id=given.get("vpc_id"),
        description=f"Clients of the database {name}",
        ingress=ingress if clients else [],
        egress=[],
        tags=given.tags(Name=name),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _monitoring_role(parent: HardenedResource, name: str, given: Arguments, account: Account) -> aws.iam.Role:
    options = pulumi.ResourceOptions(parent=parent)
    role = aws.iam.Role(
        f"{name}-monitoring",
        description=f"Lets RDS write what it measures on the machines of {name}.",
        assume_role_policy=policies.trust("monitoring.rds.amazonaws.com", account.own),
        tags=given.tags(),
        opts=options,
    )
    managed = account.managed_policy("service-role/AmazonRDSEnhancedMonitoringRole")
    aws.iam.RolePolicyAttachment(f"{name}-monitoring", role=role.name, policy_arn=managed, opts=options)
    return role


def _log_groups(parent: HardenedResource, given: Arguments, settings: _Settings, key: keys.Key) -> list[pulumi.Resource]:
    """The groups that RDS would make by itself, without a key and for ever."""
    kind = "cluster" if settings.cluster else "instance"
    return [
        aws.cloudwatch.LogGroup(
            f"{given.name}-{log}",
            name=f"/aws/rds/{kind}/{settings.identifier}/{log}",
            retention_in_days=settings.log_days,
            kms_key_id=key.arn,
            tags=given.tags(),
            opts=pulumi.ResourceOptions(parent=parent, depends_on=list(key.ready)),
        )
        for log in defaults.DATABASE_LOGS[settings.engine]
    ]


def _parameters(settings: _Settings) -> list[Mapping[str, str]]:
    return [
        {"name": key, "value": value, "apply_method": "pending-reboot" if key in defaults.STATIC_PARAMETERS else "immediate"}
        for key, value in {**settings.parameters, **defaults.DATABASE_PARAMETERS[settings.engine]}.items()
    ]


def _instance(parent: HardenedResource, name: str, given: Arguments, settings: _Settings, around: _Surroundings) -> _Made:
    options = pulumi.ResourceOptions(parent=parent)
    group = aws.rds.ParameterGroup(
        name,
        family=settings.family,
        description=f"TLS and logs of {name}.",
        parameters=[aws.rds.ParameterGroupParameterArgs(**one) for one in _parameters(settings)],
        tags=given.tags(),
        opts=options,
    )
    audit = None
    if settings.engine in {"mysql", "mariadb"}:
        audit = aws.rds.OptionGroup(
            name,
            engine_name=settings.engine,
            major_engine_version=".".join(settings.version.split(".")[:2]),
            option_group_description=f"Audit log of {name}.",
            options=[
                aws.rds.OptionGroupOptionArgs(
                    option_name="MARIADB_AUDIT_PLUGIN",
                    # Not the statements that read and write: they hold the data itself.
                    option_settings=[
                        aws.rds.OptionGroupOptionOptionSettingArgs(name="SERVER_AUDIT_EVENTS", value="CONNECT,QUERY_DDL,QUERY_DCL")
                    ],
                )
            ],
            # The last snapshot needs it, and AWS refuses to delete it while that exists.
            skip_destroy=True,
            tags=given.tags(),
            opts=options,
        )
    instance = aws.rds.Instance(
        name,
        identifier=settings.identifier,
        engine=settings.engine,
        engine_version=settings.version,
        instance_class=given.get("instance_class"),
        allocated_storage=settings.storage,
        max_allocated_storage=settings.largest_storage,
        storage_type="gp3",
        storage_encrypted=True,
        kms_key_id=around.key.arn,
        db_name=settings.database,
        username=None if settings.restored else settings.username,
        snapshot_identifier=given.get("snapshot_identifier"),
        restore_to_point_in_time=None
        if settings.moment is None
        else aws.rds.InstanceRestoreToPointInTimeArgs(
            source_db_instance_identifier=settings.moment["source_identifier"],
            restore_time=settings.moment.get("restore_time"),
            use_latest_restorable_time=None if "restore_time" in settings.moment else True,
        ),
        manage_master_user_password=True,
        master_user_secret_kms_key_id=around.key.arn,
        iam_database_authentication_enabled=True,
        port=settings.port,
        db_subnet_group_name=around.subnets.name,
        vpc_security_group_ids=[around.group.id],
        publicly_accessible=False,
        multi_az=settings.multi_az,
        parameter_group_name=group.name,
        option_group_name=audit.name if audit else None,
        ca_cert_identifier=defaults.DATABASE_CERTIFICATE,
        backup_window=given.text("backup_window"),
        maintenance_window=given.text("maintenance_window"),
        backup_retention_period=settings.backup_days,
        copy_tags_to_snapshot=True,
        delete_automated_backups=False,
        deletion_protection=settings.protect,
        skip_final_snapshot=False,
        final_snapshot_identifier=around.last_snapshot(settings),
        allow_major_version_upgrade=given.flag("major_version_upgrade", default=False),
        auto_minor_version_upgrade=settings.follows,
        enabled_cloudwatch_logs_exports=list(defaults.DATABASE_LOGS[settings.engine]),
        monitoring_interval=defaults.DATABASE_MONITORING,
        monitoring_role_arn=around.monitoring.arn,
        performance_insights_enabled=settings.insights,
        performance_insights_kms_key_id=around.key.arn if settings.insights else None,
        performance_insights_retention_period=defaults.DATABASE_INSIGHTS_RETENTION if settings.insights else None,
        tags=given.tags(**{"backup-plan": settings.backup_plan}),
        opts=pulumi.ResourceOptions(parent=parent, protect=settings.protect, depends_on=list(around.logs)),
    )
    return instance, instance.address, instance.port, instance.master_user_secrets


def _cluster(parent: HardenedResource, name: str, given: Arguments, settings: _Settings, around: _Surroundings) -> _Made:
    group = aws.rds.ClusterParameterGroup(
        name,
        family=settings.family,
        description=f"TLS and logs of {name}.",
        parameters=[aws.rds.ClusterParameterGroupParameterArgs(**one) for one in _parameters(settings)],
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    cluster = aws.rds.Cluster(
        name,
        cluster_identifier=settings.identifier,
        engine=settings.engine,
        engine_version=settings.version,
        storage_encrypted=True,
        kms_key_id=around.key.arn,
        database_name=settings.database,
        master_username=None if settings.restored else settings.username,
        snapshot_identifier=given.get("snapshot_identifier"),
        restore_to_point_in_time=None
        if settings.moment is None
        else aws.rds.ClusterRestoreToPointInTimeArgs(
            source_cluster_identifier=settings.moment["source_identifier"],
            restore_to_time=settings.moment.get("restore_time"),
            use_latest_restorable_time=None if "restore_time" in settings.moment else True,
        ),
        serverlessv2_scaling_configuration=None
        if settings.capacity is None
        else aws.rds.ClusterServerlessv2ScalingConfigurationArgs(
            min_capacity=settings.capacity["minimum"], max_capacity=settings.capacity["maximum"]
        ),
        manage_master_user_password=True,
        master_user_secret_kms_key_id=around.key.arn,
        iam_database_authentication_enabled=True,
        port=settings.port,
        db_subnet_group_name=around.subnets.name,
        vpc_security_group_ids=[around.group.id],
        db_cluster_parameter_group_name=group.name,
        preferred_backup_window=given.text("backup_window"),
        preferred_maintenance_window=given.text("maintenance_window"),
        backup_retention_period=settings.backup_days,
        copy_tags_to_snapshot=True,
        delete_automated_backups=False,
        deletion_protection=settings.protect,
        skip_final_snapshot=False,
        allow_major_version_upgrade=given.flag("major_version_upgrade", default=False),
        final_snapshot_identifier=around.last_snapshot(settings),
        enabled_cloudwatch_logs_exports=list(defaults.DATABASE_LOGS[settings.engine]),
        tags=given.tags(**{"backup-plan": settings.backup_plan}),
        opts=pulumi.ResourceOptions(parent=parent, protect=settings.protect, depends_on=list(around.logs)),
    )
    for number in range(1, settings.instances + 1):
        aws.rds.ClusterInstance(
            f"{name}-{number}",
            identifier=f"{names.fit(settings.identifier, defaults.LONGEST_CLUSTER_NAME)}-{number}",
            cluster_identifier=cluster.id,
            engine=aws.rds.EngineType(settings.engine),
            engine_version=cluster.engine_version,
            instance_class=given.get("instance_class"),
            publicly_accessible=False,
            auto_minor_version_upgrade=settings.follows,
            copy_tags_to_snapshot=True,
            ca_cert_identifier=defaults.DATABASE_CERTIFICATE,
            monitoring_interval=defaults.DATABASE_MONITORING,
            monitoring_role_arn=around.monitoring.arn,
            performance_insights_enabled=True,
            performance_insights_kms_key_id=around.key.arn,
            performance_insights_retention_period=defaults.DATABASE_INSIGHTS_RETENTION,
            tags=given.tags(),
            opts=pulumi.ResourceOptions(parent=parent),
        )
    return cluster, cluster.endpoint, cluster.port, cluster.master_user_secrets


def _tell(parent: HardenedResource, name: str, given: Arguments, settings: _Settings, database: aws.rds.Instance | aws.rds.Cluster) -> None:
    """Alarms before it runs out of processor or storage, and the events of RDS."""
    topic = given.get("alarm_topic_arn")
    dimension = "DBClusterIdentifier" if settings.cluster else "DBInstanceIdentifier"
    limits = [("CPUUtilization", "GreaterThanThreshold", float(defaults.DATABASE_CPU_ALARM), "processor")]
    if not settings.cluster:
        limits.append(("FreeStorageSpace", "LessThanThreshold", float(defaults.DATABASE_STORAGE_ALARM), "free storage"))
    for metric, comparison, threshold, what in limits:
        aws.cloudwatch.MetricAlarm(
            f"{name}-{metric}",
            alarm_description=f"The {what} of the database {name} has passed its limit.",
            namespace="AWS/RDS",
            metric_name=metric,
            dimensions={dimension: database.id if isinstance(database, aws.rds.Cluster) else database.identifier},
            statistic="Average",
            comparison_operator=comparison,
            threshold=threshold,
            period=300,
            evaluation_periods=3,
            treat_missing_data="breaching",
            alarm_actions=[topic],
            ok_actions=[topic],
            tags=given.tags(),
            opts=pulumi.ResourceOptions(parent=parent),
        )
    aws.rds.EventSubscription(
        name,
        enabled=True,
        sns_topic=given.get("event_topic_arn", topic),
        source_type="db-cluster" if settings.cluster else "db-instance",
        source_ids=[database.id if settings.cluster else settings.identifier],
        event_categories=["configuration change", "deletion", "failover", "failure", "maintenance", "notification"],
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=[database]),
    )
