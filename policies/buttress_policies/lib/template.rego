# METADATA
# title: Launch templates
# description: What a launch template decides for the machines that take it.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-launch-templates.html
package lib.template

import data.lib.link
import data.lib.value
import rego.v1

# METADATA
# description: >-
#   Whether a machine takes a launch template that decides on a property of templates: one that describes it, or one of another stack.
#   What the template leaves out is left to the image and the network, as if there were none.
# scope: document
decides(machine, property) if {
	value.specified(machine, "launchTemplate")
	templates := link.referred(machine.urn, "launchTemplate", "aws:ec2/launchTemplate:LaunchTemplate")
	silent := [template | some template in templates; not _describes(template, property)]
	count(silent) == 0
}

_describes(template, property) if {
	property != "blockDeviceMappings"
	value.specified(template, property)
}

_describes(template, "blockDeviceMappings") if {
	some mapping in template.props.blockDeviceMappings
	is_object(mapping.ebs)
}

_describes(template, "blockDeviceMappings") if value.unknown(template, "blockDeviceMappings")
