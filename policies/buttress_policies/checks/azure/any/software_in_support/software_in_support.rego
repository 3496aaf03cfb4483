# METADATA
# title: Kubernetes releases, runtimes, database engines and machine images are in support
# description: >-
#   The Kubernetes release of a ManagedCluster or AgentPool, the version of a PostgreSQL or MySQL server and of a Redis cache, the stack of a
#   WebApp or slot, and the Ubuntu, Windows Server, CentOS or Debian image of a machine is none whose standard support has ended at the time
#   of the run, by the dates that Microsoft and the makers published (lib/support.rego has each with its source). A cluster with
#   AKSLongTermSupport goes by those dates. Single servers of PostgreSQL and MySQL and servers of MariaDB fail, for Azure has ended those
#   services. A release that the table does not know passes. Java stacks and images of one's own are not checked.
# scope: package
# related_resources:
# - ref: https://learn.microsoft.com/azure/aks/supported-kubernetes-versions
# - ref: https://learn.microsoft.com/azure/app-service/language-support-policy
# - ref: https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-version-policy
# - ref: https://learn.microsoft.com/azure/mysql/concepts-version-policy
# custom:
#   id: azure-software-in-support
#   severity: medium
#   scope: stack
#   tier: 2
#   population:
#   - azure-native:containerservice:ManagedCluster
#   - azure-native:containerservice:AgentPool
#   - azure-native:dbforpostgresql:Server
#   - azure-native:dbforpostgresql:SingleServer
#   - azure-native:dbformysql:Server
#   - azure-native:dbformysql:SingleServer
#   - azure-native:dbformariadb:Server
#   - azure-native:redis:Redis
#   - azure-native:web:WebApp
#   - azure-native:web:WebAppSlot
#   - azure-native:compute:VirtualMachine
#   - azure-native:compute:VirtualMachineScaleSet
#   as_of: "2026-12-01"
#   reads:
#     "azure-native:containerservice:ManagedCluster": [kubernetesVersion, supportPlan]
#     "azure-native:containerservice:AgentPool": [orchestratorVersion]
#     "azure-native:dbforpostgresql:Server": [version]
#     "azure-native:dbforpostgresql:SingleServer": []
#     "azure-native:dbformysql:Server": [version]
#     "azure-native:dbformysql:SingleServer": []
#     "azure-native:dbformariadb:Server": []
#     "azure-native:redis:Redis": [redisVersion]
#     "azure-native:web:WebApp": [siteConfig.linuxFxVersion, siteConfig.netFrameworkVersion, siteConfig.nodeVersion]
#     "azure-native:web:WebAppSlot": [siteConfig.linuxFxVersion, siteConfig.netFrameworkVersion, siteConfig.nodeVersion]
#     "azure-native:compute:VirtualMachine":
#     - storageProfile.imageReference.publisher
#     - storageProfile.imageReference.offer
#     - storageProfile.imageReference.sku
#     "azure-native:compute:VirtualMachineScaleSet":
#     - virtualMachineProfile.storageProfile.imageReference.publisher
#     - virtualMachineProfile.storageProfile.imageReference.offer
#     - virtualMachineProfile.storageProfile.imageReference.sku
#   not_applicable: the program names no release, no stack and no image whose support is known
#   remediation: Move to a release that is supported, one major version after the other where data has to move with it.
#   precondition: The code or the data must run on the new release first.
#   aliases:
#   - prowler:app_ensure_python_version_is_latest
#   - prowler:app_ensure_php_version_is_latest
package checks.azure.any.software_in_support

import data.lib.link
import data.lib.machine
import data.lib.support
import data.lib.value
import rego.v1

applies contains found.urn if some found in _software

applies contains urn if {
	some type, _ in _services
	some urn, _ in input.by_type[type]
}

deny contains {"resource": found.urn, "path": found.path, "message": message} if {
	some found in _software
	end := support.ended(found.product, found.version, input.now)
	message := sprintf("the support of %s %s ended on %s", [found.product, end.release, end.day])
}

deny contains {"resource": urn, "path": [], "message": message} if {
	some type, service in _services
	some urn, _ in input.by_type[type]
	message := sprintf("Azure ended the service %s on %s", [service.name, service.day])
}

