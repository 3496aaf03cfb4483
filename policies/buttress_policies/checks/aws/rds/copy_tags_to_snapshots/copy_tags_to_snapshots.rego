# METADATA
# title: Snapshots carry their database's tags
# description: copyTagsToSnapshot is true on RDS instances and clusters and on Neptune clusters; absent is false.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html
# custom:
#   id: aws-rds-copy-tags-to-snapshots
#   severity: low
#   scope: resource
#   tier: 1
#   population: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:neptune/cluster:Cluster"]
#   reads:
#     "aws:rds/instance:Instance": [copyTagsToSnapshot]
#     "aws:rds/cluster:Cluster": [copyTagsToSnapshot]
#     "aws:neptune/cluster:Cluster": [copyTagsToSnapshot]
#   remediation: Set copyTagsToSnapshot to true, or use HardenedDatabase.
#   aliases:
#   - checkov:CKV_AWS_313
#   - checkov:CKV_AWS_362
#   - checkov:CKV2_AWS_60
#   - prowler:rds_instance_copy_tags_to_snapshots
#   - prowler:rds_cluster_copy_tags_to_snapshots
#   - prowler:neptune_cluster_copy_tags_to_snapshots
#   - securityhub:rds.16
#   - securityhub:rds.17
#   - securityhub:neptune.8
package checks.aws.rds.copy_tags_to_snapshots

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["copyTagsToSnapshot"], "message": "the database does not copy its tags to snapshots"} if {
	some type in ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:neptune/cluster:Cluster"]
	some urn, database in input.by_type[type]
	not value.is_true(database, ["props", "copyTagsToSnapshot"])
}
