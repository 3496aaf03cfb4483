# METADATA
# title: Both volumes of a WorkSpace are encrypted
# description: >-
#   rootVolumeEncryptionEnabled and userVolumeEncryptionEnabled are true; absent is false. Any key will do, that of the service
#   included.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/workspaces/latest/adminguide/encrypt-workspaces.html
# custom:
#   id: aws-workspaces-volumes-encrypted
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["aws:workspaces/workspace:Workspace"]
#   reads:
#     "aws:workspaces/workspace:Workspace": [rootVolumeEncryptionEnabled, userVolumeEncryptionEnabled]
#   remediation: Set rootVolumeEncryptionEnabled and userVolumeEncryptionEnabled to true, which replaces the WorkSpace.
#   aliases:
#   - checkov:CKV_AWS_155
#   - checkov:CKV_AWS_156
#   - trivy:AVD-AWS-0109
#   - prowler:workspaces_volume_encryption_enabled
#   - securityhub:workspaces.1
#   - securityhub:workspaces.2
#   - kics:workspaces_workspace_volume_not_encrypted
package checks.aws.workspaces.volumes_encrypted

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [property], "message": message} if {
	some property, volume in {"rootVolumeEncryptionEnabled": "root", "userVolumeEncryptionEnabled": "user"}
	some urn, workspace in input.by_type["aws:workspaces/workspace:Workspace"]
	not value.is_true(workspace, ["props", property])
	message := sprintf("the WorkSpace's %s volume is not encrypted", [volume])
}
