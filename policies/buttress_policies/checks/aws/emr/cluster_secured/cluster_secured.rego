# METADATA
# title: EMR clusters log and run under an encrypting security configuration
# description: >-
#   A Cluster sets logUri and securityConfiguration. The JSON of a SecurityConfiguration has EnableAtRestEncryption and
#   EnableInTransitEncryption true and a LocalDiskEncryptionConfiguration; it is checked itself, and where it is in the stack
#   so is every cluster that names it. With the parameter kerberos the cluster also sets kerberosAttributes.realm, and the
#   SecurityConfiguration has a KerberosConfiguration.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html
# custom:
#   id: aws-emr-cluster-secured
#   severity: high
#   scope: stack
#   tier: 1
#   population:
#   - aws:emr/cluster:Cluster
#   - aws:emr/securityConfiguration:SecurityConfiguration
#   reads:
#     "aws:emr/cluster:Cluster": [logUri, securityConfiguration, kerberosAttributes.realm]
#     "aws:emr/securityConfiguration:SecurityConfiguration": [configuration]
#   presence:
#     "aws:emr/cluster:Cluster": [kerberosAttributes.realm, logUri, securityConfiguration]
#   parameters:
#     kerberos: {type: boolean, default: false, description: Whether clusters must authenticate by Kerberos}
#   remediation: >-
#     Set logUri and a SecurityConfiguration that enables encryption at rest, of local disks and in transit; securityConfiguration and
#     logUri replace the cluster.
#   aliases:
#   - checkov:CKV_AWS_114
#   - checkov:CKV_AWS_171
#   - checkov:CKV_AWS_349
#   - checkov:CKV_AWS_350
#   - checkov:CKV_AWS_351
#   - checkov:CKV2_AWS_55
#   - trivy:AVD-AWS-0137
#   - trivy:AVD-AWS-0138
#   - trivy:AVD-AWS-0139
#   - powerpipe:emr_cluster_kerberos_enabled
#   - securityhub:emr.3
#   - securityhub:emr.4
#   - awsconfig:EMR_KERBEROS_ENABLED
#   - cdknag:AwsSolutions-EMR2
#   - cdknag:AwsSolutions-EMR4
#   - cdknag:AwsSolutions-EMR5
#   - cdknag:AwsSolutions-EMR6
package checks.aws.emr.cluster_secured

import data.lib.iam
import data.lib.link
import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [property], "message": message} if {
	some urn, cluster in input.by_type["aws:emr/cluster:Cluster"]
	some property, message in {
		"logUri": "the cluster has no log location",
		"securityConfiguration": "the cluster has no security configuration, so nothing is encrypted",
	}
	not value.present(cluster, ["props", property])
}

deny contains {"resource": urn, "path": ["kerberosAttributes", "realm"], "message": "the cluster has no Kerberos realm"} if {
	_parameters.kerberos
	some urn, cluster in input.by_type["aws:emr/cluster:Cluster"]
	not value.present(cluster, ["props", "kerberosAttributes", "realm"])
}

deny contains {"resource": urn, "path": ["configuration"], "message": message} if {
	some urn, configuration in input.by_type[_configurations]
	some message in _faults(configuration)
}

deny contains {"resource": urn, "at": configuration.urn, "path": ["configuration"], "message": message} if {
	some urn, _ in input.by_type["aws:emr/cluster:Cluster"]
	some configuration in link.referred(urn, "securityConfiguration", _configurations)
	some fault in _faults(configuration)
	message := sprintf("in the cluster's security configuration %s", [fault])
}

_faults(configuration) := _plain(configuration) | _open(configuration)

_plain(configuration) := {message |
	some message, path in {
		"encryption at rest is not enabled": ["EncryptionConfiguration", "EnableAtRestEncryption"],
		"encryption in transit is not enabled": ["EncryptionConfiguration", "EnableInTransitEncryption"],
	}
	not value.is_true(_content(configuration), path)
} | {"local disks are not encrypted" | not value.present(_content(configuration), _local_disks)}

_open(configuration) := {"Kerberos is not set up" |
	_parameters.kerberos
	not value.present(_content(configuration), ["AuthenticationConfiguration", "KerberosConfiguration"])
}

# What is not JSON is an empty document, which enables nothing.
_content(configuration) := iam.document(object.get(configuration.props, "configuration", null))

_local_disks := ["EncryptionConfiguration", "AtRestEncryptionConfiguration", "LocalDiskEncryptionConfiguration"]

_configurations := "aws:emr/securityConfiguration:SecurityConfiguration"

_parameters := input.parameters["aws-emr-cluster-secured"]
