"""What AWS has published once and for all: its own accounts, managed policies and prefix lists.

The tables are those of its documentation: "Enable access logs for your Classic Load Balancer", "Use managed cache policies", "Use
managed origin request policies", "Use managed response headers policies", "AWS-managed prefix lists", "AWS managed policies".
"""

from __future__ import annotations

from collections.abc import Mapping

from buttress.pulumi import wire

_LOAD_BALANCERS: Mapping[str, str] = {
    "af-south-1": "098369216593",
    "ap-east-1": "754344448648",
    "ap-northeast-1": "582318560864",
    "ap-northeast-2": "600734575887",
    "ap-northeast-3": "383597477331",
    "ap-south-1": "718504428378",
    "ap-southeast-1": "114774131450",
    "ap-southeast-2": "783225319266",
    "ap-southeast-3": "589379963580",
    "ca-central-1": "985666609251",
    "cn-north-1": "638102146993",
    "cn-northwest-1": "037604701340",
    "eu-central-1": "054676820928",
    "eu-north-1": "897822967062",
    "eu-south-1": "635631232127",
    "eu-west-1": "156460612806",
    "eu-west-2": "652711504416",
    "eu-west-3": "009996457667",
    "me-south-1": "076674570225",
    "sa-east-1": "507241528517",
    "us-east-1": "127311923021",
    "us-east-2": "033677994240",
    "us-gov-east-1": "190560391635",
    "us-gov-west-1": "048591011584",
    "us-west-1": "027434742980",
    "us-west-2": "797873946194",
}
"""The accounts from which load balancers write their logs; a region that is not here has none, and uses a service principal."""

