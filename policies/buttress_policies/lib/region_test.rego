package lib.region_test

import data.lib.region
import rego.v1

test_its_own_region if region.of({"region": "eu-west-1", "props": {"availabilityZone": "us-east-1a"}}) == "eu-west-1"

test_the_region_of_its_zone if {
	region.of({"region": "", "props": {"availabilityZone": "eu-west-1b", "arn": "arn:aws:ec2:us-east-1:1:volume/1"}}) == "eu-west-1"
	region.of({"region": "", "props": {"availabilityZone": "us-gov-west-1a"}}) == "us-gov-west-1"
}

test_the_region_of_its_arn if {
	region.of({"region": "", "props": {"arn": "arn:aws:ec2:eu-west-1:123456789012:instance/i-1"}}) == "eu-west-1"
	region.of({"region": "", "props": {"availabilityZone": "us-west-2-lax-1a", "arn": "arn:aws:ec2:us-west-2:1:volume/1"}}) == "us-west-2"
}

test_nothing_tells_the_region if {
	region.of({"region": "", "props": {}}) == ""
	region.of({"region": "", "props": {"availabilityZone": 1, "arn": "i-1"}}) == ""
	region.of({"region": "", "props": {"arn": "arn:aws:s3:::orders"}}) == ""
}

test_the_same_region if {
	region.same("eu-west-1", "eu-west-1")
	region.same("", "eu-west-1")
	region.same("eu-west-1", "")
	not region.same("eu-west-1", "us-east-1")
}
