# METADATA
# title: Machine images are not public
# description: >-
#   No AmiLaunchPermission is for the group all. Where the parameter names accounts, each accountId is among them; an organization or
#   one of its units passes. An ImageBlockPublicAccess, where there is one, has state block-new-sharing.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html
# custom:
#   id: aws-ec2-ami-not-public
#   severity: critical
#   scope: resource
#   tier: 1
#   population: [aws:ec2/amiLaunchPermission:AmiLaunchPermission, aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess]
#   reads:
#     "aws:ec2/amiLaunchPermission:AmiLaunchPermission": [group, accountId]
#     "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": [state]
#   parameters:
#     trusted_accounts:
#   live: no image of the account is public
#   remediation: Name the accountId or organizationArn that needs the image instead of the group all.
#   aliases:
#   - checkov:CKV_AWS_205
#   - prowler:ec2_ami_public
#   - prowler:ec2_ami_account_block_public_access
#   - kics:ami_shared_with_multiple_accounts
package checks.aws.ec2.ami_not_public

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["group"], "message": "the image is public"} if {
	some urn, permission in input.by_type["aws:ec2/amiLaunchPermission:AmiLaunchPermission"]
	value.text(permission.props.group) == "all"
}

deny contains {"resource": urn, "path": ["accountId"], "message": message} if {
	some urn, permission in input.by_type["aws:ec2/amiLaunchPermission:AmiLaunchPermission"]
	count(_trusted) > 0
	value.present(permission, ["props", "accountId"])
	account := permission.props.accountId
	not account in _trusted
	message := sprintf("the image is shared with account %v, which is not trusted", [account])
}

deny contains {"resource": urn, "path": ["state"], "message": "the account lets images be made public"} if {
	some urn, block in input.by_type["aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess"]
	value.text(object.get(block.props, "state", null)) != "block-new-sharing"
}

_trusted := input.parameters["aws-ec2-ami-not-public"].trusted_accounts
