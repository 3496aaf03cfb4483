"""A control that exists and is narrowed is not the control: each good one, narrowed in every field that its SDK type has, never passes.

A field that is in neither table fails the test, so that one which a provider adds is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from tests.support.sdk import _argument, _input_class

from buttress.assessment.cases import outcome_of, run_case
from buttress.catalog import Catalog
from buttress.engine import Engine
from buttress.model import Case

SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000"
GROUP = f"{SUBSCRIPTION}/resourceGroups/shop"
TOPIC = "arn:aws:sns:eu-west-1:123456789012:security"
ROOT = {"detail": {"userIdentity": {"type": ["Root"]}}}
METRIC, NAMED = {"metricName": "m", "namespace": "n"}, {"name": "m", "namespace": "n"}
INITIATIVE = "/x/1f3afdf9-d0c9-4c3d-847f-89da613e70a8"
FILTER, ALARM = "aws:cloudwatch/logMetricFilter:LogMetricFilter", "aws:cloudwatch/metricAlarm:MetricAlarm"
RULE, TARGET = "aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventTarget:EventTarget"
RECORD = [
    *("awsRegion", "errorCode", "errorMessage", "eventCategory", "eventName", "eventSource", "eventType", "managementEvent", "readOnly"),
    *("recipientAccountId", "requestParameters.name", "resources[0].ARN", "sourceIPAddress", "userAgent", "vpcEndpointId"),
    *("userIdentity.accountId", "userIdentity.arn", "userIdentity.invokedBy", "userIdentity.userName"),
]

Resource = dict[str, Any]


def one(kind: str, props: Mapping[str, Any], **more: Any) -> Resource:
    return {"type": kind, "name": kind.rpartition(":")[2].lower(), "props": dict(props), **more}


def narrowed(good: Resource, changes: Mapping[str, Any]) -> Iterator[Resource]:
    for field, value in changes.items():
        yield {**good, "props": {**good["props"], field: value}}


# What is narrowed: the check, the good resource, its companions, what narrows it by field, and the fields that narrow nothing.
CONTROLS: dict[str, tuple[str, Resource, list[Resource], dict[str, Any], set[str]]] = {
    "the alarm": (
        "aws-cloudwatch-alarm-root-usage",
        one(
            ALARM,
            {"metricName": "m", "namespace": "n", "statistic": "Sum", "threshold": 1, "evaluationPeriods": 1, "alarmActions": [TOPIC]},
        ),
        [
            one(
                FILTER,
                {"pattern": '{ $.userIdentity.type = "Root" }', "metricTransformation": {"name": "m", "namespace": "n", "value": "1"}},
            )
        ],
        {
            "actionsEnabled": False,
            "alarmActions": [],
            "comparisonOperator": "LessThanThreshold",
            "datapointsToAlarm": 3,
            "dimensions": {"user": "ops"},
            "evaluationPeriods": 5,
            "metricName": "other",
            "namespace": "other",
            "statistic": "Minimum",
            "threshold": 50,
            "unit": "Count",
        },
        {
            *(
                "alarmDescription",
                "evaluateLowSampleCountPercentiles",
                "evaluationCriteria",
                "evaluationInterval",
                "evaluationWindow",
                "name",
            ),
            *("insufficientDataActions", "okActions", "period", "region", "tags", "treatMissingData", "warmUpConfiguration"),
            # These take the place of the metric's own statistic and threshold, and are tried in the cases.
            *("extendedStatistic", "metricQueries", "thresholdMetricId"),
        },
    ),
    "the rule": (
        "aws-cloudwatch-alarm-root-usage",
        one(RULE, {"eventPattern": json.dumps(ROOT)}),
        [one(TARGET, {"arn": TOPIC}, refs={"rule": "eventrule"})],
        {"eventBusName": "orders", "eventPattern": "{}", "state": "DISABLED"},
        {"description", "forceDestroy", "name", "namePrefix", "region", "roleArn", "scheduleExpression", "tags"},
    ),
    "the trail": (
        "aws-cloudtrail-multi-region-trail",
        one("aws:cloudtrail/trail:Trail", {"isMultiRegionTrail": True, "s3BucketName": "records"}),
        [],
        {
            "advancedEventSelectors": [{"fieldSelectors": [{"field": "eventCategory", "equals": ["Data"]}]}],
            "enableLogging": False,
            "eventSelectors": [{"readWriteType": "WriteOnly"}],
            "includeGlobalServiceEvents": False,
            "isMultiRegionTrail": False,
        },
        {
            *("cloudWatchLogsGroupArn", "cloudWatchLogsRoleArn", "enableLogFileValidation", "insightSelectors", "isOrganizationTrail"),
            *("kmsKeyId", "name", "region", "s3BucketName", "s3KeyPrefix", "snsTopicName", "tags"),
        },
    ),
    "the plan": (
        "azure-defender-plans-servers-and-cspm",
        one("azure-native:security:Pricing", {"pricingName": "VirtualMachines", "pricingTier": "Standard"}),
        [{**one("azure-native:security:Pricing", {"pricingName": "CloudPosture", "pricingTier": "Standard"}), "name": "posture"}],
        {"pricingName": "Dns", "pricingTier": "Free", "scopeId": GROUP},
        {"enforce", "extensions", "subPlan"},
    ),
    "the alert": (
        "azure-service-health-alert",
        one(
            "azure-native:monitor:ActivityLogAlert",
            {
                "scopes": [SUBSCRIPTION],
                "actions": {"actionGroups": [{"actionGroupId": f"{GROUP}/x"}]},
                "condition": {"allOf": [{"field": "category", "equals": "ServiceHealth"}]},
            },
        ),
        [],
        {
            "actions": {"actionGroups": []},
            "condition": {"allOf": [{"field": "category", "equals": "ServiceHealth"}, {"field": "properties.region", "equals": "x"}]},
            "enabled": False,
            "scopes": [GROUP],
        },
        {"activityLogAlertName", "description", "location", "resourceGroupName", "tags"},
    ),
    "the assignment": (
        "azure-policy-assignment-enforced",
        one(
            "azure-native:authorization:PolicyAssignment",
            {"policyDefinitionId": INITIATIVE, "scope": SUBSCRIPTION},
        ),
        [],
        {
            "enforcementMode": "DoNotEnforce",
            "notScopes": [GROUP],
            "policyDefinitionId": "/x/other",
            "resourceSelectors": [{"name": "some"}],
            "scope": GROUP,
        },
        {
            *("assignmentType", "definitionVersion", "description", "displayName", "identity", "location", "metadata"),
            *("nonComplianceMessages", "overrides", "parameters", "policyAssignmentName"),
        },
    ),
    "the recorder": (
        "aws-config-recorder-enabled",
        one("aws:cfg/recorder:Recorder", {"recordingGroup": {"allSupported": True, "includeGlobalResourceTypes": True}}),
        [
            one("aws:cfg/recorderStatus:RecorderStatus", {"isEnabled": True}, refs={"name": "recorder"}),
            one("aws:cfg/deliveryChannel:DeliveryChannel", {"s3BucketName": "records"}),
        ],
        {"recordingGroup": {"allSupported": False, "resourceTypes": ["AWS::S3::Bucket"]}},
        # How often it records is not what.
        {"name", "recordingMode", "region", "roleArn"},
    ),
    "the setting": (
        "azure-keyvault-diagnostic-logging",
        one(
            "azure-native:monitor:DiagnosticSetting",
            {"logs": [{"categoryGroup": "audit", "enabled": True}], "workspaceId": f"{GROUP}/w"},
            refs={"resourceUri": "vault"},
        ),
        [one("azure-native:keyvault:Vault", {})],
        {"logs": [{"category": "AzurePolicyEvaluationDetails", "enabled": True}], "workspaceId": ""},
        {
            *("eventHubAuthorizationRuleId", "eventHubName", "logAnalyticsDestinationType", "marketplacePartnerId", "metrics", "name"),
            *("resourceUri", "serviceBusRuleId", "storageAccountId"),
        },
    ),
    "the endpoint": (
        "azure-keyvault-private-endpoint",
        one(
            "azure-native:network:PrivateEndpoint",
            {"privateLinkServiceConnections": [{"groupIds": ["vault"], "privateLinkServiceId": "vault-id"}]},
            refs={"privateLinkServiceConnections": "vault"},
        ),
        [one("azure-native:keyvault:Vault", {}, id="vault-id")],
        {
            "privateLinkServiceConnections": [
                {"groupIds": ["vault"], "privateLinkServiceId": "vault-id", "privateLinkServiceConnectionState": {"status": "Pending"}}
            ],
        },
        {
            *("applicationSecurityGroups", "customDnsConfigs", "customNetworkInterfaceName", "extendedLocation", "id", "ipConfigurations"),
            *("location", "manualPrivateLinkServiceConnections", "privateEndpointName", "resourceGroupName", "subnet", "tags"),
        },
    ),
    "the selection": (
        "aws-backup-covers-rds",
        one("aws:backup/selection:Selection", {"resources": ["*"]}),
        [one("aws:rds/instance:Instance", {"identifier": "orders", "tags": {"team": "shop"}})],
        {
            "conditions": {"stringEquals": [{"key": "aws:ResourceTag/team", "value": "other"}]},
            "notResources": ["arn:aws:rds:*:*:db:*"],
            "resources": [],
        },
        # A tag takes more, not less.
        {"iamRoleArn", "name", "planId", "region", "selectionTags"},
    ),
}


@pytest.mark.parametrize("title", CONTROLS)
def test_what_is_narrowed_in_any_field_does_not_pass(catalog: Catalog, opa: Engine, title: str) -> None:
    check, good, companions, changes, beside = CONTROLS[title]
    assert set(_argument(good["type"])) == set(changes) | beside
    assert judged(catalog, opa, check, good, *companions) == "pass"
    for bad in narrowed(good, changes):
        assert judged(catalog, opa, check, bad, *companions) == "fail", bad["props"]


@pytest.mark.parametrize("field", RECORD)
@pytest.mark.parametrize("operator", ['= "x"', '!= "x"', "EXISTS"])
def test_a_filter_with_a_further_term_does_not_hear_of_the_root_user(catalog: Catalog, opa: Engine, field: str, operator: str) -> None:
    _, alarm, (log_filter,), _, _ = CONTROLS["the alarm"]
    pattern = f'{{ ($.userIdentity.type = "Root") && ($.{field} {operator}) }}'
    everything = {("eventType", '!= "x"'), ("eventType", "EXISTS")}
    expected = "pass" if (field, operator) in everything else "fail"
    assert judged(catalog, opa, "aws-cloudwatch-alarm-root-usage", alarm, *narrowed(log_filter, {"pattern": pattern})) == expected


@pytest.mark.parametrize("field", RECORD)
def test_a_rule_with_a_further_field_does_not_hear_of_the_root_user(catalog: Catalog, opa: Engine, field: str) -> None:
    _, rule, companions, _, _ = CONTROLS["the rule"]
    detail: dict[str, Any] = json.loads(json.dumps(ROOT["detail"]))
    inner, steps = detail, field.split(".")
    for step in steps[:-1]:
        inner = inner.setdefault(step, {})
    for matcher in ("x", {"prefix": "x"}, {"anything-but": "x"} if field != "eventType" else "y"):
        inner[steps[-1]] = [matcher]
        bad = next(narrowed(rule, {"eventPattern": json.dumps({"detail": detail})}))
        assert judged(catalog, opa, "aws-cloudwatch-alarm-root-usage", bad, *companions) == "fail"


def test_a_selector_with_a_further_condition_records_a_part(catalog: Catalog, opa: Engine) -> None:
    operators = set(_input_class("aws:cloudtrail/trail:Trail", "TrailAdvancedEventSelectorFieldSelector")) - {"field"}
    assert len(operators) == 6
    _, trail, _, _, _ = CONTROLS["the trail"]
    for field in ("eventName", "eventSource", "resources.ARN", "userIdentity.arn", "sessionCredentialFromConsole"):
        for operator in operators:
            fields = [{"field": "eventCategory", "equals": ["Management"]}, {"field": field, operator: ["x"]}]
            bad = next(narrowed(trail, {"advancedEventSelectors": [{"fieldSelectors": fields}]}))
            assert judged(catalog, opa, "aws-cloudtrail-multi-region-trail", bad) == "fail"


@pytest.mark.parametrize(
    "change",
    [
        {"allSupported": False},
        {"includeGlobalResourceTypes": False},
        {"resourceTypes": ["AWS::S3::Bucket"]},
        {"exclusionByResourceTypes": [{"resourceTypes": ["AWS::S3::Bucket"]}]},
        {"recordingStrategies": [{"useOnly": "INCLUSION_BY_RESOURCE_TYPES"}]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_recorder_of_some_types_does_not_record_all(catalog: Catalog, opa: Engine, change: dict[str, Any]) -> None:
    check, recorder, companions, _, _ = CONTROLS["the recorder"]
    group = recorder["props"]["recordingGroup"]
    fields = set(_input_class("aws:cfg/recorder:Recorder", "RecorderRecordingGroup"))
    assert fields == {"allSupported", "includeGlobalResourceTypes", "resourceTypes", "exclusionByResourceTypes", "recordingStrategies"}
    bad = next(narrowed(recorder, {"recordingGroup": {**group, **change}}))
    assert judged(catalog, opa, check, bad, *companions) == "fail"


@pytest.mark.parametrize("status", ["Pending", "Rejected", "Disconnected"])
def test_a_connection_that_is_not_approved_leads_nowhere(catalog: Catalog, opa: Engine, status: str) -> None:
    check, link, companions, _, _ = CONTROLS["the endpoint"]
    connection = link["props"]["privateLinkServiceConnections"][0] | {"privateLinkServiceConnectionState": {"status": status}}
    bad = next(narrowed(link, {"privateLinkServiceConnections": [connection]}))
    assert judged(catalog, opa, check, bad, *companions) == "fail"


@pytest.mark.parametrize(
    "log", [{"categoryGroup": "audit", "enabled": False}, {"categoryGroup": "audit"}, {"categoryGroup": "other", "enabled": True}]
)
def test_a_setting_that_leaves_the_audit_log_out_does_not_export_it(catalog: Catalog, opa: Engine, log: dict[str, Any]) -> None:
    check, setting, companions, _, _ = CONTROLS["the setting"]
    bad = next(narrowed(setting, {"logs": [log]}))
    assert judged(catalog, opa, check, bad, *companions) == "fail"


def judged(catalog: Catalog, opa: Engine, check: str, *resources: Resource) -> str:
    return outcome_of(run_case(catalog.checks[check], Case(name="", expect="pass", resources=resources), catalog, opa))
