"""Hardened components for Azure. They need pulumi-azure-native."""

from buttress_components.azure._keys import ExistingKeyArgs
from buttress_components.azure.activity_log_export import ActivityLogExport, ActivityLogExportArgs
from buttress_components.azure.azure_transaction_log import AzureTransactionLog, AzureTransactionLogArgs
from buttress_components.azure.backup_vault import BackupVault, BackupVaultArgs, VaultImmutability, VaultReplication
from buttress_components.azure.custom_role import CustomRole, CustomRoleArgs
from buttress_components.azure.defender_baseline import DefenderBaseline, DefenderBaselineArgs, DefenderExportArgs
from buttress_components.azure.encrypted_storage_account import (
    AccountImmutability,
    EncryptedStorageAccount,
    EncryptedStorageAccountArgs,
    StorageReplication,
)
from buttress_components.azure.federated_pipeline_identity import FederatedPipelineIdentity, FederatedPipelineIdentityArgs, PipelineRoleArgs
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
    SqlBackupReplication,
)
from buttress_components.azure.policy_baseline import ExemptionCategory, PolicyBaseline, PolicyBaselineArgs, PolicyExemptionArgs
from buttress_components.azure.privileged_access import AccessTicketArgs, PrivilegedAccess, PrivilegedAccessArgs
from buttress_components.azure.protected_front_door import FrontDoorOriginArgs, ProtectedFrontDoor, ProtectedFrontDoorArgs
from buttress_components.azure.subscription_baseline import SubscriptionBaseline, SubscriptionBaselineArgs

__all__ = [
    "AccessTicketArgs",
    "AccountImmutability",
    "ActivityLogExport",
    "ActivityLogExportArgs",
    "AzureTransactionLog",
    "AzureTransactionLogArgs",
    "BackupVault",
    "BackupVaultArgs",
    "CustomRole",
    "CustomRoleArgs",
    "DefenderBaseline",
    "DefenderBaselineArgs",
    "DefenderExportArgs",
    "EncryptedStorageAccount",
    "EncryptedStorageAccountArgs",
    "ExemptionCategory",
    "ExistingKeyArgs",
    "FederatedPipelineIdentity",
    "FederatedPipelineIdentityArgs",
    "FlowLoggedVnet",
    "FlowLoggedVnetArgs",
    "FrontDoorOriginArgs",
    "HardenedSqlDatabase",
    "HardenedSqlDatabaseArgs",
    "NetworkRuleArgs",
    "NetworkSubnetArgs",
    "PipelineRoleArgs",
    "PolicyBaseline",
    "PolicyBaselineArgs",
    "PolicyExemptionArgs",
    "PrivilegedAccess",
    "PrivilegedAccessArgs",
    "ProtectedFrontDoor",
    "ProtectedFrontDoorArgs",
    "RuleAccess",
    "RuleDirection",
    "RuleProtocol",
    "SqlAdministratorArgs",
    "SqlAdministratorKind",
    "SqlBackupReplication",
    "StorageReplication",
    "SubscriptionBaseline",
    "SubscriptionBaselineArgs",
    "VaultImmutability",
    "VaultReplication",
]
