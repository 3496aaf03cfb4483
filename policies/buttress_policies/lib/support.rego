# METADATA
# title: Ends of support
# description: >-
#   The day from which a release gets no more fixes without a further fee, by product and release, each product with the page that says so
#   and the day of the copy of that page which the dates were compared with, where one is known. `compared` is the day of the last
#   comparison; METADATA of the checks that go by these dates has it as `as_of`. sdk/docs/support_dates.py lists what the SDKs know beyond it.
# scope: package
package lib.support

import data.lib.moment
import rego.v1

# METADATA
# description: The day on which the dates were last compared with their sources.
# scope: document
compared := "2026-12-01"

# METADATA
# description: The end of the release that a version belongs to, as {release, day}; undefined where it is not known or not yet there.
# scope: document
ended(product, version, now) := found[0] if {
	found := [{"release": release, "day": day} |
		some release, day in products[product].ends
		_of(version, release)
		moment.nanoseconds(sprintf("%sT00:00:00Z", [day])) <= moment.nanoseconds(now)
	]
}

_of(version, release) if version == release

_of(version, release) if startswith(version, sprintf("%s.", [release]))

# METADATA
# description: The sources and dates by product, and by release the day of its end.
# scope: document
products := {
	"runtime": {
		"source": "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
		"copy": "2026-07-25",
		"unscheduled": ["nodejs26.x", "python3.15"],
		"ends": {
			"dotnet6": "2024-12-20",
			"dotnet10": "2028-11-14",
			"dotnet8": "2026-11-10",
			"dotnetcore1.0": "2019-06-27",
			"dotnetcore2.0": "2019-05-30",
			"dotnetcore2.1": "2022-01-05",
			"dotnetcore3.1": "2023-04-03",
			"go1.x": "2024-01-08",
			"java11": "2027-06-30",
			"java11.al2023": "2029-06-30",
			"java17": "2027-06-30",
			"java17.al2023": "2029-06-30",
			"java21": "2029-06-30",
			"java25": "2029-06-30",
			"java8": "2024-01-08",
			"java8.al2": "2027-06-30",
			"java8.al2023": "2029-06-30",
			"nodejs": "2016-10-31",
			"nodejs10.x": "2021-07-30",
			"nodejs12.x": "2023-03-31",
			"nodejs14.x": "2023-12-04",
			"nodejs16.x": "2024-06-12",
			"nodejs18.x": "2025-09-01",
			"nodejs20.x": "2026-04-30",
			"nodejs22.x": "2027-04-30",
			"nodejs24.x": "2028-04-30",
			"nodejs4.3": "2020-03-05",
			"nodejs4.3-edge": "2020-03-05",
			"nodejs6.10": "2019-08-12",
			"nodejs8.10": "2020-03-06",
			"provided": "2024-01-08",
			"provided.al2": "2026-07-31",
			"provided.al2023": "2029-06-30",
			"python2.7": "2021-07-15",
			"python3.10": "2026-10-31",
			"python3.11": "2027-06-30",
			"python3.12": "2028-10-31",
			"python3.13": "2029-06-30",
			"python3.14": "2029-06-30",
			"python3.6": "2022-07-18",
			"python3.7": "2023-12-04",
			"python3.8": "2024-10-14",
			"python3.9": "2025-12-15",
			"ruby2.5": "2021-07-30",
			"ruby2.7": "2023-12-07",
			"ruby3.2": "2026-03-31",
			"ruby3.3": "2027-03-31",
			"ruby3.4": "2028-03-31",
			"ruby4.0": "2029-03-31",
		},
	},
	"Kubernetes on EKS": {
		"source": "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
		"copy": "2025-12-19",
		"ends": {
			"1.18": "2022-08-15",
			"1.19": "2022-08-01",
			"1.20": "2022-11-01",
			"1.21": "2023-02-16",
			"1.22": "2023-06-04",
			"1.23": "2023-10-11",
			"1.24": "2024-01-31",
			"1.25": "2024-05-01",
			"1.26": "2024-06-11",
			"1.27": "2024-07-24",
			"1.28": "2024-11-26",
			"1.29": "2025-03-23",
			"1.30": "2025-07-23",
			"1.31": "2025-11-26",
			"1.32": "2026-03-23",
			"1.33": "2026-07-29",
			"1.34": "2026-12-02",
		},
	},
	"postgres": {
		"source": "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html",
		"copy": "2025-02-13",
		"ends": {
			"9.6": "2022-04-30",
			"10": "2023-04-17",
			"11": "2024-02-29",
			"12": "2025-02-28",
			"13": "2026-02-28",
			"14": "2027-02-28",
			"15": "2028-02-29",
			"16": "2029-02-28",
			"17": "2030-02-28",
		},
	},
	"aurora-postgresql": {
		"source": "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.VersionPolicy.html",
		"copy": "2023-05-25",
		"ends": {
			"9.6": "2022-04-30",
			"10": "2023-04-17",
			"11": "2024-02-29",
			"12": "2025-02-28",
			"13": "2026-02-28",
		},
	},
	"mysql": {
		"source": "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html",
		"copy": "2026-05-08",
		"ends": {
			"5.6": "2022-03-01",
			"5.7": "2024-02-29",
			"8.0": "2026-07-31",
			"8.4": "2029-07-31",
		},
	},
	"aurora-mysql": {
		"source": "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars.html",
		"copy": "2026-05-20",
		"ends": {
			"5.6": "2023-02-28",
			"5.7": "2024-10-31",
			"8.0": "2028-04-30",
		},
	},
	"mariadb": {
		"source": "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MariaDB.Concepts.VersionMgmt.html",
		"copy": "2025-08-13",
		"ends": {
			"10.3": "2023-10-23",
			"10.4": "2025-02-28",
			"10.5": "2026-02-28",
			"10.6": "2026-07-31",
			"10.11": "2028-02-29",
			"11.4": "2029-05-31",
		},
	},
	"Redis on ElastiCache": {
		"source": "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html",
		"copy": "2026-02-23",
		"ends": {
			"4": "2026-01-31",
			"5": "2026-01-31",
			"6": "2027-01-31",
		},
	},
	"OpenSearch": {
		"source": "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html",
		"copy": "2026-03-09",
		"ends": {
			"1.0": "2025-11-07",
			"1.1": "2025-11-07",
			"1.2": "2025-11-07",
			"2.3": "2025-11-07",
			"2.5": "2025-11-07",
			"2.7": "2025-11-07",
			"2.9": "2025-11-07",
		},
	},
	"Elasticsearch": {
		"source": "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html",
		"copy": "",
		"ends": {
			"1.5": "2025-11-07",
			"2.3": "2025-11-07",
			"5.1": "2025-11-07",
			"5.3": "2025-11-07",
			"5.5": "2025-11-07",
			"6.0": "2025-11-07",
			"6.2": "2025-11-07",
			"6.3": "2025-11-07",
			"6.4": "2025-11-07",
			"6.5": "2025-11-07",
			"6.7": "2025-11-07",
			"7.1": "2025-11-07",
			"7.4": "2025-11-07",
			"7.7": "2025-11-07",
			"7.8": "2025-11-07",
		},
	},
	"Kubernetes on AKS": {
		"source": "https://learn.microsoft.com/azure/aks/supported-kubernetes-versions",
		"copy": "2026-06-01",
		"ends": {
			"1.21": "2022-07-31",
			"1.22": "2022-12-04",
			"1.23": "2023-04-02",
			"1.24": "2023-07-31",
			"1.25": "2024-01-14",
			"1.26": "2024-03-31",
			"1.27": "2024-07-31",
			"1.28": "2025-01-31",
			"1.29": "2025-03-31",
			"1.30": "2025-08-22",
			"1.31": "2025-11-01",
			"1.32": "2026-03-31",
			"1.33": "2026-07-31",
			"1.34": "2026-11-30",
			"1.35": "2027-03-31",
			"1.36": "2027-06-30",
		},
	},
	"Kubernetes on AKS with long-term support": {
		"source": "https://learn.microsoft.com/azure/aks/supported-kubernetes-versions",
		"copy": "2024-10-30",
		"ends": {
			"1.26": "2024-03-31",
			"1.27": "2025-07-31",
			"1.30": "2026-07-31",
		},
	},
	"PostgreSQL on Azure": {
		"source": "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-version-policy",
		"copy": "",
		"unscheduled": ["18"],
		"ends": {
			"9.5": "2021-02-11",
			"9.6": "2021-11-11",
			"10": "2022-11-10",
			"11": "2025-11-09",
			"12": "2024-11-14",
			"13": "2025-11-13",
			"14": "2026-11-12",
			"15": "2027-11-11",
			"16": "2028-11-09",
			"17": "2029-11-08",
		},
	},
	"MySQL on Azure": {
		"source": "https://learn.microsoft.com/azure/mysql/concepts-version-policy",
		"copy": "",
		"ends": {
			"5.6": "2021-03-01",
			"5.7": "2026-03-31",
			"8.0": "2026-05-31",
		},
	},
	"Redis on Azure": {
		"source": "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-retired-features",
		"copy": "",
		"ends": {"4": "2023-06-30"},
	},
	"Node.js": {
		"source": "https://learn.microsoft.com/azure/app-service/language-support-policy",
		"copy": "",
		"ends": {
			"10": "2021-04-30",
			"12": "2022-04-30",
			"14": "2023-04-30",
			"16": "2023-09-11",
			"18": "2025-04-30",
			"20": "2026-04-30",
			"22": "2027-04-30",
			"24": "2028-04-30",
		},
	},
	"Python": {
		"source": "https://learn.microsoft.com/azure/app-service/language-support-policy",
		"copy": "",
		"ends": {
			"2.7": "2020-01-01",
			"3.6": "2021-12-23",
			"3.7": "2023-06-27",
			"3.8": "2024-10-07",
			"3.9": "2025-10-31",
			"3.10": "2026-10-31",
			"3.11": "2027-10-31",
			"3.12": "2028-10-31",
			"3.13": "2029-10-31",
		},
	},
	".NET": {
		"source": "https://dotnet.microsoft.com/platform/support/policy/dotnet-core",
		"copy": "",
		"ends": {
			"2.1": "2021-08-21",
			"3.1": "2022-12-13",
			"5.0": "2022-05-10",
			"6.0": "2024-11-12",
			"7.0": "2024-05-14",
			"8.0": "2026-11-10",
			"9.0": "2026-11-10",
			"10.0": "2028-11-14",
		},
	},
	"PHP": {
		"source": "https://www.php.net/supported-versions.php",
		"copy": "",
		"ends": {
			"7.2": "2020-11-30",
			"7.3": "2021-12-06",
			"7.4": "2022-11-28",
			"8.0": "2023-11-26",
			"8.1": "2025-12-31",
			"8.2": "2026-12-31",
			"8.3": "2027-12-31",
		},
	},
	"Ubuntu": {
		"source": "https://ubuntu.com/about/release-cycle",
		"copy": "",
		"ends": {
			"14.04": "2019-04-30",
			"16.04": "2021-04-30",
			"18.04": "2023-05-31",
			"20.04": "2025-05-31",
			"22.04": "2027-04-30",
		},
	},
	"Windows Server": {
		"source": "https://learn.microsoft.com/lifecycle/products/",
		"copy": "",
		"ends": {
			"2008": "2020-01-14",
			"2012": "2023-10-10",
			"2016": "2027-01-12",
			"2019": "2029-01-09",
		},
	},
	"CentOS": {
		"source": "https://www.centos.org/centos-linux-eol/",
		"copy": "",
		"ends": {
			"6": "2020-11-30",
			"7": "2024-06-30",
			"8": "2021-12-31",
		},
	},
	"Debian": {
		"source": "https://wiki.debian.org/LTS",
		"copy": "",
		"ends": {
			"8": "2020-06-30",
			"9": "2022-06-30",
			"10": "2024-06-30",
			"11": "2026-08-31",
		},
	},
}
