# METADATA
# title: AppFlow flows and connections use a customer managed key
# description: >-
#   The program sets kmsArn to a customer managed key. Where it sets none the provider reads back the service's own key, which does
#   not count.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html
# custom:
#   id: aws-appflow-customer-managed-key
#   severity: low
#   scope: resource
#   tier: 1
#   population:
#   - aws:appflow/flow:Flow
#   - aws:appflow/connectorProfile:ConnectorProfile
#   reads:
#     "aws:appflow/flow:Flow": [kmsArn]
#     "aws:appflow/connectorProfile:ConnectorProfile": [kmsArn]
#   presence:
#     "aws:appflow/connectorProfile:ConnectorProfile": [kmsArn]
#     "aws:appflow/flow:Flow": [kmsArn]
#   remediation: Set kmsArn to the ARN of a kms Key; this replaces the resource.
#   precondition: The key's policy must admit AppFlow and the roles that run the flow first.
#   aliases:
#   - checkov:CKV_AWS_263
#   - checkov:CKV_AWS_264
#   - pulumi:aws-appflow-flow-configure-customer-managed-key
#   - pulumi:aws-appflow-connectorprofile-configure-customer-managed-key
package checks.aws.appflow.customer_managed_key

import data.lib.key
import rego.v1

deny contains {"resource": urn, "path": ["kmsArn"], "message": "the resource is not encrypted with a customer managed key"} if {
	some type in ["aws:appflow/flow:Flow", "aws:appflow/connectorProfile:ConnectorProfile"]
	some urn, resource in input.by_type[type]
	not key.chosen(resource, "kmsArn")
}
