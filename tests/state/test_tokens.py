from __future__ import annotations

import pytest

from buttress.state.tokens import normalise


@pytest.mark.parametrize(
    ("token", "props", "expected"),
    [
        ("aws:s3/bucket:Bucket", {}, ("aws:s3/bucket:Bucket", "")),
        ("aws:alb/loadBalancer:LoadBalancer", {}, ("aws:lb/loadBalancer:LoadBalancer", "")),
        ("aws:applicationloadbalancing/listener:Listener", {}, ("aws:lb/listener:Listener", "")),
        ("aws:elasticloadbalancing/loadBalancer:LoadBalancer", {}, ("aws:elb/loadBalancer:LoadBalancer", "")),
        ("azure-native:storage:StorageAccount", {}, ("azure-native:storage:StorageAccount", "")),
        ("azure-native:storage/v20230101:StorageAccount", {}, ("azure-native:storage:StorageAccount", "v20230101")),
        ("azure-native_storage_v20230101:storage:StorageAccount", {}, ("azure-native:storage:StorageAccount", "v20230101")),
        ("azure-native:insights/v20210501preview:DiagnosticSetting", {}, ("azure-native:monitor:DiagnosticSetting", "v20210501preview")),
        ("azure-native:network/v20200501:FrontDoor", {}, ("azure-native:frontdoor:FrontDoor", "v20200501")),
        ("azure-native:cache:Redis", {}, ("azure-native:redis:Redis", "")),
        ("azure-native:dbforpostgresql/v20171201:Server", {}, ("azure-native:dbforpostgresql:SingleServer", "v20171201")),
        ("azure-native:dbforpostgresql/v20221201:Server", {}, ("azure-native:dbforpostgresql:Server", "v20221201")),
        ("azure-native:dbformysql:Server", {"sslEnforcement": "Enabled"}, ("azure-native:dbformysql:SingleServer", "")),
        ("azure-native:dbformysql:Server", {"storage": {}}, ("azure-native:dbformysql:Server", "")),
        ("azure-native:dbformysql:Server", {}, ("azure-native:dbformysql:Server?", "")),
        ("azure-native:dbforpostgresql:FirewallRule", {"clusterName": "c"}, ("azure-native:dbforpostgresql:ServerGroupFirewallRule", "")),
        ("azure-native:dbforpostgresql/v20171201:FirewallRule", {}, ("azure-native:dbforpostgresql:SingleServerFirewallRule", "v20171201")),
        ("random:index/randomId:RandomId", {}, ("random:index/randomId:RandomId", "")),
    ],
)
def test_a_type_has_todays_name_and_keeps_its_version_apart(token: str, props: dict[str, object], expected: tuple[str, str]) -> None:
    assert normalise(token, props) == expected
