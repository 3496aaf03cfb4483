"""What watches the subscription."""

import pulumi
from backoffice import LOCATION, alerts, group, office, workspace
from pulumi_azure_native import authorization
from settings import EMAIL, TAGS

from buttress_components.azure import ActivityLogExport, DefenderBaseline, PolicyBaseline, SubscriptionBaseline

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"

ActivityLogExport(
    "activity",
    {
        "resource_group_name": group.name,
        "subscription_id": SUBSCRIPTION,
        "workspace_id": workspace.id,
        "subnet_id": office.subnet_ids["endpoints"],
        "action_group_id": alerts.id,
        "tags": TAGS,
    },
)
# The plans and the contact exist in every subscription: the first update takes them over, and the one after
# `pulumi config set adopt false` sets them.
ADOPT = pulumi.Config().get_bool("adopt") is not False
DefenderBaseline("defender", {"adopt": ADOPT, "subscription_id": SUBSCRIPTION, "emails": [EMAIL]})
# What may be made at all, and what nobody deletes without taking a lock off first.
SubscriptionBaseline(
    "shop",
    {
        "resource_group_name": group.name,
        "subscription_id": SUBSCRIPTION,
        "allowed_locations": [LOCATION],
        "action_group_id": alerts.id,
        "locked_scopes": {"backoffice": group.id},
        "tags": TAGS,
    },
)
PolicyBaseline("policies", {"subscription_id": SUBSCRIPTION, "location": LOCATION})

# The built-in policy that limits how long certificates in key vaults last.
authorization.PolicyAssignment(
    "certificates",
    scope=f"/subscriptions/{SUBSCRIPTION}",
    policy_definition_id="/providers/Microsoft.Authorization/policyDefinitions/0a075868-4c26-42ef-914c-5bc007359560",
    parameters={"maximumValidityInMonths": {"value": 12}},
)
