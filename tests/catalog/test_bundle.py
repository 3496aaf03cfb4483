"""The bundle of a policy library: what OPA loads of it, and at which lines."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import tarfile
from pathlib import Path
from typing import Any

from buttress_policies import bundle

MODULE = """# METADATA
# title: `odd
package custom.aws.sqs.kept

	# indented "
raw := `first
# a line of the text
last` # behind `code

shown := "# no comment \\" `"

# the last one
again := `
# of this text too`
"""


def _held(archive: bytes) -> dict[str, str]:
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(archive))) as tar:
        return {one.name: content.read().decode() for one in tar.getmembers() if (content := tar.extractfile(one))}


def test_a_bundle_holds_empty_lines_for_comments_and_every_text_as_it_is() -> None:
    files = [("kept.rego", MODULE.encode())]
    lines = _held(bundle.build(files, bundle.CUSTOM_ROOTS))["kept.rego"].split("\n")
    expected = MODULE.split("\n")
    for number in (0, 1, 4, 11):
        expected[number] = ""
    assert lines == expected
    assert _held(bundle.build(files, bundle.CUSTOM_ROOTS, annotated=True))["kept.rego"] == MODULE


def test_our_library_parses_to_the_same_without_its_comments(opa_binary: Path, tmp_path: Path) -> None:
    """Locations included: what OPA reports of the bundle has the line of the file."""
    files = list(bundle.modules(bundle.library()))
    bare = _held(bundle.build(files, bundle.ROOTS))
    assert sum(map(len, bare.values())) < sum(len(content) for _, content in files) * 0.7
    for name, content in files[:: len(files) // 20]:
        assert _parsed(opa_binary, tmp_path, content) == _parsed(opa_binary, tmp_path, bare[name].encode()), name


def _parsed(opa: Path, folder: Path, content: bytes) -> Any:
    """The module as OPA parses it, with the row and column of each part, without annotations and without the text of a place."""
    file = folder / "module.rego"
    file.write_bytes(content)
    command = [str(opa), "parse", "--format", "json", "--json-include", "locations,-comments", file.name]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return json.loads(done.stdout, object_hook=lambda part: {key: part[key] for key in part.keys() - {"annotations", "text"}})
