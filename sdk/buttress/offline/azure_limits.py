"""What Azure and its Pulumi provider refuse: names, what every subscription has already, and states that cannot be left. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_RULES: Final = "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules"

NAMES: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "azure-native:containerregistry:Registry": (r"[A-Za-z0-9]{5,50}", "5 to 50 letters and digits", "RegistryNameInvalid", _RULES),
    "azure-native:cosmosdb:DatabaseAccount": (
        r"[a-z0-9][a-z0-9-]{1,42}[a-z0-9]",
        "3 to 44 lower-case letters, digits and hyphens",
        "BadRequest",
        _RULES,
    ),
    "azure-native:eventhub:Namespace": (
        r"[A-Za-z][A-Za-z0-9-]{4,48}[A-Za-z0-9]",
        "6 to 50 letters, digits and hyphens, a letter first",
        "BadRequest",
        _RULES,
    ),
    "azure-native:frontdoor:Policy": (r"[A-Za-z][A-Za-z0-9]{0,127}", "1 to 128 letters and digits, a letter first", "BadRequest", _RULES),
    "azure-native:keyvault:Vault": (
        r"[A-Za-z](?!.*--)[A-Za-z0-9-]{1,22}[A-Za-z0-9]",
        "3 to 24 letters, digits and single hyphens, a letter first and no hyphen last",
        "VaultNameNotValid",
        _RULES,
    ),
    "azure-native:keyvault:Key": (r"[A-Za-z0-9-]{1,127}", "1 to 127 letters, digits and hyphens", "BadParameter", _RULES),
    "azure-native:managedidentity:UserAssignedIdentity": (
        r"[A-Za-z0-9][A-Za-z0-9_-]{2,127}",
        "3 to 128 letters, digits, hyphens and underscores",
        "InvalidResourceName",
        _RULES,
    ),
    "azure-native:operationalinsights:Workspace": (
        r"[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]",
        "4 to 63 letters, digits and hyphens",
        "InvalidResourceName",
        _RULES,
    ),
    "azure-native:recoveryservices:Vault": (
        r"[A-Za-z][A-Za-z0-9-]{1,49}",
        "2 to 50 letters, digits and hyphens, a letter first",
        "InvalidResourceName",
        _RULES,
    ),
    "azure-native:resources:ResourceGroup": (
        r"[\w.()-]{0,89}[\w()-]",
        "1 to 90 letters, digits, underscores, hyphens, periods and brackets, no period last",
        "InvalidResourceGroup",
        _RULES,
    ),
    "azure-native:sql:Server": (
        r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
        "1 to 63 lower-case letters, digits and hyphens, no hyphen first or last",
        "InvalidServerName",
        _RULES,
    ),
    "azure-native:storage:BlobContainer": (
        r"\$(root|web|logs)|[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]",
        "3 to 63 lower-case letters, digits and single hyphens",
        "InvalidResourceName",
        _RULES,
    ),
    "azure-native:storage:StorageAccount": (r"[a-z0-9]{3,24}", "3 to 24 lower-case letters and digits", "AccountNameInvalid", _RULES),
}
"""Type to the pattern of its name, the pattern in words, the error of Azure and where the rule stands.

The provider puts eight hexadecimal digits behind a resource's own name; it neither shortens it nor takes anything out of it.
"""

EXISTING: Final[Mapping[str, tuple[str, str]]] = {
    "azure-native:security:AzureServersSetting": (
        "",
        "https://learn.microsoft.com/rest/api/defenderforcloud/server-vulnerability-assessments-settings",
    ),
    "azure-native:security:Pricing": ("", "https://learn.microsoft.com/rest/api/defenderforcloud/pricings"),
    "azure-native:security:SecurityContact": ("default", "https://learn.microsoft.com/rest/api/defenderforcloud/security-contacts"),
}
"""Types of which every subscription has all, or the one of a name, so that the provider does not make another; and where that stands."""

LOCKS: Final[Mapping[str, tuple[tuple[str, str, bool, str], ...]]] = {
    "azure-native:keyvault:Vault": (
        (
            "properties.enablePurgeProtection",
            "True",
            False,
            "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview",
        ),
    ),
    "azure-native:recoveryservices:Vault": (
        (
            "properties.securitySettings.immutabilitySettings.state",
            "Locked",
            True,
            "https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept",
        ),
        (
            "properties.securitySettings.softDeleteSettings.softDeleteState",
            "AlwaysON",
            False,
            "https://learn.microsoft.com/azure/backup/secure-by-default",
        ),
    ),
    "azure-native:storage:StorageAccount": (
        (
            "immutableStorageWithVersioning.immutabilityPolicy.state",
            "Locked",
            True,
            "https://learn.microsoft.com/azure/storage/blobs/immutable-policy-configure-version-scope",
        ),
    ),
}
"""Type to properties with a value that, once set, cannot be taken back: whether it is a second step, and the source."""
