"""Hardened components for Azure. They need pulumi-azure-native."""

from buttress_components.azure.encrypted_storage_account import EncryptedStorageAccount, EncryptedStorageAccountArgs, StorageReplication

__all__ = ["EncryptedStorageAccount", "EncryptedStorageAccountArgs", "StorageReplication"]
