# METADATA
# title: Backups of SQL databases are long-lived and geo-redundant
# description: >-
#   requestedBackupStorageRedundancy of a Database or ManagedInstance is Geo, GeoZone or absent, which is Geo. Each Database has a
#   LongTermRetentionPolicy with a weekly, monthly or yearly retention other than none (PT0S, P0D and the like), unless it is a
#   secondary (createMode Secondary or OnlineSecondary) or pauses by itself (autoPauseDelay above 0). A
#   BackupShortTermRetentionPolicy, where there is one, keeps for at least min_days.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-sql/database/automated-backups-overview
# - ref: https://learn.microsoft.com/azure/azure-sql/database/long-term-retention-overview
# custom:
#   id: azure-sql-database-backup-redundancy
#   severity: medium
#   scope: stack
#   tier: 2
#   population: ["azure-native:sql:Database", "azure-native:sql:ManagedInstance"]
#   companions:
#     "azure-native:sql:LongTermRetentionPolicy": databaseName
#     "azure-native:sql:BackupShortTermRetentionPolicy": databaseName
#   reads:
#     "azure-native:sql:Database": [requestedBackupStorageRedundancy, createMode, autoPauseDelay]
#     "azure-native:sql:ManagedInstance": [requestedBackupStorageRedundancy]
#     "azure-native:sql:LongTermRetentionPolicy": [weeklyRetention, monthlyRetention, yearlyRetention]
#     "azure-native:sql:BackupShortTermRetentionPolicy": [retentionDays]
#   parameters:
#     min_days: {default: 7}
#   live: a restore was tried
#   remediation: Leave requestedBackupStorageRedundancy at Geo and add a LongTermRetentionPolicy, or use HardenedSqlDatabase.
#   precondition: The region must have a paired region.
#   aliases:
#   - powerpipe:sql_database_long_term_geo_redundant_backup_enabled
#   - azurepolicy:d38fc420-0735-4ef3-ac11-c806f651a570
package checks.azure.sql.database_backup_redundancy

import data.lib.duration
import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["requestedBackupStorageRedundancy"], "message": "the database's backups are in one region only"} if {
	some type in ["azure-native:sql:Database", "azure-native:sql:ManagedInstance"]
	some urn, resource in input.by_type[type]
	not value.text(value.at(resource, ["props", "requestedBackupStorageRedundancy"])) in {"", "geo", "geozone"}
}

deny contains {"resource": urn, "path": [], "message": "the database has no long-term backup retention"} if {
	some urn, database in input.by_type["azure-native:sql:Database"]
	not _spared(database)
	not _long(database)
}

deny contains {"resource": urn, "at": policy.urn, "path": ["retentionDays"], "message": message} if {
	some urn, _ in input.by_type["azure-native:sql:Database"]
	some policy in link.referrers(urn, "azure-native:sql:BackupShortTermRetentionPolicy", "databaseName")
	days := value.number(value.at(policy, ["props", "retentionDays"]))
	days < _parameters.min_days
	message := sprintf("the database's point-in-time restore covers %v days, fewer than %d", [days, _parameters.min_days])
}

_spared(database) if value.text(value.at(database, ["props", "createMode"])) in {"secondary", "onlinesecondary"}

_spared(database) if value.number(value.at(database, ["props", "autoPauseDelay"])) > 0

_long(database) if {
	some policy in link.referrers(database.urn, "azure-native:sql:LongTermRetentionPolicy", "databaseName")
	some property in ["weeklyRetention", "monthlyRetention", "yearlyRetention"]
	duration.days(value.at(policy, ["props", property])) > 0
}

_parameters := input.parameters["azure-sql-database-backup-redundancy"]
