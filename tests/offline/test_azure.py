from __future__ import annotations

import re
from typing import Any

import pytest

from buttress.model import sentinels
from buttress.offline.azure import Azure
from buttress.offline.names import Identity
from buttress.pulumi import wire

GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"


def thing(token: str, name: str = "thing") -> Identity:
    return Identity.of(f"urn:pulumi:dev::proj::azure-native:{token}::{name}")


def checked(token: str, inputs: dict[str, Any], **options: Any) -> dict[str, Any]:
    found, failures = Azure().check(thing(token), options.get("olds", {}), inputs, None)
    assert failures == []
    return found


@pytest.mark.parametrize(
    ("token", "inputs", "key", "pattern", "random"),
    [
        ("storage:StorageAccount", {"resourceGroupName": "rg"}, "accountName", r"thing[0-9a-f]{8}", True),
        ("resources:ResourceGroup", {"location": "x"}, "resourceGroupName", r"thing[0-9a-f]{8}", True),
        ("network:Subnet", {"resourceGroupName": "rg", "virtualNetworkName": "v"}, "subnetName", r"thing", False),
        ("storage:BlobServiceProperties", {"resourceGroupName": "rg", "accountName": "a"}, "blobServicesName", r"default", False),
        ("authorization:RoleAssignment", {"scope": GROUP}, "roleAssignmentName", r"[0-9a-f-]{36}", True),
        ("web:WebApp", {"resourceGroupName": "rg"}, "name", r"thing[0-9a-f]{8}", True),
    ],
)
def test_a_name_is_random_at_the_top_and_plain_below(token: str, inputs: dict[str, Any], key: str, pattern: str, random: bool) -> None:
    found = checked(token, inputs)
    assert re.fullmatch(pattern, found[key])
    assert found.get("__createBeforeDelete", False) is random


@pytest.mark.parametrize(
    ("config", "inputs", "expected"),
    [
        ({"location": "westeurope"}, {"resourceGroupName": "rg"}, "westeurope"),
        ({}, {"resourceGroupName": "rg"}, "eastus"),
        ({}, {"resourceGroupName": sentinels.UNKNOWN}, sentinels.UNKNOWN),
        ({"location": "westeurope"}, {"resourceGroupName": "rg", "location": "uksouth"}, "uksouth"),
    ],
)
def test_the_location_comes_from_the_program_the_configuration_or_the_group(
    config: dict[str, str], inputs: dict[str, Any], expected: str
) -> None:
    cloud = Azure()
    cloud.configure(config)
    found, _ = cloud.check(thing("storage:StorageAccount"), {}, inputs, None)
    assert found["location"] == expected


def test_a_resource_group_without_a_location_is_refused() -> None:
    _, failures = Azure().check(thing("resources:ResourceGroup"), {}, {}, None)
    assert [key for key, _ in failures] == ["location"]


@pytest.mark.parametrize(
    ("token", "inputs", "expected"),
    [
        ("resources:ResourceGroup", {"resourceGroupName": "rg"}, GROUP),
        (
            "storage:StorageAccount",
            {"resourceGroupName": "rg", "accountName": "a"},
            f"{GROUP}/providers/Microsoft.Storage/storageAccounts/a",
        ),
        (
            "storage:BlobContainer",
            {"resourceGroupName": "rg", "accountName": "a", "containerName": "c"},
            f"{GROUP}/providers/Microsoft.Storage/storageAccounts/a/blobServices/default/containers/c",
        ),
        (
            "network:Subnet",
            {"resourceGroupName": "rg", "virtualNetworkName": "v", "subnetName": "s"},
            f"{GROUP}/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
        ),
        (
            "sql:TransparentDataEncryption",
            {"resourceGroupName": "rg", "serverName": "s", "databaseName": "d", "tdeName": "current"},
            f"{GROUP}/providers/Microsoft.Sql/servers/s/databases/d/transparentDataEncryption/current",
        ),
        ("keyvault:Vault", {"resourceGroupName": "rg", "vaultName": "v"}, f"{GROUP}/providers/Microsoft.KeyVault/vaults/v"),
        (
            "containerservice:AgentPool",
            {"resourceGroupName": "rg", "resourceName": "k", "agentPoolName": "p"},
            f"{GROUP}/providers/Microsoft.ContainerService/managedClusters/k/agentPools/p",
        ),
        (
            "monitor:DiagnosticSetting",
            {"resourceUri": f"{GROUP}/x", "name": "d"},
            f"{GROUP}/x/providers/Microsoft.Insights/diagnosticSettings/d",
        ),
        (
            "web:WebAppAuthSettingsV2",
            {"resourceGroupName": "rg", "name": "w"},
            f"{GROUP}/providers/Microsoft.Web/sites/w/config/authsettingsV2",
        ),
        (
            "storage/v20230101:StorageAccount",
            {"resourceGroupName": "rg", "accountName": "a"},
            f"{GROUP}/providers/Microsoft.Storage/storageAccounts/a",
        ),
    ],
)
def test_ids_are_arm_ids_with_the_parents_in_them(token: str, inputs: dict[str, Any], expected: str) -> None:
    assert Azure().id(thing(token), inputs) == expected


