# METADATA
# title: Caches accept TLS 1.2 from private networks only
# description: >-
#   A Redis has enableNonSslPort not true, minimumTlsVersion 1.2 or 1.3 (absent fails), and publicNetworkAccess Disabled
#   unless subnetId is set. A RedisEnterprise has publicNetworkAccess Disabled and minimumTlsVersion absent, 1.2 or 1.3; its
#   Database has clientProtocol Encrypted or absent.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/azure-cache-for-redis/cache-tls-configuration
# custom:
#   id: azure-redis-secure
#   severity: high
#   subsumes:
#     - azure-private-link-for-remaining-paas
#   scope: resource
#   tier: 1
#   population:
#   - "azure-native:redis:Redis"
#   - "azure-native:redisenterprise:RedisEnterprise"
#   - "azure-native:redisenterprise:Database"
#   reads:
#     "azure-native:redis:Redis": [enableNonSslPort, minimumTlsVersion, publicNetworkAccess, subnetId]
#     "azure-native:redisenterprise:RedisEnterprise": [publicNetworkAccess, minimumTlsVersion]
#     "azure-native:redisenterprise:Database": [clientProtocol]
#   presence:
#     "azure-native:redis:Redis": [subnetId]
#   remediation: >-
#     Set minimumTlsVersion to 1.2 and publicNetworkAccess to Disabled, and add a PrivateEndpoint.
#   precondition: Clients must speak TLS 1.2 and reach the cache by a private endpoint or its subnet first.
#   aliases:
#   - checkov:CKV_AZURE_89
#   - checkov:CKV_AZURE_91
#   - checkov:CKV_AZURE_148
#   - powerpipe:redis_cache_ssl_enabled
#   - powerpipe:redis_cache_min_tls_1_2
#   - powerpipe:redis_cache_uses_private_link
#   - azurepolicy:22bee202-a82f-4305-9a2a-6d7f44d4dedb
#   - azurepolicy:7803067c-7d34-46e3-8c79-0ca68fc4036d
#   - kics:redis_cache_allows_non_ssl_connections
#   - kics:redis_publicly_accessible
#   - kics-pulumi:redis_cache_allows_non_ssl_connections
package checks.azure.redis.secure

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["enableNonSslPort"], "message": "the cache accepts connections without TLS"} if {
	some urn, cache in input.by_type["azure-native:redis:Redis"]
	value.is_true(cache, ["props", "enableNonSslPort"])
}

deny contains {"resource": urn, "path": ["minimumTlsVersion"], "message": "the cache accepts TLS before 1.2"} if {
	some urn, cache in input.by_type["azure-native:redis:Redis"]
	not _version(cache) in {"1.2", "1.3"}
}

deny contains {"resource": urn, "path": [], "message": "the cache is open to the internet"} if {
	some urn, cache in input.by_type["azure-native:redis:Redis"]
	not _private(cache)
	not value.present(cache, ["props", "subnetId"])
}

deny contains {"resource": urn, "path": ["minimumTlsVersion"], "message": "the cache accepts TLS before 1.2"} if {
	some urn, cluster in input.by_type["azure-native:redisenterprise:RedisEnterprise"]
	not _version(cluster) in {"", "1.2", "1.3"}
}

deny contains {"resource": urn, "path": ["publicNetworkAccess"], "message": "the cluster is open to the internet"} if {
	some urn, cluster in input.by_type["azure-native:redisenterprise:RedisEnterprise"]
	not _private(cluster)
}

deny contains {"resource": urn, "path": ["clientProtocol"], "message": "the database accepts connections without TLS"} if {
	some urn, store in input.by_type["azure-native:redisenterprise:Database"]
	value.text(value.at(store, ["props", "clientProtocol"])) == "plaintext"
}

_version(cache) := value.text(value.at(cache, ["props", "minimumTlsVersion"]))

_private(cache) if value.text(value.at(cache, ["props", "publicNetworkAccess"])) == "disabled"
