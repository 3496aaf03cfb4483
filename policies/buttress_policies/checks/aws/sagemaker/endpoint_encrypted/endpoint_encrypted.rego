# METADATA
# title: SageMaker endpoints and domains are encrypted, models are isolated
# description: >-
#   An EndpointConfiguration sets kmsKeyArn, a Domain kmsKeyId; a Model has enableNetworkIsolation true and vpcConfig.subnets. An
#   EndpointConfiguration one of whose production variants runs on an instance type with local storage (such as ml.g5 or ml.m5d) does
#   not apply: AWS refuses a key there, and the hardware encrypts the disk.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html
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
#     "aws:sagemaker/endpointConfiguration:EndpointConfiguration": [kmsKeyArn, "productionVariants[].instanceType"]
#     "aws:sagemaker/model:Model": [enableNetworkIsolation, vpcConfig.subnets]
#     "aws:sagemaker/domain:Domain": [kmsKeyId]
#   presence:
#     "aws:sagemaker/domain:Domain": [kmsKeyId]
#     "aws:sagemaker/endpointConfiguration:EndpointConfiguration": [kmsKeyArn]
#     "aws:sagemaker/model:Model": [vpcConfig.subnets]
#   not_applicable: the instance type has local storage, which the hardware encrypts, and takes no key
#   remediation: >-
#     Set kmsKeyArn of the endpoint configuration and kmsKeyId of the domain, and enableNetworkIsolation and vpcConfig.subnets of the
#     model; each replaces the resource.
#   precondition: The key's policy must admit the execution role first.
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

applies contains urn if {
	some type in ["aws:sagemaker/model:Model", "aws:sagemaker/domain:Domain"]
	some urn, _ in input.by_type[type]
}

applies contains urn if {
	some urn, configuration in input.by_type["aws:sagemaker/endpointConfiguration:EndpointConfiguration"]
	not _locally_stored(configuration)
}

deny contains {"resource": urn, "path": ["kmsKeyArn"], "message": "the endpoint's instance storage has no KMS key"} if {
	some urn, configuration in input.by_type["aws:sagemaker/endpointConfiguration:EndpointConfiguration"]
	not value.present(configuration, ["props", "kmsKeyArn"])
}

deny contains {"resource": urn, "path": ["kmsKeyId"], "message": "the domain's file system has no KMS key"} if {
	some urn, domain in input.by_type["aws:sagemaker/domain:Domain"]
	not value.present(domain, ["props", "kmsKeyId"])
}

deny contains {"resource": urn, "path": ["enableNetworkIsolation"], "message": "the model has no network isolation"} if {
	some urn, model in input.by_type["aws:sagemaker/model:Model"]
	not value.is_true(model, ["props", "enableNetworkIsolation"])
}

deny contains {"resource": urn, "path": ["vpcConfig", "subnets"], "message": "the model is in no subnet of a VPC"} if {
	some urn, model in input.by_type["aws:sagemaker/model:Model"]
	not value.present(model, ["props", "vpcConfig", "subnets"])
}

_locally_stored(configuration) if {
	some variant in value.list(value.at(configuration.props, ["productionVariants"]))
	regex.match(_local, value.text(value.at(variant, ["instanceType"])))
}

# Whether it applies cannot be said while an instance type is unknown.
_locally_stored(configuration) if {
	some path in configuration.unknown
	path[0] == "productionVariants"
	array.slice(path, 2, 3) in [[], ["instanceType"]]
}

_local := `^ml\.([a-z]+[0-9]+[a-z]*d[a-z]*|g[4-6]d?n?|g6e|p[4-6][a-z]*|trn[0-9][a-z]*)\.`
