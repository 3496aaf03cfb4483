"""A record of every transaction that can only be added to: each one authenticated, kept for years, and missed when it does not come."""

import dataclasses
from collections.abc import Sequence
from typing import Any, Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _keys as keys
from buttress_components.aws import _names as names
from buttress_components.aws import _policies as policies
from buttress_components.aws import _tables as tables
from buttress_components.aws import _transaction_queries as queries
from buttress_components.aws._accounts import Account
from buttress_components.aws.encrypted_bucket import EncryptedBucket, EncryptedBucketArgs, ObjectLockMode

_RECORDS: Final = "records/"
_FAILED: Final = "failed/"


class TransactionLogArgs(TypedDict):
    """The arguments of TransactionLog."""

    alarm_topic_arn: pulumi.Input[str]
    """ARN of the SNS topic that alarms go to."""
    retention_days: NotRequired[int]
    """Days for which no record can be deleted or changed, 365 to 36500. Default: 2555."""
    lock_mode: NotRequired[ObjectLockMode]
    """Who may shorten that. Default: GOVERNANCE; COMPLIANCE needs acknowledge_irreversible."""
    acknowledge_irreversible: NotRequired[str]
    """Why nobody, the root user and AWS included, may delete a record before its time. It cannot be taken back. Needed for COMPLIANCE."""
    gap_minutes: NotRequired[int]
    """Minutes without a single record after which somebody is alerted, 1 to 1440. Default: 15."""
    stream_hours: NotRequired[int]
    """Hours that the stream itself keeps records, 168 to 8760. Default: 168."""
    shards: NotRequired[int]
    """Shards of the stream, 1 to 500. Default: none, and the stream grows with what it is given."""
    log_group_days: NotRequired[int]
    """Days that errors of delivery are kept: 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653. Default: 400."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing key that CloudWatch Logs and Athena may use. Default: a new one."""
    access_log_bucket: NotRequired[pulumi.Input[str]]
    """Name of an existing bucket that takes the access logs. Default: a new one."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the records and their keys, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class TransactionLog(HardenedResource):
    """A record of every transaction that can only be added to: each one authenticated, kept for years, and missed when it does not come.

    A writer puts JSON with the fields source, sequence, recorded_at, record_type, record_id, body and mac; it numbers its records without
    gaps and makes mac with the authentication key. What the stream refuses it puts into the retry queue. Named queries in Athena show
    missing numbers, duplicates, records without a code, and totals.
    """

    stream_name: pulumi.Output[str]
    """Name of the stream that takes records."""
    stream_arn: pulumi.Output[str]
    """ARN of the stream."""
    retry_queue_url: pulumi.Output[str]
    """Address of the queue for what the stream refused; after five failures a message is a dead letter."""
    bucket_name: pulumi.Output[str]
    """Name of the bucket with the records."""
    kms_key_arn: pulumi.Output[str]
    """ARN of the key that encrypts the records."""
    authentication_key_arn: pulumi.Output[str]
    """ARN of the HMAC key that authenticates records."""
    writer_policy: pulumi.Output[str]
    """A policy as JSON for a role that writes records: adding and authenticating, nothing else."""
    verifier_policy: pulumi.Output[str]
    """A policy as JSON for a role that reads records and verifies them."""
    workgroup: pulumi.Output[str]
    """Name of the Athena workgroup."""
    database: pulumi.Output[str]
    """Name of the Glue database with the table transactions."""

    def __init__(self, name: str, args: TransactionLogArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("TransactionLog", name, args, TransactionLogArgs)
        settings = _read(given)
        super().__init__(given, opts)
        account = Account(self)
        key = keys.customer_key(
            self,
            name,
            given,
            account,
            purpose=f"the transactions of {name}",
            protect=settings.protect,
            grants=[keys.log_groups, keys.service("Athena", "encryption.athena.amazonaws.com")],
        )
        authentication = aws.kms.Key(
            f"{name}-authentication",
            description=f"Authenticates the transactions of {name}.",
            customer_master_key_spec="HMAC_256",
            key_usage="GENERATE_VERIFY_MAC",
            deletion_window_in_days=defaults.KEY_DELETION_WINDOW,
            tags=given.tags(),
            opts=self._child(protect=settings.protect),
        )
        stream = aws.kinesis.Stream(
            name,
            shard_count=settings.shards,
            stream_mode_details=aws.kinesis.StreamStreamModeDetailsArgs(stream_mode="PROVISIONED" if settings.shards else "ON_DEMAND"),
            retention_period=settings.stream_hours,
            encryption_type="KMS",
            kms_key_id=key.arn,
            tags=given.tags(),
            opts=self._child(protect=settings.protect, depends_on=list(key.ready)),
        )
        # The stream's id is its ARN; the property of that name can be an argument too, and so need not be known to every stand-in.
        stream_arn = stream.id
        role = aws.iam.Role(
            f"{name}-delivery",
            description=f"Takes the transactions of {name} from the stream to the bucket.",
            assume_role_policy=policies.trust("firehose.amazonaws.com", {"StringEquals": {"sts:ExternalId": account.id}}),
            tags=given.tags(),
            opts=self._child(),
        )
        bucket = _bucket(self, name, given, settings, key, role)
        errors = _errors(self, name, given, settings, key)
        delivery = _delivery(self, name, given, stream, role, bucket, errors)
        retry, dead = _queues(self, name, given, key)
        workgroup, database = _analysis(self, name, given, settings, key, bucket)
        _tell(self, name, given, settings, stream, delivery, (retry, dead))
        self.stream_name = stream.name
        self.stream_arn = stream_arn
        self.retry_queue_url = retry.url
        self.bucket_name = bucket.bucket_name
        self.kms_key_arn = key.arn
        self.authentication_key_arn = authentication.arn
        self.writer_policy = policies.document(
            [
                _allow(["kinesis:PutRecord", "kinesis:PutRecords", "kinesis:DescribeStreamSummary"], stream_arn),
                _allow(["sqs:SendMessage"], retry.arn),
                _allow(["kms:GenerateDataKey", "kms:Decrypt"], key.arn),
                _allow(["kms:GenerateMac"], authentication.arn),
            ]
        )
        self.verifier_policy = policies.document(
            [
                _allow(["s3:ListBucket", "s3:GetBucketLocation"], bucket.arn),
                _allow(["s3:GetObject", "s3:GetObjectVersion"], pulumi.Output.concat(bucket.arn, "/*")),
                _allow(["kms:Decrypt"], key.arn),
                _allow(["kms:VerifyMac"], authentication.arn),
            ]
        )
        self.workgroup = workgroup.name
        self.database = database.name
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    days: int
    lock: ObjectLockMode
    gap: int
    stream_hours: int
    shards: int | None
    group_days: int
    protect: bool


def _read(given: Arguments) -> _Settings:
    given.need("alarm_topic_arn", "the SNS topic that alarms go to")
    lock = given.choice("lock_mode", ObjectLockMode, ObjectLockMode.GOVERNANCE)
    if lock is ObjectLockMode.COMPLIANCE:
        given.acknowledge("why nobody may delete a record before its time")
    return _Settings(
        days=given.integer(
            "retention_days", defaults.TRANSACTION_RETENTION, least=defaults.SHORTEST_LOG_RETENTION, most=defaults.LONGEST_LOCK
        ),
        lock=lock,
        gap=given.integer("gap_minutes", defaults.TRANSACTION_GAP, least=1, most=1440, unit="minutes"),
        stream_hours=given.integer("stream_hours", defaults.STREAM_RETENTION, least=defaults.STREAM_RETENTION, most=8760, unit="hours"),
        shards=given.number("shards", None, least=1, most=500, unit="shards"),
        group_days=given.one_of("log_group_days", defaults.LOG_RETENTION, defaults.LOG_GROUP_RETENTIONS, "days"),
        protect=given.protect("aws"),
    )


def _allow(actions: Sequence[str], resource: pulumi.Input[Any]) -> policies.Statement:
    return {"Effect": "Allow", "Action": list(actions), "Resource": resource}


def _bucket(
    parent: HardenedResource, name: str, given: Arguments, settings: _Settings, key: keys.Key, role: aws.iam.Role
) -> EncryptedBucket:
    everybody = {"Effect": "Deny", "Principal": "*"}
    args: EncryptedBucketArgs = {
        "kms_key_arn": key.arn,
        "object_lock_days": settings.days,
        "object_lock_mode": settings.lock,
        "noncurrent_days": min(settings.days, defaults.LONGEST_LOG_RETENTION),
        "policy_statements": [
            {
                "Sid": "OnlyTheStreamWrites",
                **everybody,
                "Action": "s3:PutObject",
                "Condition": {"ArnNotEquals": {"aws:PrincipalArn": role.arn}},
            },
            {"Sid": "NobodyDeletes", **everybody, "Action": ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"]},
        ],
        "tags": given.tags(**{"data-classification": "records"}),
    }
    args.update(given.forward("access_log_bucket", "acknowledge_irreversible", protect=settings.protect))
    return EncryptedBucket(f"{name}-records", args, pulumi.ResourceOptions(parent=parent, depends_on=list(key.ready)))


def _errors(parent: HardenedResource, name: str, given: Arguments, settings: _Settings, key: keys.Key) -> aws.cloudwatch.LogStream:
    """Where delivery writes what went wrong."""
    group = aws.cloudwatch.LogGroup(
        f"{name}-delivery",
        retention_in_days=settings.group_days,
        kms_key_id=key.arn,
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=list(key.ready)),
    )
    return aws.cloudwatch.LogStream(
        f"{name}-delivery", name="errors", log_group_name=group.name, opts=pulumi.ResourceOptions(parent=parent)
    )


def _delivery(
    parent: HardenedResource,
    name: str,
    given: Arguments,
    stream: aws.kinesis.Stream,
    role: aws.iam.Role,
    bucket: EncryptedBucket,
    errors: aws.cloudwatch.LogStream,
) -> aws.kinesis.FirehoseDeliveryStream:
    policy = aws.iam.RolePolicy(
        f"{name}-delivery",
        role=role.id,
        policy=policies.document(
            [
                _allow(["kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:ListShards"], stream.id),
                _allow(["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], bucket.arn),
                _allow(["s3:PutObject", "s3:AbortMultipartUpload"], pulumi.Output.concat(bucket.arn, "/*")),
                _allow(["kms:Decrypt", "kms:GenerateDataKey"], stream.kms_key_id),
                _allow(["logs:PutLogEvents"], errors.arn),
            ]
        ),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return aws.kinesis.FirehoseDeliveryStream(
        name,
        destination="extended_s3",
        kinesis_source_configuration=aws.kinesis.FirehoseDeliveryStreamKinesisSourceConfigurationArgs(
            kinesis_stream_arn=stream.id, role_arn=role.arn
        ),
        extended_s3_configuration=aws.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationArgs(
            # Its ARN stands before the bucket's policy does, and the bucket's name waits for that.
            bucket_arn=pulumi.Output.all(bucket.arn, bucket.bucket_name).apply(lambda found: str(found[0])),
            role_arn=role.arn,
            kms_key_arn=bucket.kms_key_arn,
            prefix=f"{_RECORDS}!{{timestamp:yyyy/MM/dd/HH}}/",
            error_output_prefix=f"{_FAILED}!{{firehose:error-output-type}}/!{{timestamp:yyyy/MM/dd}}/",
            compression_format="GZIP",
            buffering_interval=60,
            buffering_size=64,
            processing_configuration=aws.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationProcessingConfigurationArgs(
                enabled=True,
                processors=[
                    aws.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationProcessingConfigurationProcessorArgs(
                        type="AppendDelimiterToRecord"
                    )
                ],
            ),
            cloudwatch_logging_options=aws.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationCloudwatchLoggingOptionsArgs(
                enabled=True, log_group_name=errors.log_group_name, log_stream_name=errors.name
            ),
        ),
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=[policy]),
    )


def _queues(parent: HardenedResource, name: str, given: Arguments, key: keys.Key) -> tuple[aws.sqs.Queue, aws.sqs.Queue]:
    """A queue for what the stream refused, and one for dead letters."""
    common: dict[str, Any] = {
        "kms_master_key_id": key.arn,
        "message_retention_seconds": defaults.QUEUE_RETENTION,
        "tags": given.tags(),
        "opts": pulumi.ResourceOptions(parent=parent, depends_on=list(key.ready)),
    }
    dead = aws.sqs.Queue(f"{name}-dead-letters", **common)
    retry = aws.sqs.Queue(
        f"{name}-retry",
        redrive_policy=pulumi.Output.json_dumps({"deadLetterTargetArn": dead.arn, "maxReceiveCount": defaults.QUEUE_TRIES}),
        visibility_timeout_seconds=120,
        **common,
    )
    for title, queue in (("dead-letters", dead), ("retry", retry)):
        aws.sqs.QueuePolicy(
            f"{name}-{title}",
            queue_url=queue.url,
            policy=policies.document(
                [
                    {
                        "Sid": "DenyPlainHttp",
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "sqs:*",
                        "Resource": queue.arn,
                        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                    }
                ]
            ),
            opts=pulumi.ResourceOptions(parent=parent),
        )
    return retry, dead


def _analysis(
    parent: HardenedResource, name: str, given: Arguments, settings: _Settings, key: keys.Key, bucket: EncryptedBucket
) -> tuple[aws.athena.Workgroup, aws.glue.CatalogDatabase]:
    """An Athena workgroup that keeps its results itself, for nobody but the stream writes to the bucket; and a table of the records."""
    options = pulumi.ResourceOptions(parent=parent)
    workgroup = aws.athena.Workgroup(
        name,
        description=f"Questions about the transactions of {name}.",
        force_destroy=None if settings.protect else True,
        configuration=aws.athena.WorkgroupConfigurationArgs(
            enforce_workgroup_configuration=True,
            publish_cloudwatch_metrics_enabled=True,
            managed_query_results_configuration=aws.athena.WorkgroupConfigurationManagedQueryResultsConfigurationArgs(
                enabled=True,
                encryption_configuration=aws.athena.WorkgroupConfigurationManagedQueryResultsConfigurationEncryptionConfigurationArgs(
                    kms_key=key.arn
                ),
            ),
        ),
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=list(key.ready)),
    )
    database = aws.glue.CatalogDatabase(
        name,
        name=names.physical(f"{name}-transactions", longest=defaults.LONGEST_DATABASE_NAME, separator="_"),
        description=f"The transactions of {name}.",
        tags=given.tags(),
        opts=options,
    )
    place = pulumi.Output.concat("s3://", bucket.bucket_name, "/", _RECORDS)
    tables.hourly_table(
        parent,
        name,
        table=queries.TABLE,
        database=database.name,
        place=place,
        days=settings.days,
        columns=queries.COLUMNS,
        form=tables.JSON,
    )
    tables.named_queries(parent, name, database=database.name, workgroup=workgroup.name, questions=queries.QUERIES)
    return workgroup, database


def _tell(
    parent: HardenedResource,
    name: str,
    given: Arguments,
    settings: _Settings,
    stream: aws.kinesis.Stream,
    delivery: aws.kinesis.FirehoseDeliveryStream,
    queues: tuple[aws.sqs.Queue, aws.sqs.Queue],
) -> None:
    retry, dead = queues
    into, out = {"StreamName": stream.name}, {"DeliveryStreamName": delivery.name}
    below, above = "LessThanThreshold", "GreaterThanThreshold"
    # Title: what it says, where it is measured, of what, how, since when, how long, and what silence means.
    watched: dict[str, tuple[str, str, dict[str, Any], str, str, str, float, int, str]] = {
        "gap": ("No transaction came", "AWS/Kinesis", into, "IncomingRecords", "Sum", below, 1.0, 60 * settings.gap, "breaching"),
        "refused": (
            "The stream refused transactions",
            "AWS/Kinesis",
            into,
            "WriteProvisionedThroughputExceeded",
            "Sum",
            above,
            0.0,
            300,
            "notBreaching",
        ),
        "late": (
            "Transactions wait to be stored",
            "AWS/Firehose",
            out,
            "DeliveryToS3.DataFreshness",
            "Maximum",
            above,
            float(defaults.DELIVERY_LATE),
            300,
            "notBreaching",
        ),
        "failed": (
            "Transactions could not be stored",
            "AWS/Firehose",
            out,
            "DeliveryToS3.Success",
            "Average",
            below,
            1.0,
            300,
            "notBreaching",
        ),
        "waiting": (
            "Transactions wait to be tried again",
            "AWS/SQS",
            {"QueueName": retry.name},
            "ApproximateAgeOfOldestMessage",
            "Maximum",
            above,
            float(defaults.RETRY_LATE),
            300,
            "notBreaching",
        ),
        "dead": (
            "Transactions were given up",
            "AWS/SQS",
            {"QueueName": dead.name},
            "ApproximateNumberOfMessagesVisible",
            "Maximum",
            above,
            0.0,
            300,
            "notBreaching",
        ),
    }
    for title, (about, namespace, dimensions, metric, statistic, comparison, threshold, period, silence) in watched.items():
        aws.cloudwatch.MetricAlarm(
            f"{name}-{title}",
            alarm_description=f"{about}: {name}.",
            namespace=namespace,
            metric_name=metric,
            dimensions=dimensions,
            statistic=statistic,
            comparison_operator=comparison,
            threshold=threshold,
            period=period,
            evaluation_periods=1,
            treat_missing_data=silence,
            alarm_actions=[given.get("alarm_topic_arn")],
            tags=given.tags(),
            opts=pulumi.ResourceOptions(parent=parent),
        )
