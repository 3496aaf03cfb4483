"""The properties that hold secrets, found in the source of the installed provider SDKs: `lib/secrets_aws.rego`, `lib/secrets_azure.rego`.

pulumi-aws wraps the inputs that its schema marks (`pulumi.Output.secret`); below the top level, and for azure-native, an SDK says only
by a property's name and documentation that it is secret. Beside them stand the places where credentials are written among other
things: variables, settings, commands, user data. What holds public material, though marked, is left out by name.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

from buttress.pulumi import shapes
from buttress.state.legacy_types import upgrade
from buttress.state.tokens import normalise

FILES = {"aws": "secrets_aws", "azure": "secrets_azure"}
_SDKS = {"aws": "pulumi_aws", "azure": "pulumi_azure_native"}
_TITLES = {"aws": "Secret properties of AWS", "azure": "Secret properties of Azure"}
_DEEPEST = 8

_CLASS = re.compile(r"^class (\w+)Args:\n(.*?)(?=^@pulumi|^class |\Z)", re.MULTILINE | re.DOTALL)
_GETTER = re.compile(
    r'@pulumi\.getter(?:\(name="(\w+)"\))?\n(?:    @[^\n]*\n)*    def (\w+)\(self\) -> ([^\n]*):\n(?:        """\n(.*?)\n        """)?',
    re.DOTALL,
)
_TOKEN = re.compile(r"super\((\w+), __self__\)\.__init__\(\s*'([^']+:[^']+)'")
_MARKED = re.compile(r'__props__\.__dict__\["(\w+)"\] = None if \w+ is None else pulumi\.Output\.secret')
_ARGUMENTS = re.compile(r"'(\w+)Args'")

_SECRET = re.compile(
    r"(password|passwd|passphrase|secret|presharedkey|secret_?accesskey|secretkey|sharedkey|privatekey|apikey|accesskey|accountkey|"
    r"storagekey|masterkey|primarykey|secondarykey|bgpauthkey|authorizationkey|subscriptionkey|licensekey|servicekey|"
    r"(access|auth|api|refresh|jwt|hec|sas|repository|oauth|secret|security|identity|developer|personalaccess|oidc|grafana|registration)token|"
    r"sasuri|securevalue|secretstring|secretbinary|basicauthcredentials|pfxblob|passwords)(wo)?$",
    re.IGNORECASE,
)
_CONNECTION = re.compile(r"connectionstring$", re.IGNORECASE)
_VARIABLES = re.compile(r"(environment|variables|envvars|env|settings|credentials|secrets|properties|options)$", re.IGNORECASE)
_SCRIPT = re.compile(
    r"^(commands?|args|arguments|entrypoint|userdata|userdatabase64|customdata|commandtoexecute|script|scriptcontent|startupscript|"
    r"startcommand|buildcommand|startupcommand|appcommandline|runcommand)$",
    re.IGNORECASE,
)
_NAMED = {"script": _SCRIPT, "connection": _CONNECTION, "secret": _SECRET}
_NOT_ITSELF = re.compile(
    r"\bARNs?\b|Amazon Resource Name|idempoten|[Tt]imestamp|Key ?Vault (secret )?(reference|uri|url|identifier)|"
    r"^(The )?(resource ID|URI|path|name|ID) (of|to)\b"
)
"""What the documentation of a property says that names a secret, or is none."""

_PUBLIC = frozenset(
    {
        "bundleId",
        "teamId",
        "tokenKeyId",
        "certificate",
        "certificateChain",
        "certificatePem",
        "caPem",
        "caCertificatePem",
        "verificationCertificatePem",
        "publicKey",
        "tokenSigningPublicKeys",
        "notes",
        "schema",
        "adminUsername",
        "clientId",
        "platformPrincipal",
        "kmsKeyId",
        "kmsEncryptionContext",
        "preAuthenticationLoginBanner",
        "postAuthenticationLoginBanner",
    }
)
"""Marked in a schema, and yet no credential: certificates, names, identifiers, texts for people."""

_NO_SECRETS = frozenset({"lastModifiedSecret", "pullSecrets", "credentialsSecret", "keytabSecret", "userNameSecret", "akvTargetPassword"})
"""Named like a secret, and yet only the name or the date of one."""

_LEFT_OUT = ("azure-native:awsconnector:", "azure-native:datafactory:Pipeline")
"""What a cloud found elsewhere and copied; and a pipeline, of which the parts nest without end: its connections are linked services."""

_ADDED: Mapping[str, Mapping[str, str]] = {
    "azure-native:keyvault:Secret": {"properties.value": "secret"},
    "azure-native:app:ContainerApp": {"configuration.secrets[].value": "secret"},
    "azure-native:app:Job": {"configuration.secrets[].value": "secret"},
    "azure-native:web:WebAppApplicationSettings": {"properties": "map"},
    "azure-native:web:WebAppApplicationSettingsSlot": {"properties": "map"},
    "azure-native:web:StaticSiteAppSettings": {"properties": "map"},
    "azure-native:web:StaticSiteFunctionAppSettings": {"properties": "map"},
    "azure-native:compute:VirtualMachineExtension": {"settings.commandToExecute": "script"},
    "azure-native:apimanagement:NamedValue": {"value": "secret"},
}
"""Secret by what the type is for, which no name tells."""

_ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "aws:lambda/function:Function": ("environment",),
    "aws:codebuild/project:Project": ("environment",),
}
"""Judged by a check of their own."""


@frozen
class _Property:
    path: str
    annotation: str
    text: str
    marked: bool
    siblings: frozenset[str]


def modules() -> dict[str, str]:
    """The text of each Rego module by its file name."""
    return {f"{name}.rego": _module(cloud, name, secrets_of(cloud)) for cloud, name in FILES.items()}


def secrets_of(cloud: str) -> dict[str, dict[str, str]]:
    """The kind of each property that may hold a secret, by type and path.

    The kinds: `secret`, `connection` (a connection string, which may carry one), `map` (values under names), `name` or `key` (the
    value of a list's member, with the property beside it that names it), `script` (a text or a list of words).
    """
    found: dict[str, dict[str, str]] = {}
    for token, properties in _types(cloud):
        kinds = {one.path: kind for one in properties if (kind := _kind(one))} | dict(_ADDED.get(token, {}))
        kinds = {path: kind for path, kind in kinds.items() if not path.startswith(_ELSEWHERE.get(token, "\0"))}
        if kinds:
            found.setdefault(token, {}).update(kinds)
    return {token: dict(sorted(kinds.items())) for token, kinds in sorted(found.items())}


def _kind(one: _Property) -> str:
    holder, _, last = one.path.rpartition(".")
    name = last.removesuffix("[]")
    a_map = "Mapping[str" in one.annotation
    if one.marked:
        return "" if name in _PUBLIC else "map" if a_map else "secret"
    if a_map:
        kind = "map" if _VARIABLES.search(name) else ""
    elif name == "value" and holder.endswith("[]") and _VARIABLES.search(holder.removesuffix("[]").rpartition(".")[2]):
        kind = next((beside for beside in ("name", "key") if beside in one.siblings), "")
    elif _ARGUMENTS.search(one.annotation) or not ("_builtins.str" in one.annotation or "Any" in one.annotation) or name in _NO_SECRETS:
        return ""
    else:
        kind = next((kind for kind, pattern in _NAMED.items() if pattern.search(name)), "")
    return "" if kind and _NOT_ITSELF.search(one.text) else kind


def _types(cloud: str) -> Iterator[tuple[str, list[_Property]]]:
    root = _root(_SDKS[cloud])
    for folder in [root, *sorted(one for one in root.iterdir() if one.is_dir())]:
        inputs = folder / "_inputs.py"
        nested = _classes(inputs.read_text(encoding="utf-8")) if inputs.is_file() else {}
        for file in sorted(folder.glob("*.py")):
            if file.name.startswith(("_", "get_", "list_", "outputs")):
                continue
            text = file.read_text(encoding="utf-8")
            token = _TOKEN.search(text)
            # The reader gives what has an older name that of today.
            if token and not token[2].startswith(_LEFT_OUT) and _is_todays(token[2]):
                own = _classes(text).get(token[1], {})
                yield token[2], list(_walk(own, nested, "", frozenset(), frozenset(_MARKED.findall(text))))


def _is_todays(token: str) -> bool:
    return normalise(token)[0] == token and upgrade(token, {}, (), (), ()).type == token


def _root(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed, so its secret properties cannot be read")
    return Path(spec.origin).parent


_Fields = Mapping[str, tuple[str, str, str]]


def _classes(text: str) -> dict[str, _Fields]:
    """The fields of each class of arguments: wire name to annotation, documentation and Python name."""
    return {one[1]: dict(map(_field, _GETTER.finditer(one[2]))) for one in _CLASS.finditer(text)}


def _field(getter: re.Match[str]) -> tuple[str, tuple[str, str, str]]:
    name, python, annotation, text = getter.groups()
    return name or shapes.camel(python), (annotation, " ".join((text or "").split()), python)


def _walk(
    fields: _Fields, nested: Mapping[str, _Fields], prefix: str, above: frozenset[str], marked: frozenset[str]
) -> Iterator[_Property]:
    for name, (annotation, text, python) in fields.items():
        inner = [one for one in _ARGUMENTS.findall(annotation) if one in nested and one not in above]
        many = "[]" if "Sequence[" in annotation and inner else ""
        yield _Property(f"{prefix}{name}", annotation, text, python in marked, frozenset(fields))
        if "Mapping[" in annotation or len(above) >= _DEEPEST:
            continue
        for one in inner:
            yield from _walk(nested[one], nested, f"{prefix}{name}{many}.", above | {one}, frozenset())


def _module(cloud: str, name: str, found: Mapping[str, Mapping[str, str]]) -> str:
    lines = [
        "# METADATA",
        f"# title: {_TITLES[cloud]}",
        "# description: >-",
        "#   Which properties may hold a secret and of what kind, by type. Written by `make docs` from the provider's SDK; change",
        "#   sdk/docs/writers/secret_properties.py instead.",
        "# scope: package",
        "# custom:",
        "#   reads:",
        *(f'#     "{token}": [{_listed(kinds)}]' for token, kinds in found.items()),
        "#   presence:",
        *(f'#     "{token}": [{set_}]' for token, kinds in found.items() if (set_ := _listed(kinds, but="script"))),
    ]
    lines += [
        f"package lib.{name}",
        "",
        "import rego.v1",
        "",
        "# METADATA",
        "# description: The kind of each property, by type and path.",
        "# scope: document",
    ]
    lines.append("paths := {")
    for token, kinds in found.items():
        inside = ", ".join(f'"{path}": "{kind}"' for path, kind in kinds.items())
        lines.append(f'\t"{token}": {{{inside}}},')
    return "\n".join([*lines, "}", ""])


def _listed(kinds: Mapping[str, str], but: str = "") -> str:
    return ", ".join(f'"{path}"' for path, kind in kinds.items() if kind != but)
