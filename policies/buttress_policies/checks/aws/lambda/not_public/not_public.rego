# METADATA
# title: Functions and layers are not public
# description: >-
#   A Permission's principal is not * and no service, unless a sourceArn, sourceAccount, eventSourceToken or principalOrgId binds it
#   to known callers: a sourceArn with a wildcard for the account or within the name of a bucket does not, nor does a value of *. A
#   FunctionUrl has authorizationType AWS_IAM. A LayerVersionPermission for * has an organizationId. A ResourcePolicy allows nobody
#   by * unless a Condition on the caller, or a Deny of all other callers, keeps strangers out.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
# custom:
#   id: aws-lambda-not-public
#   severity: critical
#   scope: resource
#   tier: 1
#   population:
#   - aws:lambda/permission:Permission
#   - aws:lambda/functionUrl:FunctionUrl
#   - aws:lambda/layerVersionPermission:LayerVersionPermission
#   - aws:lambda/resourcePolicy:ResourcePolicy
#   reads:
#     "aws:lambda/permission:Permission": [principal, sourceArn, sourceAccount, principalOrgId, eventSourceToken]
#     "aws:lambda/functionUrl:FunctionUrl": [authorizationType]
#     "aws:lambda/layerVersionPermission:LayerVersionPermission": [principal, organizationId]
#     "aws:lambda/resourcePolicy:ResourcePolicy": [policy]
#   presence:
#     "aws:lambda/permission:Permission": [eventSourceToken, sourceArn, sourceAccount]
#   live: no function of the account has a policy that allows everybody
#   remediation: Name the principal and set sourceArn or sourceAccount, and authorizationType AWS_IAM on URLs.
#   aliases:
#   - checkov:CKV_AWS_258
#   - checkov:CKV_AWS_301
#   - checkov:CKV_AWS_364
#   - trivy:AVD-AWS-0067
#   - prowler:awslambda_function_not_publicly_accessible
#   - prowler:awslambda_function_url_public
#   - prowler:awslambda_function_url_cors_policy
#   - powerpipe:lambda_function_restrict_public_access
#   - securityhub:lambda.1
#   - awsconfig:LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED
#   - pulumi:aws-lambda-permission-configure-source-arn
#   - kics:lambda_function_publicly_accessible
#   - kics:lambda_permission_principal_is_wildcard
package checks.aws.lambda.not_public

import data.lib.caller
import data.lib.iam
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["principal"], "message": "the function's permission lets everybody invoke it"} if {
	some urn, permission in input.by_type["aws:lambda/permission:Permission"]
	permission.props.principal == "*"
	not caller.binds(permission, ["sourceArn", "sourceAccount", "eventSourceToken", "principalOrgId"])
}

deny contains {"resource": urn, "path": ["principal"], "message": message} if {
	some urn, permission in input.by_type["aws:lambda/permission:Permission"]
	service := value.text(permission.props.principal)
	regex.match(`\.amazon(aws)?\.com(\.cn)?$`, service)
	not caller.binds(permission, ["sourceArn", "sourceAccount", "eventSourceToken", "principalOrgId"])
	message := sprintf("the function's permission lets %s invoke it for any account", [service])
}

deny contains {"resource": urn, "path": ["authorizationType"], "message": "the function URL requires no authorization"} if {
	some urn, url in input.by_type["aws:lambda/functionUrl:FunctionUrl"]
	value.text(object.get(url.props, "authorizationType", null)) != "aws_iam"
}

deny contains {"resource": urn, "path": ["principal"], "message": "the layer's permission lets everybody use it"} if {
	some urn, permission in input.by_type["aws:lambda/layerVersionPermission:LayerVersionPermission"]
	permission.props.principal == "*"
	not caller.binds(permission, ["organizationId"])
}

deny contains {"resource": urn, "path": ["policy"], "message": "the policy grants access to everybody"} if {
	some urn, resource in input.by_type["aws:lambda/resourcePolicy:ResourcePolicy"]
	count(caller.public(resource.props.policy)) > 0
}

deny contains {"resource": urn, "path": ["policy"], "message": "the policy is not a JSON document, so it cannot be checked"} if {
	some urn, resource in input.by_type["aws:lambda/resourcePolicy:ResourcePolicy"]
	iam.unreadable(resource.props.policy)
}
