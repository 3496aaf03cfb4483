# METADATA
# title: Load balancers are protected from deletion
# description: enableDeletionProtection is true on application, network and Gateway load balancers. Absent is false.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
# custom:
#   id: aws-lb-deletion-protection
#   severity: medium
#   scope: resource
#   tier: 1
#   population: [aws:lb/loadBalancer:LoadBalancer]
#   reads:
#     "aws:lb/loadBalancer:LoadBalancer": [enableDeletionProtection]
#   live: deletion protection is on for each load balancer in use
#   remediation: Set enableDeletionProtection to true.
#   aliases:
#   - checkov:CKV_AWS_150
#   - prowler:elbv2_deletion_protection
#   - securityhub:elb.6
#   - awsconfig:ELB_DELETION_PROTECTION_ENABLED
#   - awsguard:elb-deletion-protection-enabled
#   - kics:alb_deletion_protection_disabled
package checks.aws.lb.deletion_protection

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["enableDeletionProtection"], "message": "the load balancer's deletion protection is off"} if {
	some urn, balancer in input.by_type["aws:lb/loadBalancer:LoadBalancer"]
	not value.is_true(balancer, ["props", "enableDeletionProtection"])
}
