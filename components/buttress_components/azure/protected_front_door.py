"""The edge of a shop: Front Door Premium behind a firewall that blocks, private origins, a second origin, logs and alerts."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import cdn, dns, frontdoor

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.azure import _context as context

_SKU: Final = "Premium_AzureFrontDoor"


class FrontDoorOriginArgs(TypedDict):
    """Where the content comes from."""

    host_name: pulumi.Input[str]
    """Host name of the origin, which its certificate must carry."""
    private_link_id: NotRequired[pulumi.Input[str]]
    """ARM id of what is reached by private link: a storage account, an app, or a private link service."""
    private_link_location: NotRequired[pulumi.Input[str]]
    """Region of the private link. Needed with private_link_id."""
    private_link_group: NotRequired[str]
    """Sub-resource of the private link, as `blob` or `sites`. Default: none, as for a private link service."""


class ProtectedFrontDoorArgs(TypedDict):
    """The arguments of ProtectedFrontDoor."""

    resource_group_name: pulumi.Input[str]
    """The resource group. A change replaces all that is made."""
    workspace_id: pulumi.Input[str]
    """ARM id of the Log Analytics workspace that takes the logs."""
    action_group_id: pulumi.Input[str]
    """ARM id of the action group that alerts go to."""
    origin: FrontDoorOriginArgs
    """Where the content comes from."""
    domain_names: list[str]
    """Host names under which visitors reach it; Azure keeps a certificate for each."""
    failover_origin: NotRequired[FrontDoorOriginArgs]
    """Where the content comes from while the first origin fails. Private if that one is. Default: none."""
    dns_zone_id: NotRequired[pulumi.Input[str]]
    """ARM id of the Azure DNS zone of the host names, in the provider's subscription, in which their records are made. Default: none, see
    validation_tokens."""
    point_names: NotRequired[bool]
    """Whether records of the zone point the host names at Front Door. False leaves what visitors reach as it is until all is tried out,
    and proves only that the names are yours. Default: true."""
    cache: NotRequired[bool]
    """Whether answers are kept at the edge. Default: false."""
    rate_limit: NotRequired[int]
    """Requests of one address in five minutes before it is turned away, 100 to 1000000. Default: 2000."""
    countries: NotRequired[list[str]]
    """Two-letter codes of the only countries that are served. Default: all."""
    health_path: NotRequired[str]
    """What is asked of each origin every 30 seconds. Default: `/`."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""


