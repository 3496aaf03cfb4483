# METADATA
# title: Machines send their logs through the Azure Monitor agent
# description: >-
#   A machine or scale set has an extension of type AzureMonitorLinuxAgent or AzureMonitorWindowsAgent, alone or inline, and a
#   DataCollectionRuleAssociation names it. With assigned_by_policy only the association is required. Where the provider's
#   answer hides the type of an extension, the publisher Microsoft.Azure.Monitor decides.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-monitor/agents/azure-monitor-agent-overview
# custom:
#   id: azure-vm-monitoring-agent
#   severity: medium
#   scope: stack
#   tier: 1
#   population:
#   - azure-native:compute:VirtualMachine
#   - azure-native:compute:VirtualMachineScaleSet
#   companions:
#     "azure-native:compute:VirtualMachineExtension": vmName
#     "azure-native:compute:VirtualMachineScaleSetExtension": vmScaleSetName
#     "azure-native:monitor:DataCollectionRuleAssociation": resourceUri
#   reads:
#     "azure-native:compute:VirtualMachine": []
#     "azure-native:compute:VirtualMachineScaleSet": ["virtualMachineProfile.extensionProfile.extensions[].type"]
#     "azure-native:compute:VirtualMachineExtension": [publisher, type]
#     "azure-native:compute:VirtualMachineScaleSetExtension": [type]
#     "azure-native:monitor:DataCollectionRuleAssociation": []
#   parameters:
#     assigned_by_policy:
#       type: boolean
#       default: false
#       description: Whether a policy deploys the agent, so that programs do not
#   remediation: >-
#     Add the extension AzureMonitorLinuxAgent or AzureMonitorWindowsAgent and a DataCollectionRuleAssociation with the
#     machine in resourceUri.
#   aliases:
#   - prowler:defender_auto_provisioning_log_analytics_agent_vms_on
#   - powerpipe:compute_vm_log_analytics_agent_installed
#   - azurepolicy:11ac78e3-31bc-4f0c-8434-37ab963cea07
#   - azurepolicy:e2dd799a-a932-4e9d-ac17-d473bc3c6c10
package checks.azure.compute.vm_monitoring_agent

import data.lib.link
import data.lib.machine
import rego.v1

deny contains {"resource": urn, "path": [], "message": "the machine does not have the Azure Monitor agent"} if {
	input.parameters["azure-vm-monitoring-agent"].assigned_by_policy == false
	some urn, one in machine.all
	not _has_agent(one)
}

deny contains {"resource": urn, "path": [], "message": "the machine has no data collection rule"} if {
	some urn, _ in machine.all
	count(link.referrers(urn, "azure-native:monitor:DataCollectionRuleAssociation", "resourceUri")) == 0
}

_has_agent(one) if {
	some extension in machine.extensions(one)
	extension.type in {"azuremonitorlinuxagent", "azuremonitorwindowsagent"}
}

_has_agent(one) if {
	some extension in machine.extensions(one)
	extension.type == null
	extension.publisher == "microsoft.azure.monitor"
}
