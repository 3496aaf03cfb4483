"""A Pulumi project on disk: its Pulumi.yaml, its stacks' configuration, and a copy of both to run without a backend or a key."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from attrs import field, frozen

from buttress.documents import Document, load_yaml
from buttress.errors import ConfigError, StateError

PLACEHOLDER = "offline-placeholder"
"""What stands in for an encrypted configuration value whose key is not at hand."""

PROJECT_VARIABLE = "BUTTRESS_PROJECT"
"""Names the directory of the program to a policy pack where the run works on a copy of it."""

_EXTENSIONS = (".yaml", ".yml")
_PASSPHRASES = ("PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE")


@frozen(kw_only=True)
class Project:
    """A project directory, and how the user named it. `main` is where the program lies, `runtime` its language's name."""

    directory: Path
    named: str
    name: str
    runtime: str
    main: Path
    document: Document

    def stacks(self) -> list[str]:
        """The names of the stacks that have a configuration file, sorted."""
        names = {
            file.stem.removeprefix("Pulumi.")
            for extension in _EXTENSIONS
            for file in self.directory.glob(f"Pulumi.*{extension}")
            if file.stem != "Pulumi"
        }
        return sorted(names)

    def stack(self, wanted: str | None, default: str) -> str:
        """The stack to run: the wanted one, else the only one that has a file, else the default where there is none."""
        if wanted:
            return wanted
        names = self.stacks()
        if len(names) > 1:
            raise ConfigError(f"the project has several stacks: {', '.join(names)}", where=self.named, hint="name one with --stack")
        return names[0] if names else default

    @property
    def packages(self) -> frozenset[str]:
        """The packages of the resource types that a program in YAML names in its own file; of other programs none are known."""
        resources = self.document.data.get("resources") if self.runtime == "yaml" else None
        types = (one.get("type") for one in resources.values() if isinstance(one, dict)) if isinstance(resources, dict) else ()
        return frozenset(kind.split(":", 1)[0] for kind in types if isinstance(kind, str) and ":" in kind) - {"pulumi"}

    def settings(self, stack: str) -> Document | None:
        """The configuration file of a stack, or None."""
        short = stack.rsplit("/", 1)[-1]
        files = (self.directory / f"Pulumi.{short}{extension}" for extension in _EXTENSIONS)
        file = next((file for file in files if file.is_file()), None)
        if file is None:
            return None
        document = load_yaml(file)
        if document.data is not None and not isinstance(document.data, dict):
            raise document.fail("is not a mapping", (), "a stack's file has `config:` at the top")
        return document


def read_project(directory: str | os.PathLike[str]) -> Project:
    """The project in a directory; a `StateError` says what is missing or wrong in its Pulumi.yaml."""
    place = Path(directory).absolute()
    if not place.is_dir():
        raise StateError("is not a directory", where=str(directory), hint="name the directory that holds Pulumi.yaml")
    file = next((place / f"Pulumi{extension}" for extension in _EXTENSIONS if (place / f"Pulumi{extension}").is_file()), None)
    if file is None:
        raise StateError("has no Pulumi.yaml", where=str(directory), hint="name the directory of a Pulumi project")
    document = load_yaml(file, error=StateError)
    if not isinstance(document.data, dict):
        raise document.fail("is not a mapping", (), "a project has at least `name` and `runtime`")
    name, runtime = document.data.get("name"), document.data.get("runtime")
    if not isinstance(name, str) or not name:
        raise document.fail("has no name", ("name",), "add `name: …`")
    language = runtime.get("name") if isinstance(runtime, dict) else runtime
    if not isinstance(language, str) or not language:
        raise document.fail("has no runtime", ("runtime",), "add `runtime: python`")
    main = document.data.get("main") or "."
    if not isinstance(main, str):
        raise document.fail("main is not a path", ("main",))
    return Project(directory=place, named=os.fspath(directory), name=name, runtime=language, main=place / main, document=document)


@frozen(kw_only=True)
class Copy:
    """A project's copy, ready to run. `secrets` are the configuration values to set as secrets; `warnings` tell of every stand-in."""

    directory: Path
    secrets: Mapping[str, str] = field(factory=dict, repr=False)
    warnings: tuple[str, ...] = ()


