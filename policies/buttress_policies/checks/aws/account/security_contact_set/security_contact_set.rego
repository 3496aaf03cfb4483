# METADATA
# title: AWS has a security contact for the account
# description: >-
#   The account has an AlternativeContact of type SECURITY with an e-mail address and a telephone number. A contact entered in the
#   console is not seen.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html
# custom:
#   id: aws-account-security-contact-set
#   severity: low
#   scope: estate
#   tier: 1
#   population:
#   - aws:account/alternativeContact:AlternativeContact
#   reads:
#     "aws:account/alternativeContact:AlternativeContact": [alternateContactType, emailAddress, phoneNumber]
#   presence:
#     "aws:account/alternativeContact:AlternativeContact": [emailAddress, phoneNumber]
#   live: the account has a security contact
#   remediation: Add an account AlternativeContact of type SECURITY, or use AccountBaseline.
#   aliases:
#   - prowler:account_security_contact_information_is_registered
#   - prowler:account_maintain_different_contact_details_to_security_billing_and_operations
#   - securityhub:account.1
#   - awsconfig:SECURITY_ACCOUNT_INFORMATION_PROVIDED
package checks.aws.account.security_contact_set

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	not _reachable
	message := "the account has no security contact with an e-mail address and a telephone number"
}

_reachable if {
	some contact in input.by_type["aws:account/alternativeContact:AlternativeContact"]
	value.text(value.at(contact, ["props", "alternateContactType"])) == "security"
	value.present(contact, ["props", "emailAddress"])
	value.present(contact, ["props", "phoneNumber"])
}
