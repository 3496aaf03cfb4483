"""What watches the subscription."""

from backoffice import group, told, workspace
from pulumi_azure_native import authorization, monitor, security
from settings import EMAIL, TAGS

monitor.SubscriptionDiagnosticSetting("activity", workspace_id=workspace.id, logs=[{"category_group": "allLogs", "enabled": True}])

OPERATIONS = (
    "Microsoft.Authorization/policyAssignments/write",
    "Microsoft.Authorization/policyAssignments/delete",
    "Microsoft.Network/networkSecurityGroups/write",
    "Microsoft.Network/networkSecurityGroups/delete",
    "Microsoft.Network/networkSecurityGroups/securityRules/write",
    "Microsoft.Network/networkSecurityGroups/securityRules/delete",
    "Microsoft.Network/publicIPAddresses/write",
    "Microsoft.Network/publicIPAddresses/delete",
    "Microsoft.Security/securitySolutions/write",
    "Microsoft.Security/securitySolutions/delete",
    "Microsoft.Sql/servers/firewallRules/write",
    "Microsoft.Sql/servers/firewallRules/delete",
)
for operation in OPERATIONS:
    monitor.ActivityLogAlert(
        operation.removeprefix("Microsoft.").replace("/", "-").lower(),
        resource_group_name=group.name,
        location="global",
        enabled=True,
        scopes=[group.id.apply(lambda id_: id_.partition("/resourceGroups/")[0])],
        condition={"all_of": [{"field": "category", "equals": "Administrative"}, {"field": "operationName", "equals": operation}]},
        actions={"action_groups": [{"action_group_id": told.id}]},
        tags=TAGS,
    )

PLANS = (
    "VirtualMachines",
    "CloudPosture",
    "SqlServers",
    "SqlServerVirtualMachines",
    "OpenSourceRelationalDatabases",
    "CosmosDbs",
    "KeyVaults",
    "AppServices",
    "Containers",
    "Arm",
)
scope = group.id.apply(lambda id_: id_.partition("/resourceGroups/")[0].removeprefix("/"))
for plan in PLANS:
    security.Pricing(
        plan.lower(), scope_id=scope, pricing_name=plan, pricing_tier="Standard", sub_plan="P2" if plan == "VirtualMachines" else None
    )
security.Pricing(
    "storageaccounts",
    scope_id=scope,
    pricing_name="StorageAccounts",
    pricing_tier="Standard",
    sub_plan="DefenderForStorageV2",
    extensions=[{"name": "OnUploadMalwareScanning", "is_enabled": "True"}, {"name": "SensitiveDataDiscovery", "is_enabled": "True"}],
)
security.AzureServersSetting("servers", kind="AzureServersSetting", selected_provider="MdeTvm", setting_kind="AzureServersSetting")
security.SecurityContact(
    "default",
    security_contact_name="default",
    emails=EMAIL,
    is_enabled=True,
    notifications_by_role={"state": "On", "roles": ["Owner"]},
    notifications_sources=[{"source_type": "Alert", "minimal_severity": "Medium"}],
)

# The built-in policy that limits how long certificates in key vaults last.
authorization.PolicyAssignment(
    "certificates",
    scope=group.id.apply(lambda id_: id_.partition("/resourceGroups/")[0]),
    policy_definition_id="/providers/Microsoft.Authorization/policyDefinitions/0a075868-4c26-42ef-914c-5bc007359560",
    parameters={"maximumValidityInMonths": {"value": 12}},
)
