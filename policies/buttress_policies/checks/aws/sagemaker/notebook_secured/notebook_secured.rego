# METADATA
# title: Notebooks have no way around the network, and no root
# description: >-
#   Direct access to the internet and root access are Disabled (both are Enabled where nothing is said), subnetId and kmsKeyId are set,
#   and the instance metadata service asks for version 2.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html
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
#   remediation: Set directInternetAccess and rootAccess to Disabled, subnetId, kmsKeyId and minimumInstanceMetadataServiceVersion 2.
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
	some property, message in {"directInternetAccess": "the notebook reaches the internet directly", "rootAccess": "users of the notebook are root"}
	value.text(value.at(notebook, ["props", property])) != "disabled"
}

deny contains {"resource": urn, "path": [property], "message": message} if {
	some urn, notebook in input.by_type["aws:sagemaker/notebookInstance:NotebookInstance"]
	some property, message in {"subnetId": "the notebook lies in no subnet of one's own", "kmsKeyId": "no key of one's own encrypts the notebook"}
	not value.present(notebook, ["props", property])
}

deny contains {"resource": urn, "path": path, "message": "version 1 of the instance metadata service is accepted"} if {
	some urn, notebook in input.by_type["aws:sagemaker/notebookInstance:NotebookInstance"]
	path := ["instanceMetadataServiceConfiguration", "minimumInstanceMetadataServiceVersion"]
	value.text(value.at(notebook.props, path)) != "2"
}
