"""Loading the catalog: our own library and a user's, each read once and remembered by digest."""

from __future__ import annotations

import atexit
import hashlib
import inspect
import itertools
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import cattrs
import cattrs.preconf.json
from attrs import field, frozen

from buttress import __version__
from buttress.cache import cache_dir, seal
from buttress.catalog import frameworks, metadata, update_effects
from buttress.documents import Document, Place, load_yaml, parse_yaml, refuse_foreign, write_atomically
from buttress.errors import CatalogError, ConfigError
from buttress.model import Check, Control, Criterion, Framework, Frameworks, Parameter
from buttress.toolchain import confinement
from buttress_policies import bundle

_COMPLAINT = re.compile(r"(\S+\.rego):(\d+): ([^\n]+(?:(?<=:)\n[^\n]+)?)")
_FOREIGN = re.compile(r"do not permit 'package (\S+)' in module '(\S+)'")
_UNDEFINED = re.compile(r"undefined function (\S+)")
_APPLIES = re.compile(rb"^applies contains ", re.MULTILINE)
_SHARED = re.compile(rb"\bdata\.lib\.(\w+)")
_CACHE_FORM = "10"
_KEPT = (Check, Parameter, Framework, Control, Criterion)
_SHOWN = "policies/buttress_policies"
_INSPECT_SECONDS = 60
_converter = cattrs.preconf.json.make_converter()


@frozen(kw_only=True)
class Library:
    """One set of checks with its bundle on disk. `revision` is the digest of its Rego."""

    name: str
    revision: str
    bundle: Path
    checks: tuple[Check, ...]
    modules: Mapping[str, bytes] = field(factory=dict, repr=False, eq=False)


@frozen(kw_only=True)
class Catalog:
    """All checks by id, the frameworks they serve, and the bundles that hold them."""

    checks: Mapping[str, Check]
    frameworks: Frameworks
    libraries: tuple[Library, ...]
    aliases: Mapping[str, tuple[str, ...]] = field(factory=dict)

    @property
    def digest(self) -> str:
        """The revisions of the libraries, ours first, joined by `+`."""
        return "+".join(library.revision for library in self.libraries)

    @property
    def revision(self) -> str:
        """The revision of our own library."""
        return self.libraries[0].revision

    @property
    def bundles(self) -> tuple[Path, ...]:
        """The bundle files, for OPA to load."""
        return tuple(library.bundle for library in self.libraries)

    def bundles_for(self, kinds: Collection[str], folder: Path) -> tuple[Path, ...]:
        """Bundles that can judge resources of these types alone and compile in a fraction of the time; ours is written into `folder`.

        Estate checks are not among them: those may ask for what is not there. A user's own checks are there whole.
        """
        ours, *others = self.libraries
        wanted = [one for one in ours.checks if one.scope != "estate" and any(kind in kinds for kind in one.population)]
        roots = {"/".join(one.package) for one in wanted}
        chosen = {name: content for name, content in ours.modules.items() if "/" not in name or name.rpartition("/")[0] in roots}
        shared: dict[str, dict[str, bytes]] = {}
        for name, content in ours.modules.items():
            if name.startswith("lib/"):
                shared.setdefault(name.split("/")[1].partition(".")[0], {})[name] = content
        queue = list(shared) if others else [name for content in chosen.values() for name in _shared_by(content)]
        while queue:
            found = shared.pop(queue.pop(), {})
            chosen |= found
            queue += [name for content in found.values() for name in _shared_by(content)]
        archive = folder / "bundle.tar.gz"
        archive.write_bytes(bundle.build(sorted(chosen.items()), bundle.ROOTS))
        return (archive, *(library.bundle for library in others))

    def joins(self) -> dict[str, frozenset[str]]:
        """For each companion type, the top-level properties by which some check joins it."""
        found: dict[str, set[str]] = {}
        for check in self.checks.values():
            for kind, names in check.companions.items():
                found.setdefault(kind, set()).update(name.partition(".")[0] for name in names if name)
        return {kind: frozenset(names) for kind, names in found.items()}

    def types(self) -> frozenset[str]:
        """Every type that some check reads."""
        return frozenset(kind for check in self.checks.values() for kind in check.types)

    def find(self, identity: str) -> tuple[Check, ...]:
        """The check with this id, or those that carry it as an alias (with or without its tool: `CKV_AWS_19`, `checkov:CKV_AWS_19`)."""
        if identity in self.checks:
            return (self.checks[identity],)
        return tuple(self.checks[one] for one in self.aliases.get(identity.lower(), ()))


