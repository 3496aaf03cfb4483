"""Facts about Azure and its Pulumi provider that no source file of the SDK tells. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

NAMESPACES: Final[Mapping[str, str]] = {
    "apimanagement": "Microsoft.ApiManagement",
    "appconfiguration": "Microsoft.AppConfiguration",
    "applicationinsights": "Microsoft.Insights",
    "app": "Microsoft.App",
    "cognitiveservices": "Microsoft.CognitiveServices",
    "containerinstance": "Microsoft.ContainerInstance",
    "containerregistry": "Microsoft.ContainerRegistry",
    "containerservice": "Microsoft.ContainerService",
    "cosmosdb": "Microsoft.DocumentDB",
    "datafactory": "Microsoft.DataFactory",
    "dataprotection": "Microsoft.DataProtection",
    "dbformariadb": "Microsoft.DBforMariaDB",
    "dbformysql": "Microsoft.DBforMySQL",
    "dbforpostgresql": "Microsoft.DBforPostgreSQL",
    "eventgrid": "Microsoft.EventGrid",
    "eventhub": "Microsoft.EventHub",
    "frontdoor": "Microsoft.Network",
    "guestconfiguration": "Microsoft.GuestConfiguration",
    "healthcareapis": "Microsoft.HealthcareApis",
    "iothub": "Microsoft.Devices",
    "keyvault": "Microsoft.KeyVault",
    "machinelearningservices": "Microsoft.MachineLearningServices",
    "managedidentity": "Microsoft.ManagedIdentity",
    "monitor": "Microsoft.Insights",
    "operationalinsights": "Microsoft.OperationalInsights",
    "recoveryservices": "Microsoft.RecoveryServices",
    "redis": "Microsoft.Cache",
    "redisenterprise": "Microsoft.Cache",
    "securityinsights": "Microsoft.SecurityInsights",
    "servicebus": "Microsoft.ServiceBus",
    "servicefabric": "Microsoft.ServiceFabric",
    "signalrservice": "Microsoft.SignalRService",
    "streamanalytics": "Microsoft.StreamAnalytics",
}
"""The resource provider by the SDK's module, where it is not the module with a capital."""

COLLECTIONS: Final[Mapping[str, str]] = {
    "azure-native:apimanagement:ApiManagementService": "service",
    "azure-native:cognitiveservices:Account": "accounts",
    "azure-native:containerservice:ManagedCluster": "managedClusters",
    "azure-native:dbformysql:Server": "flexibleServers",
    "azure-native:dbformysql:SingleServer": "servers",
    "azure-native:dbforpostgresql:Server": "flexibleServers",
    "azure-native:dbforpostgresql:SingleServer": "servers",
    "azure-native:dbforpostgresql:ServerGroupCluster": "serverGroupsv2",
    "azure-native:frontdoor:Policy": "frontDoorWebApplicationFirewallPolicies",
    "azure-native:healthcareapis:Service": "services",
    "azure-native:iothub:IotHubResource": "IotHubs",
    "azure-native:keyvault:ManagedHsm": "managedHSMs",
    "azure-native:monitor:DiagnosticSetting": "diagnosticSettings",
    "azure-native:monitor:SubscriptionDiagnosticSetting": "diagnosticSettings",
    "azure-native:network:WebApplicationFirewallPolicy": "ApplicationGatewayWebApplicationFirewallPolicies",
    "azure-native:network:PublicIPAddress": "publicIPAddresses",
    "azure-native:network:NetworkSecurityGroup": "networkSecurityGroups",
    "azure-native:redis:Redis": "Redis",
    "azure-native:redis:FirewallRule": "firewallRules",
    "azure-native:redisenterprise:RedisEnterprise": "redisEnterprise",
    "azure-native:resources:ResourceGroup": "resourceGroups",
    "azure-native:search:Service": "searchServices",
    "azure-native:servicebus:NamespaceAuthorizationRule": "authorizationRules",
    "azure-native:eventhub:NamespaceAuthorizationRule": "authorizationRules",
    "azure-native:signalrservice:SignalR": "signalR",
    "azure-native:sql:ServerAzureADAdministrator": "administrators",
    "azure-native:sql:ServerAzureADOnlyAuthentication": "azureADOnlyAuthentications",
    "azure-native:sql:ServerBlobAuditingPolicy": "auditingSettings",
    "azure-native:sql:ExtendedServerBlobAuditingPolicy": "extendedAuditingSettings",
    "azure-native:sql:ServerSecurityAlertPolicy": "securityAlertPolicies",
    "azure-native:sql:ServerVulnerabilityAssessment": "vulnerabilityAssessments",
    "azure-native:sql:EncryptionProtector": "encryptionProtector",
    "azure-native:sql:TransparentDataEncryption": "transparentDataEncryption",
    "azure-native:storage:BlobServiceProperties": "blobServices",
    "azure-native:storage:FileServiceProperties": "fileServices",
    "azure-native:web:AppServicePlan": "serverfarms",
    "azure-native:web:WebApp": "sites",
    "azureFirewallName": "azureFirewalls",
    "cacheName": "Redis",
    "serviceName": "service",
    "vmName": "virtualMachines",
    "vmScaleSetName": "virtualMachineScaleSets",
    "azure-native:compute:VirtualMachineExtension": "extensions",
    "azure-native:compute:VirtualMachineScaleSetExtension": "extensions",
    "azure-native:authorization:ManagementLockAtResourceGroupLevel": "locks",
    "azure-native:authorization:ManagementLockAtSubscriptionLevel": "locks",
    "azure-native:authorization:ManagementLockByScope": "locks",
    "azure-native:dbformysql:SingleServerFirewallRule": "firewallRules",
    "azure-native:dbforpostgresql:SingleServerFirewallRule": "firewallRules",
    "azure-native:dbforpostgresql:SingleServerConfiguration": "configurations",
    "azure-native:sql:IPv6FirewallRule": "ipv6FirewallRules",
    "namespaceName": "namespaces",
    "ascLocation": "locations",
}
"""The collection in an id, by type or by the parameter that names a parent, where it is not the plural."""

