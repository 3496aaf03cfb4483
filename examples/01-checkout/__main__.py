"""The shop: checkout and customer accounts on AWS, the back office on Azure.

Every planted defect has a number in a comment; expected.json lists what Buttress must find for it.
"""

import backoffice
import backup
import checkout
import edge
import identity
import network
import storage

__all__ = ["backoffice", "backup", "checkout", "edge", "identity", "network", "storage"]
