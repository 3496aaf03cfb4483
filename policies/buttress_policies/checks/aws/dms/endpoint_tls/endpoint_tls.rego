# METADATA
# title: DMS endpoints use TLS to their database
# description: >-
#   sslMode is require, verify-ca or verify-full (absent is none) where the engine is one of the parameter's. For redis,
#   redisSettings.sslSecurityProtocol is ssl-encryption, which the service applies where it is absent. Other targets, such as S3 and
#   Kinesis, have no sslMode and do not apply.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html
# custom:
#   id: aws-dms-endpoint-tls
#   severity: medium
#   scope: resource
#   tier: 1
#   population: ["aws:dms/endpoint:Endpoint"]
#   reads:
#     "aws:dms/endpoint:Endpoint": [sslMode, redisSettings.sslSecurityProtocol, engineName]
#   parameters:
#     engines:
#       sought: true
#       type: array
#       items: string
#       default: [mysql, mariadb, postgres, aurora, aurora-postgresql, oracle, sqlserver, db2, sybase, mongodb, docdb]
#       description: Engines whose endpoints have an sslMode
#   not_applicable: the engine of the endpoint has no TLS setting
#   remediation: Set sslMode to verify-full with a certificateArn, or to require.
#   aliases:
#   - checkov:CKV2_AWS_49
#   - prowler:dms_endpoint_ssl_enabled
#   - prowler:dms_endpoint_redis_in_transit_encryption_enabled
#   - securityhub:dms.9
#   - securityhub:dms.12
#   - awsconfig:DMS_ENDPOINT_SSL_CONFIGURED
#   - awsconfig:DMS_REDIS_TLS_ENABLED
#   - kics:dms_endpoint_no_ssl_configured
package checks.aws.dms.endpoint_tls

import data.lib.value
import rego.v1

applies contains urn if {
	some urn, endpoint in input.by_type["aws:dms/endpoint:Endpoint"]
	_engine(endpoint) in ({"redis"} | {lower(engine) | some engine in _parameters.engines})
}

deny contains {"resource": urn, "path": ["sslMode"], "message": "the endpoint's connection to the database is not encrypted"} if {
	some urn, endpoint in input.by_type["aws:dms/endpoint:Endpoint"]
	_engine(endpoint) != "redis"
	not value.text(value.at(endpoint, ["props", "sslMode"])) in {"require", "verify-ca", "verify-full"}
}

deny contains {
	"resource": urn,
	"path": ["redisSettings", "sslSecurityProtocol"],
	"message": "the endpoint's connection to Redis is not encrypted",
} if {
	some urn, endpoint in input.by_type["aws:dms/endpoint:Endpoint"]
	_engine(endpoint) == "redis"
	value.present(endpoint, ["props", "redisSettings", "sslSecurityProtocol"])
	value.text(endpoint.props.redisSettings.sslSecurityProtocol) != "ssl-encryption"
}

_engine(endpoint) := value.text(value.at(endpoint, ["props", "engineName"]))

_parameters := input.parameters["aws-dms-endpoint-tls"]
