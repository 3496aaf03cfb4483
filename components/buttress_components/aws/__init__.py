"""Hardened components for AWS. They need pulumi-aws."""

from buttress_components.aws.encrypted_bucket import BucketReplicationArgs, EncryptedBucket, EncryptedBucketArgs, ObjectLockMode
from buttress_components.aws.flow_logged_vpc import FlowLoggedVpc, FlowLoggedVpcArgs, NatStrategy
from buttress_components.aws.hardened_database import DatabaseEngine, HardenedDatabase, HardenedDatabaseArgs
from buttress_components.aws.least_privilege_role import GrantArgs, LeastPrivilegeRole, LeastPrivilegeRoleArgs, TrustArgs

__all__ = [
    "BucketReplicationArgs",
    "DatabaseEngine",
    "EncryptedBucket",
    "EncryptedBucketArgs",
    "FlowLoggedVpc",
    "FlowLoggedVpcArgs",
    "GrantArgs",
    "HardenedDatabase",
    "HardenedDatabaseArgs",
    "LeastPrivilegeRole",
    "LeastPrivilegeRoleArgs",
    "NatStrategy",
    "ObjectLockMode",
    "TrustArgs",
]
