package lib.bare_test

import data.lib.bare
import rego.v1

_input(type, resource) := {"by_type": {type: {"u": resource}}}

_role := "aws:iam/role:Role"

_group := "aws:ec2/securityGroup:SecurityGroup"

_rule := "aws:ec2/securityGroupRule:SecurityGroupRule"

_azure_group := "azure-native:network:NetworkSecurityGroup"

_azure_rule := "azure-native:network:SecurityRule"

test_a_role_without_policies if {
	role := {"declared": ["assumeRolePolicy"], "props": {"inlinePolicies": [{"name": "echo"}], "managedPolicyArns": ["echo"]}}
	bare.policy.u with input as _input(_role, role)
	bare.managed_policy.u with input as _input(_role, role)
}

test_a_role_with_policies if {
	role := {"declared": ["inlinePolicies", "managedPolicyArns"], "props": {"inlinePolicies": [{"name": "own"}], "managedPolicyArns": ["own"]}}
	not bare.policy.u with input as _input(_role, role)
	not bare.managed_policy.u with input as _input(_role, role)
}

test_a_role_with_empty_lists if {
	role := {"declared": ["inlinePolicies", "managedPolicyArns"], "props": {"inlinePolicies": [], "managedPolicyArns": []}}
	bare.policy.u with input as _input(_role, role)
	bare.managed_policy.u with input as _input(_role, role)
}

test_a_group_without_rules if bare.ingress.u with input as _input(_group, {"props": {"egress": [{}]}})

test_a_default_group_without_rules_is_closed if {
	not bare.ingress.u with input as _input("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", {"props": {}})
}

test_a_group_with_rules if {
	not bare.ingress.u with input as _input(_group, {"props": {"ingress": [{}]}})
}

test_a_rule_for_what_goes_out if bare.ingress.u with input as _input(_rule, {"props": {"type": "egress"}})

test_a_rule_for_what_comes_in if {
	every props in [{"type": "ingress"}, {}] {
		not bare.ingress.u with input as _input(_rule, {"props": props})
	}
}

test_an_azure_group_without_rules if bare.inbound.u with input as _input(_azure_group, {"props": {}})

test_an_azure_group_with_rules if {
	not bare.inbound.u with input as _input(_azure_group, {"props": {"securityRules": [{}]}})
}

test_an_azure_rule_for_what_goes_out if bare.inbound.u with input as _input(_azure_rule, {"props": {"direction": "Outbound"}})

test_an_azure_rule_for_what_comes_in if {
	not bare.inbound.u with input as _input(_azure_rule, {"props": {"direction": "Inbound"}})
}

test_what_has_no_policy_in_line if {
	bare.resource_policy.u == "the queue has no policy of its own" with input as _input("aws:sqs/queue:Queue", {"props": {}})
	bare.resource_policy.u with input as _input("aws:sns/topic:Topic", {"props": {"policy": ""}})
	not bare.resource_policy.u with input as _input("aws:s3/bucket:Bucket", {"props": {"policy": "{}"}})
	not bare.resource_policy.u with input as _input("aws:sqs/queuePolicy:QueuePolicy", {"props": {}})
}

test_a_function_without_variables if {
	kind := "aws:lambda/function:Function"
	bare.variables.u with input as _input(kind, {"props": {"environment": {"variables": {}}}})
	not bare.variables.u with input as _input(kind, {"props": {"environment": {"variables": {"TABLE": "orders"}}}})
}

test_a_key_without_a_policy if {
	bare.key_policy.u with input as _input("aws:kms/replicaKey:ReplicaKey", {"props": {}})
	not bare.key_policy.u with input as _input("aws:kms/key:Key", {"props": {"policy": "{}"}})
	not bare.key_policy.u with input as _input("aws:kms/keyPolicy:KeyPolicy", {"props": {}})
}

test_a_template_without_disks if {
	kind := "aws:ec2/launchTemplate:LaunchTemplate"
	every mappings in [[], [{"deviceName": "/dev/sdb", "noDevice": ""}]] {
		bare.disks.u with input as _input(kind, {"props": {"blockDeviceMappings": mappings}})
	}
	bare.disks.u with input as _input(kind, {"props": {}})
	not bare.disks.u with input as _input(kind, {"props": {"blockDeviceMappings": [{"ebs": {"volumeSize": 8}}]}})
}

test_an_app_without_an_identity if {
	kind := "azure-native:web:WebAppSlot"
	bare.identity.u with input as _input(kind, {"props": {}, "unknown": []})
	not bare.identity.u with input as _input(kind, {"props": {"identity": {"type": "SystemAssigned"}}, "unknown": []})
	not bare.identity.u with input as _input(kind, {"props": {}, "unknown": [["identity"]]})
}
