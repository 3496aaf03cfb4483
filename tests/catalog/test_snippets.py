"""Fix help is code that a Pulumi program can hold, with the names that the SDKs have."""

from __future__ import annotations

import ast
import importlib.util
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from buttress.catalog import Catalog, components
from buttress.catalog.snippets import fix_of, snake, snippet_of
from buttress.model import UpdateEffect

PACKAGES = {"aws": "pulumi_aws", "azure_native": "pulumi_azure_native", "azuread": "pulumi_azuread"}


@cache
def arguments(package: str, module: str, kind: str) -> frozenset[str] | None:
    """The arguments of a resource's class in an SDK, read from its source; None where there is no such class."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        pytest.skip(f"{package} is not installed")
    folder = Path(spec.origin).parent / module
    for file in (folder / f"{snake(kind)}.py", *sorted(folder.glob("*.py"))):
        if not file.is_file():
            continue
        text = file.read_text(encoding="utf-8")
        if re.search(rf"^class {kind}\(pulumi\.CustomResource\):", text, re.MULTILINE):
            block = text.partition("def _internal_init(__self__")[2].partition("__props__=None")[0]
            return frozenset(re.findall(r"^\s+(\w+): ", block, re.MULTILINE))
    return None


def test_almost_every_check_has_a_snippet(catalog: Catalog) -> None:
    without = [check.id for check in catalog.checks.values() if snippet_of(check) is None]
    assert len(without) <= len(catalog.checks) // 50


def test_every_snippet_parses_and_names_what_the_sdk_has(catalog: Catalog) -> None:
    problems = []
    for check in catalog.checks.values():
        snippet = snippet_of(check)
        if snippet is None:
            continue
        for call in (node for node in ast.walk(ast.parse(snippet.python)) if isinstance(node, ast.Call)):
            path = ast.unparse(call.func).split(".")
            if path[0] not in PACKAGES:
                assert path in (["json", "dumps"], ["pulumi", "ResourceOptions"])
                continue
            known = arguments(PACKAGES[path[0]], "/".join(path[1:-1]), path[-1])
            given = {one.arg for one in call.keywords if one.arg}
            if known is None:
                problems.append(f"{check.id}: {'.'.join(path)} is not in the SDK")
            elif not given <= known:
                problems.append(f"{check.id}: {'.'.join(path)} has no {sorted(given - known)}")
    assert problems == []


def test_every_yaml_is_a_program_whose_references_resolve(catalog: Catalog) -> None:
    for check in catalog.checks.values():
        snippet = snippet_of(check)
        if snippet is None:
            continue
        resources = yaml.safe_load(snippet.yaml)["resources"]
        assert any(one["type"] in check.population for one in resources.values()), check.id
        for name in re.findall(r"(?<!\$)\$\{([^.}]+)", snippet.yaml):
            assert name in resources, check.id


def test_a_snippet_takes_the_type_of_what_fails(catalog: Catalog) -> None:
    check = catalog.checks["aws-security-group-no-world-ingress-ssh"]
    for kind in ("aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"):
        found = snippet_of(check, kind)
        assert found is not None
        assert kind in found.yaml


def test_references_become_outputs_and_documents_become_json(catalog: Catalog) -> None:
    found = snippet_of(catalog.checks["aws-s3-bucket-policy-requires-tls"])
    assert found is not None
    assert "json.dumps(" in found.python
    assert "fn::toJSON:" in found.yaml
    assert '"Effect": "Deny"' in found.python


def test_components_are_those_that_the_remediation_names_and_that_are_held_to_the_check(catalog: Catalog) -> None:
    fix = fix_of(catalog.checks["aws-s3-bucket-versioning-enabled"])
    assert [one.name for one in fix.components] == ["EncryptedBucket"]
    assert fix.effect.change is UpdateEffect.IN_PLACE
    assert set(fix.components) <= set(components.components())


def test_what_the_fix_does_is_that_of_the_type_that_fails(catalog: Catalog) -> None:
    check = catalog.checks["aws-ec2-imdsv2-required"]
    assert fix_of(check, "aws:ec2/instance:Instance").effect.change is UpdateEffect.IN_PLACE
    assert fix_of(check, "aws:ec2/launchConfiguration:LaunchConfiguration").effect.change is UpdateEffect.REPLACES


@pytest.mark.parametrize(
    ("name", "spelt"),
    [("kmsKeyId", "kms_key_id"), ("isIPv6Enabled", "is_ipv6_enabled"), ("s3BucketName", "s3_bucket_name"), ("enableDNS", "enable_dns")],
)
def test_python_spelling(name: str, spelt: str) -> None:
    assert snake(name) == spelt
