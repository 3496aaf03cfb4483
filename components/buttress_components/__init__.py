"""Hardened components for AWS and Azure.

`buttress_components.aws` needs pulumi-aws and `buttress_components.azure` needs pulumi-azure-native; neither needs the other.
"""

from buttress_components._arguments import ArgumentError

__all__ = ["ArgumentError"]
