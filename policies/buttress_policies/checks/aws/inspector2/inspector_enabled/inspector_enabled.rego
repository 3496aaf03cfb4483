# METADATA
# title: Inspector scans the resources in use for vulnerabilities
# description: >-
#   Enablers list in resourceTypes every type of the parameter resource_types that the account has: EC2 where it has an
#   instance or a launch template, ECR where it has a repository, LAMBDA where it has a function. A type that is added to the
#   parameter, such as LAMBDA_CODE or CODE_REPOSITORY, is always required. An account that has none of these passes.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/inspector/latest/user/what-is-inspector.html
# custom:
#   id: aws-inspector-enabled
#   severity: high
#   scope: estate
#   tier: 2
#   population:
#   - aws:inspector2/enabler:Enabler
#   - aws:ec2/instance:Instance
#   - aws:ec2/launchTemplate:LaunchTemplate
#   - aws:ecr/repository:Repository
#   - aws:lambda/function:Function
#   reads:
#     "aws:inspector2/enabler:Enabler": [resourceTypes, accountIds]
#     "aws:ec2/instance:Instance": []
#     "aws:ec2/launchTemplate:LaunchTemplate": []
#     "aws:ecr/repository:Repository": []
#     "aws:lambda/function:Function": []
#   parameters:
#     resource_types:
#       sought: true
#       type: array
#       items: string
#       default: [EC2, ECR, LAMBDA]
#       description: Resource types that Inspector must scan, as resourceTypes of an Enabler names them
#   live: no open finding that is active beyond its time
#   remediation: Add an inspector2 Enabler with these resourceTypes, or use SecurityMonitoring.
#   aliases:
#   - prowler:inspector2_is_enabled
#   - prowler:inspector2_active_findings_exist
#   - securityhub:inspector.1
#   - securityhub:inspector.2
#   - securityhub:inspector.3
#   - securityhub:inspector.4
#   - awsconfig:INSPECTOR_EC2_SCAN_ENABLED
#   - awsconfig:INSPECTOR_ECR_SCAN_ENABLED
package checks.aws.inspector2.inspector_enabled

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some wanted in input.parameters["aws-inspector-enabled"].resource_types
	_required(wanted)
	not lower(wanted) in _enabled
	message := sprintf("the account's Inspector does not scan %s", [wanted])
}

_required(wanted) if not upper(wanted) in object.keys(_users)

_required(wanted) if {
	some type in _users[upper(wanted)]
	count(object.get(input.by_type, type, {})) > 0
}

_enabled contains value.text(type) if {
	some enabler in input.by_type["aws:inspector2/enabler:Enabler"]
	not _of_others(enabler)
	some type in value.list(value.at(enabler, ["props", "resourceTypes"]))
}

# An estate that is no account, by its name, may hold any.
_of_others(enabler) if {
	regex.match(`^aws:[0-9]{12}$`, input.estate.id)
	accounts := value.list(value.at(enabler, ["props", "accountIds"]))
	count(accounts) > 0
	not trim_prefix(input.estate.id, "aws:") in accounts
}

_users := {
	"EC2": ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate"],
	"ECR": ["aws:ecr/repository:Repository"],
	"LAMBDA": ["aws:lambda/function:Function"],
}
