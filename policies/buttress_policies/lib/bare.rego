# METADATA
# title: Resources with nothing to judge
# description: >-
#   What carries no policy, or no rule for what comes in, by URN with the reason: a check on policies or rules says nothing of it, neither
#   good nor bad. A reason counts only once all that the check reads is known.
# scope: package
package lib.bare

import data.lib.kms
import data.lib.value
import rego.v1

# METADATA
# description: Roles that the program gives no inline policy.
# scope: document
policy[urn] := "the role has no policy of its own" if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	not _declares(role, "inlinePolicies")
}

# METADATA
# description: Roles that name no managed policy themselves.
# scope: document
managed_policy[urn] := "the role names no managed policy itself" if {
	some urn, role in input.by_type["aws:iam/role:Role"]
	not _declares(role, "managedPolicyArns")
}

# METADATA
# description: Queues, topics, buckets and secrets without a policy in line. A policy resource that fills one is judged by itself.
# scope: document
resource_policy[urn] := sprintf("the %s has no policy of its own", [what]) if {
	some type, what in {
		"aws:s3/bucket:Bucket": "bucket",
		"aws:secretsmanager/secret:Secret": "secret",
		"aws:sns/topic:Topic": "topic",
		"aws:sqs/queue:Queue": "queue",
	}
	some urn, resource in input.by_type[type]
	not value.present(resource, ["props", "policy"])
}

# METADATA
# description: Keys that name no policy, so that they have AWS's own, for the account's root. A policy resource that fills one is judged by itself.
# scope: document
key_policy[urn] := "the key has AWS's own policy, which is for its account alone" if {
	some type in kms.keys
	some urn, key in input.by_type[type]
	not value.present(key, ["props", "policy"])
}

# METADATA
# description: Launch templates that map no disk of EBS, so that the image decides for the machines.
# scope: document
disks[urn] := "the template describes no disk; its machines are checked" if {
	some urn, template in input.by_type["aws:ec2/launchTemplate:LaunchTemplate"]
	every mapping in value.list(value.at(template, ["props", "blockDeviceMappings"])) {
		not value.present(mapping, ["ebs"])
	}
}

# METADATA
# description: Apps of Azure without an identity.
# scope: document
identity[urn] := "the app has no identity" if {
	some type in ["azure-native:web:WebApp", "azure-native:web:WebAppSlot", "azure-native:app:ContainerApp"]
	some urn, app in input.by_type[type]
	not value.specified(app, "identity")
}

# METADATA
# description: Functions without environment variables.
# scope: document
variables[urn] := "the function has no environment variables" if {
	some urn, function in input.by_type["aws:lambda/function:Function"]
	not value.present(function, ["props", "environment", "variables"])
}

# METADATA
# description: >-
#   Security groups without an inline rule for what comes in, and rules for what goes out. A default group that the program takes over is
#   closed by having none.
# scope: document
ingress[urn] := "the group has no inline rule for what comes in" if {
	some urn, group in input.by_type["aws:ec2/securityGroup:SecurityGroup"]
	not value.present(group, ["props", "ingress"])
}

ingress[urn] := "the rule is about what goes out" if {
	some urn, rule in input.by_type["aws:ec2/securityGroupRule:SecurityGroupRule"]
	value.text(value.at(rule, ["props", "type"])) == "egress"
}

# METADATA
# description: Azure's security groups without an inline rule, and rules for what goes out.
# scope: document
inbound[urn] := "the group has no inline rule" if {
	some urn, group in input.by_type["azure-native:network:NetworkSecurityGroup"]
	not value.present(group, ["props", "securityRules"])
}

inbound[urn] := "the rule is about what goes out" if {
	some urn, rule in input.by_type["azure-native:network:SecurityRule"]
	value.text(value.at(rule, ["props", "direction"])) == "outbound"
}

_declares(role, property) if {
	property in role.declared
	value.present(role, ["props", property])
}
