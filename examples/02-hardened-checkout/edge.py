"""The shop front."""

import pulumi_aws as aws
from checkout import balancer, certificate
from settings import TAGS, logs, topic_key

MANAGED = ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesSQLiRuleSet")


def _seen(name: str) -> dict[str, object]:
    return {"cloudwatch_metrics_enabled": True, "sampled_requests_enabled": True, "metric_name": name}


def wall(name: str, scope: str) -> aws.wafv2.WebAcl:
    """A firewall with the managed rules, a rate limit, and a record of what it sees."""
    rules = [
        {
            "name": managed,
            "priority": number,
            "override_action": {"none": {}},
            "statement": {"managed_rule_group_statement": {"vendor_name": "AWS", "name": managed}},
            "visibility_config": _seen(managed),
        }
        for number, managed in enumerate(MANAGED, start=1)
    ]
    rules.append(
        {
            "name": "rate",
            "priority": 0,
            "action": {"block": {}},
            "statement": {"rate_based_statement": {"limit": 2000, "aggregate_key_type": "IP"}},
            "visibility_config": _seen("rate"),
        }
    )
    acl = aws.wafv2.WebAcl(name, scope=scope, default_action={"allow": {}}, rules=rules, visibility_config=_seen(name), tags=TAGS)
    records = aws.cloudwatch.LogGroup(
        f"waf-{name}", name=f"aws-waf-logs-{name}", retention_in_days=400, kms_key_id=topic_key.arn, tags=TAGS
    )
    aws.wafv2.WebAclLoggingConfiguration(name, resource_arn=acl.arn, log_destination_configs=[records.arn])
    return acl


front = wall("front", "CLOUDFRONT")
inner = wall("inner", "REGIONAL")
aws.wafv2.WebAclAssociation("inner", resource_arn=balancer.arn, web_acl_arn=inner.arn)

aws.cloudfront.Distribution(
    "shop",
    enabled=True,
    aliases=["shop.example.com"],
    web_acl_id=front.arn,
    default_root_object="index.html",
    logging_config={"bucket": logs.domain_name, "include_cookies": False, "prefix": "cloudfront/"},
    origins=[
        {
            "origin_id": "shop",
            "domain_name": balancer.dns_name,
            "custom_origin_config": {
                "http_port": 80,
                "https_port": 443,
                "origin_protocol_policy": "https-only",
                "origin_ssl_protocols": ["TLSv1.2"],
            },
        }
    ],
    default_cache_behavior={
        "target_origin_id": "shop",
        "viewer_protocol_policy": "redirect-to-https",
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    },
    restrictions={"geo_restriction": {"restriction_type": "none"}},
    viewer_certificate={
        "acm_certificate_arn": certificate.arn,
        "ssl_support_method": "sni-only",
        "minimum_protocol_version": "TLSv1.2_2021",
    },
    tags=TAGS,
)
