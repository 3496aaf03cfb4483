# METADATA
# title: API caches are encrypted
# description: Where MethodSettings have cachingEnabled true, cacheDataEncrypted is true. Settings without a cache do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
# custom:
#   id: aws-apigateway-cache-encrypted
#   severity: medium
#   scope: resource
#   tier: 1
#   population: [aws:apigateway/methodSettings:MethodSettings]
#   reads:
#     "aws:apigateway/methodSettings:MethodSettings": [settings.cachingEnabled, settings.cacheDataEncrypted]
#   live: no stage in use caches responses unencrypted
#   not_applicable: the methods have no cache
#   remediation: Set settings.cacheDataEncrypted to true.
#   aliases:
#   - checkov:CKV_AWS_308
#   - trivy:AVD-AWS-0002
#   - prowler:apigateway_restapi_cache_encrypted
#   - powerpipe:apigateway_stage_cache_encryption_at_rest_enabled
#   - securityhub:apigateway.5
#   - awsconfig:API_GW_CACHE_ENABLED_AND_ENCRYPTED
#   - awsguard:apigateway-method-cached-and-encrypted
#   - kics:api_gateway_method_settings_cache_not_encrypted
#   - awsguard:apigateway-stage-cached
package checks.aws.apigateway.cache_encrypted

import data.lib.value
import rego.v1

applies contains urn if {
	some urn, settings in input.by_type["aws:apigateway/methodSettings:MethodSettings"]
	value.is_true(settings, ["props", "settings", "cachingEnabled"])
}

deny contains {"resource": urn, "path": ["settings", "cacheDataEncrypted"], "message": "the method's cache is not encrypted"} if {
	some urn, settings in input.by_type["aws:apigateway/methodSettings:MethodSettings"]
	not value.is_true(settings, ["props", "settings", "cacheDataEncrypted"])
}
