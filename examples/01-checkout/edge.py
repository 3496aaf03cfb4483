"""The shop front, and what watches it."""

import pulumi_aws as aws
from checkout import balancer
from storage import audit

# defect 32: the distribution has no web application firewall.
aws.cloudfront.Distribution(
    "shop",
    enabled=True,
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
        # defect 33: visitors may speak plain HTTP.
        "viewer_protocol_policy": "allow-all",
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        "forwarded_values": {"query_string": False, "cookies": {"forward": "none"}},
    },
    restrictions={"geo_restriction": {"restriction_type": "none"}},
    viewer_certificate={"cloudfront_default_certificate": True},
)

# defect 34: the firewall before the load balancer keeps no record of what it blocks.
wall = aws.wafv2.WebAcl(
    "shop",
    scope="REGIONAL",
    default_action={"allow": {}},
    visibility_config={"cloudwatch_metrics_enabled": True, "metric_name": "shop", "sampled_requests_enabled": True},
)
aws.wafv2.WebAclAssociation("shop", resource_arn=balancer.arn, web_acl_arn=wall.arn)

# defect 35: the trail sees one region only.
# defect 36: its files are not validated, so a changed one would not be noticed.
aws.cloudtrail.Trail("shop", s3_bucket_name=audit.bucket, is_multi_region_trail=False, enable_log_file_validation=False)

# defect 37: the account has no configuration recorder.
# defect 38: the account has no GuardDuty detector.
# defect 39: the account has no Security Hub.
