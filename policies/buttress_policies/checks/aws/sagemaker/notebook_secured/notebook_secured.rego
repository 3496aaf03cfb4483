# METADATA
# title: Notebook instances are private, encrypted and without root access
# description: >-
#   directInternetAccess and rootAccess are Disabled (absent is Enabled), subnetId and kmsKeyId are set, and
#   instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion is 2.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/nbi.html
# custom:
#   id: aws-sagemaker-notebook-secured
#   severity: high
#   scope: resource
#   tier: 1
#   population:
#   - aws:sagemaker/notebookInstance:NotebookInstance
#   reads:
#     "aws:sagemaker/notebookInstance:NotebookInstance":
#     - directInternetAccess
#     - subnetId
#     - kmsKeyId
#     - rootAccess
#     - instanceMetadataServiceConfiguration.minimumInstanceMetadataServiceVersion
#   presence:
#     "aws:sagemaker/notebookInstance:NotebookInstance": [subnetId, kmsKeyId]
#   remediation: >-
#     Set directInternetAccess and rootAccess to Disabled, a subnetId, a kmsKeyId, and minimumInstanceMetadataServiceVersion 2; all
#     but rootAccess and the last replace the instance.
#   precondition: The key's policy must admit the notebook's role, and its subnet must lead to what it needs, first.
#   aliases:
#   - checkov:CKV_AWS_22
#   - checkov:CKV_AWS_122
#   - checkov:CKV_AWS_187
#   - checkov:CKV_AWS_306
#   - checkov:CKV_AWS_307
#   - checkov:CKV_AWS_371
#   - prowler:sagemaker_notebook_instance_without_direct_internet_access_configured
#   - prowler:sagemaker_notebook_instance_encryption_enabled
#   - prowler:sagemaker_notebook_instance_root_access_disabled
#   - prowler:sagemaker_notebook_instance_vpc_settings_configured
#   - powerpipe:sagemaker_notebook_instance_direct_internet_access_disabled
#   - powerpipe:sagemaker_notebook_instance_encryption_at_rest_enabled
#   - securityhub:sagemaker.1
#   - securityhub:sagemaker.2
#   - securityhub:sagemaker.3
#   - awsconfig:SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS
#   - awsconfig:SAGEMAKER_NOTEBOOK_INSTANCE_KMS_KEY_CONFIGURED
#   - cdknag:AwsSolutions-SM1
#   - cdknag:AwsSolutions-SM2
#   - cdknag:AwsSolutions-SM3
#   - kics:sagemaker_direct_internet_access_enabled
#   - kics:sagemaker_notebook_instance_without_kms
package checks.aws.sagemaker.notebook_secured

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [property], "message": message} if {
	some urn, notebook in input.by_type["aws:sagemaker/notebookInstance:NotebookInstance"]
	some property, message in {
		"directInternetAccess": "the notebook reaches the internet directly, past the VPC",
		"rootAccess": "the notebook gives its users root access",
	}
	value.text(value.at(notebook.props, [property])) != "disabled"
}

deny contains {"resource": urn, "path": [property], "message": message} if {
	some urn, notebook in input.by_type["aws:sagemaker/notebookInstance:NotebookInstance"]
	some property, message in {
		"subnetId": "the notebook is in no subnet of a VPC",
		"kmsKeyId": "the notebook's volume has no KMS key",
	}
	not value.present(notebook, ["props", property])
}

deny contains {"resource": urn, "path": _version, "message": "the notebook's instance metadata service accepts requests without a token"} if {
	some urn, notebook in input.by_type["aws:sagemaker/notebookInstance:NotebookInstance"]
	value.text(value.at(notebook.props, _version)) != "2"
}

_version := ["instanceMetadataServiceConfiguration", "minimumInstanceMetadataServiceVersion"]
