# METADATA
# title: HTTP triggers of Logic Apps answer known addresses
# description: >-
#   A Workflow with a trigger of kind Request has accessControl.triggers.allowedCallerIpAddresses that do not, alone or together, hold the
#   internet; an empty list lets in other Logic Apps only. Absent, whoever has the URL, its key in it, starts the workflow. openAuthenticationPolicies
#   count for nothing, for the key in the URL goes on being taken beside them.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app
# custom:
#   id: azure-logic-workflow-trigger-restricted
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["azure-native:logic:Workflow"]
#   reads:
#     "azure-native:logic:Workflow": [definition, "accessControl.triggers.allowedCallerIpAddresses[].addressRange"]
#   not_applicable: the workflow has no trigger that answers HTTP
#   remediation: List the addresses of the callers in accessControl.triggers.allowedCallerIpAddresses, or put API Management in front.
package checks.azure.logic.workflow_trigger_restricted

import data.lib.addresses
import data.lib.value
import rego.v1

applies contains urn if some urn, _ in _open_to_http

deny contains {"resource": urn, "path": ["accessControl", "triggers", "allowedCallerIpAddresses"], "message": message} if {
	some urn, workflow in _open_to_http
	not is_array(_callers(workflow))
	message := "whoever has the URL starts the workflow, from anywhere"
}

deny contains {"resource": urn, "path": ["accessControl", "triggers", "allowedCallerIpAddresses", opening.place, "addressRange"], "message": message} if {
	some urn, workflow in _open_to_http
	some opening in addresses.openings([value.at(caller, ["addressRange"]) | some caller in _callers(workflow)])
	message := sprintf("the trigger answers %s", [opening.named])
}

_callers(workflow) := value.at(workflow, ["props", "accessControl", "triggers", "allowedCallerIpAddresses"])

_open_to_http[urn] := workflow if {
	some urn, workflow in input.by_type["azure-native:logic:Workflow"]
	some trigger in value.at(workflow, ["props", "definition", "triggers"])
	value.text(value.at(trigger, ["type"])) == "request"
}
