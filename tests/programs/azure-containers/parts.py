"""What several apps share: names, tags and the settings of the environment."""

import pulumi
from pulumi_azure_native import app, operationalinsights

TAGS = {"owner": "dispatch", "environment": pulumi.get_stack(), "data-classification": "confidential"}


def environment(group: pulumi.Input[str]) -> app.ManagedEnvironment:
    logs = operationalinsights.Workspace("dispatch", resource_group_name=group, sku={"name": "PerGB2018"}, retention_in_days=90, tags=TAGS)
    keys = operationalinsights.get_shared_keys_output(resource_group_name=group, workspace_name=logs.name)
    return app.ManagedEnvironment(
        "dispatch",
        resource_group_name=group,
        app_logs_configuration={
            "destination": "log-analytics",
            "log_analytics_configuration": {"customer_id": logs.customer_id, "shared_key": keys.primary_shared_key},
        },
        tags=TAGS,
    )
