"""Attacks each case of each check with every transformation of a fixed list: what is equal must come to the same, what is worse not pass.

Run: python -m tests.attack.run [CHECK ...] [--write]. tests/attack/excuses.yaml excuses survivors: {attack: [{check, case, reason}]}, where
a case of `*` stands for all. With --write the table of results, of which the reference has a page, is written.
Prints the survivors and the totals; exits 1 if one is not excused, or if an excuse excuses nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen
from tests.attack import joins, policies, spelling, stacks
from tests.attack.attacks import Attack, Variant, pinned

from buttress.assessment import cases as running
from buttress.catalog import Catalog, load_catalog
from buttress.catalog.cases import cases_of
from buttress.engine import Engine, LocalOpa
from buttress.engine.binary import find_opa
from buttress.model import Case, Check

ATTACKS = (*spelling.ATTACKS, *policies.ATTACKS, *stacks.ATTACKS, *joins.ATTACKS)
EXCUSES = Path(__file__).with_name("excuses.yaml")
_FINE = {"pass", "not_applicable"}
RESULTS = Path(__file__).with_name("results.json")


@frozen
class Tried:
    """One variant of a case and what became of it; `problem` is empty where the claim holds."""

    attack: str
    check: str
    case: str
    problem: str = ""


class Judge:
    """Runs variants in one OPA."""

    def __init__(self, catalog: Catalog, opa: Engine) -> None:
        self._catalog = _Joins(catalog)
        self._opa = opa

    def outcome(self, check: Check, variant: Variant) -> str:
        """What the check says of the resource that the variant is about."""
        built = variant.shape(running._resources(variant.case))
        catalog: Any = self._catalog
        return running.outcome_of(running._run(check, variant.case, built, catalog, self._opa))

    def tried(self, check: Check, case: Case, attacks: Iterable[Attack]) -> Iterator[Tried]:
        """Each variant that these attacks make of a case."""
        subject = pinned(check, case)
        if not subject.resource and check.scope != "estate":
            return  # It is about nothing.
        for attack in attacks:
            for variant in attack.make(check, subject):
                if variant.unless is not None and _FINE & set(self.outcome(check, Variant(case=variant.unless)).split("+")):
                    continue
                said = self.outcome(check, variant)
                held = said == case.expect if attack.kind == "equal" else "pass" not in said
                wanted = case.expect if attack.kind == "equal" else "no pass"
                yield Tried(attack.name, check.id, case.name, "" if held else f"expected {wanted}, got {said}")


class _Joins:
    """The part of a catalog that a case needs, worked out once."""

    def __init__(self, catalog: Catalog) -> None:
        self._joins = catalog.joins()

    def joins(self) -> dict[str, frozenset[str]]:
        return self._joins


def sampled(check: str, case: str, attack: str, one_in: int) -> bool:
    """Whether a bounded run takes this attack: always the same ones."""
    return zlib.crc32(f"{check}/{case}/{attack}".encode()) % one_in == 0


def all_tried(catalog: Catalog, opa: Engine, checks: Iterable[Check], one_in: Mapping[str, int] | None = None) -> Iterator[Tried]:
    """Every variant of the cases of these checks, or by attack one in so many."""
    share = one_in or {}
    judge = Judge(catalog, opa)
    for check in checks:
        for case in cases_of(check):
            yield from judge.tried(check, case, [one for one in ATTACKS if sampled(check.id, case.name, one.name, share.get(one.name, 1))])


def excuses() -> dict[tuple[str, str, str], str]:
    """The reason of each excuse, by attack, check and case."""
    listed = yaml.safe_load(EXCUSES.read_text(encoding="utf-8")) or {}
    if unknown := sorted(set(listed) - {one.name for one in ATTACKS}):
        raise SystemExit(f"attack: {EXCUSES.name} names {unknown[0]}, which is no attack")
    found = {}
    for attack, entries in listed.items():
        for entry in entries:
            if set(entry) != {"check", "case", "reason"} or not entry["reason"]:
                raise SystemExit(f"attack: {EXCUSES.name}: an excuse of {attack} is not {{check, case, reason}}")
            found[attack, entry["check"], entry["case"]] = entry["reason"]
    return found


def excuse_of(one: Tried, known: dict[tuple[str, str, str], str]) -> tuple[str, str, str] | None:
    """The excuse that covers a survivor, if any."""
    keys = ((one.attack, one.check, one.case), (one.attack, one.check, "*"))
    return next((key for key in keys if key in known), None)


def main(arguments: list[str] | None = None) -> int:
    """Try every attack on the wanted checks, and print the survivors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checks", nargs="*", metavar="CHECK", help="only these checks")
    parser.add_argument("--write", action="store_true", help="write the table of results")
    given = parser.parse_args(arguments)
    binary = find_opa().path
    catalog = load_catalog((), opa=lambda: binary)
    if strange := sorted(set(given.checks) - set(catalog.checks)):
        parser.error(f"no such check: {', '.join(strange)}")
    wanted = [catalog.checks[one] for one in given.checks] or list(catalog.checks.values())
    known, used = excuses(), set()
    tried: Counter[str] = Counter()
    excused: Counter[str] = Counter()
    survived = 0
    with LocalOpa(binary, catalog.bundles) as opa:
        for one in all_tried(catalog, opa, wanted):
            tried[one.attack] += 1
            excuse = excuse_of(one, known) if one.problem else None
            if excuse:
                used.add(excuse)
                excused[one.attack] += 1
            elif one.problem:
                survived += 1
                print(f"{one.attack}: {one.check}: {one.case}: {one.problem}", flush=True)
    idle = sorted(set(known) - used) if not given.checks else []
    for attack, check, case in idle:
        print(f"{attack}: {check}: {case}: excused, but holds or is gone")
    if given.write:
        rows = [
            {"name": one.name, "kind": one.kind, "says": one.says, "tried": tried[one.name], "excused": excused[one.name]}
            for one in ATTACKS
        ]
        RESULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print(f"{tried.total():,} variants, {survived:,} survived, {excused.total():,} excused in {len(wanted)} checks")
    return int(bool(survived or idle))


if __name__ == "__main__":
    sys.exit(main())
