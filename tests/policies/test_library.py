from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.support.sdk import missing

from buttress.assessment.cases import run_case
from buttress.catalog import Catalog
from buttress.catalog.cases import cases_of
from buttress.catalog.metadata import directory_of
from buttress_policies import bundle

POLICIES = Path(str(bundle.library()))
FORBIDDEN = re.compile(
    r"\b(http\.send|opa\.runtime|time\.now_ns|rand\.intn|rego\.metadata\.\w+|uuid\.rfc4122|net\.lookup_ip_addr|trace|print)\("
)
MINIMUM_CASES = 4


def test_the_library_has_checks_of_both_clouds(catalog: Catalog) -> None:
    """A guard for the tests below, which would all hold for an empty library."""
    clouds = {check.cloud for check in catalog.checks.values()}
    assert clouds == {"aws", "azure"}
    assert len(catalog.checks) >= 54


def test_every_directory_with_rego_is_a_check_and_holds_two_files(catalog: Catalog) -> None:
    """Nothing lies in checks/ that is not judged."""
    directories = {file.parent for file in (POLICIES / "checks").rglob("*") if file.is_file()}
    known = {POLICIES.joinpath(*check.package) for check in catalog.checks.values()}
    assert directories == known
    for directory in directories:
        assert {file.name for file in directory.iterdir()} == {"cases.yaml", f"{directory.name}.rego"}, directory


def test_ids_directories_and_packages_agree(catalog: Catalog) -> None:
    for check in catalog.checks.values():
        _, cloud, service, name = check.package
        assert check.id.startswith(f"{cloud}-")
        assert name == directory_of(check.id, service)


def test_every_type_and_read_path_exists_in_the_provider_sdk(catalog: Catalog) -> None:
    """A misspelt property would look clean for ever."""
    problems = []
    for check in catalog.checks.values():
        for kind in check.types:
            for path in check.reads.get(kind, ()) or ("urn",):
                problem = missing(kind, path) if path != "urn" else missing(kind, "id") and missing(kind, "name") and _no_type(kind)
                if problem:
                    problems.append(f"{check.id}: {problem}")
    assert problems == []


def test_every_joining_property_exists_in_the_provider_sdk(catalog: Catalog) -> None:
    problems = [
        f"{check.id}: {problem}"
        for check in catalog.checks.values()
        for kind, names in check.companions.items()
        for name in names
        if name and (problem := missing(kind, name.partition(".")[0]))
    ]
    assert problems == []


def test_every_check_hangs_on_a_control_and_supports_a_criterion(catalog: Catalog) -> None:
    unmapped = [check.id for check in catalog.checks.values() if not check.controls or not check.criteria]
    assert unmapped == []


def test_no_check_reaches_outside_its_input() -> None:
    """No clock, no network, no chance, no printing: time is `input.now`."""
    found = [f"{name}: {match[1]}" for name, content in bundle.modules(POLICIES) for match in FORBIDDEN.finditer(content.decode())]
    assert found == []


def test_no_negated_call_takes_a_reference_into_a_value(opa_binary: Path) -> None:
    """`not f(x.props.absent)` is undefined, not true, so such a line would never fire."""
    problems = [f"{name}:{line}: not {text}" for name, _ in bundle.modules(POLICIES) for line, text in _traps(opa_binary, POLICIES / name)]
    assert problems == []


def test_the_trap_lint_finds_a_trap(opa_binary: Path, tmp_path: Path) -> None:
    file = tmp_path / "trap.rego"
    file.write_text(
        'package trap\nimport rego.v1\ndeny contains "x" if {\n\tsome b in input.list\n\tnot _good(b.props.absent)\n}\n_good(x) if x == 1\n'
    )
    assert [line for line, _ in _traps(opa_binary, file)] == [5]


def test_every_check_has_enough_cases_of_each_kind(catalog: Catalog) -> None:
    thin = {}
    for check in catalog.checks.values():
        kinds: list[str] = [case.expect for case in cases_of(check)]
        wanted = {"pass": 2, "fail": 2}
        lacking = [kind for kind, least in wanted.items() if kinds.count(kind) < least]
        if check.has_applies and "not_applicable" not in kinds:
            lacking.append("not_applicable")
        if len(kinds) < MINIMUM_CASES or lacking:
            thin[check.id] = (len(kinds), lacking)
    assert thin == {}