PATHS: Final[Mapping[str, str]] = {
    "azure-native:resources:ResourceGroup": "/subscriptions/{subscription}/resourceGroups/{resourceGroupName}",
    "azure-native:automation:Variable": "Microsoft.Automation/automationAccounts/{automationAccountName}/variables/{variableName}",
    "azure-native:cdn:AFDCustomDomain": "Microsoft.Cdn/profiles/{profileName}/customDomains/{customDomainName}",
    "azure-native:cdn:AFDEndpoint": "Microsoft.Cdn/profiles/{profileName}/afdEndpoints/{endpointName}",
    "azure-native:cdn:AFDOrigin": "Microsoft.Cdn/profiles/{profileName}/originGroups/{originGroupName}/origins/{originName}",
    "azure-native:cdn:AFDOriginGroup": "Microsoft.Cdn/profiles/{profileName}/originGroups/{originGroupName}",
    "azure-native:cdn:Route": "Microsoft.Cdn/profiles/{profileName}/afdEndpoints/{endpointName}/routes/{routeName}",
    "azure-native:cdn:SecurityPolicy": "Microsoft.Cdn/profiles/{profileName}/securityPolicies/{securityPolicyName}",
    "azure-native:dataprotection:BackupInstance": "Microsoft.DataProtection/backupVaults/{vaultName}/backupInstances/{backupInstanceName}",
    "azure-native:dataprotection:BackupPolicy": "Microsoft.DataProtection/backupVaults/{vaultName}/backupPolicies/{backupPolicyName}",
    "azure-native:dns:RecordSet": "Microsoft.Network/dnsZones/{zoneName}/{recordType}/{relativeRecordSetName}",
    "azure-native:dns:Zone": "Microsoft.Network/dnsZones/{zoneName}",
    "azure-native:eventhub:NamespaceNetworkRuleSet": "Microsoft.EventHub/namespaces/{namespaceName}/networkRuleSets/default",
    "azure-native:redisenterprise:Database": "Microsoft.Cache/redisEnterprise/{clusterName}/databases/{databaseName}",
    "azure-native:servicebus:NamespaceNetworkRuleSet": "Microsoft.ServiceBus/namespaces/{namespaceName}/networkRuleSets/default",
    "azure-native:containerservice:AgentPool": "Microsoft.ContainerService/managedClusters/{resourceName}/agentPools/{agentPoolName}",
    "azure-native:dbformysql:Configuration": "Microsoft.DBforMySQL/flexibleServers/{serverName}/configurations/{configurationName}",
    "azure-native:dbformysql:FirewallRule": "Microsoft.DBforMySQL/flexibleServers/{serverName}/firewallRules/{firewallRuleName}",
    "azure-native:dbforpostgresql:Configuration": (
        "Microsoft.DBforPostgreSQL/flexibleServers/{serverName}/configurations/{configurationName}"
    ),
    "azure-native:dbforpostgresql:FirewallRule": "Microsoft.DBforPostgreSQL/flexibleServers/{serverName}/firewallRules/{firewallRuleName}",
    "azure-native:managedidentity:UserAssignedIdentity": "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}",
    "azure-native:storage:BlobContainer": "Microsoft.Storage/storageAccounts/{accountName}/blobServices/default/containers/{containerName}",
    "azure-native:storage:BlobContainerImmutabilityPolicy": (
        "Microsoft.Storage/storageAccounts/{accountName}/blobServices/default/containers/{containerName}"
        "/immutabilityPolicies/{immutabilityPolicyName}"
    ),
    "azure-native:storage:BlobContainerLegalHold": (
        "Microsoft.Storage/storageAccounts/{accountName}/blobServices/default/containers/{containerName}/legalHold"
    ),
    "azure-native:storage:BlobServiceProperties": "Microsoft.Storage/storageAccounts/{accountName}/blobServices/{blobServicesName}",
    "azure-native:storage:EncryptionScope": "Microsoft.Storage/storageAccounts/{accountName}/encryptionScopes/{encryptionScopeName}",
    "azure-native:storage:FileServiceProperties": "Microsoft.Storage/storageAccounts/{accountName}/fileServices/{fileServicesName}",
    "azure-native:storage:FileShare": "Microsoft.Storage/storageAccounts/{accountName}/fileServices/default/shares/{shareName}",
    "azure-native:storage:ManagementPolicy": "Microsoft.Storage/storageAccounts/{accountName}/managementPolicies/{managementPolicyName}",
    "azure-native:storage:Queue": "Microsoft.Storage/storageAccounts/{accountName}/queueServices/default/queues/{queueName}",
    "azure-native:storage:Table": "Microsoft.Storage/storageAccounts/{accountName}/tableServices/default/tables/{tableName}",
    "azure-native:network:Route": "Microsoft.Network/routeTables/{routeTableName}/routes/{routeName}",
    "azure-native:security:Pricing": "Microsoft.Security/pricings/{pricingName}",
    "azure-native:sql:SqlVulnerabilityAssessmentsSetting": "Microsoft.Sql/servers/{serverName}/sqlVulnerabilityAssessments/default",
    "azure-native:sql:BackupShortTermRetentionPolicy": (
        "Microsoft.Sql/servers/{serverName}/databases/{databaseName}/backupShortTermRetentionPolicies/{policyName}"
    ),
    "azure-native:sql:LongTermRetentionPolicy": (
        "Microsoft.Sql/servers/{serverName}/databases/{databaseName}/backupLongTermRetentionPolicies/{policyName}"
    ),
    "azure-native:web:WebAppApplicationSettings": "Microsoft.Web/sites/{name}/config/appsettings",
    "azure-native:web:WebAppAuthSettings": "Microsoft.Web/sites/{name}/config/authsettings",
    "azure-native:web:WebAppAuthSettingsV2": "Microsoft.Web/sites/{name}/config/authsettingsV2",
    "azure-native:web:WebAppConnectionStrings": "Microsoft.Web/sites/{name}/config/connectionstrings",
    "azure-native:web:WebAppDiagnosticLogsConfiguration": "Microsoft.Web/sites/{name}/config/logs",
    "azure-native:web:WebAppFtpAllowed": "Microsoft.Web/sites/{name}/basicPublishingCredentialsPolicies/ftp",
    "azure-native:web:WebAppScmAllowed": "Microsoft.Web/sites/{name}/basicPublishingCredentialsPolicies/scm",
    "azure-native:web:WebAppSlot": "Microsoft.Web/sites/{name}/slots/{slot}",
    "azure-native:web:WebAppApplicationSettingsSlot": "Microsoft.Web/sites/{name}/slots/{slot}/config/appsettings",
    "azure-native:web:WebAppAuthSettingsV2Slot": "Microsoft.Web/sites/{name}/slots/{slot}/config/authsettingsV2",
    "azure-native:web:WebAppConnectionStringsSlot": "Microsoft.Web/sites/{name}/slots/{slot}/config/connectionstrings",
    "azure-native:web:WebAppFtpAllowedSlot": "Microsoft.Web/sites/{name}/slots/{slot}/basicPublishingCredentialsPolicies/ftp",
    "azure-native:web:WebAppScmAllowedSlot": "Microsoft.Web/sites/{name}/slots/{slot}/basicPublishingCredentialsPolicies/scm",
}
"""Ids that the names of the type and of its parameters do not give."""

