# METADATA
# title: Security groups block databases and caches from the internet
# description: >-
#   No ingress from the internet over TCP or UDP meets a port of the parameter, whether it stands in a group or in a rule
#   resource of its own. Another group is not the internet. The internet is a /8 of public IPv4 or a /32 of IPv6, or as much
#   in ranges that add up, in one rule or several, in groups of one resource, or in a prefix list of the stack.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
# custom:
#   id: aws-security-group-no-world-ingress-databases
#   severity: critical
#   subsumes:
#     - aws-security-group-world-ingress-only-approved-ports
#   scope: resource
#   adds_up: true
#   tier: 1
#   population:
#   - aws:ec2/securityGroup:SecurityGroup
#   - aws:ec2/defaultSecurityGroup:DefaultSecurityGroup
#   - aws:ec2/securityGroupRule:SecurityGroupRule
#   - aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule
#   reads_from: net
#   parameters:
#     ports:
#       sought: true
#       type: array
#       items: string
#       default:
#         [1433-1434, '1521', 2483-2484, '3306', '5432', '5439', '5601', '6379', 7000-7001, '7199', '8182', '9042', 9092-9098,
#         '9160', '9200', '9300', '11211', 27017-27018]
#       description: Ports and ranges of ports of databases, caches, search and streams
#   live: no network interface that carries such a group is reachable from outside
#   remediation: Open the port to the security group of the application only.
#   aliases:
#   - trivy:AVD-AWS-0107
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mysql_3306
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_postgres_5432
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_oracle_1521_2483
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_sql_server_1433_1434
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mongodb_27017_27018
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_redis_6379
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_memcached_11211
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_cassandra_7199_9160_8888
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_elasticsearch_kibana_9200_9300_5601
#   - prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_kafka_9092
#   - prowler:ec2_instance_port_mysql_exposed_to_internet
#   - prowler:ec2_instance_port_postgresql_exposed_to_internet
#   - prowler:ec2_instance_port_oracle_exposed_to_internet
#   - prowler:ec2_instance_port_sqlserver_exposed_to_internet
#   - prowler:ec2_instance_port_mongodb_exposed_to_internet
#   - prowler:ec2_instance_port_redis_exposed_to_internet
#   - prowler:ec2_instance_port_memcached_exposed_to_internet
#   - prowler:ec2_instance_port_cassandra_exposed_to_internet
#   - prowler:ec2_instance_port_elasticsearch_kibana_exposed_to_internet
#   - prowler:ec2_instance_port_kafka_exposed_to_internet
#   - powerpipe:vpc_security_group_restrict_ingress_common_ports_all
#   - securityhub:ec2.19
#   - kics:sensitive_port_is_exposed_to_entire_network
#   - kics:sql_analysis_services_port_2383_is_publicly_accessible
package checks.aws.ec2.security_group_no_world_ingress_databases

import data.lib.bare
import data.lib.net
import rego.v1

skips contains {"resource": urn, "reason": reason} if some urn, reason in bare.ingress

deny contains object.union(rule.place, {"resource": rule.urn, "message": message}) if {
	some rule in net.reached("group", {"tcp", "udp"}, input.parameters["aws-security-group-no-world-ingress-databases"].ports)
	message := sprintf("the security group rule allows ingress from %s to %s", [rule.cidr, concat(", ", rule.ports)])
}
