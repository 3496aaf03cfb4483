# METADATA
# title: Transit gateways do not accept attachments automatically
# description: autoAcceptSharedAttachments is disable, which is the default where it is absent.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html
# custom:
#   id: aws-transit-gateway-no-auto-accept
#   severity: medium
#   scope: resource
#   tier: 1
#   population: [aws:ec2transitgateway/transitGateway:TransitGateway]
#   reads:
#     "aws:ec2transitgateway/transitGateway:TransitGateway": [autoAcceptSharedAttachments]
#   live: no transit gateway of the account accepts shared attachments
#   remediation: Set autoAcceptSharedAttachments to disable and accept attachments one by one.
#   aliases:
#   - checkov:CKV_AWS_331
#   - prowler:ec2_transitgateway_auto_accept_vpc_attachments
#   - securityhub:ec2.23
#   - awsconfig:EC2_TRANSIT_GATEWAY_AUTO_VPC_ATTACH_DISABLED
package checks.aws.ec2transitgateway.transit_gateway_no_auto_accept

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["autoAcceptSharedAttachments"], "message": "the transit gateway accepts shared attachments automatically"} if {
	some urn, gateway in input.by_type["aws:ec2transitgateway/transitGateway:TransitGateway"]
	not value.text(object.get(gateway.props, "autoAcceptSharedAttachments", null)) in {"", "disable"}
}
