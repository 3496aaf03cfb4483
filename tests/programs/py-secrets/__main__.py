"""Settings of the stack, some of them secret, and secrets that are made of secrets."""

import json

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
password = config.require_secret("password")
database = aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class=config.require("size"),
    allocated_storage=config.get_int("storage") or 20,
    username="boss",
    password=password,
    skip_final_snapshot=True,
)
url = pulumi.Output.all(database.address, password).apply(lambda parts: f"postgres://boss:{parts[1]}@{parts[0]}/orders")
secret = aws.secretsmanager.Secret("url")
aws.secretsmanager.SecretVersion("url", secret_id=secret.id, secret_string=pulumi.Output.secret(url))
for user in config.require_object("users"):
    aws.ssm.Parameter(user["name"], type="SecureString", value=pulumi.Output.secret(json.dumps(user)))
pulumi.export("url", pulumi.Output.secret(url))
