package lib.cloudfront_test

import data.lib.cloudfront
import rego.v1

_distribution := {"props": {
	"defaultCacheBehavior": {"viewerProtocolPolicy": "https-only"},
	"orderedCacheBehaviors": [{"viewerProtocolPolicy": "allow-all"}, {"viewerProtocolPolicy": "redirect-to-https"}],
}}

test_the_default_behaviour_comes_first if {
	found := cloudfront.behaviours(_distribution)
	[one.path | some one in found] == [["defaultCacheBehavior"], ["orderedCacheBehaviors", 0], ["orderedCacheBehaviors", 1]]
	[one.name | some one in found] == ["the default behaviour", "ordered behaviour 0", "ordered behaviour 1"]
}

test_a_missing_default_is_there_all_the_same if count(cloudfront.behaviours({"props": {}})) == 1

test_https_only if {
	[cloudfront.https_only(one) | some one in cloudfront.behaviours(_distribution); cloudfront.https_only(one)] == [true, true]
	not cloudfront.https_only(cloudfront.behaviours({"props": {}})[0])
}
