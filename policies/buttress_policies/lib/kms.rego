# METADATA
# title: KMS key policies
# description: The policies of KMS keys, whichever resource carries them.
# scope: package
package lib.kms

import data.lib.link
import rego.v1

# METADATA
# description: >-
#   Every key policy of the input as {urn, policy}: those of KeyPolicy resources, and those of keys, unless the key only echoes a
#   KeyPolicy of its own.
# scope: document
policies contains {"urn": urn, "policy": companion.props.policy} if {
	some urn, companion in input.by_type["aws:kms/keyPolicy:KeyPolicy"]
}

policies contains {"urn": urn, "policy": key.props.policy} if {
	some type in keys
	some urn, key in input.by_type[type]
	not _echoes(key)
}

# METADATA
# description: The types of keys that may carry a policy in line.
# scope: document
keys := {
	"aws:kms/externalKey:ExternalKey",
	"aws:kms/key:Key",
	"aws:kms/replicaExternalKey:ReplicaExternalKey",
	"aws:kms/replicaKey:ReplicaKey",
}

_echoes(key) if {
	not "policy" in key.declared
	count(link.referrers(key.urn, "aws:kms/keyPolicy:KeyPolicy", "keyId")) > 0
}
