"""The pytest plugin: `cases.yaml` files as tests, and the `compliance` fixture.

A `cases.yaml` beside a check's Rego is collected when it lies in a policy directory (`buttress_policies` below `checks/`, or a directory of
your own given with `--buttress-policies` or as `policies:` in buttress.yaml). OPA runs once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from buttress.errors import Error

if TYPE_CHECKING:
    from buttress.assessment.cases import Result
    from buttress.catalog import Catalog
    from buttress.engine import Engine
    from buttress.model import Case, Check
    from buttress.testing import Compliance


def pytest_addoption(parser: pytest.Parser) -> None:
    """The policy directories to load besides our own library."""
    parser.addoption("--buttress-policies", action="append", default=[], metavar="DIR", help="A directory of your own checks; repeatable.")


class _Engine:
    """The catalog and OPA of this run, started when the first test asks for them."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._ready: tuple[Catalog, Engine] | None = None

    def get(self) -> tuple[Catalog, Engine]:
        if self._ready is None:
            from buttress.catalog import load_catalog
            from buttress.engine import LocalOpa
            from buttress.engine.binary import find_opa

            binary = find_opa().path
            catalog = load_catalog(self.settings().policies, opa=lambda: binary)
            self._ready = (catalog, LocalOpa(binary, catalog.bundles).start())
        return self._ready

    def settings(self) -> Any:
        from attrs import evolve

        from buttress.settings import find_settings

        settings = find_settings(Path(self._config.rootpath))
        return evolve(settings, policies=(*settings.policies, *self._config.getoption("--buttress-policies")))

    def stop(self) -> None:
        if self._ready is not None:
            self._ready[1].stop()
            self._ready = None


_KEY = pytest.StashKey[_Engine]()


def pytest_configure(config: pytest.Config) -> None:
    """Nothing is started yet."""
    config.stash[_KEY] = _Engine(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End OPA if it was started."""
    if _KEY in config.stash:
        config.stash[_KEY].stop()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a `cases.yaml` that lies beside a check's Rego."""
    if file_path.name == "cases.yaml" and file_path.with_name(f"{file_path.parent.name}.rego").is_file():
        collected: pytest.Collector = CasesFile.from_parent(parent, path=file_path)
        return collected
    return None


@pytest.fixture(scope="session")
def compliance(request: pytest.FixtureRequest) -> Compliance:
    """Judge a Pulumi program: `compliance.check(program).assert_passes("aws-s3-bucket-kms-encryption")`."""
    from buttress.testing import Compliance

    engine = request.config.stash[_KEY]
    catalog, opa = engine.get()
    return Compliance(catalog=catalog, opa=opa, settings=engine.settings())


class CasesFile(pytest.File):
    """The cases of one check, and one test for what follows from its METADATA."""

    def collect(self) -> Iterator[pytest.Item]:
        """An item a case, then the generated tests as one."""
        from buttress.catalog.cases import read_cases
        from buttress.documents import load_yaml
        from buttress.errors import CatalogError

        try:
            cases = read_cases(load_yaml(self.path, error=CatalogError))
        except Error as problem:
            raise self.CollectError(problem.diagnostics()) from None
        for case in cases:
            item: pytest.Item = CaseItem.from_parent(self, name=case.name, case=case)
            yield item
        generated: pytest.Item = GeneratedItem.from_parent(self, name="what follows from its METADATA", cases=cases)
        yield generated

    def checked(self) -> tuple[Check, Catalog, Engine]:
        """The check beside these cases."""
        catalog, opa = self.config.stash[_KEY].get()
        rego = self.path.with_name(f"{self.path.parent.name}.rego").resolve()
        for check in catalog.checks.values():
            if _lies_at(check, rego):
                return check, catalog, opa
        raise CaseError(f"{rego} is in no policy directory of this run; give its directory with --buttress-policies")


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, case: Case, **given: Any) -> None:
        super().__init__(**given)
        self._case = case

    def runtest(self) -> None:
        """Judge the case in OPA."""
        from buttress.assessment.cases import run_cases

        check, catalog, opa = _file(self).checked()
        _refuse(run_cases(check, [self._case], catalog, opa))

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """The message alone: a traceback through pytest says nothing about a check."""
        return _shown(self, excinfo) or super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file and the case."""
        return self.path, None, f"{self.path.parent.name}: {self.name}"


class GeneratedItem(pytest.Item):
    """What must hold of any check, tried on its cases."""

    def __init__(self, *, cases: tuple[Case, ...], **given: Any) -> None:
        super().__init__(**given)
        self._cases = cases

    def runtest(self) -> None:
        """Run the generated tests in OPA."""
        from buttress.assessment.cases import run_generated

        check, catalog, opa = _file(self).checked()
        _refuse(run_generated(check, self._cases, catalog, opa))

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """The message alone."""
        return _shown(self, excinfo) or super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file."""
        return self.path, None, f"{self.path.parent.name}: {self.name}"


class CaseError(Exception):
    """A case or a generated test does not hold."""


def _file(item: pytest.Item) -> CasesFile:
    if not isinstance(item.parent, CasesFile):
        raise TypeError(type(item.parent))
    return item.parent


def _refuse(results: Iterator[Result]) -> None:
    broken = [one for one in results if one.problem]
    if broken:
        raise CaseError("\n".join(f"{one.check}: {one.name}\n  {one.problem}" for one in broken))


def _shown(item: pytest.Item, excinfo: Any) -> str:
    return f"{item.path}\n{excinfo.value}" if isinstance(excinfo.value, CaseError | Error) else ""


def _lies_at(check: Check, rego: Path) -> bool:
    root, *folders = check.package
    if root == "checks":
        return rego.parent.as_posix().endswith("/checks/" + "/".join(folders))
    return Path(check.file).resolve() == rego