def load_catalog(policies: Sequence[str | os.PathLike[str]] = (), *, opa: Callable[[], Path], cache: Path | None = None) -> Catalog:
    """The catalog of our library and of a user's policy directories.

    What a library holds is worked out once (by `opa inspect`, with the binary that `opa` returns) and kept in `cache`, keyed by
    the digest of its files; without a writable cache it is worked out each time, in a temporary folder. Raises CatalogError.
    """
    folder = cache or cache_dir() / "policies"
    ours, known = _ours(opa, folder)
    libraries = [ours, *(library for given in policies if (library := _custom(Path(given), opa, folder, ours)))]
    files = [file for given in policies for file in _control_files(Path(given))]
    everything = [check for library in libraries for check in library.checks]
    seen: dict[str, str] = {}
    for check in everything:
        if check.id in seen:
            raise CatalogError(f"the check id {check.id} appears twice ({seen[check.id]} and {check.file})", where=check.file)
        seen[check.id] = check.file
    loaded = frameworks.load([load_yaml(file, error=CatalogError) for file in files], known, checks=seen)
    _subsumable({check.id: check for check in everything})
    return Catalog(
        checks=frameworks.attach(update_effects.attach(everything), loaded),
        frameworks=loaded,
        libraries=tuple(libraries),
        aliases=_aliases(everything),
    )


def _ours(opa: Callable[[], Path], folder: Path) -> tuple[Library, Frameworks]:
    root = bundle.library()
    files = list(bundle.modules(root))
    others = [("parameters.yaml", _read(root, "parameters.yaml"))]
    others += sorted(
        (f"controls/{entry.name}", entry.read_bytes()) for entry in (root / "controls").iterdir() if entry.name.endswith(".yaml")
    )
    revision = bundle.digest(files)
    whole = bundle.digest([*files, *others])

    def work() -> dict[str, Any]:
        shared = metadata.parameters_of(parse_yaml(others[0][1].decode(), "parameters.yaml", error=CatalogError))
        checks = _inspect(files, bundle.ROOTS, "checks", shared, opa(), _SHOWN)
        documents = [parse_yaml(text.decode(), f"{_SHOWN}/{name}", error=CatalogError) for name, text in others[1:]]
        loaded = frameworks.load(documents, checks={check.id for check in checks})
        return {"checks": _converter.unstructure(checks), "frameworks": _converter.unstructure(loaded)}

    data, path = _remembered(folder, whole, files, bundle.ROOTS, work)
    checks = _placed(data["checks"], _SHOWN)
    ours = Library(name="buttress", revision=revision, bundle=path, checks=checks, modules=dict(files))
    return ours, _converter.structure(data["frameworks"], dict[str, Framework])


def _shared_by(content: bytes) -> list[str]:
    """The shared Rego that a module names."""
    return [name.decode() for name in _SHARED.findall(content)]


def _control_files(directory: Path) -> list[Path]:
    return sorted(file for ending in ("yaml", "yml") for file in (directory / "controls").glob(f"*.{ending}"))


def _custom(directory: Path, opa: Callable[[], Path], folder: Path, ours: Library) -> Library | None:
    """The checks of a user's policy directory; none where it adds only controls."""
    if not directory.is_dir():
        raise CatalogError("the policy directory does not exist", where=str(directory))
    files = list(bundle.modules(directory))
    for name, _ in files:
        refuse_foreign(directory / name, error=CatalogError)
    if not files and _control_files(directory):
        return None
    if not files:
        raise CatalogError(
            "the policy directory holds no .rego file", where=str(directory), hint="`buttress new check ID --policies DIR` starts one"
        )
    revision = bundle.digest(files)
    shared_text = _read(bundle.library(), "parameters.yaml")

    def work() -> dict[str, Any]:
        shared = metadata.parameters_of(parse_yaml(shared_text.decode(), "parameters.yaml", error=CatalogError))
        checks = _inspect(files, bundle.CUSTOM_ROOTS, "custom", shared, opa(), str(directory))
        _confine(files, opa(), ours.bundle, str(directory))
        return {"checks": _converter.unstructure(checks)}

    data, path = _remembered(folder, bundle.digest([*files, ("parameters.yaml", shared_text)]), files, bundle.CUSTOM_ROOTS, work)
    return Library(name=str(directory), revision=revision, bundle=path, checks=_placed(data["checks"], str(directory)))


