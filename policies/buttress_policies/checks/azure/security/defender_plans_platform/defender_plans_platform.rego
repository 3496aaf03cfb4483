# METADATA
# title: Defender for Cloud covers the platform
# description: >-
#   Each plan of the parameter has a Pricing at the tier Standard, and Api too where an ApiManagementService is declared. The
#   plan Dns is closed to new subscriptions and not required.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/defender-for-cloud/defender-for-cloud-introduction
# custom:
#   id: azure-defender-plans-platform
#   severity: high
#   scope: estate
#   tier: 1
#   population: ["azure-native:security:Pricing"]
#   reads:
#     "azure-native:security:Pricing": [pricingName, pricingTier, scopeId]
#     "azure-native:apimanagement:ApiManagementService": []
#   parameters:
#     plans:
#       sought: true
#       type: array
#       items: string
#       default: ["AppServices", "Containers", "Arm"]
#       description: Plans of Defender for Cloud that must be at the tier Standard
#   remediation: Add a security Pricing with pricingTier Standard for each plan, or use DefenderBaseline.
#   aliases:
#   - checkov:CKV_AZURE_61
#   - checkov:CKV_AZURE_85
#   - checkov:CKV_AZURE_86
#   - checkov:CKV_AZURE_234
#   - prowler:defender_ensure_defender_for_app_services_is_on
#   - prowler:defender_ensure_defender_for_containers_is_on
#   - prowler:defender_ensure_defender_for_arm_is_on
#   - prowler:defender_ensure_defender_for_dns_is_on
#   - prowler:defender_ensure_iot_hub_defender_is_on
#   - powerpipe:securitycenter_azure_defender_on_for_appservice
#   - powerpipe:securitycenter_azure_defender_on_for_containers
#   - powerpipe:securitycenter_azure_defender_on_for_resource_manager
#   - azurepolicy:2913021d-f2fd-4f3d-b958-22354e2bdbcb
#   - azurepolicy:1c988dd6-ade4-430f-a608-2a3e5b0a6d38
#   - azurepolicy:c3d20c29-b36d-48fe-808b-99a87530ad99
#   - azurepolicy:7926a6d1-b268-4586-8197-e8ae90c877d7
package checks.azure.security.defender_plans_platform

import data.lib.defender
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some plan in defender.missing_plans(_plans)
	message := sprintf("the Defender plan %s is not at the tier Standard", [plan])
}

_plans := {plan | some plan in input.parameters["azure-defender-plans-platform"].plans} | {"Api" |
	some _ in input.by_type["azure-native:apimanagement:ApiManagementService"]
}
