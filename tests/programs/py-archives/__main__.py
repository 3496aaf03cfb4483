"""Functions from a folder, and from files that are written in the program."""

import json
import os

import pulumi
import pulumi_aws as aws

TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
role = aws.iam.Role("function", assume_role_policy=json.dumps(TRUST))
here = os.path.dirname(os.path.abspath(__file__))
sources = {
    "folder": pulumi.FileArchive(os.path.join(here, "handler")),
    "inline": pulumi.AssetArchive(
        {"index.py": pulumi.StringAsset("def handle(event, context): return 200\n"), "more": pulumi.FileArchive("./handler")}
    ),
}
for name, code in sources.items():
    function = aws.lambda_.Function(name, role=role.arn, runtime="python3.13", handler="index.handle", code=code)
    aws.lambda_.FunctionUrl(name, function_name=function.name, authorization_type="NONE")
