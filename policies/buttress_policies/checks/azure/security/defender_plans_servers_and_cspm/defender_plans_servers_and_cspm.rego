# METADATA
# title: Defender for Cloud covers servers and posture
# description: Pricing resources for VirtualMachines and CloudPosture have the tier Standard.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/defender-for-cloud/defender-for-cloud-introduction
# custom:
#   id: azure-defender-plans-servers-and-cspm
#   severity: high
#   scope: estate
#   tier: 1
#   population: ["azure-native:security:Pricing"]
#   reads:
#     "azure-native:security:Pricing": [pricingName, pricingTier, scopeId]
#   remediation: Add a security Pricing with pricingTier Standard for both plans, or use DefenderBaseline.
#   aliases:
#   - checkov:CKV_AZURE_19
#   - checkov:CKV_AZURE_55
#   - trivy:AVD-AZU-0045
#   - prowler:defender_ensure_defender_for_server_is_on
#   - prowler:defender_ensure_defender_cspm_is_on
#   - prowler:defender_ensure_wdatp_is_enabled
#   - prowler:defender_ensure_mcas_is_enabled
#   - powerpipe:securitycenter_azure_defender_on_for_server
#   - powerpipe:security_center_defender_for_cloudposture_enabled
#   - azurepolicy:4da35fc9-c9e7-4960-aec9-797fe7d9051d
#   - azurepolicy:1f90fc71-a595-4066-8974-d4d0802e8ef0
#   - azurepolicy:a1181c5f-672a-477a-979a-7d58aa086233
#   - kics:security_center_pricing_tier_is_not_standard
package checks.azure.security.defender_plans_servers_and_cspm

import data.lib.defender
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some plan in defender.missing_plans(["VirtualMachines", "CloudPosture"])
	message := sprintf("the Defender plan %s is not at the tier Standard", [plan])
}
