# METADATA
# title: MySQL, PostgreSQL and MariaDB servers keep backups in another region
# description: >-
#   backup.geoRedundantBackup is Enabled and backup.backupRetentionDays, 7 where absent, is at least min_days; for single and
#   MariaDB servers the same names stand in properties.storageProfile, or in the storageProfile that the provider answers. Absent redundancy is off. Replicas and servers in a
#   region of unpaired_regions do not apply.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-backup-restore
# custom:
#   id: azure-oss-database-geo-backup
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - "azure-native:dbforpostgresql:Server"
#   - "azure-native:dbformysql:Server"
#   - "azure-native:dbforpostgresql:SingleServer"
#   - "azure-native:dbformysql:SingleServer"
#   - "azure-native:dbformariadb:Server"
#   reads:
#     "azure-native:dbforpostgresql:Server": [backup.geoRedundantBackup, backup.backupRetentionDays, createMode]
#     "azure-native:dbformysql:Server": [backup.geoRedundantBackup, backup.backupRetentionDays, createMode]
#     "azure-native:dbforpostgresql:SingleServer":
#     - properties.storageProfile.geoRedundantBackup
#     - properties.storageProfile.backupRetentionDays
#     - properties.createMode
#     - storageProfile.geoRedundantBackup
#     - storageProfile.backupRetentionDays
#     "azure-native:dbformysql:SingleServer":
#     - properties.storageProfile.geoRedundantBackup
#     - properties.storageProfile.backupRetentionDays
#     - properties.createMode
#     - storageProfile.geoRedundantBackup
#     - storageProfile.backupRetentionDays
#     "azure-native:dbformariadb:Server":
#     - properties.storageProfile.geoRedundantBackup
#     - properties.storageProfile.backupRetentionDays
#     - properties.createMode
#     - storageProfile.geoRedundantBackup
#     - storageProfile.backupRetentionDays
#   parameters:
#     min_days: {default: 7}
#     unpaired_regions: {type: array, items: string, default: [], description: "Regions without a pair, where such backups do not exist"}
#   not_applicable: a replica has no backups of its own, and the region may have no pair
#   remediation: Set geoRedundantBackup to Enabled when the server is created, or use BackupVault.
#   precondition: The region must have a paired region and the tier geo-redundant backup.
#   aliases:
#   - checkov:CKV_AZURE_94
#   - checkov:CKV_AZURE_102
#   - checkov:CKV_AZURE_129
#   - checkov:CKV_AZURE_136
#   - prowler:mysql_flexible_server_geo_redundant_backup_enabled
#   - prowler:postgresql_flexible_server_geo_redundant_backup_enabled
#   - powerpipe:mysql_db_server_geo_redundant_backup_enabled
#   - powerpipe:postgres_db_server_geo_redundant_backup_enabled
#   - powerpipe:mariadb_server_geo_redundant_backup_enabled
#   - azurepolicy:0ec47710-77ff-4a3d-9181-6aa50af424d0
#   - azurepolicy:82339799-d096-41ae-8538-b108becf0970
#   - azurepolicy:48af4db5-9b8b-401c-8e74-076be876a430
#   - kics:geo_redundancy_is_disabled
#   - kics:mariadb_server_georedundant_backup_disabled
package checks.azure.dbforpostgresql.oss_database_geo_backup

import data.lib.arm
import data.lib.database
import data.lib.value
import rego.v1

deny contains {
	"resource": urn,
	"path": _place(server, "geoRedundantBackup"),
	"message": "the server's backups stay in its own region",
} if {
	some type, _ in _profiles
	some urn, server in input.by_type[type]
	value.text(value.at(server.props, _place(server, "geoRedundantBackup"))) != "enabled"
}

deny contains {"resource": urn, "path": _place(server, "backupRetentionDays"), "message": message} if {
	some type, _ in _profiles
	some urn, server in input.by_type[type]
	days := value.number(value.at(server.props, _place(server, "backupRetentionDays")))
	days < _parameters.min_days
	message := sprintf("the server keeps backups for %v days only", [days])
}

applies contains urn if {
	some type, _ in _profiles
	some urn, server in input.by_type[type]
	not database.replica(server)
	not arm.location(server) in _unpaired
}

_unpaired := {replace(lower(region), " ", "") | some region in _parameters.unpaired_regions}

_place(server, property) := [_profiles[server.type], property] if _profiles[server.type] == "backup"

_place(server, property) := arm.property_path(server, [_profiles[server.type], property]) if _profiles[server.type] != "backup"

_profiles := {
	"azure-native:dbforpostgresql:Server": "backup",
	"azure-native:dbformysql:Server": "backup",
	"azure-native:dbforpostgresql:SingleServer": "storageProfile",
	"azure-native:dbformysql:SingleServer": "storageProfile",
	"azure-native:dbformariadb:Server": "storageProfile",
}

_parameters := input.parameters["azure-oss-database-geo-backup"]