_CLOUDFRONT: Mapping[str, Mapping[str, str]] = {
    "aws:cloudfront/getCachePolicy:getCachePolicy": {
        "Managed-Amplify": "2e54312d-136d-493c-8eb9-b001f22f67d2",
        "Managed-CachingDisabled": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
        "Managed-CachingOptimized": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        "Managed-CachingOptimizedForUncompressedObjects": "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
        "Managed-Elemental-MediaPackage": "08627262-05a9-4f76-9ded-b50ca2e3a84f",
        "UseOriginCacheControlHeaders": "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
        "UseOriginCacheControlHeaders-QueryStrings": "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    },
    "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy": {
        "Managed-AllViewer": "216adef6-5c7f-47e4-b989-5492eafa07d3",
        "Managed-AllViewerAndCloudFrontHeaders-2022-06": "33f36d7e-f396-46d9-90e0-52428a34d9dc",
        "Managed-AllViewerExceptHostHeader": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        "Managed-CORS-CustomOrigin": "59781a5b-3903-41f3-afcb-af62929ccde1",
        "Managed-CORS-S3Origin": "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
        "Managed-Elemental-MediaTailor-PersonalizedManifests": "775133bc-15f2-49f9-abea-afb2e0bf67d2",
        "Managed-UserAgentRefererHeaders": "acba4595-bd28-49b8-b9fe-13317c0390fa",
    },
    "aws:cloudfront/getResponseHeadersPolicy:getResponseHeadersPolicy": {
        "Managed-CORS-and-SecurityHeadersPolicy": "e61eb60c-9c35-4d20-a928-2b84e02af89c",
        "Managed-CORS-With-Preflight": "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
        "Managed-CORS-with-preflight-and-SecurityHeadersPolicy": "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
        "Managed-SecurityHeadersPolicy": "67f7725c-6f97-4210-82d7-5512b31e9d03",
        "Managed-SimpleCORS": "60669652-455b-4ae9-85a4-c4c02393f86c",
    },
}

_ORIGIN_FACING: Mapping[str, str] = {
    "ap-northeast-1": "pl-58a04531",
    "ap-northeast-2": "pl-22a6434b",
    "ap-south-1": "pl-9aa247f3",
    "ap-southeast-1": "pl-31a34658",
    "ap-southeast-2": "pl-b8a742d1",
    "ca-central-1": "pl-38a64351",
    "eu-central-1": "pl-a3a144ca",
    "eu-north-1": "pl-fab65393",
    "eu-west-1": "pl-4fa04526",
    "eu-west-2": "pl-93a247fa",
    "eu-west-3": "pl-75b1541c",
    "sa-east-1": "pl-5da64334",
    "us-east-1": "pl-3b927c52",
    "us-east-2": "pl-b6a144df",
    "us-west-1": "pl-4ea04527",
    "us-west-2": "pl-82a045eb",
}
"""The addresses from which CloudFront asks origins."""

_POLICY_PATHS: Mapping[str, str] = {
    "AWSLambdaBasicExecutionRole": "service-role/",
    "AWSLambdaVPCAccessExecutionRole": "service-role/",
    "AmazonECSTaskExecutionRolePolicy": "service-role/",
    "AmazonEC2ContainerServiceforEC2Role": "service-role/",
    "AmazonRDSEnhancedMonitoringRole": "service-role/",
    "AWS_ConfigRole": "service-role/",
    "AmazonAPIGatewayPushToCloudWatchLogs": "service-role/",
    "DatabaseAdministrator": "job-function/",
    "NetworkAdministrator": "job-function/",
    "SystemAdministrator": "job-function/",
    "ViewOnlyAccess": "job-function/",
}
"""The managed policies whose ARN has a path before the name."""

_UNPATHED = frozenset(
    {
        "AdministratorAccess",
        "AmazonEC2ContainerRegistryReadOnly",
        "AmazonEKSClusterPolicy",
        "AmazonEKSWorkerNodePolicy",
        "AmazonEKS_CNI_Policy",
        "AmazonS3FullAccess",
        "AmazonS3ReadOnlyAccess",
        "AmazonSSMManagedInstanceCore",
        "CloudWatchAgentServerPolicy",
        "IAMFullAccess",
        "PowerUserAccess",
        "ReadOnlyAccess",
        "SecurityAudit",
    }
)

_POLICY = "aws:iam/getPolicy:getPolicy"
_SERVICE_ACCOUNT = "aws:elb/getServiceAccount:getServiceAccount"
_PREFIX_LISTS = ("aws:ec2/getPrefixList:getPrefixList", "aws:ec2/getManagedPrefixList:getManagedPrefixList")

FUNCTIONS = frozenset({*_CLOUDFRONT, _POLICY, _SERVICE_ACCOUNT, *_PREFIX_LISTS})
"""The functions to which there is a published answer for some arguments."""


def answer(token: str, arguments: wire.Properties, region: str, partition: str) -> wire.Properties | None:
    """The published answer of a function in a region, the arguments echoed into it; None for what a customer has made."""
    name = wire.text(arguments.get("name"))
    found: wire.Properties | None = None
    if token in _CLOUDFRONT:
        id_ = wire.text(arguments.get("id")) or _CLOUDFRONT[token].get(name)
        names = {value: key for key, value in _CLOUDFRONT[token].items()}
        found = {"id": id_, "name": names[id_]} if id_ in names else None
    elif token == _SERVICE_ACCOUNT:
        account = _LOAD_BALANCERS.get(region)
        found = {"arn": f"arn:{partition}:iam::{account}:root", "id": account, "region": region} if account else None
    elif token == _POLICY:
        found = _managed(name, wire.text(arguments.get("arn")), partition)
    elif name == "com.amazonaws.global.cloudfront.origin-facing" and region in _ORIGIN_FACING:
        id_ = _ORIGIN_FACING[region]
        arn = f"arn:{partition}:ec2:{region}:aws:prefix-list/{id_}"
        found = {"addressFamily": "IPv4", "arn": arn, "id": id_, "name": name, "ownerId": "AWS", "prefixListId": id_, "region": region}
    return None if found is None else {**arguments, **found}


def _managed(name: str, arn: str, partition: str) -> wire.Properties | None:
    """A policy that AWS manages, by the ARN that says so or by a name that is known to be one."""
    start = f"arn:{partition}:iam::aws:policy/"
    if not arn and (name in _UNPATHED or name in _POLICY_PATHS):
        arn = f"{start}{_POLICY_PATHS.get(name, '')}{name}"
    if not arn.startswith(start):
        return None
    path, _, name = f"/{arn.removeprefix(start)}".rpartition("/")
    return {"arn": arn, "attachmentCount": 0, "description": "", "id": arn, "name": name, "path": f"{path}/", "tags": {}}
