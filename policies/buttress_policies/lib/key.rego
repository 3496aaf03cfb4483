# METADATA
# title: Encryption keys of AWS
# description: Whose key a property names.
# scope: package
package lib.key

import data.lib.link
import rego.v1

# METADATA
# description: Whether a value names a customer managed key of AWS KMS, by id, ARN or alias. The service's own have aliases under aws/.
# scope: document
customer_managed(given) if {
	is_string(given)
	given != ""
	not contains(given, "alias/aws/")
}

# METADATA
# description: >-
#   Whether the program itself chose a customer managed key in a top-level property. Where it chose none the provider reads back the
#   service's own key, whose ARN looks like any other.
# scope: document
chosen(resource, property) if {
	property in resource.declared
	customer_managed(object.get(resource.props, property, null))
}

chosen(resource, property) if {
	property in resource.declared
	link.computed(resource, [property])
}

# METADATA
# description: >-
#   Whether a resource names a customer managed key at `path` (keys and positions), be it one that is not known yet and that the program
#   takes from a resource of its own.
# scope: document
named(resource, path) if customer_managed(object.get(resource.props, path, null))

named(resource, path) if link.computed(resource, path)