def _inspect(
    files: list[tuple[str, bytes]], roots: tuple[str, ...], root: str, shared: Mapping[str, Any], opa: Path, shown: str
) -> list[Check]:
    with tempfile.TemporaryDirectory() as scratch:
        archive = Path(scratch) / "bundle.tar.gz"
        archive.write_bytes(bundle.build(files, roots, annotated=True))
        inspected = _opa(opa, "inspect", "--annotations", "--format", "json", archive, root=root, shown=shown)
    sources = {f"/{name}": content for name, content in files}
    checks, described = [], set()
    packages = list(_packages(json.loads(inspected), sources, shown))
    stated = {package[1]: metadata.shared_of(document) for package, document, _ in packages if package[0] == "lib"}
    for package, document, name in packages:
        if package[0] != root:
            continue
        if len(package) != 4:  # noqa: PLR2004  (root, cloud, service, name)
            raise document.fail(f"the package {'.'.join(package)} is not of the form {root}.<cloud>.<service>.<check>")
        content = sources.get(name, b"")
        checks.append(metadata.check_of(document, package, shared, library=stated, has_applies=bool(_APPLIES.search(content)), file=name))
        described.add(name)
    for name, content in files:
        inside = name.startswith("checks/") if root == "checks" else b"\ndeny contains" in content
        if inside and f"/{name}" not in described:
            raise CatalogError("the check has no METADATA of scope package", where=f"{shown}/{name}")
    return checks


def _confine(files: list[tuple[str, bytes]], opa: Path, ours: Path, shown: str) -> None:
    """Compile a user's checks, which build on our library, against the builtins that are open to them; a CatalogError names what is not."""
    with tempfile.TemporaryDirectory() as scratch:
        archive, capabilities = Path(scratch) / "bundle.tar.gz", Path(scratch) / "capabilities.json"
        archive.write_bytes(bundle.build(files, bundle.CUSTOM_ROOTS))
        withheld = confinement.write_capabilities(opa, capabilities)
        _opa(opa, "check", "--capabilities", capabilities, "--bundle", archive, ours, root="custom", shown=shown, withheld=withheld)


