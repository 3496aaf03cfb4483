"""What the stand-in for the azure-native provider knows of Azure: names, ARM ids, locations and the usual look-ups."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from buttress.model import sentinels
from buttress.offline import azure_facts as facts
from buttress.offline import azure_limits as limits
from buttress.offline.names import Identity
from buttress.pulumi import wire
from buttress.pulumi.shapes import Shape, shape, snake

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
TENANT = "11111111-1111-1111-1111-111111111111"
LOCATION = "eastus"

_VERSIONED = re.compile(r"^azure-native(?:_\w+_v\w+)?:(\w+?)(?:/v\w+)?:(\w+)$")
_FLAG = "__createBeforeDelete"
_GROUP = "azure-native:resources:ResourceGroup"


class Azure:
    """A subscription in which everything that is asked for exists, under names that follow from the URNs."""

    package = "azure-native"

    def __init__(self) -> None:
        self.subscription = SUBSCRIPTION
        self.tenant = TENANT
        self.location = ""

    def configure(self, config: Mapping[str, Any]) -> None:
        """Take subscription, tenant and default location from the provider's configuration."""
        self.subscription = wire.text(config.get("subscriptionId")) or SUBSCRIPTION
        self.tenant = wire.text(config.get("tenantId")) or TENANT
        self.location = wire.text(config.get("location"))

    def check(
        self, resource: Identity, olds: wire.Properties, news: wire.Properties, naming: Any
    ) -> tuple[wire.Properties, list[tuple[str, str]]]:
        """The inputs with the auto-name, the location and the API version that the provider adds."""
        form = shape(_token(resource.type))
        inputs = {key: value for key, value in news.items() if value is not None}
        failures: list[tuple[str, str]] = []
        key = _own(form)
        if key and inputs.get(key) is None:
            name, random = self._auto_name(resource, form, key)
            if olds.get(key) is not None:
                name, random = olds[key], bool(olds.get(_FLAG, False))
            elif naming is not None and facts.NAMING.get(form.token) != "uuid":
                name = naming.proposed_name or ("" if naming.mode == 2 else name)  # noqa: PLR2004  (DISABLE)
            if name:
                inputs[key] = name
                if random:
                    inputs[_FLAG] = True
            else:
                failures.append((key, f"missing required property '{key}'"))
        if "location" in form.inputs and inputs.get("location") is None:
            location = olds.get("location") or self.location
            group = inputs.get("resourceGroupName")
            if location:
                inputs["location"] = location
            elif form.token == _GROUP:
                failures.append(("location", "missing required property 'location': set it, or configure azure-native:location"))
            elif group is not None:
                inputs["location"] = sentinels.UNKNOWN if wire.is_unknown(group) else LOCATION
        if form.version and inputs.get("azureApiVersion") is None:
            inputs["azureApiVersion"] = form.version
        failures += _misnamed(form.token, key, inputs)
        return inputs, failures

    def imported(self, resource: Identity, id_: str) -> wire.Properties:
        """The name, the scope and the API version."""
        form = shape(_token(resource.type))
        scope, _, rest = id_.strip("/").rpartition("/providers/")
        found = {"azureApiVersion": form.version, _own(form): rest.rsplit("/", 1)[-1], "scopeId": scope}
        return {key: value for key, value in found.items() if value and (key in form.inputs or key == "azureApiVersion")}

    def refuses(self, resource: Identity, action: str, olds: wire.Properties, news: wire.Properties) -> str:
        """Why Azure, or the provider before it asks, would not do it: what exists already, and states that cannot be left."""
        token = _token(resource.type)
        existing, link = limits.EXISTING.get(token, ("", ""))
        named = wire.text(news.get(_own(shape(token))))
        if action == "create" and link and existing in {"", named}:
            return (
                f"cannot create already existing resource '{self.id(resource, news)}': every subscription has it ({link})\n"
                "  hint: import it (the option `import`, or `pulumi import`), then change it"
            )
        for path, value, second, source in limits.LOCKS.get(token, ()):
            was, now = (str(_at(each, path)) == value for each in (olds, news))
            if action == "create" and now and second:
                return f"{path} cannot be {value} at creation ({source})\n  hint: create it without, and set {value} in a second update"
            if action == "update" and was and not now:
                return f"{path} is {value}, which cannot be taken back ({source})"
        return ""

    def replaces(self, resource: Identity) -> frozenset[str]:
        """The parts of the id, and the location."""
        return frozenset(_path(shape(_token(resource.type)))) | {"location"}

    def keeps_name(self, _resource: Identity, olds: wire.Properties, _news: wire.Properties) -> bool:
        """Whether the name was given and not made up at random, so that two cannot be had at once."""
        return not olds.get(_FLAG, False)

    def id(self, resource: Identity, inputs: wire.Properties) -> str:
        """The ARM id, with subscription, resource group and parents in it."""
        form = shape(_token(resource.type))
        names = {key: wire.text(inputs.get(key)) for key in _path(form)} | {"subscription": self.subscription}
        own = _own(form)
        template = facts.PATHS.get(form.token) or self._template(form, own)
        filled = re.sub(r"\{(\w+)\}", lambda place: names.get(place[1]) or wire.text(inputs.get(place[1])) or resource.name, template)
        if filled.startswith("/"):
            return filled
        scope = next(
            (wire.text(inputs.get(key)) for key in ("scope", "resourceUri", "resourceId", "scopeId") if wire.text(inputs.get(key))), ""
        )
        if scope:
            return f"/{scope.strip('/')}/providers/{filled}"
        group = names.get("resourceGroupName") or wire.text(inputs.get("resourceGroupName"))
        inside = f"/resourceGroups/{group}" if group else ""
        return f"/subscriptions/{self.subscription}{inside}/providers/{filled}"

    def unknown(self, resource: Identity, _inputs: wire.Properties) -> Sequence[str]:
        """Every property of the answer that is not an input of the program, as the provider previews it."""
        form = shape(_token(resource.type))
        return [key for key in form.types if key not in {"azureApiVersion", "type"}]

    def reshaped(self, resource: Identity, inputs: wire.Properties) -> wire.Properties:
        """The user-assigned identities, which are given as a list of ids and come back as a map with what Azure knows of each."""
        identity = wire.reveal(inputs.get("identity"))
        given = wire.reveal(identity.get("userAssignedIdentities")) if isinstance(identity, dict) else None
        if not isinstance(given, list):
            return {}
        ids = [wire.reveal(one) for one in given]
        if not all(isinstance(one, str) and not wire.is_unknown(one) for one in ids):
            return {"identity": {**identity, "userAssignedIdentities": sentinels.UNKNOWN}}
        known = {one: {"clientId": resource.uuid(f"client {one}"), "principalId": resource.uuid(f"principal {one}")} for one in ids}
        return {"identity": {**identity, "userAssignedIdentities": known}}

    def outputs(self, resource: Identity, inputs: wire.Properties, id_: str) -> wire.Properties:
        """Values for the output-only properties that are plain, and for those that programs reach into."""
        form = shape(_token(resource.type))
        found: wire.Properties = {}
        for key in form.outputs:
            value = self._output(resource, form, inputs, id_, key)
            if value is not None:
                found[key] = value
        found |= self.reshaped(resource, inputs)
        identity = found.get("identity") or wire.reveal(inputs.get("identity"))
        if isinstance(identity, dict) and "SystemAssigned" in str(identity.get("type")):
            found["identity"] = {**identity, "principalId": resource.uuid("principal"), "tenantId": self.tenant}
        if "location" in form.types and wire.is_unknown(inputs.get("location")):
            found["location"] = LOCATION
        return found

    def invoke(self, token: str, arguments: wire.Properties) -> wire.Properties | None:
        """The answer of a function that follows from the configuration or the arguments; None for one that asks the cloud."""
        package, _, function = token.split(":", 2) if token.count(":") == 2 else ("", "", "")  # noqa: PLR2004
        if not package.startswith("azure-native"):
            return None
        seed = Identity(str(sorted((key, str(wire.reveal(value))) for key, value in arguments.items())), "", "")
        if function == "getClientConfig":
            return {
                "clientId": seed.uuid("client"),
                "objectId": seed.uuid("object"),
                "subscriptionId": self.subscription,
                "tenantId": self.tenant,
            }
        if function == "getClientToken":
            return {"token": wire.secret(f"offline-{seed.digits(32)}")}
        if function == "listStorageAccountKeys":
            keys = [
                {
                    "creationTime": "2026-01-01T00:00:00Z",
                    "keyName": name,
                    "permissions": "FULL",
                    "value": wire.secret(f"{seed.digits(64, name)}=="),
                }
                for name in ("key1", "key2")
            ]
            return {"keys": keys}
        if function.startswith("list"):
            return {key: wire.secret(f"offline-{seed.digits(32, key)}") for key in facts.LISTED.get(function, ())} or None
        if function == "getResourceGroup":
            name = wire.text(arguments.get("resourceGroupName"))
            id_ = f"/subscriptions/{self.subscription}/resourceGroups/{name}"
            return {
                "id": id_,
                "location": self.location or LOCATION,
                "name": name,
                "tags": {},
                "type": "Microsoft.Resources/resourceGroups",
            }
        if function == "getRoleDefinition":
            # The built-in roles have one id everywhere.
            scope, role = (wire.text(arguments.get(key)) for key in ("scope", "roleDefinitionId"))
            id_ = f"{scope.rstrip('/')}/providers/Microsoft.Authorization/roleDefinitions/{role}"
            return {"id": id_, "name": role, "type": "Microsoft.Authorization/roleDefinitions"} if role else None
        return None

    def _auto_name(self, resource: Identity, form: Shape, key: str) -> tuple[str, bool]:
        """The name that the provider makes up, and whether it is a random one."""
        fixed = facts.FIXED.get(key)
        if fixed:
            return fixed, False
        if facts.NAMING.get(form.token) == "uuid":
            return resource.uuid(), True
        if [part for part in _path(form) if part not in {key, "resourceGroupName"}]:
            return resource.name, False
        return resource.suffixed(8), True

    def _template(self, form: Shape, own: str) -> str:
        _, module, kind = form.token.split(":")
        parts = [facts.NAMESPACES.get(module) or f"Microsoft.{module[:1].upper()}{module[1:]}"]
        for key in _path(form):
            if key not in {"resourceGroupName", own} and key not in facts.SCOPES:
                parent = facts.COLLECTIONS.get(key) or _plural(re.sub(r"Name$", "", key))
                parts.append(f"{parent}/{{{key}}}")
        stem = kind[:1].lower() + kind[1:]
        return "/".join([*parts, facts.COLLECTIONS.get(form.token) or _plural(stem), f"{{{own or 'name'}}}"])

    def _output(self, resource: Identity, form: Shape, inputs: wire.Properties, id_: str, key: str) -> Any:
        if key == "name":
            return id_.rsplit("/", 1)[-1]
        if key == "type":
            return _arm_type(id_)
        if key == "azureApiVersion":
            return inputs.get(key) or form.version
        template = facts.OUTPUTS.get(f"{form.token}#{key}") or facts.OUTPUTS.get(f"#{key}")
        if template is not None:
            return self._filled(template, resource, inputs, id_)
        if key.endswith("Location"):
            return wire.text(inputs.get("location")) or LOCATION
        kind = form.types[key]
        if kind.startswith("Sequence["):
            return []
        if kind.startswith("Optional["):
            return None
        if kind == "_builtins.str":
            if key.endswith(("Time", "Date", "At")):
                return "2026-01-01T00:00:00Z"
            if key.endswith(("principalId", "clientId", "objectId")):
                return resource.uuid(key)
            return self.tenant if key == "tenantId" else f"{snake(key).replace('_', '-')}-{resource.digits(8, key)}"
        return {"_builtins.bool": False, "_builtins.int": 0, "_builtins.float": 0.0}.get(kind)

    def _filled(self, template: Any, resource: Identity, inputs: wire.Properties, id_: str) -> Any:
        if isinstance(template, dict):
            return {key: self._filled(value, resource, inputs, id_) for key, value in template.items()}
        name = id_.rsplit("/", 1)[-1]
        known = {"name": name, "location": wire.text(inputs.get("location")) or LOCATION, "uuid": resource.uuid(str(template)), "id": id_}
        known |= {"tenant": self.tenant, "digits": resource.digits(16)}
        return re.sub(r"\{(\w+)\}", lambda place: known[place[1]], template)


