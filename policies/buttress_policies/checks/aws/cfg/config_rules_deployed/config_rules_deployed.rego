# METADATA
# title: AWS Config rules evaluate the recorded resources
# description: >-
#   The account has a ConformancePack with a templateBody or a templateS3Uri, or at least min_rules Rules whose source names
#   how they evaluate (sourceIdentifier, or customPolicyDetails). A Rule without a source evaluates nothing. That a recorder
#   runs is checked by aws-config-recorder-enabled.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config.html
# - ref: https://docs.aws.amazon.com/config/latest/developerguide/conformance-packs.html
# custom:
#   id: aws-config-rules-deployed
#   severity: medium
#   scope: estate
#   tier: 2
#   population: ["aws:cfg/rule:Rule", "aws:cfg/conformancePack:ConformancePack"]
#   reads:
#     "aws:cfg/rule:Rule": [source.sourceIdentifier, source.customPolicyDetails]
#     "aws:cfg/conformancePack:ConformancePack": [templateBody, templateS3Uri]
#   presence:
#     "aws:cfg/rule:Rule": [source.sourceIdentifier, source.customPolicyDetails]
#     "aws:cfg/conformancePack:ConformancePack": [templateBody, templateS3Uri]
#   parameters:
#     min_rules:
#       minimum: 1
#       maximum: 10000
#       type: integer
#       default: 5
#       description: Fewest Rules that count as a baseline where there is no pack
#   live: the share of resources that comply
#   remediation: Add a cfg ConformancePack, or use ConfigBaseline.
#   aliases:
#   - kics:config_rule_for_encrypted_volumes_is_disabled
package checks.aws.cfg.config_rules_deployed

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	count([pack | some pack in input.by_type["aws:cfg/conformancePack:ConformancePack"]; _filled(pack)]) == 0
	count(_rules) < _parameters.min_rules
	message := sprintf("the account has no conformance pack and only %d AWS Config rules", [count(_rules)])
}

_filled(pack) if {
	some property in ["templateBody", "templateS3Uri"]
	value.present(pack, ["props", property])
}

_rules := [rule |
	some rule in input.by_type["aws:cfg/rule:Rule"]
	_sourced(rule)
]

_sourced(rule) if {
	some property in ["sourceIdentifier", "customPolicyDetails"]
	value.present(rule, ["props", "source", property])
}

_parameters := input.parameters["aws-config-rules-deployed"]
