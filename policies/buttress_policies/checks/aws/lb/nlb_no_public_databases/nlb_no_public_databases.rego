# METADATA
# title: Network load balancers do not put databases on the internet
# description: >-
#   No listener of an internet-facing network load balancer (internal absent is false) listens by TCP, TLS, UDP or TCP_UDP on a port of
#   parameter ports. Load balancers outside the stack, and target ports behind another port, are not judged.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
# custom:
#   id: aws-lb-nlb-no-public-databases
#   severity: high
#   scope: stack
#   tier: 2
#   population: ["aws:lb/listener:Listener"]
#   reads:
#     "aws:lb/listener:Listener": [port]
#     "aws:lb/loadBalancer:LoadBalancer": [internal, loadBalancerType]
#   parameters:
#     ports:
#       sought: true
#       type: array
#       items: integer
#       default: [1433, 1521, 3306, 5432, 5439, 6379, 9042, 9200, 11211, 27017]
#       description: Ports of databases and caches
#   not_applicable: it is no listener of an internet-facing network load balancer of the stack
#   remediation: Make the load balancer internal, and lead callers to it by PrivateLink, a VPN or peering.
#   precondition: Callers must reach the network first; the load balancer is made anew.
package checks.aws.lb.nlb_no_public_databases

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if some urn, _ in _public

deny contains {"resource": urn, "path": ["port"], "message": message} if {
	some urn, listener in _public
	port := value.number(value.at(listener, ["props", "port"]))
	port in input.parameters["aws-lb-nlb-no-public-databases"].ports
	message := sprintf("the internet reaches port %d, of databases", [port])
}

_public[urn] := listener if {
	some urn, listener in input.by_type["aws:lb/listener:Listener"]
	some balancer in link.referred(urn, "loadBalancerArn", "aws:lb/loadBalancer:LoadBalancer")
	value.text(value.at(balancer, ["props", "loadBalancerType"])) == "network"
	not value.is_true(balancer, ["props", "internal"])
}
