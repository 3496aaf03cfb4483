# METADATA
# title: Changes to security settings are not ignored
# description: >-
#   The Pulumi option ignoreChanges of the resource names no path that is, or lies below, one of the parameter paths, nor *,
#   which is all of them. Ignored properties drift unseen: neither a preview nor an update brings it back.
# scope: package
# related_resources:
# - ref: https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/
# custom:
#   id: azure-no-ignored-security-changes
#   severity: medium
#   scope: resource
#   tier: 2
#   population:
#   - "azure-native:storage:StorageAccount"
#   - "azure-native:network:NetworkSecurityGroup"
#   - "azure-native:keyvault:Vault"
#   - "azure-native:sql:Server"
#   - "azure-native:authorization:RoleAssignment"
#   reads:
#     "azure-native:storage:StorageAccount": []
#     "azure-native:network:NetworkSecurityGroup": []
#     "azure-native:keyvault:Vault": []
#     "azure-native:sql:Server": []
#     "azure-native:authorization:RoleAssignment": []
#   parameters:
#     paths:
#       sought: true
#       type: array
#       items: string
#       default: [networkRuleSet, encryption, allowBlobPublicAccess, minimumTlsVersion, securityRules, properties, publicNetworkAccess, administrators, roleDefinitionId]
#       description: Properties whose changes must not be ignored; a path below one of them counts as well
#   remediation: Take the property out of ignoreChanges, and make the program and the resource agree.
package checks.azure.any.no_ignored_security_changes

import rego.v1

deny contains {"resource": urn, "path": [], "message": message} if {
	some type in _types
	some urn, resource in input.by_type[type]
	some path in resource.options.ignoreChanges
	regex.split(`[.\["]`, trim_left(path, `["`))[0] in _guarded
	message := sprintf("the resource option ignoreChanges hides changes to %s", [path])
}

_guarded := {"*"} | {path | some path in input.parameters["azure-no-ignored-security-changes"].paths}

_types := {
	"azure-native:storage:StorageAccount",
	"azure-native:network:NetworkSecurityGroup",
	"azure-native:keyvault:Vault",
	"azure-native:sql:Server",
	"azure-native:authorization:RoleAssignment",
}
