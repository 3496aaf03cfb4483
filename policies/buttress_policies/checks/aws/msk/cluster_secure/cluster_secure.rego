# METADATA
# title: Kafka clusters are private and authenticate clients
# description: >-
#   brokerNodeGroupInfo.connectivityInfo.publicAccess.type is absent or DISABLED; clientAuthentication is there, with tls or
#   sasl, and its unauthenticated is not true. Without clientAuthentication anybody in the network is admitted. Serverless
#   clusters always use IAM and are not checked. Data is always encrypted at rest; a customer managed key is required only
#   with customer_key.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/msk/latest/developerguide/msk-authentication.html
# custom:
#   id: aws-msk-cluster-secure
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["aws:msk/cluster:Cluster"]
#   reads:
#     "aws:msk/cluster:Cluster":
#     - brokerNodeGroupInfo.connectivityInfo.publicAccess.type
#     - clientAuthentication.unauthenticated
#     - clientAuthentication.tls
#     - clientAuthentication.sasl
#     - encryptionInfo.encryptionAtRestKmsKeyArn
#   parameters:
#     customer_key:
#   remediation: Set clientAuthentication with sasl.iam, and leave public access off.
#   aliases:
#   - checkov:CKV_AWS_291
#   - trivy:AVD-AWS-0179
#   - prowler:kafka_cluster_encryption_at_rest_uses_cmk
#   - prowler:kafka_cluster_is_public
#   - prowler:kafka_cluster_unrestricted_access_disabled
#   - prowler:kafka_cluster_mutual_tls_authentication_enabled
#   - securityhub:msk.4
#   - securityhub:msk.6
#   - kics:msk_broker_is_publicly_accessible
package checks.aws.msk.cluster_secure

import data.lib.key
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": _public, "message": "the cluster's brokers are publicly accessible"} if {
	some urn, cluster in input.by_type["aws:msk/cluster:Cluster"]
	not value.text(value.at(cluster.props, _public)) in {"", "disabled"}
}

deny contains {"resource": urn, "path": ["clientAuthentication", "unauthenticated"], "message": "the cluster admits unauthenticated clients"} if {
	some urn, cluster in input.by_type["aws:msk/cluster:Cluster"]
	value.is_true(cluster, ["props", "clientAuthentication", "unauthenticated"])
}

deny contains {"resource": urn, "path": ["clientAuthentication"], "message": "the cluster has no client authentication"} if {
	some urn, cluster in input.by_type["aws:msk/cluster:Cluster"]
	not _asks(cluster)
}

deny contains {"resource": urn, "path": ["encryptionInfo", "encryptionAtRestKmsKeyArn"], "message": "the cluster is encrypted with an AWS managed key"} if {
	input.parameters["aws-msk-cluster-secure"].customer_key
	some urn, cluster in input.by_type["aws:msk/cluster:Cluster"]
	not key.customer_managed(value.at(cluster, ["props", "encryptionInfo", "encryptionAtRestKmsKeyArn"]))
}

_asks(cluster) if {
	some kind in value.list(value.at(cluster, ["props", "clientAuthentication", "sasl"]))
	some way in ["iam", "scram"]
	value.is_true(kind, [way])
}

_asks(cluster) if value.present(cluster, ["props", "clientAuthentication", "tls", "certificateAuthorityArns"])

_public := ["brokerNodeGroupInfo", "connectivityInfo", "publicAccess", "type"]
