# METADATA
# title: Data stores and keys are protected from deletion
# description: >-
#   The Pulumi option protect is true, or deletionProtection (deletionProtectionEnabled of a table) is, where the type has it; and
#   forceDestroy of a bucket is not true, which would delete it with all that it holds. The option retainOnDelete does not count:
#   it leaves the store behind, but lets it fall out of the program. Resources whose tag `environment` is one of non_production do
#   not apply.
# scope: package
# related_resources:
# - ref: https://www.pulumi.com/docs/iac/concepts/resources/options/protect/
# custom:
#   id: aws-stateful-resource-protect-option
#   severity: medium
#   scope: resource
#   tier: 2
#   population:
#   - aws:s3/bucket:Bucket
#   - aws:rds/instance:Instance
#   - aws:rds/cluster:Cluster
#   - aws:dynamodb/table:Table
#   - aws:kms/key:Key
#   - aws:paymentcryptography/key:Key
#   - aws:efs/fileSystem:FileSystem
#   reads:
#     "aws:s3/bucket:Bucket": [forceDestroy, tags, tagsAll]
#     "aws:rds/instance:Instance": [deletionProtection, tags, tagsAll]
#     "aws:rds/cluster:Cluster": [deletionProtection, tags, tagsAll]
#     "aws:dynamodb/table:Table": [deletionProtectionEnabled, tags, tagsAll]
#     "aws:kms/key:Key": [tags, tagsAll]
#     "aws:paymentcryptography/key:Key": [tags, tagsAll]
#     "aws:efs/fileSystem:FileSystem": [tags, tagsAll]
#   parameters:
#     non_production:
#   not_applicable: the resource is tagged as part of an environment other than production
#   remediation: >-
#     Give the resource the option protect, or set deletionProtection where it has it, and leave out forceDestroy; EncryptedBucket
#     and HardenedDatabase do so.
package checks.aws.any.stateful_resource_protect_option

import data.lib.tags
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, resource in _stores
	not tags.non_production(resource, _parameters.non_production)
	not tags.tag_unknown(resource, ["environment"])
}

deny contains {"resource": urn, "path": path, "message": "the resource is not protected from deletion"} if {
	some urn, resource in _stores
	resource.options.protect == false
	path := _switches[resource.type]
	not _switched(resource)
}

deny contains {"resource": urn, "path": ["forceDestroy"], "message": "forceDestroy deletes the bucket with all objects in it"} if {
	some urn, bucket in input.by_type["aws:s3/bucket:Bucket"]
	value.is_true(bucket, ["props", "forceDestroy"])
}

_stores[urn] := resource if {
	some type, _ in _switches
	some urn, resource in input.by_type[type]
}

# The cloud's own switch of each type; most have none.
_switches := {
	"aws:s3/bucket:Bucket": [],
	"aws:rds/instance:Instance": ["deletionProtection"],
	"aws:rds/cluster:Cluster": ["deletionProtection"],
	"aws:dynamodb/table:Table": ["deletionProtectionEnabled"],
	"aws:kms/key:Key": [],
	"aws:paymentcryptography/key:Key": [],
	"aws:efs/fileSystem:FileSystem": [],
}

_switched(resource) if {
	some property in _switches[resource.type]
	value.is_true(resource, ["props", property])
}

_parameters := input.parameters["aws-stateful-resource-protect-option"]
