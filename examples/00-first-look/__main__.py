"""A role of a pipeline and a key for its secrets, with a mistake in each: the state that the README judges."""

import json

import pulumi_aws as aws

TAGS = {"owner": "platform", "environment": "production", "data-classification": "internal"}

deployer = aws.iam.Role(
    "deployer",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"Service": "codebuild.amazonaws.com"}, "Action": "sts:AssumeRole"}],
        }
    ),
    tags=TAGS,
)
aws.iam.RolePolicyAttachment("admin", role=deployer.name, policy_arn="arn:aws:iam::aws:policy/AdministratorAccess")
aws.kms.Key("secrets", description="Secrets of the pipeline", enable_key_rotation=False, tags=TAGS)
