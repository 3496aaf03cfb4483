"""The strings by which Pulumi marks values in its states and protocols.

The signatures are those of its SDK (`sdk/go/common/resource/sig`), the unknowns the seven sentinels of
`sdk/go/common/resource/plugin`.
"""

from __future__ import annotations

SIGNATURE = "4dabf18193072939515e22adb298388d"
"""The key whose value says what an object stands for."""

SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270"
ASSET_SIGNATURE = "c44067f5952c0a294b673a41bacd8c17"
ARCHIVE_SIGNATURE = "0def7320c3a5731c473e5ecbe6d01bc7"
REFERENCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e"
OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
FLOAT_SIGNATURE = "8ad145fe-0d11-4827-bfd7-1abcbf086f5c"
BYTES_SIGNATURE = "803fd3297a5875dc03ca845dda5d2a98"

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""A value of any kind that is not known yet: the sentinel of a string, which stands for the others too."""

UNKNOWNS = frozenset(
    {
        UNKNOWN,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    }
)