_services := {
	"azure-native:dbforpostgresql:SingleServer": {"name": "Azure Database for PostgreSQL, single server", "day": "2025-03-28"},
	"azure-native:dbformysql:SingleServer": {"name": "Azure Database for MySQL, single server", "day": "2024-09-16"},
	"azure-native:dbformariadb:Server": {"name": "Azure Database for MariaDB", "day": "2025-09-19"},
}

_software contains {"urn": urn, "path": [property], "product": product, "version": version} if {
	some type, [product, property] in {
		"azure-native:dbforpostgresql:Server": ["PostgreSQL on Azure", "version"],
		"azure-native:dbformysql:Server": ["MySQL on Azure", "version"],
		"azure-native:redis:Redis": ["Redis on Azure", "redisVersion"],
	}
	some urn, server in input.by_type[type]
	version := value.text(value.at(server, ["props", property]))
	version != ""
}

_software contains {"urn": urn, "path": ["kubernetesVersion"], "product": _plan(cluster), "version": version} if {
	some urn, cluster in input.by_type["azure-native:containerservice:ManagedCluster"]
	version := value.text(value.at(cluster, ["props", "kubernetesVersion"]))
	version != ""
}

_software contains {"urn": urn, "path": ["orchestratorVersion"], "product": product, "version": version} if {
	some urn, pool in input.by_type["azure-native:containerservice:AgentPool"]
	version := value.text(value.at(pool, ["props", "orchestratorVersion"]))
	version != ""
	plans := {_plan(cluster) | some cluster in link.referred(urn, "resourceName", "azure-native:containerservice:ManagedCluster")}
	product := max(plans | {"Kubernetes on AKS"})
}

_software contains {"urn": urn, "path": ["siteConfig", "linuxFxVersion"], "product": _stacks[stack], "version": version} if {
	some urn, app in _apps
	[stack, release] := split(value.text(value.at(app, ["props", "siteConfig", "linuxFxVersion"])), "|")
	version := trim_suffix(release, "-lts")
}

_software contains {"urn": urn, "path": ["siteConfig", property], "product": product, "version": version} if {
	some property, product in {"netFrameworkVersion": ".NET", "nodeVersion": "Node.js"}
	some urn, app in _apps
	version := trim_left(value.text(value.at(app, ["props", "siteConfig", property])), "v~")

	# The .NET Framework 4, which every version of Windows brings, counts on its own.
	not version in {"", "2.0", "4.0", "4.6", "4.8"}
}

_software contains {"urn": urn, "path": path, "product": image.product, "version": version} if {
	some urn, one in machine.all
	reference := value.at(one.profile, ["storageProfile", "imageReference"])
	image := _images[value.text(value.at(reference, ["publisher"]))]
	text := concat(" ", [value.text(value.at(reference, [key])) | some key in ["sku", "offer"]])
	version := replace(regex.find_n(image.release, text, 1)[0], "_", ".")
	path := array.concat(one.base, ["storageProfile", "imageReference", "sku"])
}

_apps[urn] := app if {
	some type in ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"]
	some urn, app in input.by_type[type]
}

_plan(cluster) := "Kubernetes on AKS with long-term support" if {
	value.text(value.at(cluster, ["props", "supportPlan"])) == "akslongtermsupport"
} else := "Kubernetes on AKS"

_stacks := {
	"dotnet": ".NET",
	"dotnet-isolated": ".NET",
	"dotnetcore": ".NET",
	"node": "Node.js",
	"php": "PHP",
	"python": "Python",
}

# Who publishes images, and how the release stands in the sku, or else in the offer.
_images := {
	"canonical": {"product": "Ubuntu", "release": `[0-9]{2}[._][0-9]{2}`},
	"credativ": {"product": "Debian", "release": `[0-9]+`},
	"debian": {"product": "Debian", "release": `[0-9]+`},
	"microsoftwindowsserver": {"product": "Windows Server", "release": `[0-9]{4}`},
	"openlogic": {"product": "CentOS", "release": `[0-9]`},
}
