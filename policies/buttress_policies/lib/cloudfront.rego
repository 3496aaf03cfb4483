# METADATA
# title: CloudFront distributions
# description: The cache behaviours of a distribution as one list, the default one among them.
# scope: package
package lib.cloudfront

import rego.v1

# METADATA
# description: The cache behaviours of a distribution as {name, path, behaviour}, the default one first even where it is missing.
# scope: document
behaviours(distribution) := array.concat([_default(distribution)], _ordered(distribution))

# METADATA
# description: Whether a cache behaviour (of `behaviours`) serves viewers over HTTPS only, or sends them there.
# scope: document
https_only(found) if found.behaviour.viewerProtocolPolicy in {"https-only", "redirect-to-https"}

_default(distribution) := {
	"name": "the default behaviour",
	"path": ["defaultCacheBehavior"],
	"behaviour": object.get(distribution.props, "defaultCacheBehavior", {}),
}

_ordered(distribution) := [found |
	some place, behaviour in object.get(distribution.props, "orderedCacheBehaviors", [])
	found := {
		"name": sprintf("ordered behaviour %v", [place]),
		"path": ["orderedCacheBehaviors", place],
		"behaviour": behaviour,
	}
]