def arm_type(token: str) -> str:
    """What ARM calls a type: `azure-native:storage:StorageAccount` is `Microsoft.Storage/storageAccounts`."""
    identity = Identity(urn="", name="name", type=token)
    return _arm_type(Azure().id(identity, {}))


def _token(type_: str) -> str:
    """The type without its API version: `azure-native:storage/v20230101:StorageAccount` is `azure-native:storage:StorageAccount`."""
    versioned = _VERSIONED.match(type_)
    return f"azure-native:{versioned[1]}:{versioned[2]}" if versioned else type_


def _misnamed(token: str, key: str, inputs: wire.Properties) -> list[tuple[str, str]]:
    """The failure of a name that Azure does not take, if it is known."""
    name = wire.text(inputs.get(key))
    pattern, allowed, error, link = limits.NAMES.get(token, ("", "", "", ""))
    if not pattern or not name or re.fullmatch(pattern, name):
        return []
    return [(key, f"'{name}' is refused by Azure with {error}; allowed: {allowed} ({link})")]


def _at(properties: wire.Properties, path: str) -> Any:
    """The value at a path, or None."""
    found: Any = properties
    for step in path.split("."):
        found = wire.reveal(found.get(step)) if isinstance(found, dict) else None
    return found


def _path(form: Shape) -> list[str]:
    """The inputs that are parts of the id, resource group first, own name last: the provider does not answer them as properties."""
    own = _own(form)
    parts = [
        key for key in form.inputs if key in form.required and (key not in form.types or key == "name") and key.endswith(("Name", "name"))
    ]
    return sorted(parts, key=lambda key: (key != "resourceGroupName", facts.DEPTH.get(key, 1), key)) + ([own] if own else [])


def _own(form: Shape) -> str:
    """The input that names the resource itself, or an empty string."""
    named = facts.OWN.get(form.token)
    if named is not None:
        return named
    optional = [key for key in sorted(form.inputs - form.required) if key not in form.types and key.endswith(("Name", "Id"))]
    kind = form.token.rsplit(":", 1)[-1].lower()
    close = [key for key in optional if re.sub(r"(Name|Id)$", "", key).lower() in kind]
    if close:
        return max(close, key=len)
    if optional:
        return optional[0]
    return "name" if "name" in form.inputs and "name" not in form.required else ""


def _plural(noun: str) -> str:
    if noun.endswith("y") and not noun.endswith(("ay", "ey", "oy")):
        return f"{noun[:-1]}ies"
    return noun if noun.endswith(("s", "data")) else f"{noun}s"


def _arm_type(id_: str) -> str:
    """`Microsoft.Storage/storageAccounts/blobServices` from an ARM id; a group's own type where there is no provider in it."""
    _, found, rest = id_.rpartition("/providers/")
    if not found:
        return "Microsoft.Resources/resourceGroups"
    namespace, *segments = rest.split("/")
    return "/".join([namespace, *segments[0::2]])
