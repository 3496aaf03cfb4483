# METADATA
# title: Tasks of ECS have no public addresses
# description: >-
#   networkConfiguration.assignPublicIp of a Service and of the ECS targets of event rules and schedules is not true; absent is false. A
#   service in bridge or host mode has the address of its machine, which aws-ec2-no-public-ip checks. Platform version and circuit breaker are not checked.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
# custom:
#   id: aws-ecs-service-no-public-ip
#   severity: high
#   scope: resource
#   tier: 2
#   population: ["aws:ecs/service:Service", "aws:ecs/taskSet:TaskSet", "aws:cloudwatch/eventTarget:EventTarget", "aws:scheduler/schedule:Schedule"]
#   reads:
#     "aws:ecs/service:Service": [networkConfiguration.assignPublicIp]
#     "aws:ecs/taskSet:TaskSet": [networkConfiguration.assignPublicIp]
#     "aws:cloudwatch/eventTarget:EventTarget": [ecsTarget.networkConfiguration.assignPublicIp]
#     "aws:scheduler/schedule:Schedule": [target.ecsParameters.networkConfiguration.assignPublicIp]
#   not_applicable: it starts no task in a network of its own
#   remediation: Set assignPublicIp to false, and give the subnets a NAT gateway or endpoints of the services that the tasks call.
#   precondition: The subnets need a way to the registry and to the logs by a NAT gateway or endpoints, or tasks will not start.
#   aliases:
#   - checkov:CKV_AWS_333
#   - prowler:ecs_service_no_assign_public_ip
#   - securityhub:ecs.2
package checks.aws.ecs.service_no_public_ip

import data.lib.value
import rego.v1

applies contains found.urn if some found in _networks

deny contains {"resource": found.urn, "path": array.concat(found.path, ["assignPublicIp"]), "message": "its tasks get public addresses"} if {
	some found in _networks
	value.is_true(found.network, ["assignPublicIp"])
}

_networks contains {"urn": urn, "path": path, "network": network} if {
	some type, path in {
		"aws:ecs/service:Service": ["networkConfiguration"],
		"aws:ecs/taskSet:TaskSet": ["networkConfiguration"],
		"aws:cloudwatch/eventTarget:EventTarget": ["ecsTarget", "networkConfiguration"],
		"aws:scheduler/schedule:Schedule": ["target", "ecsParameters", "networkConfiguration"],
	}
	some urn, resource in input.by_type[type]
	network := value.at(resource.props, path)
	is_object(network)
}
