"""The questions that show whether processing was complete, valid and accurate, in Athena's SQL."""

from collections.abc import Mapping
from typing import Final

TABLE: Final = "transactions"

COLUMNS: Final[Mapping[str, str]] = {
    "source": "string",
    "sequence": "bigint",
    "recorded_at": "string",
    "record_type": "string",
    "record_id": "string",
    "body": "string",
    "mac": "string",
}
"""Fields of a record with their types in Athena; a source numbers its records without gaps, and mac authenticates all the others."""

_GAPS = """\
SELECT source, previous + 1 AS first_missing, sequence - 1 AS last_missing, sequence - previous - 1 AS missing
FROM (
  SELECT source, sequence, lag(sequence) OVER (PARTITION BY source ORDER BY sequence) AS previous
  FROM (
    SELECT DISTINCT source, sequence
    FROM transactions
    WHERE hour >= date_format(current_timestamp - interval '1' day, '%Y/%m/%d/%H')))
WHERE sequence > previous + 1
ORDER BY missing DESC
LIMIT 100"""

_DUPLICATES = """\
SELECT source, sequence, count(*) AS records, count(DISTINCT body) AS contents
FROM transactions
WHERE hour >= date_format(current_timestamp - interval '1' day, '%Y/%m/%d/%H')
GROUP BY source, sequence
HAVING count(*) > 1
ORDER BY contents DESC, records DESC
LIMIT 100"""

_UNAUTHENTICATED = """\
SELECT source, record_type, count(*) AS records
FROM transactions
WHERE hour >= date_format(current_timestamp - interval '1' day, '%Y/%m/%d/%H')
  AND (mac IS NULL OR mac = '' OR sequence IS NULL OR source IS NULL)
GROUP BY source, record_type
ORDER BY records DESC
LIMIT 100"""

_TOTALS = """\
SELECT source, record_type, count(DISTINCT sequence) AS records, min(sequence) AS first, max(sequence) AS last
FROM transactions
WHERE hour >= date_format(current_timestamp - interval '1' day, '%Y/%m/%d/%H')
GROUP BY source, record_type
ORDER BY source, record_type
LIMIT 100"""

QUERIES: Final[Mapping[str, tuple[str, str]]] = {
    "gaps": ("Sequence numbers missing from the last day, by source.", _GAPS),
    "duplicates": ("Records that arrived more than once in the last day, those that differ first.", _DUPLICATES),
    "unauthenticated": ("Records of the last day without a source, a number or a code that authenticates them.", _UNAUTHENTICATED),
    "totals": ("Records of the last day by source and type, to compare with the source's own count.", _TOTALS),
}
"""Title to description and query. They stop at a hundred rows."""
