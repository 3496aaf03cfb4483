"""What OPA may see and do: a check judges the input that it is given, and nothing else.

Checks come from a pull request like any other file. What Rego could reach beyond its input (the network, the environment, the clock,
chance) is left out of the builtins that a check is compiled with, and OPA's own environment holds nothing worth reading.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from buttress.errors import EngineError

BUILTINS = frozenset(
    """
    abs all and any array.concat array.flatten array.reverse array.slice assign base64.decode base64.encode base64.is_valid
    base64url.decode base64url.encode base64url.encode_no_pad bits.and bits.lsh bits.negate bits.or bits.rsh bits.xor cast_array
    cast_boolean cast_null cast_object cast_set cast_string ceil concat contains count crypto.hmac.equal crypto.hmac.md5
    crypto.hmac.sha1 crypto.hmac.sha256 crypto.hmac.sha512 crypto.md5 crypto.sha1 crypto.sha256 crypto.x509.parse_certificate_request
    crypto.x509.parse_certificates div endswith eq equal floor format_int glob.match glob.quote_meta graph.reachable
    graph.reachable_paths gt gte hex.decode hex.encode indexof indexof_n internal.member_2 internal.member_3 internal.print
    internal.template_string internal.test_case intersection io.jwt.decode is_array is_boolean is_null is_number is_object is_set
    is_string json.filter json.is_valid json.marshal json.marshal_with_options json.patch json.remove json.unmarshal lower lt lte max
    min minus mul neq net.cidr_contains net.cidr_contains_matches net.cidr_expand net.cidr_intersects net.cidr_is_valid net.cidr_merge
    net.cidr_overlap numbers.range numbers.range_step object.filter object.get object.keys object.remove object.subset object.union
    object.union_n or plus print product re_match regex.find_all_string_submatch_n regex.find_n regex.globs_match regex.is_valid
    regex.match regex.replace regex.split regex.template_match rem replace round semver.compare semver.is_valid set_diff sort split
    sprintf startswith strings.any_prefix_match strings.any_suffix_match strings.count strings.render_template strings.replace_n
    strings.reverse strings.split_n substring sum time.add_date time.clock time.date time.diff time.format time.parse_duration_ns
    time.parse_ns time.parse_rfc3339_ns time.weekday to_number trim trim_left trim_prefix trim_right trim_space trim_suffix type_name
    union units.parse units.parse_bytes upper uri.is_valid uri.parse urlquery.decode urlquery.decode_object urlquery.encode
    urlquery.encode_object uuid.parse walk yaml.is_valid yaml.marshal yaml.unmarshal
    """.split()  # noqa: SIM905  (a name a line would be pages)
)
"""The builtins that a check may call: each answers from its arguments alone. One that a newer OPA adds is refused until it stands here."""

_NAMES = ("PATH", "HOME", "TMPDIR", "LANG", "TZ", "GOGC", "GOMAXPROCS", "GOMEMLIMIT", "XDG_CACHE_HOME")
_LOCALE = "LC_"
_SECONDS = 30


def environment(environ: Mapping[str, str] | None = None) -> dict[str, str]:
    """What an OPA of ours gets to see of an environment: how to run, and no credential, token or proxy."""
    given = os.environ if environ is None else environ
    return {name: value for name, value in given.items() if name in _NAMES or name.startswith(_LOCALE)}


def write_capabilities(binary: Path, file: Path) -> frozenset[str]:
    """Write the capabilities file that holds OPA to `BUILTINS`, and to no host for schemas; the names of the builtins that it withholds.

    An EngineError where this OPA does not tell its own capabilities.
    """
    try:
        told = subprocess.run(
            [str(binary), "capabilities", "--current"], capture_output=True, env=environment(), timeout=_SECONDS, check=True
        )
        known = json.loads(told.stdout)
        allowed = [one for one in known["builtins"] if one["name"] in BUILTINS]
        withheld = frozenset(one["name"] for one in known["builtins"]) - BUILTINS
    except (OSError, subprocess.SubprocessError, ValueError, LookupError, TypeError):
        raise EngineError("OPA does not say what it can do", where=str(binary), hint="see `buttress engine info`") from None
    file.write_text(json.dumps({**known, "builtins": allowed, "allow_net": []}), encoding="utf-8")
    return withheld
