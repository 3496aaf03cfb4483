package lib.kms_test

import data.lib.kms
import rego.v1

test_policies if {
	found := kms.policies with input as {
		"by_type": {
			"aws:kms/key:Key": {
				"own": {"urn": "own", "declared": ["policy"], "props": {"policy": "1"}},
				"echo": {"urn": "echo", "declared": [], "props": {"policy": "2"}},
				"answer": {"urn": "answer", "declared": [], "props": {"policy": "3"}},
				"none": {"urn": "none", "declared": [], "props": {}},
			},
			"aws:kms/replicaKey:ReplicaKey": {"replica": {"urn": "replica", "declared": ["policy"], "props": {"policy": "5"}}},
			"aws:kms/keyPolicy:KeyPolicy": {"companion": {"urn": "companion", "props": {"policy": "4"}}},
		},
		"referrers": {"echo": {"aws:kms/keyPolicy:KeyPolicy": {"keyId": ["companion"]}}},
	}
	found == {
		{"urn": "own", "policy": "1"},
		{"urn": "answer", "policy": "3"},
		{"urn": "companion", "policy": "4"},
		{"urn": "replica", "policy": "5"},
	}
}
