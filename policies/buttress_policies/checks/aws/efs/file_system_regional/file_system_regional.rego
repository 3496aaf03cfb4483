# METADATA
# title: EFS file systems are kept in several zones
# description: availabilityZoneName is absent, so that the file system is regional rather than One Zone.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/efs/latest/ug/availability-durability.html
# custom:
#   id: aws-efs-file-system-regional
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["aws:efs/fileSystem:FileSystem"]
#   reads:
#     "aws:efs/fileSystem:FileSystem": [availabilityZoneName]
#   remediation: Leave availabilityZoneName out (this replaces the file system).
#   aliases:
#   - prowler:efs_multi_az_enabled
#   - pulumi:aws-efs-filesystem-disallow-single-availability-zone
package checks.aws.efs.file_system_regional

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["availabilityZoneName"], "message": message} if {
	some urn, system in input.by_type["aws:efs/fileSystem:FileSystem"]
	value.present(system, ["props", "availabilityZoneName"])
	message := sprintf("the file system is stored in %v only", [system.props.availabilityZoneName])
}
