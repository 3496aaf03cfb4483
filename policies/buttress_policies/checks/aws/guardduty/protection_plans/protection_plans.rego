# METADATA
# title: GuardDuty's plans cover the services in use
# description: >-
#   For each plan whose service the account uses, a DetectorFeature of that name is ENABLED: S3_DATA_EVENTS for buckets,
#   EKS_AUDIT_LOGS for clusters of EKS, EBS_MALWARE_PROTECTION for instances and launch templates, RDS_LOGIN_EVENTS for
#   clusters of Aurora, LAMBDA_NETWORK_LOGS for functions; RUNTIME_MONITORING with the parameter runtime. An account that uses
#   none of these passes. A plan in one region counts; whether the detector is on in each region in use is checked by
#   aws-guardduty-detector-enabled. The former datasources of a Detector do not count: plans made later are not among them.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html
# custom:
#   id: aws-guardduty-protection-plans
#   severity: medium
#   scope: estate
#   tier: 2
#   population:
#   - aws:guardduty/detectorFeature:DetectorFeature
#   - aws:s3/bucket:Bucket
#   - aws:eks/cluster:Cluster
#   - aws:ec2/instance:Instance
#   - aws:ec2/launchTemplate:LaunchTemplate
#   - aws:rds/cluster:Cluster
#   - aws:lambda/function:Function
#   reads:
#     "aws:guardduty/detectorFeature:DetectorFeature": [name, status]
#     "aws:s3/bucket:Bucket": []
#     "aws:eks/cluster:Cluster": []
#     "aws:ec2/instance:Instance": []
#     "aws:ec2/launchTemplate:LaunchTemplate": []
#     "aws:rds/cluster:Cluster": [engine]
#     "aws:lambda/function:Function": []
#   parameters:
#     runtime:
#       type: boolean
#       default: false
#       description: Whether RUNTIME_MONITORING is required
#   remediation: Add a guardduty DetectorFeature of the plan with status ENABLED, or use SecurityMonitoring.
#   aliases:
#   - prowler:guardduty_s3_protection_enabled
#   - prowler:guardduty_eks_audit_log_enabled
#   - prowler:guardduty_ec2_malware_protection_enabled
#   - prowler:guardduty_rds_protection_enabled
#   - prowler:guardduty_lambda_protection_enabled
#   - prowler:guardduty_eks_runtime_monitoring_enabled
#   - securityhub:guardduty.5
#   - securityhub:guardduty.6
#   - securityhub:guardduty.7
#   - securityhub:guardduty.8
#   - securityhub:guardduty.9
#   - securityhub:guardduty.10
#   - securityhub:guardduty.11
#   - awsconfig:GUARDDUTY_S3_PROTECTION_ENABLED
#   - awsconfig:GUARDDUTY_MALWARE_PROTECTION_ENABLED
package checks.aws.guardduty.protection_plans

import data.lib.value
import rego.v1

deny contains {"resource": input.estate.id, "path": [], "message": message} if {
	some plan in _wanted
	not plan in _enabled
	message := sprintf("the GuardDuty plan %s is not enabled", [plan])
}

_wanted contains plan if {
	some type, plan in _plans
	count(object.get(input.by_type, type, {})) > 0
}

_wanted contains "RDS_LOGIN_EVENTS" if {
	some cluster in input.by_type["aws:rds/cluster:Cluster"]
	startswith(value.text(value.at(cluster, ["props", "engine"])), "aurora")
}

_wanted contains "RUNTIME_MONITORING" if input.parameters["aws-guardduty-protection-plans"].runtime

_enabled contains upper(value.text(value.at(feature, ["props", "name"]))) if {
	some feature in input.by_type["aws:guardduty/detectorFeature:DetectorFeature"]
	value.text(value.at(feature, ["props", "status"])) == "enabled"
}

_plans := {
	"aws:s3/bucket:Bucket": "S3_DATA_EVENTS",
	"aws:eks/cluster:Cluster": "EKS_AUDIT_LOGS",
	"aws:ec2/instance:Instance": "EBS_MALWARE_PROTECTION",
	"aws:ec2/launchTemplate:LaunchTemplate": "EBS_MALWARE_PROTECTION",
	"aws:lambda/function:Function": "LAMBDA_NETWORK_LOGS",
}