def test_outputs_follow_from_the_id() -> None:
    cloud, resource = Azure(), thing("storage:StorageAccount")
    inputs = checked("storage:StorageAccount", {"resourceGroupName": "rg", "identity": {"type": "SystemAssigned"}})
    outputs = cloud.outputs(resource, inputs, cloud.id(resource, inputs))
    assert outputs["name"] == inputs["accountName"]
    assert outputs["type"] == "Microsoft.Storage/storageAccounts"
    assert outputs["primaryEndpoints"]["blob"] == f"https://{inputs['accountName']}.blob.core.windows.net/"
    assert outputs["identity"]["principalId"]
    assert outputs["privateEndpointConnections"] == []


def test_a_preview_knows_only_what_was_asked_for() -> None:
    unknown = Azure().unknown(thing("storage:StorageAccount"), {})
    assert {"allowBlobPublicAccess", "primaryEndpoints", "provisioningState"} <= set(unknown)
    assert "accountName" not in unknown


def test_the_parts_of_an_id_replace_a_resource() -> None:
    assert {"resourceGroupName", "virtualNetworkName", "subnetName", "location"} == Azure().replaces(thing("network:Subnet"))


def test_listed_keys_are_secrets() -> None:
    answer = Azure().invoke("azure-native:storage:listStorageAccountKeys", {"accountName": "a", "resourceGroupName": "rg"})
    assert answer is not None
    assert [key["keyName"] for key in answer["keys"]] == ["key1", "key2"]
    assert all(wire.is_secret(key["value"]) for key in answer["keys"])


@pytest.mark.parametrize(
    "token", ["azure-native:network:getVirtualNetwork", "azure-native:own:listNothing", "aws:index/getRegion:getRegion"]
)
def test_a_function_that_asks_the_cloud_has_no_answer(token: str) -> None:
    assert Azure().invoke(token, {}) is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["/ids/a"], {"/ids/a": {"clientId", "principalId"}}),
        (["/ids/a", sentinels.UNKNOWN], sentinels.UNKNOWN),
    ],
)
def test_user_assigned_identities_are_given_as_a_list_and_come_back_as_a_map(given: list[str], expected: Any) -> None:
    resource = Identity.of("urn:pulumi:dev::shop::azure-native:storage:StorageAccount::orders")
    found = Azure().reshaped(resource, {"identity": {"type": "UserAssigned", "userAssignedIdentities": given}})
    identities = found["identity"]["userAssignedIdentities"]
    assert (identities if isinstance(identities, str) else {one: set(known) for one, known in identities.items()}) == expected
    assert found["identity"]["type"] == "UserAssigned"
    assert Azure().reshaped(resource, {"identity": {"type": "SystemAssigned"}}) == {}


@pytest.mark.parametrize(
    ("token", "key", "name", "error"),
    [
        ("storage:StorageAccount", "accountName", "shop-log1234abcd", "AccountNameInvalid"),
        ("storage:StorageAccount", "accountName", "a" * 25, "AccountNameInvalid"),
        ("keyvault:Vault", "vaultName", "shop--key", "VaultNameNotValid"),
        ("keyvault:Vault", "vaultName", "a-name-that-is-too-long-for-a-vault", "VaultNameNotValid"),
        ("keyvault:Vault", "vaultName", "1shop", "VaultNameNotValid"),
        ("keyvault:Vault", "vaultName", "shop-", "VaultNameNotValid"),
        ("sql:Server", "serverName", "Shop", "InvalidServerName"),
        ("resources:ResourceGroup", "resourceGroupName", "shop.", "InvalidResourceGroup"),
    ],
)
def test_a_name_that_azure_does_not_take_is_refused_with_its_reason(token: str, key: str, name: str, error: str) -> None:
    _, failures = Azure().check(thing(token), {}, {"resourceGroupName": "rg", "location": "x", key: name}, None)
    ((where, why),) = failures
    assert where == key
    assert error in why
    assert "https://learn.microsoft.com" in why


def test_an_auto_name_is_neither_shortened_nor_cleaned() -> None:
    resource = thing("storage:StorageAccount", "shop-orders-of-the-year")
    inputs, failures = Azure().check(resource, {}, {"resourceGroupName": "rg"}, None)
    assert re.fullmatch(r"shop-orders-of-the-year[0-9a-f]{8}", inputs["accountName"])
    assert [key for key, _ in failures] == ["accountName"]


def test_what_every_subscription_has_is_not_made_again() -> None:
    plan = {"pricingName": "AppServices", "scopeId": "subscriptions/x"}
    assert "cannot create already existing resource" in Azure().refuses(thing("security:Pricing"), "create", {}, plan)
    assert Azure().refuses(thing("security:Pricing"), "update", plan, plan) == ""
    contact = {"securityContactName": "other"}
    assert Azure().refuses(thing("security:SecurityContact"), "create", {}, contact) == ""


def immutable(state: str) -> dict[str, Any]:
    return {"properties": {"securitySettings": {"immutabilitySettings": {"state": state}}}}


@pytest.mark.parametrize(
    ("action", "olds", "news", "refused"),
    [
        ("create", {}, immutable("Locked"), "cannot be Locked at creation"),
        ("create", {}, immutable("Unlocked"), ""),
        ("update", immutable("Unlocked"), immutable("Locked"), ""),
        ("update", immutable("Locked"), immutable("Unlocked"), "cannot be taken back"),
        ("update", immutable("Locked"), immutable("Locked"), ""),
    ],
)
def test_a_lock_is_a_second_step_and_the_last_one(action: str, olds: dict[str, Any], news: dict[str, Any], refused: str) -> None:
    why = Azure().refuses(thing("recoveryservices:Vault"), action, olds, news)
    assert refused in why
    assert bool(why) is bool(refused)
