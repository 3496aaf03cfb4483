package lib.value_test

import data.lib.value
import rego.v1

test_list_of_anything if {
	value.list(null) == []
	value.list("") == []
	value.list("a") == ["a"]
	value.list(0) == [0]
	value.list(["a", null, "b"]) == ["a", "b"]
}

test_present if {
	value.present({"props": {"a": [{"b": 0}]}}, ["props", "a", 0, "b"])
	every nothing in [null, "", [], {}] {
		not value.present({"a": nothing}, ["a"])
	}
	not value.present({}, ["a", "b"])
}

test_at if {
	value.at({"a": {"b": false}}, ["a", "b"]) == false
	value.at({"a": "text"}, ["a", "b"]) == null
	value.at("[secret]", ["a"]) == null
}

test_unknown if {
	resource := {"unknown": [["rules", 0, "key"]]}
	value.unknown(resource, "rules")
	not value.unknown(resource, "key")
}

test_booleans_come_as_text_too if {
	every given in [true, "true", "TRUE"] {
		value.is_true({"a": given}, ["a"])
		not value.is_false({"a": given}, ["a"])
	}
	every given in [false, "False"] {
		value.is_false({"a": given}, ["a"])
		not value.is_true({"a": given}, ["a"])
	}
}

test_an_absent_boolean_is_neither if {
	every holder in [{}, {"a": null}, {"a": ""}] {
		not value.is_true(holder, ["a"])
		not value.is_false(holder, ["a"])
	}
}

test_number if {
	every given, number in {"14": 14, "-1": -1, "0": 0, "1.5": 1.5} {
		value.number(given) == number
		value.number(number) == number
	}
}

test_not_a_number if {
	every given in ["", "ten", "007", "1e3", "1.", null, true, [1]] {
		not value.number(given)
	}
}

test_text if {
	value.text(null) == ""
	value.text("AbC") == "abc"
	value.text(true) == "true"
	value.text(22) == "22"
}

test_given_though_not_known if {
	value.specified({"props": {"template": {}}, "unknown": [["template", "id"]]}, "template")
	value.specified({"props": {"template": {"id": "lt-1"}}, "unknown": []}, "template")
}

test_not_given if not value.specified({"props": {"template": {}}, "unknown": [["other"]]}, "template")

test_pending if {
	value.unknown_at({"unknown": [["disks", 0, "snapshot"]]}, ["disks", 0, "snapshot"])
	value.unknown_at({"unknown": [["other"], ["disks"]]}, ["disks", 0, "snapshot"])
}

test_not_pending if {
	not value.unknown_at({"unknown": [["disks", 0, "snapshot"]]}, ["disks", 0])
	not value.unknown_at({"unknown": [["disks", 1]]}, ["disks", 0, "snapshot"])
	not value.unknown_at({"unknown": []}, ["disks"])
}

test_what_stands_for_an_output_is_present if {
	resource := {"urn": "trail", "props": {"rules": [{}]}, "unknown": [["key"], ["rules", 0, "key"], ["loose"]]}
	refs := {"trail": {"key": ["k"], "rules": ["k"]}}
	every path in [["props", "key"], ["props", "rules", 0, "key"]] {
		value.present(resource, path) with input as {"refs": refs}
	}
	every path in [["props", "loose"], ["props", "other"], ["key"]] {
		not value.present(resource, path) with input as {"refs": refs}
	}
}
