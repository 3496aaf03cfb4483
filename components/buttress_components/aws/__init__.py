"""Hardened components for AWS. They need pulumi-aws."""

from buttress_components.aws.encrypted_bucket import EncryptedBucket, EncryptedBucketArgs, ObjectLockMode

__all__ = ["EncryptedBucket", "EncryptedBucketArgs", "ObjectLockMode"]
