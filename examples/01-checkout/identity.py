"""Who may do what."""

import json

import pulumi_aws as aws


def _trust(principal: dict[str, str]) -> str:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


deployer = aws.iam.Role("deployer", assume_role_policy=_trust({"Service": "codebuild.amazonaws.com"}))
# defect 17: the deployer may do everything to everything, and a condition does not fix that.
aws.iam.RolePolicy(
    "deployer",
    role=deployer.id,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": {
                "Effect": "Allow",
                "Action": ["s3:GetObject", "*"],
                "Resource": "*",
                "Condition": {"Bool": {"aws:ViaAWSService": "true"}},
            },
        }
    ),
)

# defect 18: whoever holds this policy can give themselves any other.
aws.iam.Policy(
    "support",
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": ["iam:PassRole", "lambda:Create*"], "Resource": "*"}],
        }
    ),
)

# defect 19: the break-glass role of a former supplier holds AdministratorAccess.
supplier = aws.iam.Role("supplier", assume_role_policy=_trust({"AWS": "arn:aws:iam::210987654321:root"}))
aws.iam.RolePolicyAttachment("supplier", role=supplier.name, policy_arn="arn:aws:iam::aws:policy/AdministratorAccess")

# defect 20: anybody with an AWS account may become the reporting role.
aws.iam.Role("reporting", assume_role_policy=_trust({"AWS": "*"}))
