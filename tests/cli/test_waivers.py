"""`buttress waivers add`: into files as people and `buttress init` write them, with a warning where it cannot hold."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from buttress.assessment.waivers import _meet
from buttress.cli.waiver_file import extended
from buttress.errors import ConfigError

Run = Callable[..., Any]
VERSIONING = "aws-s3-bucket-versioning-enabled"
BUCKET = "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs"
WHO = ("--owner=data team", "--approver=head of security", "--reason=rebuilt nightly", "--ticket=SEC-1", "--now=2026-01-31")
ENTRY = {"check": VERSIONING, "resource": BUCKET}


def test_what_init_wrote_takes_waivers(buttress: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: yaml\n")
    assert buttress("init").code == 0
    for name in ("logs", "cache"):
        ran = buttress("waivers", "add", VERSIONING, f"glob:*::{name}", *WHO)
        assert (ran.code, ran.err) == (0, "")
    held = yaml.safe_load((tmp_path / "buttress-waivers.yaml").read_text())["waivers"]
    assert [one["resource"] for one in held] == ["glob:*::logs", "glob:*::cache"]
    assert (tmp_path / "buttress-waivers.yaml").read_text().startswith("# Approved, reasoned")
    assert buttress("waivers", "list", "--now=2026-01-31").out.count("rebuilt nightly") == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# none yet\n",
        "waivers:\n",
        "waivers:",
        "waivers: []",
        "waivers: [ ]  # none yet\n",
        "waivers: []\n# the end\n",
        "waivers:\n- {check: a, resource: b}\n",
        "waivers:\n- check: a\n  resource: b\n",
        "waivers:\n- check: a\n  resource: b",
        "waivers:\n    - check: a\n      resource: b\n\n\n# the end\n",
        "waivers:\n  - check: a\n    reason: |\n      two\n      lines\n",
        '"waivers":\n  - check: a\n',
        "---\nwaivers:\n  - check: a\n",
        "---\nwaivers:\n  - check: a\n...\n",
    ],
)
def test_an_entry_is_added_and_nothing_else_changes(text: str) -> None:
    before = (yaml.safe_load(text) or {}).get("waivers") or []
    grown = extended(text, ENTRY, "file")
    assert yaml.safe_load(grown) == {"waivers": [*before, ENTRY]}
    assert yaml.safe_load(extended(grown, ENTRY, "file")) == {"waivers": [*before, ENTRY, ENTRY]}
    for line in text.replace("[]", "").replace("[ ]", "").splitlines():
        assert re.sub(r"\s+", " ", line).strip() in re.sub(r"[ \t]+", " ", grown)


def test_a_list_on_one_line_is_left_to_its_author() -> None:
    with pytest.raises(ConfigError, match="cannot be added"):
        extended("waivers: [{check: a, resource: b}]\n", ENTRY, "file")


def test_another_tools_id_is_taken_where_it_means_one_check(buttress: Run, tmp_path: Path) -> None:
    assert f"{VERSIONING} is waived" in buttress("waivers", "add", "CKV_AWS_21", BUCKET, *WHO).out
    assert yaml.safe_load((tmp_path / "buttress-waivers.yaml").read_text())["waivers"][0]["check"] == VERSIONING
    ran = buttress("waivers", "add", "CKV_AWS_22222", BUCKET, *WHO)
    assert ran.code == 2
    assert "did you mean ckv_aws_" in ran.err


@pytest.mark.parametrize(
    ("resource", "warned"),
    [
        (BUCKET, False),
        ("glob:*", False),
        ("glob:*::logs", False),
        ("glob:urn:pulumi:prod::*Bucket::lo?s", False),
        ("glob:urn:pulumi:prod::shop::acme:index:Store$aws:s3/bucket:Bucket::logs", False),
        ("urn:pulumi:prod::shop::aws:sqs/queue:Queue::jobs", True),
        ("glob:*aws:sqs/queue:Queue::*", True),
        ("glob:shop/prod/*", True),
        ("logs", True),
        ("urn:pulumi:prod::*", True),
    ],
)
def test_a_waiver_that_matches_nothing_is_warned_of(buttress: Run, resource: str, warned: bool) -> None:
    ran = buttress("waivers", "add", VERSIONING, resource, *WHO)
    assert ran.code == 0
    assert bool(ran.err) is warned
    assert not warned or ran.err.startswith("warning: this ")


def test_an_estate_check_is_waived_for_an_account(buttress: Run) -> None:
    assert buttress("waivers", "add", "aws-guardduty-detector-enabled", "aws:123456789012", *WHO).err == ""
    assert buttress("waivers", "add", VERSIONING, "aws:123456789012", *WHO).err.startswith("warning: this matches nothing")


def test_globs_meet_where_a_text_matches_both() -> None:
    def matches(glob: str, text: str) -> bool:
        return bool(re.fullmatch(glob.replace("*", ".*").replace("?", "."), text))

    texts = ["".join(letters) for length in range(5) for letters in itertools.product("ab", repeat=length)]
    globs = ["".join(letters) for length in range(4) for letters in itertools.product("ab*?", repeat=length)]
    for one, other in itertools.product(globs, repeat=2):
        assert _meet(one, other) == any(matches(one, text) and matches(other, text) for text in texts), (one, other)
