# METADATA
# title: Models are isolated, endpoints and domains encrypted
# description: >-
#   kmsKeyArn of an EndpointConfiguration and kmsKeyId of a Domain are set; a Model has enableNetworkIsolation true and subnets in its
#   vpcConfig.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
# custom:
#   id: aws-sagemaker-endpoint-encrypted
#   severity: medium
#   scope: resource
#   tier: 1
#   population:
#   - aws:sagemaker/endpointConfiguration:EndpointConfiguration
#   - aws:sagemaker/model:Model
#   - aws:sagemaker/domain:Domain
#   reads:
#     "aws:sagemaker/endpointConfiguration:EndpointConfiguration": [kmsKeyArn]
#     "aws:sagemaker/model:Model": [enableNetworkIsolation, vpcConfig.subnets]
#     "aws:sagemaker/domain:Domain": [kmsKeyId]
#   remediation: >-
#     Set kmsKeyArn of the endpoint configuration, kmsKeyId of the domain, and enableNetworkIsolation and vpcConfig of the model.
#   aliases:
#   - checkov:CKV_AWS_98
#   - checkov:CKV_AWS_370
#   - prowler:sagemaker_endpoint_config_kms_encryption_enabled
#   - prowler:sagemaker_models_network_isolation_enabled
#   - powerpipe:sagemaker_endpoint_configuration_encryption_at_rest_enabled
#   - securityhub:sagemaker.5
#   - awsconfig:SAGEMAKER_ENDPOINT_CONFIGURATION_KMS_KEY_CONFIGURED
#   - awsconfig:SAGEMAKER_MODEL_ISOLATION_ENABLED
#   - kics:sagemaker_endpoint_configuration_encryption_disabled
package checks.aws.sagemaker.endpoint_encrypted

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": [property], "message": "no key of one's own encrypts the storage"} if {
	some type, property in {
		"aws:sagemaker/endpointConfiguration:EndpointConfiguration": "kmsKeyArn",
		"aws:sagemaker/domain:Domain": "kmsKeyId",
	}
	some urn, resource in input.by_type[type]
	not value.present(resource, ["props", property])
}

deny contains {"resource": urn, "path": ["enableNetworkIsolation"], "message": "the model's containers reach the network"} if {
	some urn, model in input.by_type["aws:sagemaker/model:Model"]
	not value.is_true(model, ["props", "enableNetworkIsolation"])
}

deny contains {"resource": urn, "path": ["vpcConfig", "subnets"], "message": "the model lies in no subnet of one's own"} if {
	some urn, model in input.by_type["aws:sagemaker/model:Model"]
	not value.present(model, ["props", "vpcConfig", "subnets"])
}
