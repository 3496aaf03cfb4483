# METADATA
# title: App Service apps
# description: Web and function apps and their slots, which are configured alike.
# scope: package
package lib.web

import rego.v1

# METADATA
# description: Every app and every slot of the input by URN.
# scope: document
apps[urn] := app if {
	some type in ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"]
	some urn, app in input.by_type[type]
}
