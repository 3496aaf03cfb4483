"""`buttress preflight`, with the real Pulumi CLI."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_the_command_previews_offline_and_prints_what_it_found(buttress: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(
        "import pulumi_aws as aws\nfor n in range(6):\n    aws.ec2.Eip(f'out{n}')\naws.guardduty.Detector('watch')\n"
    )
    ran = buttress("preflight", ".")
    assert ran.code == 1
    assert ran.out.startswith("1 of 3 things will stop the update (no account was asked: what exists there is not known)")
    assert "quota: 6 of aws:ec2/eip:Eip" in ran.out
    granted = json.loads(buttress("preflight", ".", "--print-policy").out)
    assert [statement["Sid"] for statement in granted["Statement"]] == ["Ec2", "Guardduty", "Iam"]
    document = json.loads(buttress("preflight", ".", "--format", "json").out)
    assert [(notice["topic"], notice["level"]) for notice in document["notices"]] == [
        ("quota", "stops"),
        ("exists", "check"),
        ("commitment", "know"),
    ]