class Asked:
    """An engine that keeps what it is asked, and decides nothing."""

    def __init__(self) -> None:
        self.documents: list[Mapping[str, Any]] = []

    def decide(self, document: Mapping[str, Any], checks: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        self.documents.append(document)
        return {}


@pytest.mark.xdist_group("opa-test")
def test_the_cases_cover_every_line_of_every_check(catalog: Catalog, opa_binary: Path, tmp_path: Path) -> None:
    """What no case reaches, nothing proves."""
    lines = ["package case_coverage", "", "import rego.v1", ""]
    asked: Any = Asked()
    for check in catalog.checks.values():
        reference = "data." + ".".join(check.package)
        rules = [f"{reference}.deny", *([f"{reference}.applies"] if check.has_applies else []), f"{{one | some one in {reference}.skips}}"]
        wanted = f"[{', '.join(rules)}]"
        first = len(asked.documents)
        for case in cases_of(check):
            run_case(check, case, catalog, asked)
        for number in range(first, len(asked.documents)):
            lines += [f"test_{number} if {{", f"\tfound := {wanted} with input as data.documents[{number}]", "\tis_array([found])", "}", ""]
    (tmp_path / "coverage_test.rego").write_text("\n".join(lines))
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "data.json").write_text(json.dumps(asked.documents))
    run = subprocess.run(
        [opa_binary, "test", "--coverage", "--format", "json", str(POLICIES / "lib"), str(POLICIES / "checks"), str(tmp_path)],
        capture_output=True,
        check=False,
        timeout=300,
    )
    report = json.loads(run.stdout)
    open_lines = {
        str(Path(name).relative_to(POLICIES)): [span["start"]["row"] for span in entry["not_covered"]]
        for name, entry in report["files"].items()
        if entry.get("not_covered") and "/checks/" in name
    }
    assert open_lines == {}


def test_the_shared_rego_is_tested_and_its_tests_cover_it(opa_binary: Path) -> None:
    run = subprocess.run(
        [opa_binary, "test", "--coverage", "--format", "json", str(POLICIES / "lib")], capture_output=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stdout.decode()[-2000:]
    report = json.loads(run.stdout)
    open_lines = {
        Path(name).name: [span["start"]["row"] for span in entry["not_covered"]]
        for name, entry in report["files"].items()
        if entry.get("not_covered") and not name.endswith("_test.rego")
    }
    assert open_lines == {}


def test_rego_compiles_strictly_and_is_formatted(opa_binary: Path) -> None:
    strict = subprocess.run([opa_binary, "check", "--strict", str(POLICIES)], capture_output=True, check=False, timeout=120)
    assert strict.returncode == 0, strict.stderr.decode()
    formatted = subprocess.run([opa_binary, "fmt", "--list", str(POLICIES)], capture_output=True, check=False, timeout=120)
    assert formatted.stdout.decode() == ""


def _no_type(kind: str) -> str:
    problem = missing(kind, "nothing")
    return problem if problem.startswith("the SDK has no type") else ""


def _traps(opa_binary: Path, file: Path) -> Iterator[tuple[int, str]]:
    run = subprocess.run(
        [opa_binary, "parse", "--format", "json", "--json-include", "locations", str(file)], capture_output=True, check=True, timeout=60
    )
    yield from _walk(json.loads(run.stdout))


def _walk(node: Any) -> Iterator[tuple[int, str]]:
    if isinstance(node, list):
        for member in node:
            yield from _walk(member)
    elif isinstance(node, dict):
        if node.get("negated") is True:
            for call in _calls(node.get("terms")):
                for argument in call[1:]:
                    if _into_a_value(argument):
                        yield node["location"]["row"], _shown(argument)
        for member in node.values():
            yield from _walk(member)


def _calls(terms: Any) -> Iterator[list[Any]]:
    # `f(x)` is a list of terms with the function first; a call inside another term has type `call`.
    if isinstance(terms, list) and terms and isinstance(terms[0], dict) and terms[0].get("type") == "ref":
        name = ".".join(str(part["value"]) for part in terms[0]["value"])
        if name not in {"eq", "equal", "neq", "lt", "lte", "gt", "gte", "internal.member_2", "internal.member_3"}:
            yield terms
        for term in terms[1:]:
            yield from _calls_in(term)


def _calls_in(term: Any) -> Iterator[list[Any]]:
    if isinstance(term, dict) and term.get("type") == "call":
        yield from _calls(term["value"])


def _into_a_value(term: Any) -> bool:
    """A reference that goes into something: `bucket.props.x`, `input.y`; a whole variable or a rule of the package does not."""
    if not isinstance(term, dict) or term.get("type") != "ref":
        return False
    head, *rest = term["value"]
    if head["value"] == "_parameters":
        # The host gives every parameter of METADATA, its default at least.
        return False
    if head["value"] in {"data", "input"}:
        return head["value"] == "input" and len(rest) > 1 and rest[0]["value"] not in {"parameters", "estate", "now", "mode"}
    return any(part["type"] == "string" and part["value"] not in {"urn", "props", "type"} for part in rest)


def _shown(term: Any) -> str:
    return ".".join(str(part["value"]) for part in term["value"])
