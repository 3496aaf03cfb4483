# METADATA
# title: What a service can do
# description: What an engine, a size or a place of use cannot do is not asked of it, and what it does unasked needs no setting.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.Engines.html
# - ref: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DatabaseInsights.Engines.html
# - ref: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
# - ref: https://learn.microsoft.com/azure/postgresql/flexible-server/server-parameters-table-reporting-and-logging-what-to-log
package lib.capability

import data.lib.value
import rego.v1

# METADATA
# description: Whether a database, by its engine and class, certainly has no Performance Insights.
# scope: document
without_insights(database) if {
	some engine, classes in _without_insights
	regex.match(engine, value.text(value.at(database, ["props", "engine"])))
	regex.match(classes, value.text(value.at(database, ["props", "instanceClass"])))
}

_without_insights := {
	`^(mysql|mariadb)$`: `^db\.(t2|t3|t4g)\.(micro|small)$`,
	`^aurora-mysql$`: `^db\.(t2\..*|t3\..*|t4g\.(micro|small))$`,
	`^(db2|custom)-`: ``,
}

# METADATA
# description: >-
#   Whether a function runs in CloudFront: a distribution of the input names it, by reference or by the ARN of one of its versions. It has
#   no tracing, network, variables, queue for failures, reserved concurrency or key of its own there.
# scope: document
at_edge(function) if {
	some property in _behaviours
	count(object.get(input.referrers, [function.urn, _distribution, property], [])) > 0
}

at_edge(function) if {
	some key in ["name", "functionName"]
	value.text(function.props[key]) in _names_at_edge
}

# Gathered once: a stack may have as many functions as distributions.
_names_at_edge contains name if {
	some distribution in input.by_type[_distribution]
	some property in _behaviours
	some behaviour in value.list(value.at(distribution, ["props", property]))
	some association in value.list(value.at(behaviour, ["lambdaFunctionAssociations"]))
	[_, after] := split(value.text(value.at(association, ["lambdaArn"])), ":function:")
	[name, _] := split(after, ":")
}

_distribution := "aws:cloudfront/distribution:Distribution"

_behaviours := ["defaultCacheBehavior", "orderedCacheBehaviors"]

# METADATA
# description: The logging that a server of Azure does where nothing is set, by its type and the name of the parameter.
# scope: document
logs_unasked := {
	"azure-native:dbforpostgresql:Server": {"log_checkpoints", "log_connections", "log_disconnections"},
	"azure-native:dbforpostgresql:SingleServer": set(),
}
