import json

import pulumi
import pulumi_aws as aws

CODE = "import json\n\ndef handler(event, context):\n    return {'statusCode': 200, 'body': json.dumps({})}\n"

table = aws.dynamodb.Table(
    "notes",
    billing_mode="PAY_PER_REQUEST",
    hash_key="owner",
    range_key="id",
    attributes=[{"name": "owner", "type": "S"}, {"name": "id", "type": "S"}],
)
role = aws.iam.Role(
    "notes",
    assume_role_policy=aws.iam.get_policy_document_output(
        statements=[{"actions": ["sts:AssumeRole"], "principals": [{"type": "Service", "identifiers": ["lambda.amazonaws.com"]}]}]
    ).json,
)
aws.iam.RolePolicy(
    "notes",
    role=role.id,
    policy=table.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"},
                    {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "arn:aws:logs:*:*:*"},
                ],
            }
        )
    ),
)
api = aws.apigatewayv2.Api("notes", protocol_type="HTTP", cors_configuration={"allow_origins": ["*"], "allow_methods": ["GET", "POST"]})


def route(verb: str, path: str) -> None:
    """One function and the route that calls it."""
    name = f"{verb.lower()}-{path.strip('/') or 'root'}"
    function = aws.lambda_.Function(
        name,
        runtime="python3.8",
        handler="index.handler",
        role=role.arn,
        code=pulumi.AssetArchive({"index.py": pulumi.StringAsset(CODE)}),
        environment={"variables": {"TABLE": table.name}},
        timeout=10,
    )
    integration = aws.apigatewayv2.Integration(
        name, api_id=api.id, integration_type="AWS_PROXY", integration_uri=function.arn, payload_format_version="2.0"
    )
    aws.apigatewayv2.Route(
        name, api_id=api.id, route_key=f"{verb} {path}", target=integration.id.apply(lambda each: f"integrations/{each}")
    )
    aws.lambda_.Permission(
        name,
        action="lambda:InvokeFunction",
        function=function.name,
        principal="apigateway.amazonaws.com",
        source_arn=api.execution_arn.apply(lambda arn: f"{arn}/*/*"),
    )


for verb, path in [("GET", "/notes"), ("POST", "/notes")]:
    route(verb, path)

stage = aws.apigatewayv2.Stage("live", api_id=api.id, name="$default", auto_deploy=True)
pulumi.export("url", stage.invoke_url)
