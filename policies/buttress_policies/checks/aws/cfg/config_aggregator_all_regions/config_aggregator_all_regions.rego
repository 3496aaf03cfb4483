# METADATA
# title: An AWS Config aggregator covers all regions
# description: >-
#   The account has a ConfigurationAggregator whose organizationAggregationSource or accountAggregationSource has allRegions true;
#   absent is false. A list of regions does not count: a region that is opened later is not in it.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html
# custom:
#   id: aws-config-aggregator-all-regions
#   severity: medium
#   scope: estate
#   tier: 3
#   population: ["aws:cfg/configurationAggregator:ConfigurationAggregator"]
#   reads:
#     "aws:cfg/configurationAggregator:ConfigurationAggregator":
#     - organizationAggregationSource.allRegions
#     - accountAggregationSource.allRegions
#   remediation: Add a cfg ConfigurationAggregator with allRegions true, or use ConfigBaseline.
#   aliases:
#   - checkov:CKV_AWS_121
#   - trivy:AVD-AWS-0019
#   - prowler:config_delegated_admin_and_org_aggregator_all_regions
#   - kics:config_configuration_aggregator_to_all_regions_disabled
package checks.aws.cfg.config_aggregator_all_regions

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "the account has no AWS Config aggregator that covers all regions"} if {
	count([aggregator | some aggregator in input.by_type["aws:cfg/configurationAggregator:ConfigurationAggregator"]; _whole(aggregator)]) == 0
}

_whole(aggregator) if {
	some source in ["organizationAggregationSource", "accountAggregationSource"]
	value.is_true(aggregator, ["props", source, "allRegions"])
}
