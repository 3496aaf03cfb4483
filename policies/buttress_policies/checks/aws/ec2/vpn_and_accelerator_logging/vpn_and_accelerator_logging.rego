# METADATA
# title: VPN endpoints, tunnels and accelerators log their connections
# description: >-
#   A Client VPN endpoint has connectionLogOptions.enabled true, a VpnConnection logEnabled true for both tunnels, and an Accelerator
#   attributes.flowLogsEnabled true with a flowLogsS3Bucket.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html
# - ref: https://docs.aws.amazon.com/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html
# custom:
#   id: aws-vpn-and-accelerator-logging
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:ec2clientvpn/endpoint:Endpoint
#   - aws:ec2/vpnConnection:VpnConnection
#   - aws:globalaccelerator/accelerator:Accelerator
#   reads:
#     "aws:ec2clientvpn/endpoint:Endpoint": [connectionLogOptions.enabled]
#     "aws:ec2/vpnConnection:VpnConnection":
#     - tunnel1LogOptions.cloudwatchLogOptions.logEnabled
#     - tunnel2LogOptions.cloudwatchLogOptions.logEnabled
#     "aws:globalaccelerator/accelerator:Accelerator": [attributes.flowLogsEnabled, attributes.flowLogsS3Bucket]
#   presence:
#     "aws:globalaccelerator/accelerator:Accelerator": [attributes.flowLogsS3Bucket]
#   remediation: Enable connectionLogOptions, tunnel1LogOptions and tunnel2LogOptions, or attributes.flowLogsEnabled with a bucket.
#   aliases:
#   - prowler:ec2_client_vpn_endpoint_connection_logging_enabled
#   - securityhub:ec2.51
#   - securityhub:ec2.171
#   - checkov:CKV_AWS_75
#   - kics:global_accelerator_flow_logs_disabled
package checks.aws.ec2.vpn_and_accelerator_logging

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": path, "message": message} if {
	some type, flags in _flags
	some urn, resource in input.by_type[type]
	some message, path in flags
	not value.is_true(resource.props, path)
}

deny contains {"resource": urn, "path": ["attributes", "flowLogsS3Bucket"], "message": "the accelerator's flow logs have no bucket"} if {
	some urn, accelerator in input.by_type["aws:globalaccelerator/accelerator:Accelerator"]
	not value.present(accelerator, ["props", "attributes", "flowLogsS3Bucket"])
}

_flags := {
	"aws:ec2clientvpn/endpoint:Endpoint": {"the endpoint does not log connections": ["connectionLogOptions", "enabled"]},
	"aws:ec2/vpnConnection:VpnConnection": {
		"the connection's first tunnel is not logged": ["tunnel1LogOptions", "cloudwatchLogOptions", "logEnabled"],
		"the connection's second tunnel is not logged": ["tunnel2LogOptions", "cloudwatchLogOptions", "logEnabled"],
	},
	"aws:globalaccelerator/accelerator:Accelerator": {"the accelerator's flow logs are not enabled": ["attributes", "flowLogsEnabled"]},
}
