# METADATA
# title: Transfer servers and connectors are private, logged and use modern cryptography
# description: >-
#   A server's protocols (absent is SFTP) have no FTP, its securityPolicyName is dated 2022-03 or later (absent is 2018-11), it has a
#   loggingRole or structuredLogDestinations, and its endpointType is VPC or VPC_ENDPOINT (absent is PUBLIC) unless allow_public is
#   true. A VPC endpoint with elastic IPs counts as VPC, since security groups guard it. A connector has a loggingRole; a
#   securityPolicyName that it sets is dated 2022-03 or later, and where it sets none AWS chooses one.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html
# custom:
#   id: aws-transfer-server-secured
#   severity: high
#   scope: resource
#   tier: 1
#   population:
#   - aws:transfer/server:Server
#   - aws:transfer/connector:Connector
#   reads:
#     "aws:transfer/server:Server": [protocols, securityPolicyName, loggingRole, structuredLogDestinations, endpointType]
#     "aws:transfer/connector:Connector": [loggingRole, securityPolicyName]
#   presence:
#     "aws:transfer/server:Server": [loggingRole, structuredLogDestinations]
#     "aws:transfer/connector:Connector": [loggingRole]
#   parameters:
#     allow_public: {type: boolean, default: false, description: Whether the endpoint of a server may be public}
#   remediation: >-
#     Drop FTP from protocols, set securityPolicyName to TransferSecurityPolicy-2024-01 or later, loggingRole or
#     structuredLogDestinations, and endpointType VPC.
#   aliases:
#   - checkov:CKV_AWS_164
#   - checkov:CKV_AWS_357
#   - checkov:CKV_AWS_380
#   - prowler:transfer_server_in_transit_encryption_enabled
#   - securityhub:transfer.2
#   - securityhub:transfer.3
#   - awsconfig:TRANSFER_FAMILY_SERVER_NO_FTP
package checks.aws.transfer.server_secured

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["protocols"], "message": message} if {
	some urn, server in input.by_type["aws:transfer/server:Server"]
	some protocol in value.list(value.at(server.props, ["protocols"]))
	value.text(protocol) == "ftp"
	message := "the server accepts FTP, which carries passwords and files in plain text"
}

deny contains {"resource": urn, "path": ["securityPolicyName"], "message": message} if {
	some urn, server in input.by_type["aws:transfer/server:Server"]
	not _modern(server)
	message := "the security policy is older than 2022-03 and allows weak cryptography"
}

deny contains {"resource": urn, "path": [], "message": "the server does not log transfers"} if {
	some urn, server in input.by_type["aws:transfer/server:Server"]
	not value.present(server, ["props", "loggingRole"])
	not value.present(server, ["props", "structuredLogDestinations"])
}

deny contains {"resource": urn, "path": ["endpointType"], "message": "the server's endpoint is public"} if {
	not _parameters.allow_public
	some urn, server in input.by_type["aws:transfer/server:Server"]
	not value.text(value.at(server.props, ["endpointType"])) in {"vpc", "vpc_endpoint"}
}

deny contains {"resource": urn, "path": ["loggingRole"], "message": "the connector does not log transfers"} if {
	some urn, connector in input.by_type["aws:transfer/connector:Connector"]
	not value.present(connector, ["props", "loggingRole"])
}

deny contains {"resource": urn, "path": ["securityPolicyName"], "message": message} if {
	some urn, connector in input.by_type["aws:transfer/connector:Connector"]
	value.present(connector, ["props", "securityPolicyName"])
	not _modern(connector)
	message := "the security policy is older than 2022-03 and allows weak cryptography"
}

# The name ends with its date: TransferSecurityPolicy-FIPS-2024-01, TransferSFTPConnectorSecurityPolicy-2024-03.
_modern(resource) if {
	entry := regex.find_all_string_submatch_n(`^transfer[a-z0-9]*securitypolicy-(?:[a-z0-9]+-)*([0-9]{4}-[0-9]{2})$`, _policy(resource), 1)
	entry[0][1] >= "2022-03"
}

_policy(resource) := value.text(value.at(resource.props, ["securityPolicyName"]))

_parameters := input.parameters["aws-transfer-server-secured"]
