package lib.secrets_azure_test

import data.lib.secrets_azure
import rego.v1

test_what_is_named_as_a_secret if {
	secrets_azure.paths["azure-native:sql:Server"].administratorLoginPassword == "secret"
	secrets_azure.paths["azure-native:compute:VirtualMachine"]["osProfile.adminPassword"] == "secret"
	secrets_azure.paths["azure-native:web:WebApp"]["siteConfig.appSettings[].value"] == "name"
}