OWN: Final[Mapping[str, str]] = {
    "azure-native:apimanagement:ApiManagementService": "serviceName",
    "azure-native:authorization:PimRoleEligibilitySchedule": "",
    "azure-native:automation:Variable": "variableName",
    "azure-native:compute:VirtualMachine": "vmName",
    "azure-native:compute:VirtualMachineExtension": "vmExtensionName",
    "azure-native:compute:VirtualMachineScaleSet": "vmScaleSetName",
    "azure-native:dns:RecordSet": "relativeRecordSetName",
    "azure-native:managedidentity:UserAssignedIdentity": "resourceName",
    "azure-native:network:Subnet": "subnetName",
    "azure-native:resources:ResourceGroup": "resourceGroupName",
    "azure-native:sql:Database": "databaseName",
    "azure-native:sql:ManagedInstance": "managedInstanceName",
    "azure-native:storage:StorageAccount": "accountName",
    "azure-native:storage:BlobContainerLegalHold": "",
    "azure-native:storage:Table": "tableName",
    "azure-native:web:WebAppSlot": "slot",
}
"""The parameter that names the resource itself, where several could."""

NAMING: Final[Mapping[str, str]] = {
    "azure-native:authorization:RoleAssignment": "uuid",
    "azure-native:authorization:RoleDefinition": "uuid",
}
"""Types whose auto-name is no word and digits."""

