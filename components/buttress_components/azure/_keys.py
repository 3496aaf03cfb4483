"""Customer managed keys: the user's own, or a new one in a vault of its own that only the identity made with it may use."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
from pulumi_azure_native import authorization, keyvault, managedidentity

from buttress_components import _defaults as defaults
from buttress_components.azure import _context as context


class ExistingKeyArgs(TypedDict):
    """A key that exists, and the identity that may use it."""

    vault_uri: pulumi.Input[str]
    """Address of the vault, as `https://name.vault.azure.net/`."""
    key_name: pulumi.Input[str]
    """Name of the key."""
    key_version: NotRequired[pulumi.Input[str]]
    """Version of the key. Azure SQL begins with it; all follow the newest."""
    identity_id: pulumi.Input[str]
    """ARM id of a user-assigned identity with the role Key Vault Crypto Service Encryption User on the key."""


@dataclasses.dataclass(frozen=True)
class Key:
    """A key, the identity that reads it, and what must exist before it can. Of the user's own key the last two are not known."""

    vault_uri: pulumi.Input[str]
    name: pulumi.Input[str]
    uri: pulumi.Output[str]
    identity_id: pulumi.Input[str]
    ready: Sequence[pulumi.Resource]
    principal_id: pulumi.Input[str] = ""
    vault_id: pulumi.Input[str] = ""


def existing(given: Mapping[str, Any]) -> Key:
    """The user's key."""
    address = pulumi.Output.from_input(given["vault_uri"]).apply(lambda text: text.rstrip("/"))
    parts: list[Any] = [address, "/keys/", given["key_name"]]
    if "key_version" in given:
        parts += ["/", given["key_version"]]
    return Key(
        vault_uri=given["vault_uri"],
        name=given["key_name"],
        uri=pulumi.Output.concat(*parts),
        identity_id=given["identity_id"],
        ready=(),
    )


def make(
    place: context.Place,
    name: str,
    *,
    subnet_id: pulumi.Input[str],
    workspace_id: pulumi.Input[str],
    zone_id: pulumi.Input[str] | None,
    protect: bool,
    signs: bool = False,
) -> Key:
    """A vault with one key that rotates every year, closed to all networks but a subnet, and whose every use is logged.

    Azure takes what a key is made with and never a later change of it, of its rotation policy neither, and says nothing.
    A key that signs lies in an HSM, and who may use it is left to the caller; one that does not wraps the keys of the identity's owner.
    """
    identity = managedidentity.UserAssignedIdentity(f"{name}-key", **place.where(), opts=place.options())
    vault = keyvault.Vault(
        f"{name}-key",
        **place.where(),
        # The identity is new whenever the vault is, and so a vault that still waits to be purged does not hold the name.
        vault_name=context.unique_name(name, identity.principal_id, hyphens=True),
        properties=keyvault.VaultPropertiesArgs(
            tenant_id=identity.tenant_id,
            sku=keyvault.SkuArgs(family="A", name=keyvault.SkuName.PREMIUM if signs else keyvault.SkuName.STANDARD),
            enable_rbac_authorization=True,
            enable_soft_delete=True,
            enable_purge_protection=True,
            soft_delete_retention_in_days=90,
            public_network_access="Disabled",
            network_acls=keyvault.NetworkRuleSetArgs(bypass="AzureServices", default_action="Deny"),
        ),
        opts=place.options(protect=protect, ignore_changes=["vaultName"]),
    )
    endpoint = context.private_endpoint(place, f"{name}-key", target=vault.id, sort="vault", subnet_id=subnet_id, zone_id=zone_id)
    context.diagnose(place, f"{name}-key", vault.id, workspace_id)
    key = keyvault.Key(
        f"{name}-key",
        resource_group_name=place.group,
        vault_name=vault.name,
        properties=keyvault.KeyPropertiesArgs(
            kty="RSA-HSM" if signs else "RSA",
            key_size=defaults.KEY_SIZE,
            # Rotation gives an expiry to what it makes, and not to the first version.
            attributes=keyvault.KeyAttributesArgs(expires=vault.system_data.apply(_expiry)),
            key_ops=["sign", "verify"] if signs else ["wrapKey", "unwrapKey"],
            rotation_policy=keyvault.RotationPolicyArgs(
                attributes=keyvault.KeyRotationPolicyAttributesArgs(expiry_time=defaults.KEY_EXPIRY),
                lifetime_actions=[
                    keyvault.LifetimeActionArgs(
                        action=keyvault.ActionArgs(type=keyvault.KeyRotationPolicyActionType.ROTATE),
                        trigger=keyvault.TriggerArgs(time_after_create=f"P{defaults.KEY_ROTATION}D"),
                    ),
                    keyvault.LifetimeActionArgs(
                        action=keyvault.ActionArgs(type=keyvault.KeyRotationPolicyActionType.NOTIFY),
                        trigger=keyvault.TriggerArgs(time_before_expiry="P30D"),
                    ),
                ],
            ),
        ),
        tags=place.tags,
        # Deleting a key asks for rights on its data; it goes with its vault.
        opts=place.options(depends_on=[endpoint], deleted_with=vault),
    )
    ready: list[pulumi.Resource] = [key]
    named, uri = key.name, key.key_uri_with_version
    if not signs:
        grant = authorization.RoleAssignment(
            f"{name}-key",
            scope=vault.id,
            principal_id=identity.principal_id,
            principal_type="ServicePrincipal",
            role_definition_id=context.role(vault.id, defaults.ENCRYPTION_USER),
            description=f"Lets {name} wrap its data keys.",
            opts=place.options(),
        )
        ready.insert(0, grant)
        named, uri = context.spread(grant, named), context.spread(grant, uri)
    return Key(
        # The vault's own address is among its properties only once it exists; that of the key begins with it.
        vault_uri=key.key_uri.apply(lambda uri: f"{uri.partition('/keys/')[0]}/"),
        name=named,
        uri=uri,
        identity_id=identity.id,
        ready=tuple(ready),
        principal_id=identity.principal_id,
        vault_id=vault.id,
    )


def _expiry(system: Any) -> int | None:
    """When the first version of a key ends, in seconds since 1970: counted from the day on which Azure says that its vault was made."""
    made = system and system["created_at"]
    if not made:
        return None
    day = dt.datetime.fromisoformat(made).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(day.timestamp()) + defaults.KEY_LIFE * 86400
