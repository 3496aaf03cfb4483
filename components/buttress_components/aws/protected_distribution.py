"""The edge of a shop: CloudFront behind a firewall with rate limits, TLS 1.2, a second origin, logs and alarms."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _keys as keys
from buttress_components.aws import _names as names
from buttress_components.aws._accounts import Account
from buttress_components.aws.encrypted_bucket import EncryptedBucket, EncryptedBucketArgs


class OriginArgs(TypedDict):
    """Where the content comes from."""

    domain_name: pulumi.Input[str]
    """Host name: of a server, or the regional domain name of a bucket."""
    bucket: NotRequired[bool]
    """Whether it is a bucket, which then only this distribution may read. Default: false."""
    load_balancer_arn: NotRequired[pulumi.Input[str]]
    """ARN of an internal load balancer that CloudFront reaches inside the network, by VPC origin; domain_name is then a name that its
    certificate has. Default: none, and the origin is reached over the internet."""
    path: NotRequired[str]
    """Where the content begins, as `/shop`. Default: at the root."""


class ProtectedDistributionArgs(TypedDict):
    """The arguments of ProtectedDistribution."""

    origin: OriginArgs
    """Where the content comes from."""
    domain_names: list[str]
    """Host names under which visitors reach it."""
    certificate_arn: pulumi.Input[str]
    """ARN of a certificate for these names, in us-east-1."""
    alarm_topic_arn: pulumi.Input[str]
    """ARN of the SNS topic that alarms go to, in us-east-1."""
    failover_origin: NotRequired[OriginArgs]
    """Where the content comes from while the first origin fails; for reading only. Default: none."""
    writes: NotRequired[bool]
    """Whether visitors may send as well as read, and nothing is cached. Default: false."""
    rate_limit: NotRequired[int]
    """Requests of one address in five minutes before it is turned away, 100 to 2000000. Default: 2000."""
    countries: NotRequired[list[str]]
    """Two-letter codes of the only countries that are served. Default: all."""
    default_root_object: NotRequired[str]
    """What is served for the root. Default: `index.html`."""
    hsts_preload: NotRequired[bool]
    """Whether browsers may be told of TLS before the first visit: asks for a list that names leave only after months. Default: false."""
    health_path: NotRequired[str]
    """What is asked for every 30 seconds from several continents. Default: `/`."""
    log_bucket_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing bucket to which delivery.logs.amazonaws.com may write. Default: a new EncryptedBucket."""
    access_log_bucket: NotRequired[pulumi.Input[str]]
    """Name of an existing bucket for the access logs of the new bucket. Default: a new one."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing key for the new bucket, which delivery.logs.amazonaws.com may use. Default: a new one."""
    firewall_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing key in us-east-1 for the firewall's logs, which CloudWatch Logs may use. Default: a new one."""
    log_retention_days: NotRequired[int]
    """Days that logs are kept: 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653. Default: 400."""
    shield_advanced: NotRequired[bool]
    """Whether Shield Advanced protects it, which the account must have subscribed to. Default: false."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the logs and their key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class ProtectedDistribution(HardenedResource):
    """The edge of a shop: CloudFront behind a firewall with rate limits, TLS 1.2, a second origin, logs and alarms.

    CloudFront's firewall, logs and metrics live in us-east-1, and so does what is made for them, whatever the provider's region. The
    bucket with the access logs is made in that one.
    """

    distribution_id: pulumi.Output[str]
    """Id of the distribution."""
    arn: pulumi.Output[str]
    """ARN of the distribution, for the policy of a bucket that it reads."""
    domain_name: pulumi.Output[str]
    """CloudFront's own host name, to which the visitors' names point."""
    hosted_zone_id: pulumi.Output[str]
    """Zone of that host name, for alias records."""
    web_acl_arn: pulumi.Output[str]
    """ARN of the firewall."""
    log_bucket_arn: pulumi.Output[str]
    """ARN of the bucket with the access logs."""

    def __init__(self, name: str, args: ProtectedDistributionArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("ProtectedDistribution", name, args, ProtectedDistributionArgs)
        settings = _read(given)
        super().__init__(given, opts)
        key = keys.customer_key(
            self,
            f"{name}-firewall",
            given,
            Account(self, defaults.EDGE),
            purpose=f"the logs of the firewall {name}",
            protect=settings.protect,
            grants=[keys.log_groups],
            argument="firewall_key_arn",
        )
        firewall = _firewall(self, name, given, settings, key)
        distribution = _distribution(self, name, given, settings, firewall)
        bucket_arn = _logs(self, name, given, settings, distribution)
        if given.flag("shield_advanced", default=False):
            aws.shield.Protection(name, name=name, resource_arn=distribution.arn, tags=given.tags(), opts=self._child())
        _tell(self, name, given, settings, distribution)
        self.distribution_id = distribution.id
        self.arn = distribution.arn
        self.domain_name = distribution.domain_name
        self.hosted_zone_id = distribution.hosted_zone_id
        self.web_acl_arn = firewall.arn
        self.log_bucket_arn = bucket_arn
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    origins: Sequence[Mapping[str, Any]]
    names: Sequence[str]
    writes: bool
    rate: int
    countries: Sequence[str]
    health_path: str
    days: int
    protect: bool


def _read(given: Arguments) -> _Settings:
    given.need("origin", "where the content comes from")
    given.need("certificate_arn", "a certificate for the names, in us-east-1")
    given.need("alarm_topic_arn", "the SNS topic that alarms go to")
    origins = [given.group("origin", OriginArgs) or {}]
    second = given.group("failover_origin", OriginArgs)
    writes = given.flag("writes", default=False)
    if second:
        if writes:
            raise given.invalid("writes", writes, "false beside failover_origin, since CloudFront only reads from a second origin")
        origins.append(second)
    for place, one in enumerate(origins):
        if one.get("bucket") and one.get("load_balancer_arn"):
            key = ("origin", "failover_origin")[place]
            raise given.invalid(f"{key}.load_balancer_arn", one["load_balancer_arn"], "nothing beside bucket")
    hosts = given.texts("domain_names", least=1, what="host names")
    for one in hosts:
        if not re.fullmatch(r"(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}", str(one)):
            raise given.invalid("domain_names", one, "host names, as shop.example.com")
    countries = given.texts("countries", what="codes")
    for one in countries:
        if not re.fullmatch(r"[A-Z]{2}", str(one)):
            raise given.invalid("countries", one, "two-letter codes, as DE")
    for key, path in (("health_path", given.text("health_path", "/")), ("origin.path", origins[0].get("path"))):
        if path is not None and not str(path).startswith("/"):
            raise given.invalid(key, path, "a path that begins with /")
    return _Settings(
        origins=origins,
        names=hosts,
        writes=writes,
        rate=given.integer("rate_limit", defaults.RATE_LIMIT, least=100, most=2_000_000, unit="requests in five minutes"),
        countries=countries,
        health_path=given.text("health_path", "/") or "/",
        days=given.one_of("log_retention_days", defaults.LOG_RETENTION, defaults.LOG_GROUP_RETENTIONS, "days"),
        protect=given.protect("aws"),
    )


def _firewall(parent: HardenedResource, name: str, given: Arguments, settings: _Settings, key: keys.Key) -> aws.wafv2.WebAcl:
    def seen(title: str) -> aws.wafv2.WebAclRuleVisibilityConfigArgs:
        return aws.wafv2.WebAclRuleVisibilityConfigArgs(
            cloudwatch_metrics_enabled=True, sampled_requests_enabled=True, metric_name=f"{name}-{title}"
        )

    rate = aws.wafv2.WebAclRuleArgs(
        name="rate-limit",
        priority=0,
        action=aws.wafv2.WebAclRuleActionArgs(block=aws.wafv2.WebAclRuleActionBlockArgs()),
        statement=aws.wafv2.WebAclRuleStatementArgs(
            rate_based_statement=aws.wafv2.WebAclRuleStatementRateBasedStatementArgs(limit=settings.rate, aggregate_key_type="IP")
        ),
        visibility_config=seen("rate-limit"),
    )
    # The SDK leaves this one function without types.
    none: aws.wafv2.WebAclRuleOverrideActionNoneArgs = aws.wafv2.WebAclRuleOverrideActionNoneArgs()  # type: ignore[no-untyped-call]
    managed = [
        aws.wafv2.WebAclRuleArgs(
            name=group,
            priority=place,
            override_action=aws.wafv2.WebAclRuleOverrideActionArgs(none=none),
            statement=aws.wafv2.WebAclRuleStatementArgs(
                managed_rule_group_statement=aws.wafv2.WebAclRuleStatementManagedRuleGroupStatementArgs(name=group, vendor_name="AWS")
            ),
            visibility_config=seen(group),
        )
        for place, group in enumerate(defaults.FIREWALL_GROUPS, start=1)
    ]
    firewall = aws.wafv2.WebAcl(
        name,
        region=defaults.EDGE,
        scope="CLOUDFRONT",
        description=f"Turns away attacks on {name}.",
        default_action=aws.wafv2.WebAclDefaultActionArgs(allow=aws.wafv2.WebAclDefaultActionAllowArgs()),
        rules=[rate, *managed],
        visibility_config=aws.wafv2.WebAclVisibilityConfigArgs(
            cloudwatch_metrics_enabled=True, sampled_requests_enabled=True, metric_name=name
        ),
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    group = aws.cloudwatch.LogGroup(
        f"{name}-firewall",
        region=defaults.EDGE,
        # WAF writes to no group of another name.
        name=f"aws-waf-logs-{name}-{pulumi.get_stack()}",
        retention_in_days=settings.days,
        kms_key_id=key.arn,
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=list(key.ready)),
    )
    aws.wafv2.WebAclLoggingConfiguration(
        name,
        region=defaults.EDGE,
        resource_arn=firewall.arn,
        log_destination_configs=[group.arn],
        redacted_fields=[
            aws.wafv2.WebAclLoggingConfigurationRedactedFieldArgs(
                single_header=aws.wafv2.WebAclLoggingConfigurationRedactedFieldSingleHeaderArgs(name=header)
            )
            for header in ("authorization", "cookie")
        ],
        opts=pulumi.ResourceOptions(parent=parent),
    )
    return firewall


def _distribution(
    parent: HardenedResource, name: str, given: Arguments, settings: _Settings, firewall: aws.wafv2.WebAcl
) -> aws.cloudfront.Distribution:
    headers = aws.cloudfront.ResponseHeadersPolicy(
        name,
        comment=f"Security headers for browsers of {name}.",
        security_headers_config=aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigArgs(
            strict_transport_security=aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurityArgs(
                access_control_max_age_sec=defaults.HSTS,
                include_subdomains=True,
                preload=given.flag("hsts_preload", default=False),
                override=True,
            ),
            content_type_options=aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigContentTypeOptionsArgs(override=True),
            frame_options=aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigFrameOptionsArgs(frame_option="DENY", override=False),
            referrer_policy=aws.cloudfront.ResponseHeadersPolicySecurityHeadersConfigReferrerPolicyArgs(
                referrer_policy="strict-origin-when-cross-origin", override=False
            ),
        ),
        opts=pulumi.ResourceOptions(parent=parent),
    )
    titles = ["first", "second"][: len(settings.origins)]
    groups = None
    if len(titles) > 1:
        groups = [
            aws.cloudfront.DistributionOriginGroupArgs(
                origin_id="both",
                failover_criteria=aws.cloudfront.DistributionOriginGroupFailoverCriteriaArgs(status_codes=[500, 502, 503, 504]),
                members=[aws.cloudfront.DistributionOriginGroupMemberArgs(origin_id=title) for title in titles],
            )
        ]
    everything = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
    return aws.cloudfront.Distribution(
        name,
        enabled=True,
        comment=name,
        aliases=list(settings.names),
        http_version="http2and3",
        is_ipv6_enabled=True,
        default_root_object=given.text("default_root_object", "index.html"),
        web_acl_id=firewall.arn,
        origins=[_origin(parent, name, given, title, one) for title, one in zip(titles, settings.origins, strict=True)],
        origin_groups=groups,
        default_cache_behavior=aws.cloudfront.DistributionDefaultCacheBehaviorArgs(
            target_origin_id="both" if groups else "first",
            viewer_protocol_policy="redirect-to-https",
            allowed_methods=everything if settings.writes else ["GET", "HEAD", "OPTIONS"],
            cached_methods=["GET", "HEAD"],
            compress=True,
            cache_policy_id=defaults.NO_CACHE if settings.writes else defaults.CACHE,
            origin_request_policy_id=defaults.ALL_BUT_HOST if settings.writes else None,
            response_headers_policy_id=headers.id,
        ),
        restrictions=aws.cloudfront.DistributionRestrictionsArgs(
            geo_restriction=aws.cloudfront.DistributionRestrictionsGeoRestrictionArgs(
                restriction_type="whitelist" if settings.countries else "none", locations=list(settings.countries)
            )
        ),
        viewer_certificate=aws.cloudfront.DistributionViewerCertificateArgs(
            acm_certificate_arn=given.get("certificate_arn"), minimum_protocol_version=defaults.VIEWER_TLS, ssl_support_method="sni-only"
        ),
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _origin(
    parent: HardenedResource, name: str, given: Arguments, title: str, origin: Mapping[str, Any]
) -> aws.cloudfront.DistributionOriginArgs:
    common: dict[str, Any] = {"origin_id": title, "domain_name": origin["domain_name"], "origin_path": origin.get("path")}
    if origin.get("bucket"):
        control = aws.cloudfront.OriginAccessControl(
            f"{name}-{title}",
            description=f"Lets {name} alone read the bucket.",
            origin_access_control_origin_type="s3",
            signing_behavior="always",
            signing_protocol="sigv4",
            opts=pulumi.ResourceOptions(parent=parent),
        )
        return aws.cloudfront.DistributionOriginArgs(**common, origin_access_control_id=control.id)
    if origin.get("load_balancer_arn"):
        inside = aws.cloudfront.VpcOrigin(
            f"{name}-{title}",
            vpc_origin_endpoint_config=aws.cloudfront.VpcOriginVpcOriginEndpointConfigArgs(
                name=names.fit(f"{name}-{title}-{pulumi.get_stack()}", defaults.LONGEST_VPC_ORIGIN_NAME),
                arn=origin["load_balancer_arn"],
                http_port=80,
                https_port=443,
                origin_protocol_policy="https-only",
                origin_ssl_protocols=aws.cloudfront.VpcOriginVpcOriginEndpointConfigOriginSslProtocolsArgs(items=["TLSv1.2"], quantity=1),
            ),
            tags=given.tags(),
            opts=pulumi.ResourceOptions(parent=parent),
        )
        reached = aws.cloudfront.DistributionOriginVpcOriginConfigArgs(vpc_origin_id=inside.id)
        return aws.cloudfront.DistributionOriginArgs(**common, vpc_origin_config=reached)
    return aws.cloudfront.DistributionOriginArgs(
        **common,
        custom_origin_config=aws.cloudfront.DistributionOriginCustomOriginConfigArgs(
            http_port=80, https_port=443, origin_protocol_policy="https-only", origin_ssl_protocols=["TLSv1.2"]
        ),
    )


def _logs(
    parent: HardenedResource,
    name: str,
    given: Arguments,
    settings: _Settings,
    distribution: aws.cloudfront.Distribution,
) -> pulumi.Output[str]:
    """Access logs of every request go to a bucket, whose ARN is returned."""
    arn = given.get("log_bucket_arn")
    after: list[pulumi.Resource] = []
    if arn is None:
        account = Account(parent)
        key = keys.customer_key(
            parent, name, given, account, purpose=f"the logs of {name}", protect=settings.protect, grants=[keys.delivered_logs]
        )
        after += key.ready
        service = {"Service": "delivery.logs.amazonaws.com"}
        args: EncryptedBucketArgs = {
            "kms_key_arn": key.arn,
            "expire_days": settings.days,
            "log_retention_days": settings.days,
            "policy_statements": [
                {"Sid": "AccessLogs", "Effect": "Allow", "Principal": service, "Action": "s3:PutObject", "Condition": account.own}
            ],
            "tags": given.tags(**{"data-classification": "internal"}),
        }
        args.update(given.forward("access_log_bucket", protect=settings.protect))
        bucket = EncryptedBucket(f"{name}-access", args, pulumi.ResourceOptions(parent=parent))
        arn = bucket.arn
        after.append(bucket)
    options = pulumi.ResourceOptions(parent=parent)
    source = aws.cloudwatch.LogDeliverySource(
        name,
        region=defaults.EDGE,
        name=_delivery_name(name),
        log_type="ACCESS_LOGS",
        resource_arn=distribution.arn,
        tags=given.tags(),
        opts=options,
    )
    target = aws.cloudwatch.LogDeliveryDestination(
        name,
        region=defaults.EDGE,
        name=_delivery_name(name),
        output_format="parquet",
        delivery_destination_configuration=aws.cloudwatch.LogDeliveryDestinationDeliveryDestinationConfigurationArgs(
            destination_resource_arn=arn
        ),
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=after),
    )
    aws.cloudwatch.LogDelivery(
        name, region=defaults.EDGE, delivery_source_name=source.name, delivery_destination_arn=target.arn, tags=given.tags(), opts=options
    )
    return pulumi.Output.from_input(arn)


def _delivery_name(name: str) -> str:
    return names.fit(f"{name}-{pulumi.get_stack()}", defaults.LONGEST_DELIVERY_NAME)


def _tell(parent: HardenedResource, name: str, given: Arguments, settings: _Settings, distribution: aws.cloudfront.Distribution) -> None:
    options = pulumi.ResourceOptions(parent=parent)
    watched: dict[str, tuple[str, str, Mapping[str, Any], str, str, float]] = {
        "errors": (
            "AWS/CloudFront",
            "5xxErrorRate",
            {"DistributionId": distribution.id, "Region": "Global"},
            "Average",
            "GreaterThanThreshold",
            defaults.ERROR_RATE_ALARM,
        ),
    }
    # Checkers in a country that is turned away would get 403 and the alarm would never end.
    checkers = [one for one, country in defaults.HEALTH_CHECKERS.items() if country in settings.countries]
    if not settings.countries or len(checkers) >= defaults.FEWEST_HEALTH_CHECKERS:
        health = aws.route53.HealthCheck(
            name,
            type="HTTPS",
            fqdn=settings.names[0].replace("*.", "www.", 1),
            port=443,
            resource_path=settings.health_path,
            enable_sni=True,
            regions=checkers or None,
            request_interval=30,
            failure_threshold=3,
            tags=given.tags(Name=name),
            opts=options,
        )
        watched["health"] = ("AWS/Route53", "HealthCheckStatus", {"HealthCheckId": health.id}, "Minimum", "LessThanThreshold", 1.0)
    for title, (namespace, metric, dimensions, statistic, comparison, threshold) in watched.items():
        aws.cloudwatch.MetricAlarm(
            f"{name}-{title}",
            region=defaults.EDGE,
            alarm_description=f"Visitors of {name} get errors or no answer.",
            namespace=namespace,
            metric_name=metric,
            dimensions=dimensions,
            statistic=statistic,
            comparison_operator=comparison,
            threshold=threshold,
            period=60,
            evaluation_periods=5,
            alarm_actions=[given.get("alarm_topic_arn")],
            ok_actions=[given.get("alarm_topic_arn")],
            tags=given.tags(),
            opts=options,
        )
