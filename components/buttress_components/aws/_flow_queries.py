"""The questions that an auditor or an on-call engineer asks of flow logs, in Athena's SQL."""

from collections.abc import Mapping
from typing import Final

TABLE: Final = "flow_logs"

_REJECTED = """\
SELECT srcaddr, dstport, protocol, count(*) AS records, sum(packets) AS packets
FROM flow_logs
WHERE hour >= date_format(current_timestamp - interval '1' day, '%Y/%m/%d/%H')
  AND action = 'REJECT'
GROUP BY srcaddr, dstport, protocol
ORDER BY packets DESC
LIMIT 100"""

_NEW = """\
SELECT recent.srcaddr, min(recent.start) AS first_seen, count(*) AS records, sum(recent.bytes) AS bytes
FROM flow_logs AS recent
WHERE recent.hour >= date_format(current_timestamp - interval '1' day, '%Y/%m/%d/%H')
  AND recent.action = 'ACCEPT'
  AND recent.srcaddr NOT IN (
    SELECT earlier.srcaddr
    FROM flow_logs AS earlier
    WHERE earlier.hour >= date_format(current_timestamp - interval '31' day, '%Y/%m/%d/%H')
      AND earlier.hour < date_format(current_timestamp - interval '1' day, '%Y/%m/%d/%H')
      AND earlier.action = 'ACCEPT'
      AND earlier.srcaddr IS NOT NULL)
GROUP BY recent.srcaddr
ORDER BY bytes DESC
LIMIT 100"""

_EGRESS = """\
SELECT pkt_srcaddr, pkt_dstaddr, pkt_dst_aws_service, sum(bytes) AS bytes
FROM flow_logs
WHERE hour >= date_format(current_timestamp - interval '1' day, '%Y/%m/%d/%H')
  AND flow_direction = 'egress'
  AND action = 'ACCEPT'
GROUP BY pkt_srcaddr, pkt_dstaddr, pkt_dst_aws_service
ORDER BY bytes DESC
LIMIT 100"""

QUERIES: Final[Mapping[str, tuple[str, str]]] = {
    "rejected-by-source": ("Who was turned away most in the last day, and at which ports.", _REJECTED),
    "new-talkers": ("Sources accepted in the last day that were not seen in the thirty days before.", _NEW),
    "egress-volume": ("Where most bytes went in the last day, as a sign of data leaving.", _EGRESS),
}
"""Title to description and query. They stop at a hundred rows."""
