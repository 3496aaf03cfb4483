# METADATA
# title: RDS databases
# description: What several checks ask of a database.
# scope: package
package lib.rds

import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Whether a database is certainly no read replica, which would take much from its source. Of one whose source is known later that is
#   not certain.
# scope: document
standalone(database) if {
	not value.present(database, ["props", "replicateSourceDb"])
	not value.unknown(database, "replicateSourceDb")
}

# METADATA
# description: >-
#   Whether a database (an instance or a cluster, Neptune's too) is certainly not encrypted. One that sets nothing is encrypted only
#   where it takes it from its source, or is an Aurora Serverless v1 cluster.
# scope: document
unencrypted(database) if {
	not value.is_true(database, ["props", "storageEncrypted"])
	not _encrypted_otherwise(database)
}

_encrypted_otherwise(database) if {
	not value.is_false(database, ["props", "storageEncrypted"])
	_has_source(database)
}

_encrypted_otherwise(database) if {
	not value.is_false(database, ["props", "storageEncrypted"])
	value.text(value.at(database, ["props", "engineMode"])) == "serverless"
}

_encrypted_otherwise(database) if {
	not value.is_false(database, ["props", "storageEncrypted"])
	value.unknown(database, "engineMode")
}

_has_source(database) if {
	some property in _sources
	value.present(database, ["props", property])
}

# A source that is known later is a source.
_has_source(database) if {
	some property in _sources
	value.unknown(database, property)
}

_sources := ["replicateSourceDb", "replicationSourceIdentifier", "sourceDbClusterIdentifier"]
