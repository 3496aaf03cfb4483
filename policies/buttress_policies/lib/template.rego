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
#   Whether a machine, or a group of machines, takes a launch template that decides on a property of templates: one that describes it, or
#   one of another stack. What the template leaves out is left to the image and the network, as if there were none.
# scope: document
decides(machine, property) if {
	some source in _sources
	value.specified(machine, source)
	every template in of(machine) {
		says(template, property)
	}
}

# METADATA
# description: Whether the launch templates of a machine, or of a group of machines, are in the input and each describes a property.
# scope: document
described(machine, property) if {
	count(of(machine)) > 0
	decides(machine, property)
}

# METADATA
# description: Whether a launch template says in which subnet a machine is, or is another stack's, which may.
# scope: document
places(machine) if {
	some source in _sources
	value.specified(machine, source)
	every template in of(machine) {
		_places(template)
	}
}

# METADATA
# description: The launch templates of the input that a machine, or a group of machines, takes.
# scope: document
of(machine) := [template |
	some source in _sources
	some template in link.referred(machine.urn, source, "aws:ec2/launchTemplate:LaunchTemplate")
]

_sources := ["launchTemplate", "launchTemplateConfigs", "mixedInstancesPolicy"]

_places(template) if {
	some interface in template.props.networkInterfaces
	some property in ["subnetId", "networkInterfaceId"]
	value.present(interface, [property])
}

_places(template) if value.unknown(template, "networkInterfaces")

# METADATA
# description: >-
#   Whether a launch template describes a property itself. The subnet decides where an interface does not say whether it has a public
#   address.
# scope: document
says(template, "networkInterfaces") if {
	some interface in template.props.networkInterfaces
	value.present(interface, ["associatePublicIpAddress"])
}

says(template, "networkInterfaces") if value.unknown(template, "networkInterfaces")

says(template, "blockDeviceMappings") if {
	some mapping in template.props.blockDeviceMappings
	is_object(mapping.ebs)
}

says(template, "blockDeviceMappings") if value.unknown(template, "blockDeviceMappings")
