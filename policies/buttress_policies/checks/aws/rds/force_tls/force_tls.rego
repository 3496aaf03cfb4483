# METADATA
# title: RDS accepts connections over TLS only
# description: >-
#   A database of PostgreSQL, SQL Server, MySQL or MariaDB, Aurora's included, names a parameter group of the stack that sets
#   rds.force_ssl to 1 or require_secure_transport to 1 or ON. Where no group sets it, an engineVersion from on_by_default up
#   passes, since TLS is forced there; 0 or OFF fails. A database with a group of another stack, and other engines, do not
#   apply unless the certificate is checked. A Proxy has requireTls. A caCertIdentifier is not rds-ca-2019, which has expired.
#   Members of Aurora are checked through their cluster.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.html
# custom:
#   id: aws-rds-force-tls
#   severity: high
#   scope: stack
#   tier: 2
#   population: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster", "aws:rds/clusterInstance:ClusterInstance", "aws:rds/proxy:Proxy"]
#   reads:
#     "aws:rds/instance:Instance": [engine, engineVersion, parameterGroupName, caCertIdentifier]
#     "aws:rds/cluster:Cluster": [engine, engineVersion, dbClusterParameterGroupName]
#     "aws:rds/clusterInstance:ClusterInstance": [caCertIdentifier]
#     "aws:rds/proxy:Proxy": [requireTls]
#     "aws:rds/parameterGroup:ParameterGroup": ["parameters[].name", "parameters[].value"]
#     "aws:rds/clusterParameterGroup:ClusterParameterGroup": ["parameters[].name", "parameters[].value"]
#   parameters:
#     on_by_default:
#       type: object
#       default: {postgres: "15", mariadb: "11.8", mysql: "9.7", aurora-postgresql: "17"}
#       description: The version of an engine from which TLS is forced where no parameter group sets it
#   not_applicable: the engine has no such parameter, or the parameter group is not in the stack
#   remediation: Set rds.force_ssl or require_secure_transport to 1 in the parameter group, or use HardenedDatabase.
#   aliases:
#   - checkov:CKV2_AWS_69
#   - prowler:rds_instance_transport_encrypted
#   - securityhub:rds.41
#   - securityhub:rds.43
#   - securityhub:rds.44
#   - awsconfig:RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT
#   - awsconfig:RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT
#   - checkov:CKV_AWS_211
#   - prowler:rds_instance_certificate_expiration
#   - kics:ca_certificate_identifier_is_outdated
package checks.aws.rds.force_tls

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, database in _databases
	_group_known(database)
}

applies contains urn if {
	some urn, database in input.by_type["aws:rds/instance:Instance"]
	_expired(database)
}

applies contains urn if {
	some urn, _ in input.by_type["aws:rds/proxy:Proxy"]
}

applies contains urn if {
	some urn, member in input.by_type["aws:rds/clusterInstance:ClusterInstance"]
	value.specified(member, "caCertIdentifier")
}

deny contains {"resource": urn, "at": group.urn, "path": ["parameters", place, "value"], "message": message} if {
	some urn, database in _databases
	some group in _groups(database)
	some place, parameter in value.list(value.at(group, ["props", "parameters"]))
	_sets(parameter, {"0", "off"})
	message := sprintf("the database's parameter group %s accepts connections without TLS", [group.name])
}

# Nothing is said of one place: a parameter that is known later may be the one.
deny contains {"resource": urn, "path": [], "message": "the database has no parameter group that forces TLS"} if {
	some urn, database in _databases
	_group_known(database)
	not _forced(database)
}

deny contains {"resource": urn, "path": ["requireTls"], "message": "the proxy accepts connections without TLS"} if {
	some urn, proxy in input.by_type["aws:rds/proxy:Proxy"]
	not value.is_true(proxy, ["props", "requireTls"])
}

deny contains {"resource": urn, "path": ["caCertIdentifier"], "message": "the database's certificate authority has expired"} if {
	some type in ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"]
	some urn, database in input.by_type[type]
	_expired(database)
}

_expired(database) if value.text(value.at(database, ["props", "caCertIdentifier"])) == "rds-ca-2019"

_databases[urn] := database if {
	some type, kind in _kinds
	some urn, database in input.by_type[type]
	regex.match(kind.engines, _engine(database))
}

_kinds := {
	"aws:rds/instance:Instance": {
		"engines": `^(postgres|mysql|mariadb|sqlserver-.*)$`,
		"property": "parameterGroupName",
		"group": "aws:rds/parameterGroup:ParameterGroup",
	},
	"aws:rds/cluster:Cluster": {
		"engines": `^(postgres|mysql|aurora-postgresql|aurora-mysql)$`,
		"property": "dbClusterParameterGroupName",
		"group": "aws:rds/clusterParameterGroup:ClusterParameterGroup",
	},
}

_engine(database) := value.text(value.at(database, ["props", "engine"]))

# Whether the stack tells what the database's parameters are.
_group_known(database) if count(_groups(database)) > 0

_group_known(database) if regex.match(`^(|default[.:].*)$`, value.text(value.at(database, ["props", _kinds[database.type].property])))

_groups(database) := entry if {
	kind := _kinds[database.type]
	entry := link.referred(database.urn, kind.property, kind.group)
	count(entry) > 0
} else := [group | some group in _named[_kinds[database.type].group][value.at(database, ["props", _kinds[database.type].property])]]

# A name that is written out joins nobody before the group exists.
_named[type][group.props.name] contains group if {
	some type in ["aws:rds/parameterGroup:ParameterGroup", "aws:rds/clusterParameterGroup:ClusterParameterGroup"]
	some group in input.by_type[type]
}

_forced(database) if {
	some group in _groups(database)
	some parameter in value.list(value.at(group, ["props", "parameters"]))
	_sets(parameter, {"1", "on"})
}

_forced(database) if {
	since := _version(input.parameters["aws-rds-force-tls"].on_by_default[_engine(database)])
	_version(value.at(database, ["props", "engineVersion"])) >= since
}

_sets(parameter, values) if {
	value.text(value.at(parameter, ["name"])) in {"rds.force_ssl", "require_secure_transport"}
	value.text(value.at(parameter, ["value"])) in values
}

# The first two numbers of a version, which compare in order.
_version(given) := [value.number(part) | some part in split(entry[0], ".")] if {
	entry := regex.find_n(`^[0-9]+([.][0-9]+)?`, sprintf("%v", [given]), 1)
}
