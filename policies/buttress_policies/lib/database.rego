# METADATA
# title: Settings of MySQL and PostgreSQL servers
# description: Server parameters that Azure keeps as resources of their own, one for each name.
# scope: package
package lib.database

import data.lib.link
import data.lib.value
import rego.v1

# METADATA
# description: The resources that set one parameter of a server, by the parameter's name in lower case.
# scope: document
settings(server, name) := [setting |
	some setting in link.referrers(server.urn, _kinds[server.type], "serverName")
	parameter(setting) == name
]

# METADATA
# description: The name of the parameter that a resource sets, lower case.
# scope: document
parameter(setting) := value.text(object.get(setting.props, "configurationName", object.get(setting.props, "name", null)))

# METADATA
# description: The resources by URN that set a parameter of a server outside the input, so that no server answers for them.
# scope: document
settings_without_server[urn] := setting if {
	some type, kind in _kinds
	some urn, setting in input.by_type[kind]
	count(link.referred(urn, "serverName", type)) == 0
}

# METADATA
# description: Whether a server is a read replica.
# scope: document
replica(server) if value.text(value.at(server, ["props", "createMode"])) == "replica"

replica(server) if value.text(value.at(server, ["props", "properties", "createMode"])) == "replica"

_kinds := {
	"azure-native:dbformysql:Server": "azure-native:dbformysql:Configuration",
	"azure-native:dbforpostgresql:Server": "azure-native:dbforpostgresql:Configuration",
	"azure-native:dbforpostgresql:SingleServer": "azure-native:dbforpostgresql:SingleServerConfiguration",
}
