package lib.secrets_aws_test

import data.lib.secrets_aws
import rego.v1

test_what_the_schema_marks if {
	secrets_aws.paths["aws:rds/cluster:Cluster"].masterPassword == "secret"
	secrets_aws.paths["aws:secretsmanager/secretVersion:SecretVersion"].secretString == "secret"
	secrets_aws.paths["aws:ec2/instance:Instance"].userData == "script"
}
