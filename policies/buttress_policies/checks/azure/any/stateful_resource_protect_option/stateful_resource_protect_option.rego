# METADATA
# title: Data stores and vaults in production are protected from deletion
# description: >-
#   The Pulumi option protect is true on each store and vault of a stack whose name matches stacks (globs, any case). Other stacks
#   do not apply. The option retainOnDelete does not count: it leaves the store behind, but lets it fall out of the program.
#   Single servers of PostgreSQL and MySQL count as servers.
# scope: package
# related_resources:
# - ref: https://www.pulumi.com/docs/iac/concepts/resources/options/protect/
# custom:
#   id: azure-stateful-resource-protect-option
#   severity: medium
#   scope: resource
#   tier: 2
#   population:
#   - "azure-native:storage:StorageAccount"
#   - "azure-native:sql:Database"
#   - "azure-native:keyvault:Vault"
#   - "azure-native:cosmosdb:DatabaseAccount"
#   - "azure-native:recoveryservices:Vault"
#   - "azure-native:sql:ManagedInstance"
#   - "azure-native:dbforpostgresql:Server"
#   - "azure-native:dbforpostgresql:SingleServer"
#   - "azure-native:dbformysql:Server"
#   - "azure-native:dbformysql:SingleServer"
#   - "azure-native:compute:Disk"
#   reads:
#     "azure-native:storage:StorageAccount": []
#     "azure-native:sql:Database": []
#     "azure-native:keyvault:Vault": []
#     "azure-native:cosmosdb:DatabaseAccount": []
#     "azure-native:recoveryservices:Vault": []
#     "azure-native:sql:ManagedInstance": []
#     "azure-native:dbforpostgresql:Server": []
#     "azure-native:dbforpostgresql:SingleServer": []
#     "azure-native:dbformysql:Server": []
#     "azure-native:dbformysql:SingleServer": []
#     "azure-native:compute:Disk": []
#   parameters:
#     stacks:
#       sought: true
#       type: array
#       items: string
#       default: ["prod*", "*-prod", production]
#       description: Names of the stacks that are production, globs allowed
#   not_applicable: the name of the stack is none of those of production
#   remediation: Give the resource the option protect, as EncryptedStorageAccount and HardenedSqlDatabase do.
package checks.azure.any.stateful_resource_protect_option

import rego.v1

applies contains urn if {
	some pattern in input.parameters["azure-stateful-resource-protect-option"].stacks
	glob.match(lower(pattern), null, lower(input.stack.name))
	some urn, _ in _stores
}

deny contains {"resource": urn, "path": [], "message": "the resource is not protected from deletion"} if {
	some urn, resource in _stores
	resource.options.protect == false
}

_stores[urn] := resource if {
	some type in _types
	some urn, resource in input.by_type[type]
}

_types := {
	"azure-native:storage:StorageAccount",
	"azure-native:sql:Database",
	"azure-native:keyvault:Vault",
	"azure-native:cosmosdb:DatabaseAccount",
	"azure-native:recoveryservices:Vault",
	"azure-native:sql:ManagedInstance",
	"azure-native:dbforpostgresql:Server",
	"azure-native:dbforpostgresql:SingleServer",
	"azure-native:dbformysql:Server",
	"azure-native:dbformysql:SingleServer",
	"azure-native:compute:Disk",
}