def _opa(opa: Path, *arguments: str | Path, root: str, shown: str, withheld: Collection[str] = ()) -> bytes:
    """What a command of OPA about a bundle prints; its complaint as a CatalogError."""
    try:
        run = subprocess.run(
            [str(opa), *map(str, arguments)], capture_output=True, env=confinement.environment(), timeout=_INSPECT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise CatalogError(f"OPA did not finish reading the policies within {_INSPECT_SECONDS} s", where=shown) from None
    if run.returncode != 0:
        reason = run.stderr.decode(errors="replace").strip() or run.stdout.decode(errors="replace").strip()
        raise _unreadable(reason, root, shown, withheld)
    return run.stdout


def _unreadable(reason: str, root: str, shown: str, withheld: Collection[str]) -> CatalogError:
    """OPA's first complaint, at its place in the folder instead of in the bundle that was made of it."""
    hint = _every(shown)
    done = "compile" if withheld else "read"
    complaints = list(_COMPLAINT.finditer(reason))
    for one in complaints:
        if (call := _UNDEFINED.search(one[3])) and call[1] in withheld:
            return CatalogError(
                f"{call[1]} is not open to checks",
                where=f"{shown}/{one[1]}:{one[2]}",
                hint="a check judges its input alone: no network, no environment, no clock but `input.now`, no chance",
            )
    if complaints:
        first = complaints[0]
        return CatalogError(f"OPA cannot {done} it: {' '.join(first[3].split())}", where=f"{shown}/{first[1]}:{first[2]}", hint=hint)
    if found := _FOREIGN.search(reason):
        return CatalogError(
            f"the package {found[1]} is not a check's", where=f"{shown}/{found[2]}", hint=f"name it {root}.<cloud>.<service>.<check>"
        )
    return CatalogError(f"OPA cannot read the policies: {_first(reason)}", where=shown, hint=hint)


def _every(folder: str | Path) -> str:
    return f"`buttress engine check {folder}` shows every problem"


def _packages(inspected: Any, sources: Mapping[str, bytes], shown: str) -> Iterator[tuple[tuple[str, ...], Document, str]]:
    """Each package with METADATA: its path below `data`, the annotation, and the file in the bundle."""
    for entry in inspected.get("annotations", []):
        if entry["annotations"].get("scope") == "package":
            name = "/" + entry["location"]["file"].removeprefix("/")
            package = tuple(str(part["value"]) for part in entry["path"][1:])
            lines = _lines(sources.get(name, b"").decode(errors="replace"), entry["location"]["row"])
            yield package, Document(f"{shown}{name}", entry["annotations"], lines, CatalogError), name


def _lines(source: str, row: int) -> Mapping[Place, int]:
    """The line of each part of the METADATA above a row; the row itself for all where its YAML is not as we read ours."""
    above = [line.strip() for line in source.splitlines()[: row - 1]]
    start = max((number for number, line in enumerate(above, 1) if line == "# METADATA"), default=row)
    comment = itertools.takewhile(lambda line: line.startswith("#"), above[start:])
    try:
        found = parse_yaml("\n".join(line[1:] for line in comment), "METADATA").lines
    except ConfigError:
        return {(): row}
    return {place: start + line for place, line in found.items()}


def _remembered(
    folder: Path, key: str, files: list[tuple[str, bytes]], roots: tuple[str, ...], work: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any], Path]:
    target = folder / f"{_CACHE_FORM}-{__version__}-{_shape(_KEPT)}-{key[:32]}"
    catalog, archive, sealed = target / "catalog.json", target / "bundle.tar.gz", target / "seal"
    name = target.name.encode()
    try:
        kept = catalog.read_bytes()
        if seal(name, kept, archive.read_bytes()) == sealed.read_text(encoding="utf-8"):
            return json.loads(kept), archive
    except (OSError, ValueError):
        pass
    data = work()
    content, built = json.dumps(data).encode(), bundle.build(files, roots)
    try:
        write_atomically(archive, built)
        write_atomically(catalog, content)
        write_atomically(sealed, (seal(name, content, built) or "").encode())
    except OSError:
        # A read-only home is no reason to fail: the bundle then lives as long as this process.
        scratch = tempfile.mkdtemp(prefix="buttress-")
        atexit.register(shutil.rmtree, scratch, ignore_errors=True)
        archive = Path(scratch) / "bundle.tar.gz"
        archive.write_bytes(built)
    return data, archive


def _shape(kept: Iterable[type[Any]]) -> str:
    """A digest of the fields of what is kept: what was written without one of them must not be read back as if it had its default.

    The types are taken as they are written in the source: cattrs puts the resolved type into the field at its first use.
    """
    written = [(one, inspect.get_annotations(base)) for one in kept for base in reversed(one.__mro__)]
    named = [f"{one.__name__}.{name}: {kind}" for one, annotations in written for name, kind in annotations.items()]
    return hashlib.sha256("\n".join(named).encode()).hexdigest()[:8]


def _placed(listed: Any, folder: str) -> tuple[Check, ...]:
    # What is remembered must not tell where the same files lay when they were first read.
    return tuple(_converter.structure([{**check, "file": f"{folder}{check['file']}"} for check in listed], list[Check]))


def _subsumable(checks: Mapping[str, Check]) -> None:
    for check in checks.values():
        for part in check.subsumes:
            if part not in checks:
                raise CatalogError(f"{check.id} subsumes the check {part}, which does not exist", where=check.file)
        if check.id in check.parts(checks):
            raise CatalogError(f"{check.id} subsumes itself, by way of {', '.join(check.subsumes)}", where=check.file)


def _aliases(checks: Iterable[Check]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for check in sorted(checks, key=lambda one: one.id):
        for alias in check.aliases:
            for name in {alias.lower(), alias.lower().partition(":")[2] or alias.lower()}:
                found.setdefault(name, []).append(check.id)
    return {name: tuple(ids) for name, ids in found.items()}


def _read(folder: Traversable, name: str) -> bytes:
    return (folder / name).read_bytes()


def _first(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "it printed nothing")
