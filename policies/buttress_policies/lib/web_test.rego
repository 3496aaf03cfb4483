package lib.web_test

import data.lib.web
import rego.v1

test_apps_and_slots if {
	found := web.apps with input as {"by_type": {
		"azure-native:web:WebApp": {"app": {"name": "app"}},
		"azure-native:web:WebAppSlot": {"slot": {"name": "slot"}},
		"azure-native:web:StaticSite": {"site": {"name": "site"}},
	}}
	object.keys(found) == {"app", "slot"}
}
