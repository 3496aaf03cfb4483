"""`lib.addresses` and `lib.ranges` against a slow second implementation, on many random lists in one evaluation."""

from __future__ import annotations

import ipaddress
import itertools
import json
import random
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Any

from buttress_policies import bundle

POLICIES = Path(str(bundle.library()))
EXAMPLES = 200

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Ends = list[tuple[int, int]]

LIMIT = {"IPv4": 1 << 24, "IPv6": 1 << 96}
RESERVED = [
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16"),
    *("198.18.0.0/15", "224.0.0.0/3", "::/8", "2001:db8::/32", "3fff::/20", "fc00::/7", "fe80::/10", "ff00::/8"),
]
LITERAL = re.compile(r"""["`](?:0\.0\.0\.0(?:/0)?|::(?:/0)?)["`]""")

EVALUATION = """package examples

import data.lib.addresses
import data.lib.ranges
import rego.v1

results := [result |
	some one in input.examples
	left := addresses.read(one.left)
	right := addresses.read(one.right)
	result := {
		"sum": left,
		"without": ranges.without(left, right),
		"common": ranges.common(left, right),
		"hold": {true | ranges.hold(left, right)},
		"open": addresses.open_families(left),
		"narrow": {true | addresses.narrow(one.left)},
		"public": addresses.public(left),
		"admitted": ranges.merge([range | some rule in addresses.admitted(_rules(one.rules)); some range in rule.ranges]),
		"openings": {opening.place | some opening in addresses.openings(one.left)},
	}
]

_rules(given) := {object.union(rule, {"ranges": addresses.read(rule.texts)}) | some rule in given}
"""


def test_ranges_and_the_slow_way_agree(opa_binary: Path, tmp_path: Path) -> None:
    """Sums, what is left, what is common, containment, Denies by priority, and what counts as the internet."""
    chance = random.Random(20261130)  # noqa: S311 - examples, no secrets
    examples = [_example(chance) for _ in range(EXAMPLES)]
    answers = _evaluate(opa_binary, tmp_path, examples)
    assert len(answers) == EXAMPLES
    opened = 0
    for example, answer in zip(examples, answers, strict=True):
        assert answer == _expected(example), example
        opened += bool(answer["open"])
    assert EXAMPLES // 5 < opened < EXAMPLES - EXAMPLES // 5, "both kinds are among the examples"


def test_no_check_compares_addresses_by_itself() -> None:
    """What the whole internet is, `lib.addresses` says, and nobody else."""
    found = [
        f"{name}:{number}: {line.strip()}"
        for name, content in bundle.modules(POLICIES)
        if name.startswith("checks/")
        for number, line in enumerate(content.decode().splitlines(), 1)
        if not line.startswith("#") and LITERAL.search(line)
    ]
    assert found == []


def _expected(example: Mapping[str, Any]) -> dict[str, Any]:
    texts, rules = example["left"], example["rules"]
    left, right = _ends(texts), _ends(example["right"])
    allowed = [
        (_ends(rule["texts"]), _ends(text for one in rules if _denies(one, rule) for text in one["texts"]))
        for rule in rules
        if rule["action"] == "allow"
    ]
    return {
        "sum": _where(lambda number: _in(number, left), left),
        "without": _where(lambda number: _in(number, left) and not _in(number, right), left, right),
        "common": _where(lambda number: _in(number, left) and _in(number, right), left, right),
        "hold": [True] if right and not _where(lambda number: _in(number, right) and not _in(number, left), left, right) else [],
        "open": _open(left),
        "narrow": [] if _open(left) else [True],
        "public": _public(left),
        "admitted": _where(
            lambda number: any(_in(number, ends) and not _in(number, taken) for ends, taken in allowed), *itertools.chain(*allowed)
        ),
        "openings": _openings(texts),
    }


def _example(chance: random.Random) -> dict[str, Any]:
    return {
        "left": _texts(chance, chance.randint(1, 8)),
        "right": _texts(chance, chance.randint(0, 8)),
        "rules": [
            {"action": chance.choice(["allow", "deny"]), "number": chance.randint(1, 9), "texts": _texts(chance, chance.randint(1, 3))}
            for _ in range(chance.randint(0, 8))
        ],
    }


