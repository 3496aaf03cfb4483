# METADATA
# title: Internet-facing load balancers have a web ACL
# description: >-
#   An application load balancer whose internal is not true is the resourceArn of a WebAclAssociation, or an origin of a Distribution
#   that has a webAclId. Network and Gateway load balancers cannot carry a web ACL and do not apply, nor do internal ones.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/waf/latest/developerguide/waf-chapter.html
# custom:
#   id: aws-lb-internet-facing-has-waf
#   severity: medium
#   scope: stack
#   tier: 1
#   population: [aws:lb/loadBalancer:LoadBalancer]
#   companions:
#     "aws:wafv2/webAclAssociation:WebAclAssociation": resourceArn
#     "aws:wafregional/webAclAssociation:WebAclAssociation": resourceArn
#     "aws:cloudfront/distribution:Distribution": origins
#   reads:
#     "aws:lb/loadBalancer:LoadBalancer": [internal, loadBalancerType]
#     "aws:wafv2/webAclAssociation:WebAclAssociation": []
#     "aws:wafregional/webAclAssociation:WebAclAssociation": []
#     "aws:cloudfront/distribution:Distribution": [webAclId]
#   presence:
#     "aws:cloudfront/distribution:Distribution": [webAclId]
#   live: a web ACL is associated with each internet-facing load balancer
#   not_applicable: the load balancer is internal, or of a type that takes no web ACL
#   remediation: Add a wafv2 WebAclAssociation for the load balancer, or reach it through ProtectedDistribution only.
#   aliases:
#   - checkov:CKV2_AWS_28
#   - prowler:elbv2_waf_acl_attached
#   - powerpipe:elb_application_lb_waf_enabled
#   - awsconfig:ALB_WAF_ENABLED
#   - kics:alb_is_not_integrated_with_waf
package checks.aws.lb.internet_facing_has_waf

import data.lib.link
import data.lib.value
import rego.v1

applies contains urn if {
	some urn, balancer in input.by_type["aws:lb/loadBalancer:LoadBalancer"]
	value.text(object.get(balancer.props, "loadBalancerType", null)) in {"", "application"}
	not value.is_true(balancer, ["props", "internal"])
}

deny contains {"resource": urn, "path": [], "message": "the internet-facing load balancer has no web ACL"} if {
	some urn, balancer in input.by_type["aws:lb/loadBalancer:LoadBalancer"]
	not _guarded(urn)
	not _distributed(balancer)
}

_guarded(urn) if {
	some type in ["aws:wafv2/webAclAssociation:WebAclAssociation", "aws:wafregional/webAclAssociation:WebAclAssociation"]
	count(link.referrers(urn, type, "resourceArn")) > 0
}

_distributed(balancer) if {
	some distribution in link.referrers(balancer.urn, "aws:cloudfront/distribution:Distribution", "origins")
	value.present(distribution, ["props", "webAclId"])
}

_distributed(balancer) if {
	some distribution in input.by_type["aws:cloudfront/distribution:Distribution"]
	value.present(distribution, ["props", "webAclId"])
	some origin in distribution.props.origins
	value.text(origin.domainName) == value.text(balancer.props.dnsName)
}
