# METADATA
# title: Master passwords are not written in programs
# description: >-
#   RDS manages the master password (manageMasterUserPassword), or it is written and never read back (passwordWo,
#   masterPasswordWo), or password or masterPassword is a Pulumi secret. A literal that the state holds as it is fails. A
#   database without a password, as a replica or one that is restored, does not apply. Names of users are checked by
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

skips contains {"resource": urn, "reason": "the database has no master password of its own, as a replica or one that is restored"} if {
	some type, property in _properties
	some urn, database in input.by_type[type]
	every one in ["manageMasterUserPassword", property, sprintf("%sWo", [property]), sprintf("%sWoVersion", [property])] {
		not value.specified(database, one)
	}
}

deny contains {"resource": urn, "path": [property], "message": "the database's master password is written in the program in plain text"} if {
	some type, property in _properties
	some urn, database in input.by_type[type]
	not value.is_true(database, ["props", "manageMasterUserPassword"])
	not value.unknown(database, "manageMasterUserPassword")
	value.present(database, ["props", property])
	not [property] in database.secret
}

_properties := {"aws:rds/instance:Instance": "password", "aws:rds/cluster:Cluster": "masterPassword"}
