# METADATA
# title: Policies of tables, streams, file systems, event buses and other resources are not public
# description: >-
#   No Allow statement of the policy has everybody as its principal (*, or AWS *, or a NotPrincipal), unless a Condition holds
#   a key that identifies the caller, such as aws:PrincipalOrgID, aws:PrincipalAccount, aws:PrincipalArn, aws:SourceAccount,
#   aws:SourceArn or aws:SourceVpce, to fixed values, or a Deny takes from all other callers what it gives; negated, IfExists
#   and ForAllValues operators and values with wildcards do not. An EventPermission is read as the statement that it makes.
#   Policies of other services have checks of their own. An access point or a vault whose program gives it no policy does not
#   apply; the policy resource that fills it is checked itself.
# scope: package
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
# custom:
#   id: aws-resource-policy-not-public
#   severity: high
#   scope: resource
#   tier: 2
#   population:
#   - aws:dynamodb/resourcePolicy:ResourcePolicy
#   - aws:kinesis/resourcePolicy:ResourcePolicy
#   - aws:ecr/registryPolicy:RegistryPolicy
#   - aws:backup/vaultPolicy:VaultPolicy
#   - aws:codeartifact/domainPermissions:DomainPermissions
#   - aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy
#   - aws:redshift/resourcePolicy:ResourcePolicy
#   - aws:redshiftserverless/resourcePolicy:ResourcePolicy
#   - aws:acmpca/policy:Policy
#   - aws:amp/resourcePolicy:ResourcePolicy
#   - aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy
#   - aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy
#   - aws:cloudwatch/eventBusPolicy:EventBusPolicy
#   - aws:cloudwatch/eventPermission:EventPermission
#   - aws:codebuild/resourcePolicy:ResourcePolicy
#   - aws:dsql/clusterPolicy:ClusterPolicy
#   - aws:efs/fileSystemPolicy:FileSystemPolicy
#   - aws:glacier/vault:Vault
#   - aws:glacier/vaultLock:VaultLock
#   - aws:glue/resourcePolicy:ResourcePolicy
#   - aws:mediastore/containerPolicy:ContainerPolicy
#   - aws:msk/clusterPolicy:ClusterPolicy
#   - aws:networkfirewall/resourcePolicy:ResourcePolicy
#   - aws:oam/sinkPolicy:SinkPolicy
#   - aws:opensearchingest/resourcePolicy:ResourcePolicy
#   - aws:s3/accessPoint:AccessPoint
#   - aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy
#   - aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy
#   - aws:s3control/accessPointPolicy:AccessPointPolicy
#   - aws:s3control/bucketPolicy:BucketPolicy
#   - aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy
#   - aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy
#   - aws:s3tables/tableBucketPolicy:TableBucketPolicy
#   - aws:s3tables/tablePolicy:TablePolicy
#   - aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy
#   - aws:schemas/registryPolicy:RegistryPolicy
#   - aws:ses/identityPolicy:IdentityPolicy
#   - aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy
#   - aws:vpclattice/authPolicy:AuthPolicy
#   - aws:vpclattice/resourcePolicy:ResourcePolicy
#   - aws:xray/resourcePolicy:ResourcePolicy
#   reads:
#     "aws:dynamodb/resourcePolicy:ResourcePolicy": [policy]
#     "aws:kinesis/resourcePolicy:ResourcePolicy": [policy]
#     "aws:ecr/registryPolicy:RegistryPolicy": [policy]
#     "aws:backup/vaultPolicy:VaultPolicy": [policy]
#     "aws:codeartifact/domainPermissions:DomainPermissions": [policyDocument]
#     "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": [policyDocument]
#     "aws:redshift/resourcePolicy:ResourcePolicy": [policy]
#     "aws:redshiftserverless/resourcePolicy:ResourcePolicy": [policy]
#     "aws:acmpca/policy:Policy": [policy]
#     "aws:amp/resourcePolicy:ResourcePolicy": [policyDocument]
#     "aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy": [policy]
#     "aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy": [accessPolicy]
#     "aws:cloudwatch/eventBusPolicy:EventBusPolicy": [policy]
#     "aws:cloudwatch/eventPermission:EventPermission": [principal, condition.type, condition.key, condition.value]
#     "aws:codebuild/resourcePolicy:ResourcePolicy": [policy]
#     "aws:dsql/clusterPolicy:ClusterPolicy": [policy]
#     "aws:efs/fileSystemPolicy:FileSystemPolicy": [policy]
#     "aws:glacier/vault:Vault": [accessPolicy]
#     "aws:glacier/vaultLock:VaultLock": [policy]
#     "aws:glue/resourcePolicy:ResourcePolicy": [policy]
#     "aws:mediastore/containerPolicy:ContainerPolicy": [policy]
#     "aws:msk/clusterPolicy:ClusterPolicy": [policy]
#     "aws:networkfirewall/resourcePolicy:ResourcePolicy": [policy]
#     "aws:oam/sinkPolicy:SinkPolicy": [policy]
#     "aws:opensearchingest/resourcePolicy:ResourcePolicy": [policy]
#     "aws:s3/accessPoint:AccessPoint": [policy]
#     "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": [policy]
#     "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy": [policy]
#     "aws:s3control/accessPointPolicy:AccessPointPolicy": [policy]
#     "aws:s3control/bucketPolicy:BucketPolicy": [policy]
#     "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": [details.policy]
#     "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": [policy]
#     "aws:s3tables/tableBucketPolicy:TableBucketPolicy": [resourcePolicy]
#     "aws:s3tables/tablePolicy:TablePolicy": [resourcePolicy]
#     "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": [resourcePolicy]
#     "aws:schemas/registryPolicy:RegistryPolicy": [policy]
#     "aws:ses/identityPolicy:IdentityPolicy": [policy]
#     "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": [policy]
#     "aws:vpclattice/authPolicy:AuthPolicy": [policy]
#     "aws:vpclattice/resourcePolicy:ResourcePolicy": [policy]
#     "aws:xray/resourcePolicy:ResourcePolicy": [policyDocument]
#   not_applicable: an access point that only echoes its policy is judged by the policy resource
#   remediation: Name the principals, or add a Condition on aws:PrincipalOrgID or another key that identifies the caller.
package checks.aws.any.resource_policy_not_public

