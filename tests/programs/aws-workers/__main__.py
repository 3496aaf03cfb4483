"""Uploads in a bucket, a queue, and workers that take from it."""

import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass
class Work:
    name: str
    memory: int
    retries: int = 5


class Worker:
    """A queue with a second one for what failed, and the function that takes from it."""

    def __init__(self, work: Work, source: aws.s3.Bucket) -> None:
        failed = aws.sqs.Queue(f"{work.name}-failed", message_retention_seconds=1209600, sqs_managed_sse_enabled=True)
        self.queue = aws.sqs.Queue(
            work.name,
            visibility_timeout_seconds=360,
            sqs_managed_sse_enabled=True,
            redrive_policy=failed.arn.apply(lambda arn: json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": work.retries})),
        )
        aws.sqs.QueuePolicy(
            work.name,
            queue_url=self.queue.url,
            policy=self.queue.arn.apply(
                lambda arn: json.dumps(
                    {
                        "Version": "2012-10-17",
                        "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sqs:SendMessage", "Resource": arn}],
                    }
                )
            ),
        )
        role = aws.iam.Role(
            work.name,
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}],
                }
            ),
        )
        for policy in ["service-role/AWSLambdaSQSQueueExecutionRole", "AmazonS3ReadOnlyAccess"]:
            aws.iam.RolePolicyAttachment(
                f"{work.name}-{policy.rpartition('/')[2]}", role=role.name, policy_arn=f"arn:aws:iam::aws:policy/{policy}"
            )
        function = aws.lambda_.Function(
            work.name,
            runtime="python3.12",
            handler="worker.run",
            role=role.arn,
            memory_size=work.memory,
            timeout=60,
            code=pulumi.AssetArchive({"worker.py": pulumi.StringAsset("def run(event, context): ...\n")}),
            environment={"variables": {"SOURCE": source.bucket, "SMTP_PASSWORD": "Winter-2024-mailer!"}},
        )
        aws.lambda_.EventSourceMapping(work.name, event_source_arn=self.queue.arn, function_name=function.arn, batch_size=5)


uploads = aws.s3.Bucket("uploads")
worker = Worker(Work("resize", memory=1024), uploads)
aws.s3.BucketNotification("uploads", bucket=uploads.id, queues=[{"queue_arn": worker.queue.arn, "events": ["s3:ObjectCreated:*"]}])
aws.s3.BucketPolicy(
    "uploads",
    bucket=uploads.id,
    policy=uploads.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"{arn}/public/*"}],
            }
        )
    ),
)
cache = aws.elasticache.ReplicationGroup(
    "sessions", description="Sessions", node_type="cache.t4g.small", num_cache_clusters=2, automatic_failover_enabled=True
)
