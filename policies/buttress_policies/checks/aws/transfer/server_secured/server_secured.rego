# METADATA
# title: Transfer servers are private, encrypted and logged
# description: >-
#   A Server does not speak FTP (absent is SFTP), has a security policy of March 2022 or newer, FIPS and post-quantum ones included
#   (absent is 2018-11), logs by loggingRole or structuredLogDestinations, and is reached through a VPC (absent is PUBLIC) unless the
#   parameter allow_public is true. A Connector has a loggingRole, and its security policy, where one is set, is as new.
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
#     "aws:transfer/server:Server": [protocols, endpointType, securityPolicyName, loggingRole, structuredLogDestinations]
#     "aws:transfer/connector:Connector": [securityPolicyName, loggingRole]
#   parameters:
#     allow_public: {type: boolean, default: false, description: Whether a server may have a public endpoint}
#   remediation: Set endpointType VPC, securityPolicyName TransferSecurityPolicy-2024-01 and structuredLogDestinations, and drop FTP.
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

deny contains {"resource": urn, "path": ["protocols"], "message": "the server speaks FTP without encryption"} if {
	some urn, server in input.by_type["aws:transfer/server:Server"]
	some protocol in value.list(value.at(server, ["props", "protocols"]))
	upper(protocol) == "FTP"
}

deny contains {"resource": urn, "path": ["endpointType"], "message": "the server has a public endpoint"} if {
	input.parameters["aws-transfer-server-secured"].allow_public == false
	some urn, server in input.by_type["aws:transfer/server:Server"]
	not value.text(value.at(server, ["props", "endpointType"])) in {"vpc", "vpc_endpoint"}
}

deny contains {"resource": urn, "path": ["securityPolicyName"], "message": "the server accepts outdated ciphers"} if {
	some urn, server in input.by_type["aws:transfer/server:Server"]
	not _recent(server)
}

deny contains {"resource": urn, "path": ["loggingRole"], "message": "nothing that the server does is logged"} if {
	some urn, server in input.by_type["aws:transfer/server:Server"]
	not value.present(server, ["props", "loggingRole"])
	not value.present(server, ["props", "structuredLogDestinations"])
	not value.unknown(server, "structuredLogDestinations")
}

deny contains {"resource": urn, "path": ["securityPolicyName"], "message": "the connector accepts outdated ciphers"} if {
	some urn, connector in input.by_type["aws:transfer/connector:Connector"]
	value.present(connector, ["props", "securityPolicyName"])
	not _recent(connector)
}

deny contains {"resource": urn, "path": ["loggingRole"], "message": "nothing that the connector does is logged"} if {
	some urn, connector in input.by_type["aws:transfer/connector:Connector"]
	not value.present(connector, ["props", "loggingRole"])
}

# The name of a policy ends in the month that it is from.
_recent(resource) if {
	found := regex.find_n(`[0-9]{4}-[0-9]{2}$`, value.text(value.at(resource, ["props", "securityPolicyName"])), 1)
	found[0] >= "2022-03"
}
