"""Type tokens, made one: today's name of every type, whatever SDK version or alias module wrote the state."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

_AZURE_VERSION = re.compile(r"^azure-native:(?P<module>[a-z0-9]+)/(?P<version>v\d{8}\w*):(?P<type>\w+)$")
_AZURE_LOCAL = re.compile(
    r"^azure-native_(?P<package>[a-z0-9]+)_(?P<version>v\d{8}\w*):(?P<module>[a-z0-9]+)(?:/v\d{8}\w*)?:(?P<type>\w+)$"
)

# Deprecated modules of pulumi-aws whose resources are the same as today's.
_AWS_MODULES = {
    "alb": "lb",
    "applicationloadbalancing": "lb",
    "elasticloadbalancingv2": "lb",
    "elasticloadbalancing": "elb",
}

# Old azure-native names and today's, from the aliases of the SDK's own resource classes; the module or the type was renamed.
_AZURE_NAMES = {
    "insights:Component": "applicationinsights:Component",
    "documentdb:DatabaseAccount": "cosmosdb:DatabaseAccount",
    "documentdb:FirewallRule": "cosmosdb:MongoClusterFirewallRule",
    "documentdb:MongoClusterFirewallRule": "cosmosdb:MongoClusterFirewallRule",
    "dbforpostgresql:Cluster": "dbforpostgresql:ServerGroupCluster",
    "dbforpostgresql:ServerGroup": "dbforpostgresql:ServerGroupCluster",
    "network:FrontDoor": "frontdoor:FrontDoor",
    "network:Policy": "frontdoor:Policy",
    "devices:IotHubResource": "iothub:IotHubResource",
    "insights:ActionGroup": "monitor:ActionGroup",
    "insights:ActivityLogAlert": "monitor:ActivityLogAlert",
    "insights:AutoscaleSetting": "monitor:AutoscaleSetting",
    "insights:DataCollectionRuleAssociation": "monitor:DataCollectionRuleAssociation",
    "insights:DiagnosticSetting": "monitor:DiagnosticSetting",
    "insights:ManagementGroupDiagnosticSetting": "monitor:ManagementGroupDiagnosticSetting",
    "insights:MetricAlert": "monitor:MetricAlert",
    "insights:SubscriptionDiagnosticSetting": "monitor:SubscriptionDiagnosticSetting",
    "network:InterfaceEndpoint": "network:PrivateEndpoint",
    "cache:FirewallRule": "redis:FirewallRule",
    "cache:Redis": "redis:Redis",
    "cache:Database": "redisenterprise:Database",
    "cache:RedisEnterprise": "redisenterprise:RedisEnterprise",
    "sql:BackupLongTermRetentionPolicy": "sql:LongTermRetentionPolicy",
}

# The single-server services ended at these API versions; later ones are flexible servers.
_SINGLE_SERVER = re.compile(r"^v201[78]")
_SERVER_MODULES = {"dbformysql", "dbforpostgresql"}
_SERVER_TYPES = {"Server", "FirewallRule", "Configuration"}
_GROUP_VERSIONS = frozenset({"v20201005privatepreview", "v20221108", "v20230302preview"})


def normalise(token: str, props: Mapping[str, Any] | None = None) -> tuple[str, str]:
    """Today's type and the API version of a token; the version is empty where the token has none.

    `props` decide between a single and a flexible database server where an old name meant both.
    """
    kind, version, ambiguous = _normalise(token)
    return (_server(kind, version, props or {}), version) if ambiguous else (kind, version)


@functools.lru_cache(maxsize=4096)
def _normalise(token: str) -> tuple[str, str, bool]:
    """A token without its version, the version, and whether the properties must decide what it is: few tokens, many resources."""
    if token.startswith("aws:"):
        module, slash, rest = token.removeprefix("aws:").partition("/")
        return (f"aws:{_AWS_MODULES.get(module, module)}{slash}{rest}", "", False)
    if not token.startswith("azure-native"):
        return (token, "", False)
    match = _AZURE_VERSION.match(token) or _AZURE_LOCAL.match(token)
    if match:
        short, version = f"{match['module']}:{match['type']}", match["version"]
    else:
        short, version = token.removeprefix("azure-native:"), ""
    module, _, name = short.partition(":")
    if module in _SERVER_MODULES and name in _SERVER_TYPES:
        return (short, version, True)
    return (f"azure-native:{_AZURE_NAMES.get(short, short)}", version, False)


def _server(short: str, version: str, props: Mapping[str, Any]) -> str:
    module, _, name = short.partition(":")
    flexible, single = f"azure-native:{short}", f"azure-native:{module}:SingleServer{'' if name == 'Server' else name}"
    if name != "Server" and module == "dbforpostgresql" and (version in _GROUP_VERSIONS or "clusterName" in props):
        return f"azure-native:{module}:ServerGroup{name}"
    if version:
        return single if _SINGLE_SERVER.match(version) else flexible
    if name != "Server":
        return flexible
    if "sslEnforcement" in props or isinstance(props.get("properties"), Mapping):
        return single
    # A single server cannot be without `properties`; of a resource without any property nothing is known.
    return flexible if props else f"{flexible}?"
