package lib.key_test

import data.lib.key
import rego.v1

_arn := "arn:aws:kms:eu-west-1:123456789012:key/1234"

test_a_customers_key if {
	every given in [_arn, "1234", "alias/orders"] {
		key.customer_managed(given)
	}
}

test_not_a_customers_key if {
	every given in ["", null, 7, "alias/aws/s3", "arn:aws:kms:eu-west-1:123456789012:alias/aws/rds"] {
		not key.customer_managed(given)
	}
}

test_chosen if key.chosen({"declared": ["kmsKeyId"], "props": {"kmsKeyId": _arn}}, "kmsKeyId")

test_not_chosen if {
	not key.chosen({"declared": [], "props": {"kmsKeyId": _arn}}, "kmsKeyId")
	not key.chosen({"declared": ["kmsKeyId"], "props": {"kmsKeyId": "alias/aws/rds"}}, "kmsKeyId")
	not key.chosen({"declared": ["kmsKeyId"], "props": {}}, "kmsKeyId")
}

test_chosen_of_a_resource_of_ours if {
	volume := {"urn": "disk", "declared": ["kmsKeyId"], "props": {}, "unknown": [["kmsKeyId"]]}
	key.chosen(volume, "kmsKeyId") with input as {"refs": {"disk": {"kmsKeyId": ["k"]}}}
	not key.chosen(volume, "kmsKeyId") with input as {"refs": {}}
}

test_named if {
	key.named({"props": {"rules": [{"key": _arn}]}}, ["rules", 0, "key"])
	key.named({"urn": "log", "props": {}, "unknown": [["key"]]}, ["key"]) with input as {"refs": {"log": {"key": ["k"]}}}
}

test_not_named if {
	not key.named({"urn": "log", "props": {}, "unknown": [["key"]]}, ["key"]) with input as {"refs": {}}
	not key.named({"urn": "log", "props": {"key": "alias/aws/logs"}, "unknown": []}, ["key"]) with input as {"refs": {"log": {"key": ["k"]}}}
}
