# METADATA
# title: Changes to security settings are not ignored
# description: >-
#   The Pulumi option ignoreChanges of the resource names no path that is, or lies below, one of the parameter paths
#   (policies, rules, encryption, logging, public access), nor *, which is all of them. Ignored properties drift unseen:
#   neither a preview nor an update brings it back.
# scope: package
# related_resources:
# - ref: https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/
# custom:
#   id: aws-no-ignored-security-changes
#   severity: medium
#   scope: resource
#   tier: 3
#   population:
#   - "aws:s3/bucket:Bucket"
#   - "aws:ec2/securityGroup:SecurityGroup"
#   - "aws:iam/role:Role"
#   - "aws:rds/instance:Instance"
#   - "aws:kms/key:Key"
#   reads:
#     "aws:s3/bucket:Bucket": []
#     "aws:ec2/securityGroup:SecurityGroup": []
#     "aws:iam/role:Role": []
#     "aws:rds/instance:Instance": []
#     "aws:kms/key:Key": []
#   parameters:
#     paths:
#       sought: true
#       type: array
#       items: string
#       default: [acl, assumeRolePolicy, egress, enableKeyRotation, enabledCloudwatchLogsExports, forceDestroy, iamDatabaseAuthenticationEnabled, ingress, inlinePolicies, kmsKeyId, loggings, logging, managedPolicyArns, objectLockConfiguration, permissionsBoundary, policy, publiclyAccessible, serverSideEncryptionConfiguration, serverSideEncryptionConfigurations, storageEncrypted, versioning, versionings, vpcSecurityGroupIds]
#       description: Properties whose changes must not be ignored; a path below one of them counts as well
#   remediation: Take the property out of ignoreChanges, and make the program and the resource agree.
package checks.aws.any.no_ignored_security_changes

import rego.v1

deny contains {"resource": urn, "path": [], "message": message} if {
	some type in _types
	some urn, resource in input.by_type[type]
	some path in resource.options.ignoreChanges
	regex.split(`[.\["]`, trim_left(path, `["`))[0] in _guarded
	message := sprintf("the resource option ignoreChanges hides changes to %s", [path])
}

_guarded := {"*"} | {path | some path in input.parameters["aws-no-ignored-security-changes"].paths}

_types := {
	"aws:s3/bucket:Bucket",
	"aws:ec2/securityGroup:SecurityGroup",
	"aws:iam/role:Role",
	"aws:rds/instance:Instance",
	"aws:kms/key:Key",
}
