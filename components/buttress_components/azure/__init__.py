"""Hardened components for Azure. They need pulumi-azure-native."""

from buttress_components.azure._keys import ExistingKeyArgs
from buttress_components.azure.activity_log_export import ActivityLogExport, ActivityLogExportArgs
from buttress_components.azure.defender_baseline import DefenderBaseline, DefenderBaselineArgs
from buttress_components.azure.encrypted_storage_account import EncryptedStorageAccount, EncryptedStorageAccountArgs, StorageReplication
from buttress_components.azure.flow_logged_vnet import (
    FlowLoggedVnet,
    FlowLoggedVnetArgs,
    NetworkRuleArgs,
    NetworkSubnetArgs,
    RuleAccess,
    RuleDirection,
    RuleProtocol,
)
from buttress_components.azure.hardened_sql_database import (
    HardenedSqlDatabase,
    HardenedSqlDatabaseArgs,
    SqlAdministratorArgs,
    SqlAdministratorKind,
)

__all__ = [
    "ActivityLogExport",
    "ActivityLogExportArgs",
    "DefenderBaseline",
    "DefenderBaselineArgs",
    "EncryptedStorageAccount",
    "EncryptedStorageAccountArgs",
    "ExistingKeyArgs",
    "FlowLoggedVnet",
    "FlowLoggedVnetArgs",
    "HardenedSqlDatabase",
    "HardenedSqlDatabaseArgs",
    "NetworkRuleArgs",
    "NetworkSubnetArgs",
    "RuleAccess",
    "RuleDirection",
    "RuleProtocol",
    "SqlAdministratorArgs",
    "SqlAdministratorKind",
    "StorageReplication",
]
