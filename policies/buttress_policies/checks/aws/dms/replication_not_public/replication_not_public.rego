# METADATA
# title: DMS replication instances have no public address
# description: >-
#   publiclyAccessible is not true. Absent is false: the provider always sends the flag, although the API's own default is
#   true.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.PublicPrivate.html
# custom:
#   id: aws-dms-replication-not-public
#   severity: critical
#   scope: resource
#   tier: 1
#   population: ["aws:dms/replicationInstance:ReplicationInstance"]
#   reads:
#     "aws:dms/replicationInstance:ReplicationInstance": [publiclyAccessible]
#   remediation: Set publiclyAccessible to false.
#   aliases:
#   - checkov:CKV_AWS_89
#   - prowler:dms_instance_no_public_access
#   - powerpipe:dms_replication_instance_not_publicly_accessible
#   - securityhub:dms.1
#   - awsconfig:DMS_REPLICATION_NOT_PUBLIC
#   - kics:amazon_dms_replication_instance_is_publicly_accessible
#   - kics-pulumi:amazon_dms_replication_instance_is_publicly_accessible
package checks.aws.dms.replication_not_public

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["publiclyAccessible"], "message": "the replication instance has a public address"} if {
	some type in ["aws:dms/replicationInstance:ReplicationInstance"]
	some urn, resource in input.by_type[type]
	value.is_true(resource, ["props", "publiclyAccessible"])
}