import data.lib.caller
import data.lib.iam
import rego.v1

deny contains {"resource": entry.urn, "path": entry.path, "message": "the policy grants access to everybody"} if {
	some entry in _policies
	count(caller.public(entry.policy)) > 0
}

deny contains {"resource": entry.urn, "path": entry.path, "message": "the policy is not a JSON document, so it cannot be checked"} if {
	some entry in _policies
	iam.unreadable(entry.policy)
}

deny contains {"resource": urn, "path": ["principal"], "message": "the permission lets everybody send events"} if {
	some urn, permission in input.by_type["aws:cloudwatch/eventPermission:EventPermission"]
	permission.props.principal == "*"
	not _limited(permission)
}

applies contains entry.urn if some entry in _policies

applies contains urn if some urn, _ in input.by_type["aws:cloudwatch/eventPermission:EventPermission"]

_limited(permission) if {
	condition := permission.props.condition
	caller.narrowed({"conditions": {condition.type: {condition.key: condition.value}}})
}

_policies contains {"urn": urn, "path": [property], "policy": resource.props[property]} if {
	some type, property in _carriers
	some urn, resource in input.by_type[type]
	property in resource.declared
}

_policies contains {"urn": urn, "path": ["details", "policy"], "policy": resource.props.details.policy} if {
	some urn, resource in input.by_type["aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy"]
}

_carriers := {
	"aws:dynamodb/resourcePolicy:ResourcePolicy": "policy",
	"aws:kinesis/resourcePolicy:ResourcePolicy": "policy",
	"aws:ecr/registryPolicy:RegistryPolicy": "policy",
	"aws:backup/vaultPolicy:VaultPolicy": "policy",
	"aws:codeartifact/domainPermissions:DomainPermissions": "policyDocument",
	"aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": "policyDocument",
	"aws:redshift/resourcePolicy:ResourcePolicy": "policy",
	"aws:redshiftserverless/resourcePolicy:ResourcePolicy": "policy",
	"aws:acmpca/policy:Policy": "policy",
	"aws:amp/resourcePolicy:ResourcePolicy": "policyDocument",
	"aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy": "policy",
	"aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy": "accessPolicy",
	"aws:cloudwatch/eventBusPolicy:EventBusPolicy": "policy",
	"aws:codebuild/resourcePolicy:ResourcePolicy": "policy",
	"aws:dsql/clusterPolicy:ClusterPolicy": "policy",
	"aws:efs/fileSystemPolicy:FileSystemPolicy": "policy",
	"aws:glacier/vault:Vault": "accessPolicy",
	"aws:glacier/vaultLock:VaultLock": "policy",
	"aws:glue/resourcePolicy:ResourcePolicy": "policy",
	"aws:mediastore/containerPolicy:ContainerPolicy": "policy",
	"aws:msk/clusterPolicy:ClusterPolicy": "policy",
	"aws:networkfirewall/resourcePolicy:ResourcePolicy": "policy",
	"aws:oam/sinkPolicy:SinkPolicy": "policy",
	"aws:opensearchingest/resourcePolicy:ResourcePolicy": "policy",
	"aws:s3/accessPoint:AccessPoint": "policy",
	"aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": "policy",
	"aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy": "policy",
	"aws:s3control/accessPointPolicy:AccessPointPolicy": "policy",
	"aws:s3control/bucketPolicy:BucketPolicy": "policy",
	"aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": "policy",
	"aws:s3tables/tableBucketPolicy:TableBucketPolicy": "resourcePolicy",
	"aws:s3tables/tablePolicy:TablePolicy": "resourcePolicy",
	"aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": "resourcePolicy",
	"aws:schemas/registryPolicy:RegistryPolicy": "policy",
	"aws:ses/identityPolicy:IdentityPolicy": "policy",
	"aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": "policy",
	"aws:vpclattice/authPolicy:AuthPolicy": "policy",
	"aws:vpclattice/resourcePolicy:ResourcePolicy": "policy",
	"aws:xray/resourcePolicy:ResourcePolicy": "policyDocument",
}
