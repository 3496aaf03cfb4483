# METADATA
# title: Parameters hold no secrets in plain text
# description: >-
#   A Parameter of type String or StringList has no name of a credential (the parameter name_pattern; the name in the program
#   where none is given) unless its value is only a reference such as an ARN, and neither value nor insecureValue has the form
#   of a key or token. A value that Pulumi keeps secret cannot be checked, and the provider keeps every value so; the same is
#   unknown, not clean. A SecureString passes.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html
# custom:
#   id: aws-ssm-parameter-no-plaintext-secret
#   severity: high
#   scope: resource
#   tier: 1
#   population:
#   - aws:ssm/parameter:Parameter
#   reads:
#     "aws:ssm/parameter:Parameter": [type, name, value, insecureValue]
#   presence:
#     "aws:ssm/parameter:Parameter": [value, insecureValue]
#   parameters:
#     name_pattern: {}
#   fix: replaces
#   remediation: Make the parameter a SecureString with a keyId, or keep the value in Secrets Manager.
#   aliases:
#   - checkov:CKV2_AWS_34
package checks.aws.ssm.parameter_no_plaintext_secret

import data.lib.credential
import data.lib.value
import rego.v1

deny contains {"resource": parameter.urn, "path": ["name"], "message": message} if {
	some parameter in _plain
	name := sprintf("%v", [object.get(parameter.props, "name", parameter.name)])
	regex.match(input.parameters["aws-ssm-parameter-no-plaintext-secret"].name_pattern, name)
	not _refers(parameter, name)
	message := "the parameter has the name of a credential and its value is in plain text"
}

deny contains {"resource": parameter.urn, "path": [property], "message": message} if {
	some parameter in _plain
	some property in ["value", "insecureValue"]
	credential.shaped(parameter.props[property])
	message := "the parameter's value has the form of a credential and is in plain text"
}

# What Pulumi keeps secret, or is known only later, may be anything: the path leads to it, so this is told as unknown.
deny contains {"resource": parameter.urn, "path": [property], "message": "the parameter's value is in plain text"} if {
	some parameter in _plain
	some [property] in array.concat(parameter.secret, parameter.unknown)
	property in {"value", "insecureValue"}
	not _readable(parameter)
}

# The provider answers value for insecureValue, and keeps it secret.
_readable(parameter) if {
	value.present(parameter, ["props", "insecureValue"])
	not ["insecureValue"] in parameter.secret
}

_plain contains parameter if {
	some parameter in input.by_type["aws:ssm/parameter:Parameter"]
	value.text(value.at(parameter, ["props", "type"])) in {"string", "stringlist"}
}

_refers(parameter, _) if credential.reference(parameter.props.value)

_refers(parameter, _) if credential.reference(parameter.props.insecureValue)

# A value that is known only later may refer to a secret; the outcome is unknown.
_refers(parameter, _) if {
	some property in ["value", "insecureValue"]
	value.unknown(parameter, property)
}

# A secret value may be an ARN, and a name that says so is believed as far as unknown.
_refers(parameter, name) if {
	["value"] in parameter.secret
	endswith(lower(name), "arn")
}
