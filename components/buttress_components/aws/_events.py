"""The events that somebody must be alerted of: a title, what it is about, and CloudWatch's pattern for CloudTrail's records."""

from collections.abc import Mapping, Sequence
from typing import Final


def _names(*events: str) -> str:
    return " || ".join(f"($.eventName = {event})" for event in events)


def _from(source: str, *events: str) -> str:
    return f"{{ ($.eventSource = {source}) && ({_names(*events)}) }}"


WATCHED: Final[Mapping[str, tuple[str, str]]] = {
    "refused-calls": (
        "API calls that were refused",
        '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    ),
    "failed-sign-ins": (
        "Failed sign-ins to the console",
        '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    ),
    "sign-ins-without-mfa": (
        "Sign-ins to the console without a second factor",
        (
            '{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") '
            '&& ($.responseElements.ConsoleLogin = "Success") }'
        ),
    ),
    "root-usage": (
        "Use of the root user",
        '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
    ),
    "iam-changes": (
        "Changes of IAM policies",
        (
            f"{{ {_names('AttachGroupPolicy', 'AttachRolePolicy', 'AttachUserPolicy', 'CreatePolicy', 'CreatePolicyVersion')} || "
            f"{_names('DeleteGroupPolicy', 'DeletePolicy', 'DeletePolicyVersion', 'DeleteRolePolicy', 'DeleteUserPolicy')} || "
            f"{_names('DetachGroupPolicy', 'DetachRolePolicy', 'DetachUserPolicy', 'PutGroupPolicy', 'PutRolePolicy', 'PutUserPolicy')} }}"
        ),
    ),
    "organization-changes": (
        "Changes of the organization",
        _from(
            "organizations.amazonaws.com",
            "AttachPolicy",
            "CreateAccount",
            "CreatePolicy",
            "DeletePolicy",
            "DetachPolicy",
            "DisablePolicyType",
            "InviteAccountToOrganization",
            "LeaveOrganization",
            "MoveAccount",
            "RemoveAccountFromOrganization",
            "UpdatePolicy",
        ),
    ),
    "trail-changes": (
        "Changes of CloudTrail",
        f"{{ {_names('CreateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging', 'UpdateTrail')} }}",
    ),
    "config-changes": (
        "Changes of AWS Config",
        _from(
            "config.amazonaws.com",
            "DeleteDeliveryChannel",
            "PutConfigurationRecorder",
            "PutDeliveryChannel",
            "StopConfigurationRecorder",
        ),
    ),
    "key-changes": (
        "Keys that are disabled or deleted",
        _from("kms.amazonaws.com", "DisableKey", "ScheduleKeyDeletion"),
    ),
    "bucket-policy-changes": (
        "Changes of bucket policies",
        _from(
            "s3.amazonaws.com",
            "DeleteBucketCors",
            "DeleteBucketLifecycle",
            "DeleteBucketPolicy",
            "DeleteBucketReplication",
            "PutBucketAcl",
            "PutBucketCors",
            "PutBucketLifecycle",
            "PutBucketPolicy",
            "PutBucketReplication",
        ),
    ),
    "security-group-changes": (
        "Changes of security groups",
        (
            f"{{ {_names('AuthorizeSecurityGroupEgress', 'AuthorizeSecurityGroupIngress', 'CreateSecurityGroup')} || "
            f"{_names('DeleteSecurityGroup', 'RevokeSecurityGroupEgress', 'RevokeSecurityGroupIngress')} }}"
        ),
    ),
    "network-acl-changes": (
        "Changes of network ACLs",
        (
            f"{{ {_names('CreateNetworkAcl', 'CreateNetworkAclEntry', 'DeleteNetworkAcl', 'DeleteNetworkAclEntry')} || "
            f"{_names('ReplaceNetworkAclAssociation', 'ReplaceNetworkAclEntry')} }}"
        ),
    ),
    "gateway-changes": (
        "Changes of gateways",
        (
            f"{{ {_names('AttachInternetGateway', 'CreateCustomerGateway', 'CreateInternetGateway', 'DeleteCustomerGateway')} || "
            f"{_names('DeleteInternetGateway', 'DetachInternetGateway')} }}"
        ),
    ),
    "route-changes": (
        "Changes of routes",
        (
            f"{{ {_names('CreateRoute', 'CreateRouteTable', 'DeleteRoute', 'DeleteRouteTable', 'DisassociateRouteTable')} || "
            f"{_names('ReplaceRoute', 'ReplaceRouteTableAssociation')} }}"
        ),
    ),
    "network-changes": (
        "Changes of networks",
        (
            f"{{ {_names('AcceptVpcPeeringConnection', 'CreateVpc', 'CreateVpcPeeringConnection', 'DeleteVpc')} || "
            f"{_names('DeleteVpcPeeringConnection', 'ModifyVpcAttribute', 'RejectVpcPeeringConnection')} }}"
        ),
    ),
}

OBJECTS: Final = "AWS::S3::Object"
DATA_EVENTS: Final[Sequence[str]] = (OBJECTS, "AWS::Lambda::Function")
"""The kinds of resource whose use is recorded, beside all changes of the account."""