def copy_project(project: Project, stack: str, target: Path, config: Mapping[str, str], environment: Mapping[str, str]) -> Copy:
    """A copy that runs without the project's backend, secrets provider and environments; the project itself is not written to.

    Encrypted values stay as they are where a passphrase for them is in the environment; else a placeholder takes their place.
    """
    target.mkdir(parents=True, exist_ok=True)
    data = {key: value for key, value in project.document.data.items() if key not in {"backend", "main", "options"}}
    plugins = data.get("plugins")
    if isinstance(plugins, dict):
        data["plugins"] = {
            kind: [_absolute(plugin, project.directory) for plugin in listed] if isinstance(listed, list) else listed
            for kind, listed in plugins.items()
        }
    # The engine looks for relative assets and archives in the directory that it runs in, whatever the runtime.
    base = project.main.parent if project.main.is_file() else project.main
    for entry in base.iterdir() if base.is_dir() else ():
        if not (entry.name.startswith("Pulumi.") and entry.suffix in _EXTENSIONS) and not os.path.lexists(target / entry.name):
            (target / entry.name).symlink_to(entry)
    if data == project.document.data:
        # As it stands, so that the lines that Pulumi names are those of the project.
        (target / "Pulumi.yaml").write_bytes(Path(project.document.file).read_bytes())
    else:
        _write(target / "Pulumi.yaml", data)

    settings = project.settings(stack)
    given = dict(settings.data or {}) if settings else {}
    values = given.get("config") or {}
    if settings and not isinstance(values, dict):
        raise settings.fail("config is not a mapping", ("config",))
    warnings: list[str] = []
    secrets: dict[str, str] = {}
    readable = "encryptionsalt" in given and any(name in environment for name in _PASSPHRASES)
    kept: dict[str, Any] = {"encryptionsalt": given["encryptionsalt"]} if readable else {}
    plain: dict[str, Any] = {}
    for key, value in values.items():
        if not readable and _encrypted(value):
            secrets[key] = _text(_replaced(value))
            warnings.append(f"{key} is encrypted, and a placeholder stands in for it")
        else:
            plain[key] = value
    if given.get("environment"):
        warnings.append("the environments that the stack imports are not read")
    plain.update({key if ":" in key else f"{project.name}:{key}": value for key, value in config.items()})
    for key in _declared_secret(project) & plain.keys():
        # Pulumi refuses a plain value for it, even in a stack that lives for one preview.
        secrets[key] = _text(plain.pop(key))
    if plain:
        kept["config"] = plain
    short = stack.rsplit("/", 1)[-1]
    if kept:
        _write(target / f"Pulumi.{short}.yaml", kept)
    return Copy(directory=target, secrets=secrets, warnings=tuple(warnings))


def _declared_secret(project: Project) -> set[str]:
    """The configuration keys, with their namespace, that the project declares as secrets."""
    declared = project.document.data.get("config")
    found = declared.items() if isinstance(declared, dict) else ()
    return {
        key if ":" in key else f"{project.name}:{key}"
        for key, one in found
        if isinstance(key, str) and isinstance(one, dict) and one.get("secret") is True
    }


def _write(file: Path, data: Mapping[str, Any]) -> None:
    file.write_text(yaml.safe_dump(dict(data), sort_keys=False, allow_unicode=True), encoding="utf-8")


def _absolute(plugin: Any, directory: Path) -> Any:
    if isinstance(plugin, dict) and isinstance(plugin.get("path"), str):
        return {**plugin, "path": str(directory / plugin["path"])}
    return plugin


def _encrypted(value: Any) -> bool:
    if isinstance(value, dict):
        return set(value) == {"secure"} or any(map(_encrypted, value.values()))
    return isinstance(value, list) and any(map(_encrypted, value))


def _replaced(value: Any) -> Any:
    if isinstance(value, dict):
        return PLACEHOLDER if set(value) == {"secure"} else {key: _replaced(member) for key, member in value.items()}
    return [_replaced(member) for member in value] if isinstance(value, list) else value


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str)
