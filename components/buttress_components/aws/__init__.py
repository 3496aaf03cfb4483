"""Hardened components for AWS. They need pulumi-aws."""

from buttress_components.aws._grants import GrantArgs
from buttress_components.aws.access_log_bucket import AccessLogBucket, AccessLogBucketArgs
from buttress_components.aws.account_baseline import AccountBaseline, AccountBaselineArgs, RegionGuardrailArgs, SecurityContactArgs
from buttress_components.aws.alarm_topic import AlarmPublisher, AlarmTopic, AlarmTopicArgs
from buttress_components.aws.audit_trail import AuditTrail, AuditTrailArgs
from buttress_components.aws.backup_plan_vault import BackupPlanVault, BackupPlanVaultArgs, VaultLockMode
from buttress_components.aws.compliance_gate import (
    ComplianceGate,
    ComplianceGateArgs,
    PipelineSourceArgs,
    RepositoryArgs,
    RepositoryHost,
    Severity,
)
from buttress_components.aws.config_baseline import ConfigBaseline, ConfigBaselineArgs, RecordingFrequency
from buttress_components.aws.encrypted_bucket import BucketReplicationArgs, EncryptedBucket, EncryptedBucketArgs, ObjectLockMode
from buttress_components.aws.federated_pipeline_role import FederatedPipelineRole, FederatedPipelineRoleArgs
from buttress_components.aws.flow_logged_vpc import FlowLoggedVpc, FlowLoggedVpcArgs, NatStrategy
from buttress_components.aws.hardened_database import (
    DatabaseEngine,
    HardenedDatabase,
    HardenedDatabaseArgs,
    PointInTimeArgs,
    ServerlessCapacityArgs,
)
from buttress_components.aws.identity_center_permission_set import (
    GroupAssignmentArgs,
    IdentityCenterPermissionSet,
    IdentityCenterPermissionSetArgs,
)
from buttress_components.aws.least_privilege_role import LeastPrivilegeRole, LeastPrivilegeRoleArgs, TrustArgs
from buttress_components.aws.payment_keys import PaymentKeyArgs, PaymentKeys, PaymentKeysArgs, PaymentPurpose
from buttress_components.aws.protected_distribution import OriginArgs, ProtectedDistribution, ProtectedDistributionArgs
from buttress_components.aws.region_baseline import RegionBaseline, RegionBaselineArgs
from buttress_components.aws.security_monitoring import SecurityMonitoring, SecurityMonitoringArgs, SecurityService
from buttress_components.aws.shared_key import KeyUser, SharedKey, SharedKeyArgs
from buttress_components.aws.transaction_log import TransactionLog, TransactionLogArgs

__all__ = [
    "AccessLogBucket",
    "AccessLogBucketArgs",
    "AccountBaseline",
    "AccountBaselineArgs",
    "AlarmPublisher",
    "AlarmTopic",
    "AlarmTopicArgs",
    "AuditTrail",
    "AuditTrailArgs",
    "BackupPlanVault",
    "BackupPlanVaultArgs",
    "BucketReplicationArgs",
    "ComplianceGate",
    "ComplianceGateArgs",
    "ConfigBaseline",
    "ConfigBaselineArgs",
    "DatabaseEngine",
    "EncryptedBucket",
    "EncryptedBucketArgs",
    "FederatedPipelineRole",
    "FederatedPipelineRoleArgs",
    "FlowLoggedVpc",
    "FlowLoggedVpcArgs",
    "GrantArgs",
    "GroupAssignmentArgs",
    "HardenedDatabase",
    "HardenedDatabaseArgs",
    "IdentityCenterPermissionSet",
    "IdentityCenterPermissionSetArgs",
    "KeyUser",
    "LeastPrivilegeRole",
    "LeastPrivilegeRoleArgs",
    "NatStrategy",
    "ObjectLockMode",
    "OriginArgs",
    "PaymentKeyArgs",
    "PaymentKeys",
    "PaymentKeysArgs",
    "PaymentPurpose",
    "PipelineSourceArgs",
    "PointInTimeArgs",
    "ProtectedDistribution",
    "ProtectedDistributionArgs",
    "RecordingFrequency",
    "RegionBaseline",
    "RegionBaselineArgs",
    "RegionGuardrailArgs",
    "RepositoryArgs",
    "RepositoryHost",
    "SecurityContactArgs",
    "SecurityMonitoring",
    "SecurityMonitoringArgs",
    "SecurityService",
    "ServerlessCapacityArgs",
    "Severity",
    "SharedKey",
    "SharedKeyArgs",
    "TransactionLog",
    "TransactionLogArgs",
    "TrustArgs",
    "VaultLockMode",
]
