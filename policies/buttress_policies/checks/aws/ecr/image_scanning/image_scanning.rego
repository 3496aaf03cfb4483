# METADATA
# title: Images are scanned in their repository
# description: >-
#   imageScanningConfiguration.scanOnPush of a Repository is true, or the registry's scanning configuration has scanType ENHANCED, or a
#   rule that scans on push or continuously and whose filter matches the repository's name. A filter without a wildcard matches every
#   name that holds it, as the service has it.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html
# custom:
#   id: aws-ecr-image-scanning
#   severity: high
#   scope: stack
#   tier: 1
#   population:
#   - aws:ecr/repository:Repository
#   companions:
#     "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": ""
#   reads:
#     "aws:ecr/repository:Repository": [imageScanningConfiguration.scanOnPush, name]
#     "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration":
#     - scanType
#     - "rules[].scanFrequency"
#     - "rules[].repositoryFilters[].filter"
#   remediation: Set imageScanningConfiguration.scanOnPush to true, or add a RegistryScanningConfiguration.
#   aliases:
#   - checkov:CKV_AWS_163
#   - trivy:AVD-AWS-0030
#   - prowler:ecr_repositories_scan_images_on_push_enabled
#   - prowler:ecr_registry_scan_images_on_push_enabled
#   - securityhub:ecr.1
#   - awsconfig:ECR_PRIVATE_IMAGE_SCANNING_ENABLED
#   - pulumi:aws-ecr-repository-enable-image-scan
#   - pulumi:aws-ecr-repository-configure-image-scan
#   - kics:unscanned_ecr_image
package checks.aws.ecr.image_scanning

import data.lib.value
import rego.v1

deny contains {"resource": urn, "path": ["imageScanningConfiguration", "scanOnPush"], "message": message} if {
	some urn, repository in input.by_type["aws:ecr/repository:Repository"]
	not value.is_true(repository, ["props", "imageScanningConfiguration", "scanOnPush"])
	not _enhanced
	not _by_rule(repository)
	message := "the repository does not scan images on push"
}

_enhanced if {
	some registry in input.by_type["aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"]
	value.text(value.at(registry, ["props", "scanType"])) == "enhanced"
}

_by_rule(repository) if {
	some registry in input.by_type["aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration"]
	some rule in registry.props.rules
	rule.scanFrequency in {"SCAN_ON_PUSH", "CONTINUOUS_SCAN"}
	some repository_filter in rule.repositoryFilters
	_covers(value.text(repository_filter.filter), repository)
}

_covers(filter, repository) if _matches(filter, value.text(object.get(repository.props, "name", repository.name)))

# A name that is known only later may be one of the filter's; the outcome is unknown.
_covers(_, repository) if value.unknown(repository, "name")

_matches(filter, name) if {
	regex.match(`^[a-z0-9._/*-]+$`, filter)
	glob.match(filter, null, name)
}

_matches(filter, name) if contains(name, filter)
