package lib.support_test

import data.lib.support
import rego.v1

test_a_release_has_ended if {
	support.ended("mysql", "5.7.44", "2024-02-29T00:00:00Z") == {"release": "5.7", "day": "2024-02-29"}
	support.ended("runtime", "nodejs16.x", "2026-01-31T00:00:00Z").day == "2024-06-12"
}

test_a_release_has_not_ended if not support.ended("mysql", "5.7.44", "2024-02-28T00:00:00Z")

test_a_release_is_not_another_one if {
	not support.ended("postgres", "1.3", "2040-01-01T00:00:00Z")
	not support.ended("Kubernetes on EKS", "1.210", "2040-01-01T00:00:00Z")
	not support.ended("gopher", "1", "2040-01-01T00:00:00Z")
}

test_every_product_has_a_source if {
	every product in support.products {
		startswith(product.source, "https://")
		count(product.ends) > 0
	}
}

test_the_day_of_the_comparison_is_a_day if regex.match(`^20[0-9]{2}-[0-9]{2}-[0-9]{2}$`, support.compared)
