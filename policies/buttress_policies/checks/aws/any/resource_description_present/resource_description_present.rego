# METADATA
# title: Resources have a description of their purpose
# description: >-
#   description (of an Athena Database: comment) is not empty and not the text that the provider fills in by itself (Managed
#   by Pulumi). Whether it is sufficient is for a reader to decide.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/welcome.html
# custom:
#   id: aws-resource-description-present
#   severity: low
#   opt_in: true
#   scope: resource
#   tier: 1
#   population:
#   - aws:appflow/flow:Flow
#   - aws:athena/database:Database
#   - aws:athena/dataCatalog:DataCatalog
#   - aws:athena/namedQuery:NamedQuery
#   - aws:athena/workgroup:Workgroup
#   - aws:kms/key:Key
#   - aws:lambda/function:Function
#   - aws:secretsmanager/secret:Secret
#   reads:
#     "aws:appflow/flow:Flow": [description]
#     "aws:athena/database:Database": [comment]
#     "aws:athena/dataCatalog:DataCatalog": [description]
#     "aws:athena/namedQuery:NamedQuery": [description]
#     "aws:athena/workgroup:Workgroup": [description]
#     "aws:kms/key:Key": [description]
#     "aws:lambda/function:Function": [description]
#     "aws:secretsmanager/secret:Secret": [description]
#   remediation: Set description to a sentence that states what the resource is for and who needs it.
#   aliases:
#   - awsconfig:ATHENA_WORKGROUP_DESCRIPTION
#   - pulumi:aws-appflow-flow-missing-description
#   - pulumi:aws-athena-database-missing-description
#   - pulumi:aws-athena-datacatalog-missing-description
#   - pulumi:aws-athena-namedquery-missing-description
#   - pulumi:aws-athena-workgroup-missing-description
#   - pulumi:aws-kms-key-missing-description
#   - pulumi:aws-lambda-function-missing-description
#   - pulumi:aws-secretsmanager-secret-missing-description
package checks.aws.any.resource_description_present

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [property], "message": "the resource has no description of its own"} if {
	some type, property in _described
	some urn, resource in input.by_type[type]
	trim_space(value.text(value.at(resource, ["props", property]))) in {"", "managed by pulumi", "managed by terraform"}
}

_described := {
	"aws:appflow/flow:Flow": "description",
	"aws:athena/database:Database": "comment",
	"aws:athena/dataCatalog:DataCatalog": "description",
	"aws:athena/namedQuery:NamedQuery": "description",
	"aws:athena/workgroup:Workgroup": "description",
	"aws:kms/key:Key": "description",
	"aws:lambda/function:Function": "description",
	"aws:secretsmanager/secret:Secret": "description",
}
