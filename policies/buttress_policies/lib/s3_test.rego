package lib.s3_test

import data.lib.s3
import rego.v1

_bucket := {"urn": "orders", "props": {
	"bucket": "orders",
	"policy": "own",
	"serverSideEncryptionConfiguration": {"rule": {"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}},
}}

_companion(type, property, resource) := {
	"referrers": {"orders": {type: {property: ["companion"]}}},
	"by_type": {type: {"companion": resource}},
}

_configuration := "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"

test_a_bucket_without_companion_has_its_own_encryption if {
	[setting] := s3.encryption(_bucket) with input as {}
	setting.urn == "orders"
	setting.path == ["serverSideEncryptionConfiguration", "rule"]
	s3.algorithm(setting) == "aes256"
}

test_a_bucket_may_say_nothing_of_encryption if s3.encryption({"urn": "orders", "props": {}}) == [] with input as {}

test_a_companion_has_the_word_on_encryption if {
	rule := {"applyServerSideEncryptionByDefault": {"sseAlgorithm": "aws:kms"}}
	document := _companion(_configuration, "bucket", {"urn": "companion", "props": {"rules": [null, rule]}})
	found := s3.encryption(_bucket) with input as document
	found == [{"urn": "companion", "path": ["rules", 1], "rule": rule}]
}

test_no_algorithm if s3.algorithm({"rule": {}}) == ""

test_receives_logs if {
	every type, property in {
		"aws:s3/bucketLogging:BucketLogging": "targetBucket",
		"aws:s3/bucket:Bucket": "logging",
		"aws:lb/loadBalancer:LoadBalancer": "accessLogs",
		"aws:elb/loadBalancer:LoadBalancer": "accessLogs",
	} {
		s3.receives_logs(_bucket) with input as _companion(type, property, {})
		not s3.receives_distribution_logs(_bucket) with input as _companion(type, property, {})
	}
}

_logging(name) := {"by_type": {"aws:s3/bucket:Bucket": {name: {"props": {"bucket": name, "logging": {"targetBucket": "orders"}}}}}}

test_receives_logs_by_name if {
	s3.receives_logs(_bucket) with input as _logging("other")
	not s3.receives_logs(_bucket) with input as _logging("orders")
	not s3.receives_logs(_bucket) with input as _companion("aws:s3/bucketLogging:BucketLogging", "bucket", {})
}

test_receives_distribution_logs if {
	type := "aws:cloudfront/distribution:Distribution"
	s3.receives_distribution_logs(_bucket) with input as _companion(type, "loggingConfig", {"props": {}})
	every domain in ["orders.s3.amazonaws.com", "orders.s3.eu-west-1.amazonaws.com"] {
		s3.receives_distribution_logs(_bucket) with input as {"by_type": {type: {"shop": {"props": {"loggingConfig": {"bucket": domain}}}}}}
	}
	every domain in ["other.s3.amazonaws.com", "orders", null] {
		not s3.receives_distribution_logs(_bucket) with input as {"by_type": {type: {"shop": {"props": {"loggingConfig": {"bucket": domain}}}}}}
	}
}

test_open_flags if {
	block := {"props": {"blockPublicAcls": true, "blockPublicPolicy": "true", "ignorePublicAcls": false}}
	s3.open_flags(block) == {"ignorePublicAcls", "restrictPublicBuckets"}
}

test_a_bucket_without_companion_has_its_own_policy if {
	s3.policies(_bucket) == [{"urn": "orders", "policy": "own"}] with input as {}
	s3.policies({"urn": "orders", "props": {"policy": ""}}) == [] with input as {}
}

test_a_companion_has_the_word_on_policies if {
	type := "aws:s3/bucketPolicy:BucketPolicy"
	found := s3.policies(_bucket) with input as _companion(type, "bucket", {"urn": "companion", "props": {"policy": "theirs"}})
	found == [{"urn": "companion", "policy": "theirs"}]
	s3.policies(_bucket) == [] with input as _companion(type, "bucket", {"urn": "companion", "props": {}})
}

test_a_bucket_without_companion_speaks_for_itself if s3.own_value_counts({"urn": "orders", "declared": []}, "versioning", _configuration) with input as {}

test_a_bucket_with_a_companion_speaks_only_where_the_program_set_it if {
	document := _companion(_configuration, "bucket", {"urn": "companion", "props": {}})
	s3.own_value_counts({"urn": "orders", "declared": ["versioning"]}, "versioning", _configuration) with input as document
	not s3.own_value_counts({"urn": "orders", "declared": []}, "versioning", _configuration) with input as document
}
