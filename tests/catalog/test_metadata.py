"""What is wrong with a check of a user's is said before anything is judged: the file, the line, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from buttress.catalog import load_catalog
from buttress.errors import CatalogError
from buttress.scaffold import check_files

QUEUE = "aws:sqs/queue:Queue"
READS = f'"{QUEUE}": ["tags.owner"]'
MORE = "#   remediation"


def new_check(identity: str, path: str, folder: Path) -> Path:
    """The Rego of a check as `buttress new check` starts it."""
    for name, text in check_files(identity, QUEUE, path).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return next(folder.rglob(f"{identity.removeprefix('aws-sqs-').replace('-', '_')}.rego"))


@pytest.fixture
def rego(tmp_path: Path) -> Path:
    return new_check("aws-sqs-queue-owner-tag", "tags.owner", tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("id: aws-sqs-queue-owner-tag", "id: AWS SQS", 8, "'AWS SQS' does not match"),
        ("severity: medium", "severity: mediun", 9, "did you mean medium"),
        ("severity: medium", "severity: [medium]", 9, "is not one of"),
        ("scope: resource", "scope: region", 10, "'region' is not one of"),
        (f'population: ["{QUEUE}"]', "population: []", 11, "should be non-empty"),
        (f'population: ["{QUEUE}"]', f'population: ["{QUEUE}", "{QUEUE}"]', 11, "has non-unique elements"),
        (READS, f'"{QUEUE}": tags', 13, "must be a list, not text"),
        (MORE, "#   remedation", 14, "did you mean remediation"),
        ("property to set.", "property to set", 14, "a remediation is a sentence"),
        ("# title: Queue", "# title: [1\n# x: Queue", 3, "OPA cannot read it"),
        ("# custom:", "# custom: 3\n# x:", 8, "cannot unmarshal"),
        (READS, f'"{QUEUE}": ["tags..owner"]', 2, "is not of the form a.b"),
        (READS, '"aws:sqs/queu:Queue": []', 2, "has no entry under reads"),
        (MORE, f'#   presence: {{"{QUEUE}": [policy]}}\n{MORE}', 2, "names a path that is not read"),
        (MORE, f"#   parameters: {{min_weeks: {{}}}}\n{MORE}", 2, "needs a type and a default"),
        (MORE, f"#   severity_absent: high\n{MORE}", 2, "must be lower"),
        (MORE, f"#   population_from: queues\n{MORE}", 14, "no file lib/queues.rego"),
        (MORE, f"#   subsumes: [aws-sqs-queue-open]\n{MORE}", None, "aws-sqs-queue-open, which does not exist"),
        (MORE, f"#   subsumes: [aws-sqs-queue-owner-tag]\n{MORE}", None, "subsumes itself"),
        ("id: aws-sqs-queue-owner-tag", "id: aws-sqs-queue-encrypted", None, "appears twice"),
        ("# METADATA\n", "", None, "has no METADATA"),
        ("package custom.", "package checks.", None, "name it custom.<cloud>.<service>.<check>"),
        ("package custom.aws.", "package custom.", 2, "is not of the form custom.<cloud>.<service>.<check>"),
        ("deny contains", "deny := x if {\n\ttrue\n}\n\nothers contains", 19, "var x is unsafe"),
    ],
)
def test_a_check_that_does_not_hold_together_is_an_error_with_its_line(
    rego: Path, tmp_path: Path, opa_binary: Path, old: str, new: str, line: int | None, message: str
) -> None:
    text = rego.read_text(encoding="utf-8")
    assert old in text
    rego.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load_catalog([tmp_path], opa=lambda: opa_binary, cache=tmp_path / "cache")
    assert message in caught.value.diagnostics()
    assert caught.value.where == (f"{rego}:{line}" if line else str(rego))
    assert "bundle.tar.gz" not in caught.value.diagnostics()


def test_checks_that_subsume_each_other_are_refused(rego: Path, tmp_path: Path, opa_binary: Path) -> None:
    """Each would be reported as part of the other, and neither by itself."""
    text = rego.read_text(encoding="utf-8").replace(MORE, f"#   subsumes: [aws-sqs-queue-name-tag]\n{MORE}")
    rego.write_text(text, encoding="utf-8")
    other = new_check("aws-sqs-queue-name-tag", "tags.name", tmp_path)
    load_catalog([tmp_path], opa=lambda: opa_binary)
    other.write_text(other.read_text(encoding="utf-8").replace(MORE, f"#   subsumes: [aws-sqs-queue-owner-tag]\n{MORE}"), encoding="utf-8")
    with pytest.raises(CatalogError, match="subsumes itself, by way of"):
        load_catalog([tmp_path], opa=lambda: opa_binary)
