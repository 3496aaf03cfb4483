# METADATA
# title: RDS databases
# description: What several checks ask of a database.
# scope: package
package lib.rds

import data.lib.value
import rego.v1

# METADATA
# description: Whether a database is certainly no read replica, which would take much from its source. One whose source is known later is not certain.
# scope: document
standalone(database) if {
	not value.present(database, ["props", "replicateSourceDb"])
	not value.unknown(database, "replicateSourceDb")
}