FIXED: Final[Mapping[str, str]] = {
    "blobServicesName": "default",
    "fileServicesName": "default",
    "queueServicesName": "default",
    "tableServicesName": "default",
    "managementPolicyName": "default",
    "immutabilityPolicyName": "default",
    "encryptionProtectorName": "current",
    "tdeName": "current",
    "blobAuditingPolicyName": "default",
    "securityAlertPolicyName": "Default",
    "authenticationName": "Default",
    "administratorName": "ActiveDirectory",
    "vulnerabilityAssessmentName": "default",
}
"""Resources of which a parent has exactly one."""

SCOPES: Final = frozenset({"scope", "resourceUri", "resourceId", "scopeId"})
"""Parameters that are a whole id, under which the resource hangs."""

DEPTH: Final[Mapping[str, int]] = {
    "profileName": 0,
    "serviceName": 0,
    "accountName": 0,
    "vaultName": 0,
    "fabricName": 1,
    "containerName": 2,
    "serverName": 0,
    "namespaceName": 0,
    "databaseName": 1,
    "topicName": 1,
}
"""Which parent comes first in an id."""

OUTPUTS: Final[Mapping[str, Any]] = {
    "#provisioningState": "Succeeded",
    "#primaryLocation": "{location}",
    "#vaultUri": "https://{name}.vault.azure.net/",
    "#loginServer": "{name}.azurecr.io",
    "#fullyQualifiedDomainName": "{name}.database.windows.net",
    "#defaultHostName": "{name}.azurewebsites.net",
    "#documentEndpoint": "https://{name}.documents.azure.com:443/",
    "#hostName": "{name}.redis.cache.windows.net",
    "#customerId": "{uuid}",
    "#principalId": "{uuid}",
    "#clientId": "{uuid}",
    "#tenantId": "{tenant}",
    "#resourceGuid": "{uuid}",
    "#fqdn": "{name}.{location}.azmk8s.io",
    "#keyUri": "https://offline.vault.azure.net/keys/{name}",
    "#keyUriWithVersion": "https://offline.vault.azure.net/keys/{name}/{digits}",
    "azure-native:authorization:RoleAssignment#createdOn": "2024-01-01T00:00:00Z",
    "azure-native:keyvault:Vault#systemData": {"createdAt": "2026-01-01T00:00:00Z"},
    "azure-native:storage:StorageAccount#primaryEndpoints": {
        "blob": "https://{name}.blob.core.windows.net/",
        "dfs": "https://{name}.dfs.core.windows.net/",
        "file": "https://{name}.file.core.windows.net/",
        "queue": "https://{name}.queue.core.windows.net/",
        "table": "https://{name}.table.core.windows.net/",
        "web": "https://{name}.z13.web.core.windows.net/",
    },
}
"""Output-only properties, by `type#property` or by `#property` for every type."""

LISTED: Final[Mapping[str, tuple[str, ...]]] = {
    "listDatabaseAccountKeys": ("primaryMasterKey", "primaryReadonlyMasterKey", "secondaryMasterKey", "secondaryReadonlyMasterKey"),
    "listRedisKeys": ("primaryKey", "secondaryKey"),
    "listNamespaceKeys": ("primaryConnectionString", "primaryKey", "secondaryConnectionString", "secondaryKey"),
    "listRegistryCredentials": ("username",),
    "listWorkspaceKeys": ("primarySharedKey", "secondarySharedKey"),
    "listSharedKeys": ("primarySharedKey", "secondarySharedKey"),
    "listConfigurationStoreKeys": (),
}
"""What a listing of keys answers, each value a secret."""
