# METADATA
# title: Images are assessed before they are trusted
# description: >-
#   Where the estate has a Registry, it has the Defender plan Containers at the tier Standard, whose extension
#   ContainerRegistriesVulnerabilityAssessments is not off, or each Registry holds new images in quarantine. Retention of
#   untagged images is not required.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/defender-for-cloud/agentless-vulnerability-assessment-azure
# custom:
#   id: azure-acr-image-integrity
#   severity: medium
#   scope: estate
#   tier: 1
#   population: ["azure-native:containerregistry:Registry", "azure-native:security:Pricing"]
#   reads:
#     "azure-native:containerregistry:Registry": [policies.quarantinePolicy.status]
#     "azure-native:security:Pricing": [pricingName, pricingTier, scopeId, "extensions[].name", "extensions[].isEnabled"]
#   remediation: Add a security Pricing for Containers at the tier Standard, or use DefenderBaseline.
#   aliases:
#   - checkov:CKV_AZURE_163
#   - checkov:CKV_AZURE_164
#   - checkov:CKV_AZURE_166
#   - checkov:CKV_AZURE_167
#   - prowler:defender_container_images_scan_enabled
#   - prowler:defender_container_images_resolved_vulnerabilities
#   - powerpipe:securitycenter_container_image_scan_enabled
#   - azurepolicy:090c7b07-b4ed-4561-ad20-e9075f3ccaff
#   - azurepolicy:17f4b1cc-c55c-4d94-b1f9-2978f6ac2957
package checks.azure.containerregistry.acr_image_integrity

import data.lib.defender
import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some registry in input.by_type["azure-native:containerregistry:Registry"]
	not _assessed
	not _quarantined(registry)
	message := sprintf("the registry %s does not assess its images", [registry.name])
}

_assessed if {
	some plan in defender.standard("Containers")
	not _without_assessment(plan)
}

_without_assessment(plan) if {
	some extension in value.list(plan.props.extensions)
	value.text(value.at(extension, ["name"])) == "containerregistriesvulnerabilityassessments"
	value.is_false(extension, ["isEnabled"])
}

_quarantined(registry) if value.text(registry.props.policies.quarantinePolicy.status) == "enabled"
