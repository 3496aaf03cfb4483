"""A check of one's own from the command line: a type as people write it, Rego that does not compile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from buttress.catalog import Catalog
from buttress.cli.type_tokens import resolve

Run = Callable[..., Any]
OWNER = "policies/aws/s3/bucket_owner_tag/bucket_owner_tag.rego"


@pytest.fixture
def rego(buttress: Run, tmp_path: Path) -> Path:
    """The Rego of a check as `new check` starts it."""
    assert buttress("new", "check", "aws-s3-bucket-owner-tag", "--type", "aws:s3:Bucket").code == 0
    return tmp_path / OWNER


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("aws:s3:Bucket", "aws:s3/bucket:Bucket"),
        ("aws:s3/bucket:Bucket", "aws:s3/bucket:Bucket"),
        ("aws:alb/listener:Listener", "aws:lb/listener:Listener"),
        ("aws:iam:RolePolicyAttachment", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"),
        ("azure-native:storage/v20230101:StorageAccount", "azure-native:storage:StorageAccount"),
        ("azure-native:cache:Redis", "azure-native:redis:Redis"),
        ("aws:appstream:Fleet", "aws:appstream/fleet:Fleet"),
        ("gcp:storage/bucket:Bucket", "gcp:storage/bucket:Bucket"),
        ("acme:index:Store", "acme:index:Store"),
    ],
)
def test_a_type_is_written_as_states_name_it(catalog: Catalog, written: str, meant: str) -> None:
    assert resolve(written, catalog.types()) == meant


def test_every_type_that_is_judged_is_taken_as_it_is_and_as_people_shorten_it(catalog: Catalog) -> None:
    for kind in catalog.types():
        package, module, name = kind.split(":")
        assert resolve(kind, ()) == kind
        if package == "aws":
            assert resolve(f"aws:{module.partition('/')[0]}:{name}", catalog.types()) == kind


def test_the_check_of_a_shortened_type_judges_it(buttress: Run, state: Run, rego: Path) -> None:
    assert '"aws:s3/bucket:Bucket"' in rego.read_text()
    ran = buttress("check", state(b={}), "--policies", "policies", "--format", "concise", "--now=2026-01-31")
    assert "aws-s3-bucket-owner-tag" in ran.out


def test_what_does_not_compile_is_said_with_file_and_line(buttress: Run, state: Run, rego: Path) -> None:
    rego.write_text(rego.read_text().replace("not _set(resource)", "not _sett(resource)\n\tmissing(resource)"))
    for arguments in (("test", "policies"), ("check", state(b={}), "--policies", "policies")):
        ran = buttress(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines() == [
            f"error: {OWNER}:21: OPA cannot compile it: rego_type_error: undefined function _sett",
            "  hint: `buttress engine check policies` shows every problem",
        ]
    ran = buttress("engine", "check", "policies")
    assert (ran.code, ran.err) == (1, "2 problems\n")
    assert ran.out.splitlines() == [f"{OWNER}:21: undefined function _sett", f"{OWNER}:22: undefined function missing"]


def test_what_cannot_be_read_is_said_too(buttress: Run, rego: Path) -> None:
    rego.write_text(rego.read_text() + "\nfoo := {\n")
    ran = buttress("test", "policies")
    assert (ran.code, ran.out) == (2, "")
    assert f"error: {OWNER}:28: OPA cannot read it: rego_parse_error" in ran.err
    assert "`buttress engine check policies`" in ran.err
    assert buttress("engine", "check", "policies").out.startswith(f"{OWNER}:28: ")


def test_what_is_only_untidy_is_said_by_the_check_alone(buttress: Run, rego: Path) -> None:
    assert (buttress("engine", "check", "policies").code, buttress("test", "policies").code) == (0, 0)
    rego.write_text(rego.read_text().replace("import rego.v1", "import data.lib.value\nimport rego.v1"))
    assert buttress("test", "policies").code == 0
    (Path(OWNER).parents[3].parent / "buttress.yaml").write_text("policies: [policies]\n")
    ran = buttress("engine", "check")
    assert ran.code == 1
    assert "import data.lib.value unused" in ran.out
