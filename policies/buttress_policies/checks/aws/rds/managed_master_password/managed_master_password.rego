# METADATA
# title: Master passwords are not written in programs
# description: >-
#   RDS manages the master password (manageMasterUserPassword), or it is written and never read back (passwordWo,
#   masterPasswordWo), or password or masterPassword is a Pulumi secret. A literal that the state holds as it is fails. A
#   database without a password, as a replica or one that is restored, passes. Names of users are checked by
#   aws-database-no-default-names- or-ports.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
# - ref: https://www.pulumi.com/docs/iac/concepts/secrets/
# custom:
#   id: aws-rds-managed-master-password
#   severity: high
#   scope: resource
#   subsumes: [aws-no-literal-secrets]
#   tier: 2
#   population: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"]
#   reads:
#     "aws:rds/instance:Instance": [password, manageMasterUserPassword]
#     "aws:rds/cluster:Cluster": [masterPassword, manageMasterUserPassword]
#   presence:
#     "aws:rds/instance:Instance": [password]
#     "aws:rds/cluster:Cluster": [masterPassword]
#   remediation: Set manageMasterUserPassword to true and leave the password out, or use HardenedDatabase.
package checks.aws.rds.managed_master_password

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [property], "message": "the database's master password is written in the program in plain text"} if {
	some type, property in {"aws:rds/instance:Instance": "password", "aws:rds/cluster:Cluster": "masterPassword"}
	some urn, database in input.by_type[type]
	not value.is_true(database, ["props", "manageMasterUserPassword"])
	not value.unknown(database, "manageMasterUserPassword")
	value.present(database, ["props", property])
	not [property] in database.secret
}
