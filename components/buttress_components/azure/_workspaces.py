"""Log Analytics workspaces and the queries kept in them."""

from collections.abc import Mapping
from typing import Final

import pulumi
from pulumi_azure_native import operationalinsights

from buttress_components.azure import _context as context

# Of a flow from the internet the table has no SrcIp but SrcPublicIps.
_REJECTED = """\
NTANetAnalytics
| where TimeGenerated > ago(1d) and FlowStatus == "Denied"
| extend Source = iff(isempty(SrcIp), tostring(SrcPublicIps), SrcIp)
| summarize flows = sum(DeniedInFlows + DeniedOutFlows) by Source, DestPort, L4Protocol
| top 100 by flows"""

_NEW = """\
let earlier = NTANetAnalytics
    | where TimeGenerated between (ago(31d) .. ago(1d)) and FlowStatus == "Allowed"
    | extend Source = iff(isempty(SrcIp), tostring(SrcPublicIps), SrcIp)
    | distinct Source;
NTANetAnalytics
| where TimeGenerated > ago(1d) and FlowStatus == "Allowed"
| extend Source = iff(isempty(SrcIp), tostring(SrcPublicIps), SrcIp)
| where Source !in (earlier)
| summarize first_seen = min(TimeGenerated), bytes = sum(BytesSrcToDest + BytesDestToSrc) by Source
| top 100 by bytes"""

_EGRESS = """\
NTANetAnalytics
| where TimeGenerated > ago(1d) and FlowDirection == "Outbound" and FlowStatus == "Allowed"
| summarize bytes = sum(BytesSrcToDest) by SrcIp, DestIp, DestPublicIps
| top 100 by bytes"""

QUERIES: Final[Mapping[str, tuple[str, str]]] = {
    "rejected-by-source": ("Who was turned away most in the last day, and at which ports", _REJECTED),
    "new-talkers": ("Sources allowed in the last day that were not seen in the thirty days before", _NEW),
    "egress-volume": ("Where most bytes went in the last day, as a sign of data leaving", _EGRESS),
}
"""Title to description and query. They stop at a hundred rows."""


def make(place: context.Place, name: str, *, days: int, protect: bool) -> operationalinsights.Workspace:
    """A workspace that takes logs from Azure's own services only, and answers whoever signs in with Entra ID.

    Closed to queries from outside, nobody could read it without a private link scope.
    """
    return operationalinsights.Workspace(
        name,
        **place.where(),
        sku=operationalinsights.WorkspaceSkuArgs(name="PerGB2018"),
        retention_in_days=days,
        features=operationalinsights.WorkspaceFeaturesArgs(disable_local_auth=True, enable_log_access_using_only_resource_permissions=True),
        public_network_access_for_ingestion="Disabled",
        public_network_access_for_query="Enabled",
        opts=place.options(protect=protect),
    )


def keep_queries(place: context.Place, name: str, workspace_id: pulumi.Input[str]) -> None:
    """The saved queries, in the resource group of the workspace."""
    for title, (description, query) in QUERIES.items():
        operationalinsights.SavedSearch(
            f"{name}-{title}",
            resource_group_name=context.group_of(workspace_id),
            workspace_name=context.last(workspace_id),
            saved_search_id=f"{name}-{title}",
            category="Buttress",
            display_name=description,
            query=query,
            opts=place.options(),
        )
