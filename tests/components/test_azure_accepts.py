"""What Azure would refuse of a component is not asked of it: one test for each way in which a first update failed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.support.engine import RefusedError, up

from buttress.offline import azure_facts
from buttress.testing import record

LONG = "orders-of-the-european-shops"


def made(samples, name: str, token: str, called: str = "shop", **more: Any) -> list[Any]:
    sample = samples[name]
    found = record(lambda: sample.component(called, {**sample.least, **more}))
    return [one for one in found if one.token == f"azure-native:{token}"]


@pytest.mark.parametrize(
    "name", ["ActivityLogExport", "AzureTransactionLog", "BackupVault", "EncryptedStorageAccount", "HardenedSqlDatabase"]
)
@pytest.mark.parametrize("called", ["shop", LONG, "a-b--c"])
def test_accounts_and_vaults_have_names_that_azure_takes(samples, name: str, called: str):
    sample = samples[name]
    state = up(lambda: sample.component(called.lower(), dict(sample.least))).state
    for one in state.values():
        if one.type == "azure-native:storage:StorageAccount":
            assert re.fullmatch(r"[a-z][a-z0-9]{2,23}", one.inputs["accountName"])
        if one.type == "azure-native:keyvault:Vault":
            assert re.fullmatch(r"[a-z](?!.*--)[a-z0-9-]{1,22}[a-z0-9]", one.inputs["vaultName"])


def test_two_accounts_whose_names_begin_alike_are_told_apart(samples):
    names = {
        one.props["accountName"]
        for called in (LONG, f"{LONG}-2")
        for one in made(samples, "EncryptedStorageAccount", "storage:StorageAccount", called)
    }
    assert len(names) == 2


def test_the_soc_2_initiative_gets_the_parameters_that_have_no_default(samples):
    (soc,) = [one for one in made(samples, "PolicyBaseline", "authorization:PolicyAssignment") if one.name == "shop-soc-2"]
    assert {key.partition("-")[0] for key in soc.props["parameters"]} == {"allowedContainerImagesRegex", "cpuLimit", "memoryLimit"}


def test_defender_plans_are_set_one_after_another_and_stay(samples):
    sample = samples["DefenderBaseline"]
    state = up(sample.program(sample.least)).state
    plans = [one for one in state.values() if one.type == "azure-native:security:Pricing"]
    chained = [one for one in plans if any("security:Pricing" in need for need in one.needs)]
    assert len(chained) == len(plans) - 1
    assert all(one.retain for one in plans)


def test_what_a_subscription_has_is_taken_over_and_then_set(samples):
    sample = samples["DefenderBaseline"]
    plain = {**sample.least, "adopt": False}
    with pytest.raises(RefusedError, match="cannot create already existing"):
        up(sample.program(plain))
    adopted = up(sample.program(sample.least))
    assert {one.operation for one in adopted.steps} == {"import"}
    assert {one.operation for one in up(sample.program(plain), adopted.state).steps} <= {"same", "update"}


def test_a_backup_vault_is_locked_in_a_second_step_and_by_a_reason(samples):
    sample = samples["BackupVault"]
    first = up(sample.program(sample.least))
    locked = {**sample.least, "immutability": "Locked", "acknowledge_irreversible": "Decided by the board; ticket SHOP-4."}
    with pytest.raises(RefusedError, match="cannot be Locked at creation"):
        up(sample.program(locked))
    second = up(sample.program(locked), first.state)
    with pytest.raises(RefusedError, match="cannot be taken back"):
        up(sample.program(sample.least), second.state)


def test_a_machine_that_is_taken_out_keeps_its_backups(samples):
    sample = samples["BackupVault"]
    base = "/subscriptions/x/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines"
    both = {**sample.least, "virtual_machine_ids": {"one": f"{base}/one", "two": f"{base}/two"}}
    one = {**sample.least, "virtual_machine_ids": {"two": f"{base}/two"}}
    after = up(sample.program(one), up(sample.program(both)).state)
    assert [(step.operation, step.urn.rsplit("::", 1)[-1]) for step in after.changed()] == [("forget", "shop-machine-one")]


def test_a_key_goes_with_its_vault(samples):
    state = up(samples["EncryptedStorageAccount"].program()).state
    (key,) = [one for one in state.values() if one.type == "azure-native:keyvault:Key"]
    assert "azure-native:keyvault:Vault" in key.deleted_with


def test_who_verifies_cannot_sign(samples):
    roles = made(samples, "AzureTransactionLog", "authorization:RoleAssignment", verifiers={"audit": "a1"})
    (verify,) = [one for one in roles if one.name == "shop-audit-verify"]
    # Key Vault Reader: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security#key-vault-reader
    assert verify.props["roleDefinitionId"].endswith("21090545-7ca7-4776-b22c-e363652d74d2")


def test_alerts_on_event_hubs_add_up(samples):
    alerts = made(samples, "AzureTransactionLog", "monitor:MetricAlert")
    assert {one.props["criteria"]["allOf"][0]["timeAggregation"] for one in alerts} == {"Total"}


@pytest.mark.parametrize(("sku", "interval", "copies"), [("HS_Gen5_2", None, "GeoZone"), ("GP_Gen5_2", 12, "Geo")])
def test_a_hyperscale_database_is_backed_up_as_it_can_be(samples, sku: str, interval: int | None, copies: str):
    (database,) = made(samples, "HardenedSqlDatabase", "sql:Database", sku=sku)
    (short,) = made(samples, "HardenedSqlDatabase", "sql:BackupShortTermRetentionPolicy", sku=sku)
    assert short.props.get("diffBackupIntervalInHours") == interval
    assert database.props["requestedBackupStorageRedundancy"] == copies


def test_what_support_does_in_a_database_is_recorded_too(samples):
    settings = made(samples, "HardenedSqlDatabase", "monitor:DiagnosticSetting")
    (audit,) = [one for one in settings if one.name == "shop-audit"]
    assert {one["category"] for one in audit.props["logs"]} == {"SQLSecurityAuditEvents", "DevOpsOperationsAudit"}


def test_a_workspace_can_be_read(samples):
    (workspace,) = made(samples, "FlowLoggedVnet", "operationalinsights:Workspace")
    assert workspace.props["publicNetworkAccessForQuery"] == "Enabled"


def test_saved_queries_see_sources_in_the_internet(samples):
    queries = [one.props["query"] for one in made(samples, "FlowLoggedVnet", "operationalinsights:SavedSearch")]
    assert sum("SrcPublicIps" in one for one in queries) == 2


def test_flow_logs_of_two_networks_of_one_name_have_two_names(samples):
    names = {
        one.props["flowLogName"]
        for group in ("one", "two")
        for one in made(samples, "FlowLoggedVnet", "network:FlowLog", resource_group_name=group)
    }
    assert len(names) == 2


def test_the_rate_rule_is_about_everybody(samples):
    (policy,) = made(samples, "ProtectedFrontDoor", "frontdoor:Policy")
    (rule,) = [one for one in policy.props["customRules"]["rules"] if one["name"] == "rate"]
    (match,) = rule["matchConditions"]
    # Everybody but a network that is nobody's.
    assert (match["negateCondition"], match["matchValue"]) == (True, ["192.0.2.0/24"])


def test_a_service_connection_of_azure_devops_is_a_subject(samples):
    subject = "/eid1/c/pub/t/abc/a/def/sc/0f/1e"
    (trusted,) = made(
        samples,
        "FederatedPipelineIdentity",
        "managedidentity:FederatedIdentityCredential",
        subjects=[subject],
        audience="api://AzureADTokenExchangeUSGov",
    )
    assert trusted.props["subject"] == subject
    assert trusted.props["audiences"] == ["api://AzureADTokenExchangeUSGov"]


def test_endpoints_of_an_account_are_made_one_after_another(samples):
    sample = samples["EncryptedStorageAccount"]
    state = up(sample.program({**sample.least, "file_endpoint": True})).state
    (file,) = [one for urn, one in state.items() if urn.endswith("PrivateEndpoint::shop-file")]
    assert any(need.endswith("PrivateEndpoint::shop-blob") for need in file.needs)


GIVEN_AWAY = [
    "Microsoft.KeyVault/vaults/write",
    "Microsoft.Web/sites/publishxml/action",
    "Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action",
]


@pytest.mark.parametrize("operation", GIVEN_AWAY)
def test_what_gives_rights_away_is_in_no_custom_role(samples, operation: str):
    with pytest.raises(ValueError, match="neither give rights away"):
        made(samples, "CustomRole", "authorization:RoleDefinition", actions=[operation])


WAITERS = [
    ("EncryptedStorageAccount", "storage:StorageAccount", "shop-key"),
    ("HardenedSqlDatabase", "sql:Server", "shop-key"),
    ("BackupVault", "recoveryservices:Vault", "shop-key"),
    ("AzureTransactionLog", "eventhub:Namespace", "shop-key"),
    ("AzureTransactionLog", "eventhub:EventHub", "shop-capture"),
    ("FlowLoggedVnet", "network:FlowLog", "shop-flow"),
]


@pytest.mark.parametrize(("name", "token", "grant"), WAITERS, ids=[one[1] for one in WAITERS])
@pytest.mark.parametrize(("made_at", "waits"), [("9999-01-01T00:00:00Z", True), ("2024-01-01T00:00:00Z", False)], ids=["new", "old"])
def test_what_uses_a_grant_waits_until_it_is_heard(samples, monkeypatch, name: str, token: str, grant: str, made_at: str, waits: bool):
    outputs = {**azure_facts.OUTPUTS, "azure-native:authorization:RoleAssignment#createdOn": made_at}
    monkeypatch.setattr(azure_facts, "OUTPUTS", outputs)
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("asyncio.sleep", sleep)
    state = up(samples[name].program()).state
    (user,) = [one for one in state.values() if one.type == f"azure-native:{token}"]
    assert any(need.endswith(f"RoleAssignment::{grant}") for need in user.needs)
    assert (max(slept) > 100) is waits


def test_the_first_version_of_a_key_expires_as_those_that_follow(samples):
    (key,) = made(samples, "EncryptedStorageAccount", "keyvault:Key")
    properties = key.props["properties"]
    assert properties["rotationPolicy"]["attributes"]["expiryTime"] == "P2Y"
    assert properties["attributes"]["expires"] == 1830297600  # 2028-01-01, two years after the stand-in's vault


@pytest.mark.parametrize("existing", [False, True])
def test_a_database_follows_its_key_as_it_rotates(samples, existing: bool):
    sample = samples["HardenedSqlDatabase"]
    more = {"key": sample.fullest[0]["key"]} if existing else {}
    state = up(sample.program({**sample.least, **more})).state
    (protector,) = [one for one in state.values() if one.type == "azure-native:sql:EncryptionProtector"]
    assert protector.inputs["autoRotationEnabled"] is True
    (server,) = [one for one in state.values() if one.type == "azure-native:sql:Server"]
    vault, _, rest = server.inputs["keyId"].removeprefix("https://").partition(".vault.azure.net/keys/")
    assert protector.inputs["serverKeyName"] == f"{vault}_{rest.replace('/', '_')}"
    (database,) = [one for one in state.values() if one.type == "azure-native:sql:Database"]
    assert protector.urn in database.needs


@pytest.mark.parametrize(("name", "title"), [("ActivityLogExport", "security-rules"), ("SubscriptionBaseline", "role-assignments")])
def test_of_an_operation_somebody_is_notified_once_when_it_has_ended(samples, name: str, title: str):
    (alert,) = [one for one in made(samples, name, "monitor:ActivityLogAlert") if one.name == f"shop-{title}"]
    (ends,) = [one["anyOf"] for one in alert.props["condition"]["allOf"] if "anyOf" in one]
    assert ends == [{"field": "status", "equals": "Succeeded"}, {"field": "status", "equals": "Failed"}]


@pytest.mark.parametrize(("minutes", "window", "windows"), [(15, "PT15M", 1), (720, "PT6H", 2)])
def test_silence_is_counted_in_the_workspace_for_no_metric_says_it(samples, minutes: int, window: str, windows: int):
    (rule,) = made(samples, "AzureTransactionLog", "monitor:ScheduledQueryRule", gap_minutes=minutes)
    (criterion,) = rule.props["criteria"]["allOf"]
    assert (criterion["timeAggregation"], criterion["operator"], criterion["threshold"]) == ("Count", "LessThan", 1)
    assert (rule.props["windowSize"], criterion["failingPeriods"]["numberOfEvaluationPeriods"]) == (window, windows)
    settings = {one.name: one for one in made(samples, "AzureTransactionLog", "monitor:DiagnosticSetting")}
    assert settings["shop"].props["metrics"] == [{"category": "AllMetrics", "enabled": True}]
    assert settings["shop"].props["resourceUri"] == rule.props["scopes"][0]


ZONE = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/names/providers/Microsoft.Network/dnsZones/example.com"


def records(samples, **more: Any) -> dict[tuple[str, str], Any]:
    names = ["example.com", "shop.example.com", "*.shop.example.com"]
    found = made(samples, "ProtectedFrontDoor", "dns:RecordSet", domain_names=names, dns_zone_id=ZONE, **more)
    assert {(one.props["zoneName"], one.props["resourceGroupName"]) for one in found} == {("example.com", "names")}
    return {(one.props["recordType"], one.props["relativeRecordSetName"]): one.props for one in found}


def test_a_zone_proves_the_names_and_points_them_at_front_door(samples):
    found = records(samples)
    aliases = {(kind, label) for kind in ("A", "AAAA") for label in ("@", "shop", "*.shop")}
    assert set(found) == {("TXT", "_dnsauth"), ("TXT", "_dnsauth.shop")} | aliases
    # The name and the wildcard below it are two domains to Front Door, and one record to the zone.
    assert [len(found["TXT", label]["txtRecords"]) for label in ("_dnsauth", "_dnsauth.shop")] == [1, 2]
    assert all("/afdEndpoints/" in found[key]["targetResource"]["id"] for key in aliases)


def test_names_are_proven_before_visitors_follow_them(samples):
    assert set(records(samples, point_names=False)) == {("TXT", "_dnsauth"), ("TXT", "_dnsauth.shop")}


def test_a_name_outside_the_zone_is_refused(samples):
    with pytest.raises(ValueError, match=r"'shop\.example\.net'; allowed: names in the zone example\.com"):
        made(samples, "ProtectedFrontDoor", "dns:RecordSet", domain_names=["shop.example.net"], dns_zone_id=ZONE)


@pytest.mark.parametrize("name", ["ActivityLogExport", "DefenderBaseline", "SubscriptionBaseline"])
def test_what_lands_in_the_providers_subscription_is_asked_for_there(samples, name: str):
    sample = samples[name]
    elsewhere = {**sample.least, "subscription_id": "22222222-0000-0000-0000-000000000000"}
    with pytest.raises(ValueError, match="allowed: 00000000-0000-0000-0000-000000000000, in which the provider works"):
        up(sample.program(elsewhere))


LOCKED = {"immutability": "Locked", "acknowledge_irreversible": "Decided by the board; ticket SHOP-4."}


@pytest.mark.parametrize(
    ("name", "days"), [("EncryptedStorageAccount", {"immutability_days": 400}), ("ActivityLogExport", {}), ("AzureTransactionLog", {})]
)
def test_an_account_is_locked_in_a_second_step_and_by_a_reason(samples, name: str, days):
    sample = samples[name]
    least = {**sample.least, **days}
    with pytest.raises(ValueError, match="acknowledge_irreversible is missing"):
        up(sample.program({**least, "immutability": "Locked"}))
    with pytest.raises(RefusedError, match="cannot be Locked at creation"):
        up(sample.program({**least, **LOCKED}))
    second = up(sample.program({**least, **LOCKED}), up(sample.program(least)).state)
    with pytest.raises(RefusedError, match="cannot be taken back"):
        up(sample.program(least), second.state)


@pytest.mark.parametrize("name", ["ActivityLogExport", "AzureTransactionLog", "FlowLoggedVnet"])
def test_an_account_within_a_component_stays_in_a_region_that_has_no_pair(samples, reason: str, name: str):
    (account,) = made(samples, name, "storage:StorageAccount", replication="Standard_ZRS", justification=reason)
    assert account.props["sku"]["name"] == "Standard_ZRS"


def test_backups_stay_in_a_region_that_has_no_pair(samples, reason: str):
    (vault,) = made(samples, "BackupVault", "recoveryservices:Vault", replication="ZoneRedundant")
    assert vault.props["properties"]["redundancySettings"] == {
        "standardTierStorageRedundancy": "ZoneRedundant",
        "crossRegionRestore": "Disabled",
    }
    (database,) = made(samples, "HardenedSqlDatabase", "sql:Database", backup_replication="Zone", justification=reason)
    assert database.props["requestedBackupStorageRedundancy"] == "Zone"
