# METADATA
# title: Kafka traffic is encrypted
# description: >-
#   A cluster's encryptionInfo.encryptionInTransit has clientBroker TLS and inCluster not false; both are so where they are absent.
#   TLS_PLAINTEXT still takes plain text and fails. A Connector has kafkaClusterEncryptionInTransit.encryptionType TLS; absent is
#   PLAINTEXT.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html
# custom:
#   id: aws-msk-encrypted-in-transit
#   severity: high
#   scope: resource
#   tier: 1
#   population:
#   - aws:msk/cluster:Cluster
#   - aws:mskconnect/connector:Connector
#   reads:
#     "aws:msk/cluster:Cluster": [encryptionInfo.encryptionInTransit.clientBroker, encryptionInfo.encryptionInTransit.inCluster]
#     "aws:mskconnect/connector:Connector": [kafkaClusterEncryptionInTransit.encryptionType]
#   remediation: >-
#     Set clientBroker to TLS and leave inCluster true (changing inCluster replaces the cluster); set encryptionType of the connector
#     to TLS.
#   aliases:
#   - checkov:CKV_AWS_81
#   - trivy:AVD-AWS-0073
#   - prowler:kafka_cluster_in_transit_encryption_enabled
#   - prowler:kafka_connector_in_transit_encryption_enabled
#   - securityhub:msk.1
#   - securityhub:msk.3
#   - awsconfig:MSK_IN_CLUSTER_NODE_REQUIRE_TLS
#   - cdknag:AwsSolutions-MSK2
#   - cdknag:AwsSolutions-MSK3
#   - kics:msk_cluster_encryption_disabled
package checks.aws.msk.encrypted_in_transit

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": array.concat(_transit, ["clientBroker"]), "message": message} if {
	some urn, cluster in input.by_type["aws:msk/cluster:Cluster"]
	not value.text(value.at(cluster.props, array.concat(_transit, ["clientBroker"]))) in {"", "tls"}
	message := "the cluster accepts plain text from clients"
}

deny contains {"resource": urn, "path": array.concat(_transit, ["inCluster"]), "message": message} if {
	some urn, cluster in input.by_type["aws:msk/cluster:Cluster"]
	value.is_false(cluster.props, array.concat(_transit, ["inCluster"]))
	message := "the cluster's brokers exchange plain text"
}

deny contains {"resource": urn, "path": _connection, "message": "the connector connects to the cluster in plain text"} if {
	some urn, connector in input.by_type["aws:mskconnect/connector:Connector"]
	value.text(value.at(connector.props, _connection)) != "tls"
}

_transit := ["encryptionInfo", "encryptionInTransit"]

_connection := ["kafkaClusterEncryptionInTransit", "encryptionType"]