class ProtectedFrontDoor(HardenedResource):
    """The edge of a shop: Front Door Premium behind a firewall that blocks, private origins, a second origin, logs and alerts.

    An origin reached by private link has to accept the connection once. Without dns_zone_id the records are yours to make: those of
    validation_tokens, and one that points each host name at host_name.
    """

    profile_id: pulumi.Output[str]
    """ARM id of the profile."""
    front_door_id: pulumi.Output[str]
    """What the header X-Azure-FDID says of every request that came through it."""
    host_name: pulumi.Output[str]
    """Front Door's own host name, to which the visitors' names point."""
    firewall_policy_id: pulumi.Output[str]
    """ARM id of the firewall policy."""
    validation_tokens: pulumi.Output[dict[str, str]]
    """Host name to the text of the TXT record `_dnsauth` that proves it is yours."""

    def __init__(self, name: str, args: ProtectedFrontDoorArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("ProtectedFrontDoor", name, args, ProtectedFrontDoorArgs)
        settings = _read(given)
        super().__init__(given, opts)
        place = context.Place(parent=self, group=given.get("resource_group_name"), location="Global", tags=given.tags())
        profile = cdn.Profile(
            name,
            **place.where(),
            sku=cdn.SkuArgs(name=_SKU),
            origin_response_timeout_seconds=defaults.ORIGIN_TIMEOUT,
            opts=place.options(),
        )
        common: dict[str, Any] = {"resource_group_name": place.group, "profile_name": profile.name}
        firewall = _firewall(place, name, settings)
        endpoint = cdn.AFDEndpoint(
            name,
            **common,
            location="Global",
            enabled_state="Enabled",
            # Nobody outside the tenant can take the host name over once the endpoint is gone.
            auto_generated_domain_name_label_scope="TenantReuse",
            tags=place.tags,
            opts=place.options(),
        )
        domains = _domains(place, name, given, settings, common)
        cdn.SecurityPolicy(
            name,
            **common,
            parameters=cdn.SecurityPolicyWebApplicationFirewallParametersArgs(
                type="WebApplicationFirewall",
                waf_policy=cdn.ResourceReferenceArgs(id=firewall.id),
                associations=[
                    cdn.SecurityPolicyWebApplicationFirewallAssociationArgs(
                        domains=[cdn.ActivatedResourceReferenceArgs(id=one.id) for one in (endpoint, *domains.values())],
                        patterns_to_match=["/*"],
                    )
                ],
            ),
            opts=place.options(),
        )
        route = _route(place, name, settings, common, endpoint, list(domains.values()))
        if given.has("dns_zone_id"):
            _records(place, name, given, settings, domains, endpoint, route)
        context.diagnose(place, name, profile.id, given.get("workspace_id"))
        _tell(place, name, given, profile)
        self.profile_id = profile.id
        self.front_door_id = profile.front_door_id
        self.host_name = endpoint.host_name
        self.firewall_policy_id = firewall.id
        self.validation_tokens = pulumi.Output.all(**{host: _token(one) for host, one in domains.items()})
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    origins: Sequence[Mapping[str, Any]]
    names: Sequence[str]
    point: bool
    cache: bool
    rate: int
    countries: Sequence[str]
    health_path: str


def _read(given: Arguments) -> _Settings:
    for key, what in (
        ("resource_group_name", "the resource group"),
        ("workspace_id", "the Log Analytics workspace that takes the logs"),
        ("action_group_id", "the action group that alerts go to"),
        ("origin", "where the content comes from"),
    ):
        given.need(key, what)
    origins = _origins(given)
    names = _names(given)
    countries = given.texts("countries", what="codes")
    for one in countries:
        if not re.fullmatch(r"[A-Z]{2}", str(one)):
            raise given.invalid("countries", one, "two-letter codes, as DE")
    health_path = given.text("health_path", "/") or "/"
    if not health_path.startswith("/"):
        raise given.invalid("health_path", health_path, "a path that begins with /")
    return _Settings(
        origins=origins,
        names=names,
        point=given.flag("point_names", default=True),
        cache=given.flag("cache", default=False),
        rate=given.integer("rate_limit", defaults.RATE_LIMIT, least=100, most=1_000_000, unit="requests in five minutes"),
        countries=countries,
        health_path=health_path,
    )


def _origins(given: Arguments) -> Sequence[Mapping[str, Any]]:
    origins: list[Mapping[str, Any]] = [given.group("origin", FrontDoorOriginArgs) or {}]
    second = given.group("failover_origin", FrontDoorOriginArgs)
    if second:
        origins.append(second)
    for key, one in zip(("origin", "failover_origin"), origins, strict=False):
        if "private_link_id" in one and "private_link_location" not in one:
            raise given.lacks(f"{key}.private_link_location", "the region of the private link")
        if "private_link_id" not in one and (alone := sorted({"private_link_location", "private_link_group"} & set(one))):
            raise given.invalid(f"{key}.{alone[0]}", one[alone[0]], "nothing without private_link_id")
    if len({"private_link_id" in one for one in origins}) > 1:
        raise given.invalid("failover_origin", "one of two kinds", "private if origin is and public if origin is; Azure mixes none")
    return origins


def _names(given: Arguments) -> Sequence[str]:
    names = given.texts("domain_names", least=1, what="host names")
    for one in names:
        if not re.fullmatch(r"(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}", str(one)):
            raise given.invalid("domain_names", one, "host names, as shop.example.com")
    if given.has("point_names") and not given.has("dns_zone_id"):
        raise given.invalid("point_names", given.get("point_names"), "nothing without dns_zone_id")
    if isinstance(zone := given.get("dns_zone_id"), str):
        for one in names:
            _within(given, zone.rstrip("/").rsplit("/", 1)[-1], one)
    return names


def _firewall(place: context.Place, name: str, settings: _Settings) -> frontdoor.Policy:
    # Everybody but a network that is kept for documentation, and so nobody's.
    everybody = frontdoor.MatchConditionArgs(
        match_variable="RemoteAddr", operator="IPMatch", negate_condition=True, match_value=["192.0.2.0/24"]
    )
    rules = [
        frontdoor.CustomRuleArgs(
            name="rate",
            priority=100,
            rule_type="RateLimitRule",
            action="Block",
            rate_limit_threshold=settings.rate,
            rate_limit_duration_in_minutes=5,
            match_conditions=[everybody],
            enabled_state="Enabled",
        )
    ]
    if settings.countries:
        elsewhere = frontdoor.MatchConditionArgs(
            # Of the connection, since a header with the visitor's address can be made up.
            match_variable="SocketAddr",
            operator="GeoMatch",
            negate_condition=True,
            match_value=list(settings.countries),
        )
        rules.append(
            frontdoor.CustomRuleArgs(
                name="countries", priority=50, rule_type="MatchRule", action="Block", match_conditions=[elsewhere], enabled_state="Enabled"
            )
        )
    return frontdoor.Policy(
        name,
        **place.where(),
        # Azure takes letters and digits only, and a letter first.
        policy_name=f"waf{re.sub('[^A-Za-z0-9]', '', name)}"[:128],
        sku=frontdoor.SkuArgs(name=_SKU),
        policy_settings=frontdoor.PolicySettingsArgs(
            enabled_state="Enabled",
            mode="Prevention",
            request_body_check="Enabled",
            state="Enabled",
            scrubbing_rules=[
                frontdoor.WebApplicationFirewallScrubbingRulesArgs(
                    match_variable=variable, selector_match_operator=operator, selector=selector, state="Enabled"
                )
                for variable, operator, selector in defaults.SCRUBBED
            ],
        ),
        managed_rules=frontdoor.ManagedRuleSetListArgs(
            managed_rule_sets=[
                frontdoor.ManagedRuleSetArgs(rule_set_type=kind, rule_set_version=version, rule_set_action="Block")
                if kind == "Microsoft_DefaultRuleSet"
                # Each rule of this set has an action of its own.
                else frontdoor.ManagedRuleSetArgs(rule_set_type=kind, rule_set_version=version)
                for kind, version in defaults.FRONT_DOOR_RULES.items()
            ]
        ),
        custom_rules=frontdoor.CustomRuleListArgs(rules=rules),
        opts=place.options(),
    )


def _domains(
    place: context.Place, name: str, given: Arguments, settings: _Settings, common: Mapping[str, Any]
) -> dict[str, cdn.AFDCustomDomain]:
    zone = cdn.ResourceReferenceArgs(id=given.get("dns_zone_id")) if given.has("dns_zone_id") else None
    return {
        host: cdn.AFDCustomDomain(
            f"{name}-{host}",
            **common,
            custom_domain_name=host.replace("*", "any").replace(".", "-"),
            host_name=host,
            azure_dns_zone=zone,
            tls_settings=cdn.AFDDomainHttpsParametersArgs(
                certificate_type="ManagedCertificate",
                minimum_tls_version=cdn.AfdMinimumTlsVersion.TLS12,
                cipher_suite_set_type=defaults.FRONT_DOOR_CIPHERS,
            ),
            opts=place.options(),
        )
        for host in settings.names
    }


def _token(domain: cdn.AFDCustomDomain) -> pulumi.Output[str]:
    return domain.validation_properties.apply(lambda found: str(found.validation_token) if found else "")


def _within(given: Arguments, zone: str, host: str) -> str:
    """What a host name is called in its zone; `@` is the zone itself."""
    if host == zone:
        return "@"
    if not host.endswith(f".{zone}"):
        raise given.invalid("domain_names", host, f"names in the zone {zone}")
    return host.removesuffix(f".{zone}")


def _records(
    place: context.Place,
    name: str,
    given: Arguments,
    settings: _Settings,
    domains: Mapping[str, cdn.AFDCustomDomain],
    endpoint: cdn.AFDEndpoint,
    route: cdn.Route,
) -> None:
    """What proves that the host names are ours, and what visitors follow once there is a route."""
    zone = context.last(given.get("dns_zone_id"))
    common: dict[str, Any] = {"zone_name": zone, "resource_group_name": context.group_of(given.get("dns_zone_id")), "ttl": defaults.DNS_TTL}

    def called(host: str) -> pulumi.Output[str]:
        return zone.apply(lambda found: _within(given, found, host))

    # A name and all names below it are proven by one record, with a text for each.
    for base in dict.fromkeys(host.removeprefix("*.") for host in domains):
        dns.RecordSet(
            f"{name}-{base}-proof",
            **common,
            record_type="TXT",
            relative_record_set_name=called(base).apply(lambda label: "_dnsauth" if label == "@" else f"_dnsauth.{label}"),
            txt_records=[dns.TxtRecordArgs(value=[_token(one)]) for host, one in domains.items() if host.removeprefix("*.") == base],
            opts=place.options(),
        )
    for host in domains if settings.point else ():
        for kind in ("A", "AAAA"):
            # An alias, for a CNAME cannot stand at the top of a zone, and what no longer exists is not pointed at.
            dns.RecordSet(
                f"{name}-{host}-{kind.lower()}",
                **common,
                record_type=kind,
                relative_record_set_name=called(host),
                target_resource=dns.SubResourceArgs(id=endpoint.id),
                opts=place.options(depends_on=[route]),
            )


def _route(
    place: context.Place,
    name: str,
    settings: _Settings,
    common: Mapping[str, Any],
    endpoint: cdn.AFDEndpoint,
    domains: Sequence[cdn.AFDCustomDomain],
) -> cdn.Route:
    group = cdn.AFDOriginGroup(
        name,
        **common,
        load_balancing_settings=cdn.LoadBalancingSettingsParametersArgs(
            sample_size=4, successful_samples_required=3, additional_latency_in_milliseconds=50
        ),
        health_probe_settings=cdn.HealthProbeParametersArgs(
            probe_path=settings.health_path,
            probe_protocol=cdn.ProbeProtocol.HTTPS,
            probe_request_type=cdn.HealthProbeRequestType.HEAD,
            probe_interval_in_seconds=30,
        ),
        session_affinity_state="Disabled",
        opts=place.options(),
    )
    origins = [_origin(place, name, common, group, order, one) for order, one in enumerate(settings.origins, start=1)]
    rules = cdn.RuleSet(name, **common, rule_set_name=f"headers{re.sub('[^A-Za-z0-9]', '', name)}"[:60], opts=place.options())
    transport = cdn.Rule(
        name,
        **common,
        rule_set_name=rules.name,
        rule_name="transport",
        order=1,
        conditions=[],
        actions=[
            cdn.DeliveryRuleResponseHeaderActionArgs(
                name="ModifyResponseHeader",
                parameters=cdn.HeaderActionParametersArgs(
                    type_name="DeliveryRuleHeaderActionParameters",
                    header_action="Overwrite",
                    header_name="Strict-Transport-Security",
                    value=f"max-age={defaults.HSTS}; includeSubDomains",
                ),
            )
        ],
        opts=place.options(),
    )
    return cdn.Route(
        name,
        **common,
        endpoint_name=endpoint.name,
        origin_group=cdn.ResourceReferenceArgs(id=group.id),
        custom_domains=[cdn.ActivatedResourceReferenceArgs(id=one.id) for one in domains],
        rule_sets=[cdn.ResourceReferenceArgs(id=rules.id)],
        cache_configuration=cdn.AfdRouteCacheConfigurationArgs(query_string_caching_behavior="UseQueryString") if settings.cache else None,
        patterns_to_match=["/*"],
        supported_protocols=["Http", "Https"],
        https_redirect="Enabled",
        forwarding_protocol="HttpsOnly",
        link_to_default_domain="Disabled",
        enabled_state="Enabled",
        # Azure turns a route away whose origins do not exist yet.
        opts=place.options(depends_on=[*origins, transport]),
    )


def _origin(
    place: context.Place, name: str, common: Mapping[str, Any], group: cdn.AFDOriginGroup, order: int, origin: Mapping[str, Any]
) -> cdn.AFDOrigin:
    private = None
    if "private_link_id" in origin:
        private = cdn.SharedPrivateLinkResourcePropertiesArgs(
            private_link=cdn.ResourceReferenceArgs(id=origin["private_link_id"]),
            private_link_location=origin["private_link_location"],
            group_id=origin.get("private_link_group"),
            request_message=f"Front Door of {name}",
        )
    return cdn.AFDOrigin(
        f"{name}-{order}",
        **common,
        origin_group_name=group.name,
        host_name=origin["host_name"],
        origin_host_header=origin["host_name"],
        https_port=443,
        priority=order,
        weight=1000,
        enabled_state="Enabled",
        enforce_certificate_name_check=True,
        shared_private_link_resource=private,
        opts=place.options(),
    )


def _tell(place: context.Place, name: str, given: Arguments, profile: cdn.Profile) -> None:
    watched: dict[str, tuple[str, str, float]] = {
        "errors": ("Percentage5XX", "GreaterThan", defaults.ERROR_RATE_ALARM),
        "origins": ("OriginHealthPercentage", "LessThan", defaults.ORIGIN_HEALTH_ALARM),
    }
    for title, (metric, operator, threshold) in watched.items():
        context.metric_alert(
            place,
            f"{name}-{title}",
            target=profile.id,
            metric=metric,
            operator=operator,
            threshold=threshold,
            about=f"{metric} of the Front Door {name} has passed its limit.",
            action_group_id=given.get("action_group_id"),
        )
