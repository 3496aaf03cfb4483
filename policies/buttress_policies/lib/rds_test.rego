package lib.rds_test

import data.lib.rds
import rego.v1

test_standalone if {
	rds.standalone({"props": {}, "unknown": []})
	rds.standalone({"props": {"replicateSourceDb": ""}, "unknown": []})
	not rds.standalone({"props": {"replicateSourceDb": "main"}, "unknown": []})
	not rds.standalone({"props": {}, "unknown": [["replicateSourceDb"]]})
}

test_unencrypted if {
	every props in [
		{},
		{"storageEncrypted": false},
		{"storageEncrypted": false, "replicateSourceDb": "main"},
		{"storageEncrypted": "false", "engineMode": "serverless"},
		{"engineMode": "provisioned"},
	] {
		rds.unencrypted({"props": props, "unknown": []})
	}
}

test_encrypted if {
	every props in [
		{"storageEncrypted": true},
		{"storageEncrypted": "true"},
		{"replicateSourceDb": "main"},
		{"replicationSourceIdentifier": "main"},
		{"sourceDbClusterIdentifier": "main"},
		{"engineMode": "serverless"},
	] {
		not rds.unencrypted({"props": props, "unknown": []})
	}
	not rds.unencrypted({"props": {}, "unknown": [["replicationSourceIdentifier"]]})
}

test_a_mode_that_is_known_later if {
	not rds.unencrypted({"props": {}, "unknown": [["engineMode"]]})
	rds.unencrypted({"props": {"storageEncrypted": false}, "unknown": [["engineMode"]]})
}
