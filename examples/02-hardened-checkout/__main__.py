"""The shop of 01-checkout again: the same parts, made of hardened components where there is one."""

import account
import backoffice
import backup
import checkout
import edge
import network
import storage
import subscription

__all__ = ["account", "backoffice", "backup", "checkout", "edge", "network", "storage", "subscription"]
