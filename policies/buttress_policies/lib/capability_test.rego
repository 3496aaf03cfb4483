package lib.capability_test

import data.lib.capability
import rego.v1

_database(engine, class) := {"props": {"engine": engine, "instanceClass": class}}

test_performance_insights if {
	every pair in [["mysql", "db.t3.micro"], ["mariadb", "db.t2.small"], ["aurora-mysql", "db.t3.large"], ["db2-se", "db.r6i.large"], ["custom-oracle-ee", ""]] {
		capability.without_insights(_database(pair[0], pair[1]))
	}
	every pair in [["mysql", "db.t3.medium"], ["mysql", ""], ["postgres", "db.t3.micro"], ["aurora-mysql", "db.t4g.large"], ["oracle-se2", "db.t3.small"]] {
		not capability.without_insights(_database(pair[0], pair[1]))
	}
}

_function(name) := {"urn": name, "props": {"name": name}}

_site(behaviours) := {"by_type": {"aws:cloudfront/distribution:Distribution": {"site": {"props": behaviours}}}}

test_at_the_edge if {
	behaviour := {"lambdaFunctionAssociations": [{"lambdaArn": "arn:aws:lambda:us-east-1:123456789012:function:edge:3"}]}
	every behaviours in [{"defaultCacheBehavior": behaviour}, {"orderedCacheBehaviors": [{}, behaviour]}] {
		capability.at_edge(_function("edge")) with input as _site(behaviours)
		not capability.at_edge(_function("dge")) with input as _site(behaviours)
	}
	referred := {"referrers": {"edge": {"aws:cloudfront/distribution:Distribution": {"defaultCacheBehavior": ["site"]}}}}
	capability.at_edge(_function("edge")) with input as referred
	not capability.at_edge(_function("other")) with input as referred
}

test_logging if "log_checkpoints" in capability.logs_unasked["azure-native:dbforpostgresql:Server"]
