# METADATA
# title: Load balancer listeners accept encrypted traffic only
# description: >-
#   An application load balancer's listener has protocol HTTPS, or HTTP with nothing but redirects to HTTPS as its default
#   actions and as those of its ListenerRules; an absent protocol is HTTP. On a network load balancer TLS passes, and so do TCP,
#   UDP, TCP_UDP and QUIC, where the target ends the encryption, unless the port is one of plain_ports, on which nobody does.
#   Listeners of Gateway load balancers have no protocol and do not apply. Which kind a load balancer is comes from its
#   resource, or from the ARN of one that another stack owns.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html
# custom:
#   id: aws-lb-listener-encrypted
#   severity: high
#   scope: stack
#   tier: 1
#   population: [aws:lb/listener:Listener]
#   companions:
#     "aws:lb/listenerRule:ListenerRule": listenerArn
#   reads:
#     "aws:lb/listener:Listener": [protocol, port, "defaultActions[].type", "defaultActions[].redirect.protocol"]
#     "aws:lb/loadBalancer:LoadBalancer": [loadBalancerType]
#     "aws:lb/listenerRule:ListenerRule": ["actions[].type", "actions[].redirect.protocol"]
#   parameters:
#     plain_ports:
#       sought: true
#       type: array
#       items: integer
#       default: [21, 23, 80, 110, 143, 389, 6379, 8080, 9200, 11211]
#       description: Ports whose protocol is not encrypted, so that TCP to them is not either
#   live: no listener of a load balancer in use takes plain HTTP without a redirect
#   not_applicable: listeners of gateway load balancers have no protocol
#   remediation: Set protocol to HTTPS with a certificateArn, or make the default action a redirect whose redirect.protocol is HTTPS.
#   aliases:
#   - checkov:CKV_AWS_2
#   - checkov:CKV_AWS_378
#   - checkov:CKV2_AWS_20
#   - trivy:AVD-AWS-0054
#   - prowler:elbv2_ssl_listeners
#   - powerpipe:elb_application_lb_redirect_http_request_to_https
#   - securityhub:elb.1
#   - securityhub:elb.18
#   - awsconfig:ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK
#   - awsconfig:ELBV2_LISTENER_ENCRYPTION_IN_TRANSIT
#   - pulumi:aws-lb-listener-disallow-unencrypted-traffic
#   - pulumi:aws-alb-listener-disallow-unencrypted-traffic
#   - awsguard:alb-http-to-https-redirection
#   - kics:alb_listening_on_http
package checks.aws.lb.listener_encrypted

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, listener in input.by_type["aws:lb/listener:Listener"]
	not _gateway(listener)
}

deny contains {"resource": urn, "path": path, "message": "the listener serves plain HTTP instead of redirecting to HTTPS"} if {
	some urn, listener in input.by_type["aws:lb/listener:Listener"]
	_plain(listener)
	some place in _served(listener)
	path := _decisive(listener, place)
}

deny contains {"resource": urn, "at": rule.urn, "path": path, "message": message} if {
	some urn, listener in input.by_type["aws:lb/listener:Listener"]
	_plain(listener)
	some rule in link.referrers(urn, "aws:lb/listenerRule:ListenerRule", "listenerArn")
	some number, action in rule.props.actions
	path := array.concat(["actions", number], _flaw(action))
	message := sprintf("the rule %s of the listener serves plain HTTP instead of redirecting to HTTPS", [rule.name])
}

deny contains {"resource": urn, "path": ["port"], "message": message} if {
	some urn, listener in input.by_type["aws:lb/listener:Listener"]
	value.text(listener.props.protocol) in {"tcp", "tcp_udp"}
	port := value.number(listener.props.port)
	port in input.parameters["aws-lb-listener-encrypted"].plain_ports
	message := sprintf("the listener passes on plain TCP to port %d, whose protocol is not encrypted", [port])
}

_plain(listener) if value.text(listener.props.protocol) == "http"

_plain(listener) if {
	not value.present(listener, ["props", "protocol"])
	not ["protocol"] in listener.unknown
	not _kind(listener) in {"network", "gateway"}
}

# The places of the actions that do not redirect to HTTPS.
_served(listener) := {["defaultActions"]} if {
	count(object.get(listener.props, "defaultActions", [])) == 0
} else := {place |
	some number, action in listener.props.defaultActions
	place := array.concat(["defaultActions", number], _flaw(action))
}

# What an action that is no redirect says of redirects is nothing.
_flaw(action) := ["type"] if {
	not value.text(value.at(action, ["type"])) in {"", "redirect"}
} else := ["redirect", "protocol"] if {
	value.text(value.at(action, ["redirect", "protocol"])) != "https"
}

# Without a protocol it is the kind of load balancer that decides. Its ARN is the join, so it is not among the reads.
_decisive(listener, _) := ["loadBalancerArn"] if _undecided(listener)

_decisive(listener, place) := place if not _undecided(listener)

_undecided(listener) if {
	not value.present(listener, ["props", "protocol"])
	_kind(listener) == ""
}

_gateway(listener) if _kind(listener) == "gateway"

_gateway(listener) if value.text(listener.props.protocol) == "geneve"

_kind(listener) := kind if {
	some balancer in link.referred(listener.urn, "loadBalancerArn", "aws:lb/loadBalancer:LoadBalancer")
	not ["loadBalancerType"] in balancer.unknown
	kind := value.text(object.get(balancer.props, "loadBalancerType", "application"))
} else := kind if {
	some part, kind in {"/app/": "application", "/net/": "network", "/gwy/": "gateway"}
	contains(value.text(listener.props.loadBalancerArn), part)
} else := ""
