"""The shop front."""

import pulumi
import pulumi_aws as aws
from checkout import ORIGIN, balancer
from settings import TAGS, edge, edge_alarms
from storage import key

from buttress_components.aws import ProtectedDistribution

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
    records = aws.cloudwatch.LogGroup(f"waf-{name}", name=f"aws-waf-logs-{name}", retention_in_days=400, kms_key_id=key.arn, tags=TAGS)
    aws.wafv2.WebAclLoggingConfiguration(name, resource_arn=acl.arn, log_destination_configs=[records.arn])
    return acl


inner = wall("inner", "REGIONAL")
aws.wafv2.WebAclAssociation("inner", resource_arn=balancer.arn, web_acl_arn=inner.arn)

# The name servers of example.com are elsewhere: whoever keeps them adds the records that the certificates ask for.
certificate = aws.acm.Certificate(
    "shop", domain_name="shop.example.com", validation_method="DNS", tags=TAGS, opts=pulumi.ResourceOptions(provider=edge)
)
valid = aws.acm.CertificateValidation("shop", certificate_arn=certificate.arn, opts=pulumi.ResourceOptions(provider=edge))
ProtectedDistribution(
    "shop",
    {
        "origin": {"domain_name": ORIGIN, "load_balancer_arn": balancer.arn},
        "domain_names": ["shop.example.com"],
        "certificate_arn": valid.certificate_arn,
        "alarm_topic_arn": edge_alarms.topic_arn,
        "tags": TAGS,
    },
)
