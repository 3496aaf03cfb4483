# METADATA
# title: SQL databases survive the loss of a zone
# description: >-
#   A Database has zoneRedundant true or stands in the databases of a FailoverGroup; a ManagedInstance and an ElasticPool have
#   zoneRedundant true. Absent is false. Databases in a pool, secondaries (createMode Secondary or OnlineSecondary) and those
#   whose sku.tier, or sku.name where no tier is given, is in exempt_tiers do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-sql/database/high-availability-sla-local-zone-redundancy
# custom:
#   id: azure-sql-database-high-availability
#   severity: medium
#   scope: stack
#   tier: 2
#   population: ["azure-native:sql:Database", "azure-native:sql:ElasticPool", "azure-native:sql:ManagedInstance"]
#   companions:
#     "azure-native:sql:FailoverGroup": databases
#   reads:
#     "azure-native:sql:Database": [zoneRedundant, elasticPoolId, createMode, sku.tier, sku.name]
#     "azure-native:sql:ElasticPool": [zoneRedundant]
#     "azure-native:sql:ManagedInstance": [zoneRedundant]
#     "azure-native:sql:FailoverGroup": []
#   presence:
#     "azure-native:sql:Database": [elasticPoolId]
#   parameters:
#     exempt_tiers:
#       type: array
#       items: string
#       default: [Basic]
#       description: Tiers that cannot be zone-redundant and are left out
#   live: failover was tried
#   not_applicable: the database is in a pool, is a secondary, or is of a tier of exempt_tiers
#   remediation: Set zoneRedundant to true, add the database to a FailoverGroup, or use HardenedSqlDatabase.
#   precondition: >-
#     The tier must have zone redundancy (General Purpose, Business Critical, Hyperscale and Premium have it, Basic and
#     Standard do not), the region must have zones, and Hyperscale takes it only when the database is made.
#   aliases:
#   - checkov:CKV_AZURE_229
package checks.azure.sql.database_high_availability

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, database in input.by_type["azure-native:sql:Database"]
	not value.specified(database, "elasticPoolId")
	not _unknown(database)
	not value.text(value.at(database, ["props", "createMode"])) in {"secondary", "onlinesecondary"}
	not _tier(database) in _exempt
}

applies contains urn if {
	some type in ["azure-native:sql:ElasticPool", "azure-native:sql:ManagedInstance"]
	some urn, _ in input.by_type[type]
}

deny contains {"resource": urn, "path": _place, "message": "the database is in one zone only"} if {
	some urn, database in input.by_type["azure-native:sql:Database"]
	not value.is_true(database, ["props", "zoneRedundant"])
	count(link.referrers(urn, "azure-native:sql:FailoverGroup", "databases")) == 0
}

deny contains {"resource": urn, "path": ["zoneRedundant"], "message": message} if {
	some type, what in {"azure-native:sql:ElasticPool": "pool", "azure-native:sql:ManagedInstance": "instance"}
	some urn, resource in input.by_type[type]
	not value.is_true(resource, ["props", "zoneRedundant"])
	message := sprintf("the %s is in one zone only", [what])
}

# A failover group whose databases are known later may hold any.
_place := [] if {
	count(object.get(input.unresolved, "azure-native:sql:FailoverGroup", [])) > 0
} else := ["zoneRedundant"]

_unknown(database) if {
	some property in ["createMode", "sku"]
	value.unknown(database, property)
}

_tier(database) := value.text(given[0]) if {
	given := [one | some key in ["tier", "name"]; one := value.at(database, ["props", "sku", key]); not one in {null, ""}]
} else := ""

_exempt := {lower(tier) | some tier in input.parameters["azure-sql-database-high-availability"].exempt_tiers}
