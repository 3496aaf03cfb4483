# METADATA
# title: Functions in a VPC have two subnets and a security group
# description: >-
#   Where vpcConfig is there, subnetIds names two or more subnets and securityGroupIds is not empty. A Function without
#   vpcConfig has no network of its own to protect and does not apply, unless the parameter requires one and no CloudFront
#   distribution runs it. An empty vpcConfig, as the provider answers, is none.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
# custom:
#   id: aws-lambda-in-vpc
#   severity: low
#   scope: stack
#   tier: 1
#   population: [aws:lambda/function:Function]
#   companions:
#     "aws:cloudfront/distribution:Distribution": ""
#   reads:
#     "aws:lambda/function:Function": [vpcConfig.subnetIds, vpcConfig.securityGroupIds]
#     "aws:cloudfront/distribution:Distribution":
#     - defaultCacheBehavior.lambdaFunctionAssociations[].lambdaArn
#     - orderedCacheBehaviors[].lambdaFunctionAssociations[].lambdaArn
#   presence:
#     "aws:cloudfront/distribution:Distribution":
#     - defaultCacheBehavior.lambdaFunctionAssociations[].lambdaArn
#     - orderedCacheBehaviors[].lambdaFunctionAssociations[].lambdaArn
#   parameters:
#     require_vpc: {type: boolean, default: false, description: Whether every function must be in a network}
#   not_applicable: the function is in no network of its own
#   remediation: Set vpcConfig.subnetIds to subnets in two zones and vpcConfig.securityGroupIds.
#   aliases:
#   - checkov:CKV_AWS_117
#   - prowler:awslambda_function_inside_vpc
#   - prowler:awslambda_function_vpc_multi_az
#   - powerpipe:lambda_function_in_vpc
#   - securityhub:lambda.5
#   - awsconfig:LAMBDA_INSIDE_VPC
#   - awsconfig:LAMBDA_VPC_MULTI_AZ_CHECK
package checks.aws.lambda.in_vpc

import data.lib.capability
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, function in input.by_type["aws:lambda/function:Function"]
	_networked(function)
}

applies contains urn if {
	input.parameters["aws-lambda-in-vpc"].require_vpc
	some urn, function in input.by_type["aws:lambda/function:Function"]
	not capability.at_edge(function)
}

deny contains {"resource": urn, "path": ["vpcConfig", "subnetIds"], "message": "the function has fewer than two subnets"} if {
	some urn, function in input.by_type["aws:lambda/function:Function"]
	count(object.get(function.props, ["vpcConfig", "subnetIds"], [])) < 2
}

deny contains {"resource": urn, "path": ["vpcConfig", "securityGroupIds"], "message": "the function has no security group"} if {
	some urn, function in input.by_type["aws:lambda/function:Function"]
	count(object.get(function.props, ["vpcConfig", "securityGroupIds"], [])) == 0
}

_networked(function) if {
	some property in ["subnetIds", "securityGroupIds"]
	value.present(function, ["props", "vpcConfig", property])
}