def _texts(chance: random.Random, count: int) -> list[str]:
    """Texts as programs hold them; neighbours and halves of earlier ones often, since chance alone hardly ever touches."""
    texts: list[str] = []
    for _ in range(count):
        bits = chance.choice([32, 128])
        if texts and chance.random() < 0.5:
            network = ip_network(chance.choice([text for text in texts if "/" in text] or ["52.0.0.0/9"]), strict=False)
            texts.append(str(chance.choice(_relatives(network))))
        elif chance.random() < 0.05:
            first, last = sorted((_near(chance, bits), _near(chance, bits)))
            texts.append(f"{_address(first, bits)}-{_address(last, bits)}")
        elif chance.random() < 0.1:
            texts.append(str(_address(chance.getrandbits(bits), bits)))
        else:
            length = chance.choice([chance.randint(7, 12), chance.randint(9, 12), chance.randint(9, bits), chance.randint(33, 40)])
            texts.append(f"{_address(_near(chance, bits), bits)}/{min(length, bits)}")
    return texts


def _near(chance: random.Random, bits: int) -> int:
    """A number; of IPv6 mostly one that is given out."""
    number = chance.getrandbits(bits)
    return number if bits == 32 or chance.random() < 0.2 else number >> 3 | 1 << 125


def _relatives(network: IPv4Network | IPv6Network) -> list[IPv4Network | IPv6Network]:
    if network.prefixlen == 0:
        return list(network.subnets())
    return [*network.supernet().subnets(), *(network.subnets() if network.prefixlen < network.max_prefixlen else ()), network.supernet()]


def _address(number: int, bits: int) -> Address:
    return ipaddress.IPv4Address(number) if bits == 32 else ipaddress.IPv6Address(number)


def _ends(texts: Iterable[str]) -> Ends:
    """The ends of each, on one line of numbers, IPv6 above IPv4."""
    result = []
    for text in texts:
        if "/" in text:
            network = ip_network(text, strict=False)
            first, last = network[0], network[-1]
        else:
            first, last = (ip_address(end) for end in (text.split("-") * 2)[:2])
        result.append((_place(first), _place(last)))
    return result


def _place(address: Address) -> int:
    return int(address) + (1 << 128 if address.version == 6 else 0)


def _in(number: int, ends: Ends) -> bool:
    return any(first <= number <= last for first, last in ends)


def _where(holds: Callable[[int], bool], *bounds: Ends) -> list[list[int]]:
    """The ranges of all numbers for which something holds that changes at these bounds only: asked once between each two of them."""
    cuts = sorted({cut for ends in bounds for first, last in ends for cut in (first, last + 1)})
    found: list[list[int]] = []
    for first, after in itertools.pairwise(cuts):
        if holds(first):
            if found and found[-1][1] + 1 == first:
                found[-1][1] = after - 1
            else:
                found.append([first, after - 1])
    return found


def _denies(one: Mapping[str, Any], rule: Mapping[str, Any]) -> bool:
    return bool(one["action"] == "deny" and one["number"] < rule["number"])


def _public(ends: Ends) -> list[list[int]]:
    reserved = _ends(RESERVED)
    return _where(lambda number: _in(number, ends) and not _in(number, reserved), ends, reserved)


def _open(ends: Ends) -> list[str]:
    sizes = {"IPv4": 0, "IPv6": 0}
    for first, last in _public(ends):
        sizes[_family(first)] += last - first + 1
    return [family for family, size in sizes.items() if size >= LIMIT[family]]


def _family(number: int) -> str:
    return "IPv6" if number >= 1 << 128 else "IPv4"


def _openings(texts: Sequence[str]) -> list[int]:
    """The positions of those that are the internet by themselves, or else of those that have a part in what is."""
    families = _open(_ends(texts))
    alone = [place for place, text in enumerate(texts) if _open(_ends([text]))]
    return alone or [place for place, text in enumerate(texts) if any(_family(first) in families for first, _ in _public(_ends([text])))]


def _evaluate(opa: Path, folder: Path, examples: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    (folder / "examples.rego").write_text(EVALUATION)
    (folder / "input.json").write_text(json.dumps({"examples": examples}))
    libraries = [argument for name in ("addresses", "link", "ranges", "value") for argument in ("-d", POLICIES / "lib" / f"{name}.rego")]
    command = [
        opa,
        "eval",
        "--format=raw",
        "-i",
        folder / "input.json",
        *libraries,
        "-d",
        folder / "examples.rego",
        "data.examples.results",
    ]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    results: list[dict[str, Any]] = json.loads(answer.stdout)
    return results
