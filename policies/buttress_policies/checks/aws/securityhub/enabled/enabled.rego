# METADATA
# title: Security Hub is on with a standard
# description: >-
#   The account has a securityhub Account whose default standards are not switched off (they are on by default), or a
#   StandardsSubscription beside it. A ConfigurationPolicyAssociation, or an OrganizationConfiguration that enables members,
#   stands for the members of an organization.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html
# custom:
#   id: aws-securityhub-enabled
#   severity: high
#   scope: estate
#   tier: 1
#   population:
#   - aws:securityhub/account:Account
#   - aws:securityhub/standardsSubscription:StandardsSubscription
#   - aws:securityhub/organizationConfiguration:OrganizationConfiguration
#   - aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation
#   reads:
#     "aws:securityhub/account:Account": [enableDefaultStandards]
#     "aws:securityhub/standardsSubscription:StandardsSubscription": [standardsArn]
#     "aws:securityhub/organizationConfiguration:OrganizationConfiguration": [autoEnable]
#     "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation": [policyId]
#   presence:
#     "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation": [policyId]
#     "aws:securityhub/standardsSubscription:StandardsSubscription": [standardsArn]
#   remediation: Add a securityhub Account and a StandardsSubscription, or use SecurityMonitoring.
#   aliases:
#   - prowler:securityhub_enabled
#   - powerpipe:securityhub_enabled
#   - awsconfig:SECURITYHUB_ENABLED
package checks.aws.securityhub.enabled

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": "the account has no enabled Security Hub"} if {
	count(_accounts) == 0
	not _by_organization
}

deny contains {"resource": input.estate.id, "path": [], "message": "the account's Security Hub has no standard"} if {
	count(_accounts) > 0
	not _standards
	not _by_organization
}

_accounts := [account | some account in input.by_type["aws:securityhub/account:Account"]]

_standards if {
	some account in _accounts
	not value.is_false(account, ["props", "enableDefaultStandards"])
}

_standards if {
	some subscription in input.by_type["aws:securityhub/standardsSubscription:StandardsSubscription"]
	value.present(subscription, ["props", "standardsArn"])
}

_by_organization if {
	some organization in input.by_type["aws:securityhub/organizationConfiguration:OrganizationConfiguration"]
	value.is_true(organization, ["props", "autoEnable"])
}

_by_organization if {
	some association in input.by_type["aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation"]
	value.present(association, ["props", "policyId"])
}
