# METADATA
# title: CloudFront encrypts sensitive fields where they are posted
# description: >-
#   Distributions whose tags match applies_tags set fieldLevelEncryptionId in every cache behaviour whose allowedMethods hold POST.
#   Other distributions do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/field-level-encryption.html
# custom:
#   id: aws-cloudfront-field-level-encryption
#   severity: low
#   scope: resource
#   tier: 1
#   population: ["aws:cloudfront/distribution:Distribution"]
#   reads:
#     "aws:cloudfront/distribution:Distribution":
#     - defaultCacheBehavior.allowedMethods
#     - defaultCacheBehavior.fieldLevelEncryptionId
#     - orderedCacheBehaviors[].allowedMethods
#     - orderedCacheBehaviors[].fieldLevelEncryptionId
#     - tags
#     - tagsAll
#   parameters:
#     applies_tags: {default: {data-classification: [cardholder, personal]}}
#   not_applicable: no tag of applies_tags says that the distribution takes sensitive fields
#   remediation: Add a FieldLevelEncryptionConfig and set its id as fieldLevelEncryptionId of the behaviours that take POST.
#   aliases:
#   - prowler:cloudfront_distributions_field_level_encryption_enabled
package checks.aws.cloudfront.field_level_encryption

import data.lib.cloudfront
import data.lib.tags
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	tags.match(distribution, _parameters.applies_tags)
}

deny contains {"resource": urn, "path": array.concat(behaviour.path, ["fieldLevelEncryptionId"]), "message": message} if {
	some urn, distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	some behaviour in cloudfront.behaviours(distribution)
	"POST" in value.list(behaviour.behaviour.allowedMethods)
	not value.present(behaviour, ["behaviour", "fieldLevelEncryptionId"])
	message := sprintf("%s accepts POST without field-level encryption", [behaviour.name])
}

_parameters := input.parameters["aws-cloudfront-field-level-encryption"]
