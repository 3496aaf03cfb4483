# METADATA
# title: RDS databases are encrypted with a customer managed key
# description: >-
#   The program sets kmsKeyId to a key other than the service's own (alias/aws/rds). A key that the provider merely reads back does not
#   count, since the service's own looks the same there. A read replica takes its source's key and applies only where it sets one.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html
# custom:
#   id: aws-rds-customer-managed-key
#   severity: low
#   scope: resource
#   tier: 1
#   population: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"]
#   reads:
#     "aws:rds/instance:Instance": [kmsKeyId, replicateSourceDb]
#     "aws:rds/cluster:Cluster": [kmsKeyId]
#   presence:
#     "aws:rds/cluster:Cluster": [kmsKeyId]
#     "aws:rds/instance:Instance": [kmsKeyId, replicateSourceDb]
#   not_applicable: a read replica, or a member of a cluster, takes the key of its source
#   remediation: Set kmsKeyId to a customer managed key (this replaces the database), or use HardenedDatabase.
#   precondition: The key's policy must admit RDS and the roles that make and restore the database first.
#   aliases:
#   - checkov:CKV_AWS_327
#   - pulumi:aws-rds-instance-configure-customer-managed-key
#   - pulumi:aws-rds-cluster-configure-customer-managed-key
package checks.aws.rds.customer_managed_key

import data.lib.key
import data.lib.rds
import rego.v1

applies contains urn if some urn, _ in input.by_type["aws:rds/cluster:Cluster"]

applies contains urn if {
	some urn, instance in input.by_type["aws:rds/instance:Instance"]
	rds.standalone(instance)
}

applies contains urn if {
	some urn, instance in input.by_type["aws:rds/instance:Instance"]
	"kmsKeyId" in instance.declared
}

deny contains {"resource": urn, "path": path, "message": message} if {
	some type in ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"]
	some urn, database in input.by_type[type]
	not key.chosen(database, "kmsKeyId")
	[path, message] := _reason(database)
}

_reason(database) := [["kmsKeyId"], "the database is encrypted with the service's own key"] if "kmsKeyId" in database.declared

_reason(database) := [[], "the database is not encrypted with a customer managed key"] if not "kmsKeyId" in database.declared
