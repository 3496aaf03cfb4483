"""What the stand-in for the AWS provider knows of AWS: names, ids, ARNs, defaults and the usual look-ups."""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Mapping, Sequence
from typing import Any

from buttress.errors import ConfigError
from buttress.model import sentinels
from buttress.model.partitions import partition_of, partitions
from buttress.offline import aws_facts as facts
from buttress.offline import aws_published, policies
from buttress.offline.names import Identity
from buttress.pulumi import wire
from buttress.pulumi.shapes import Shape, fields, shape, snake

ACCOUNT = "123456789012"
REGION = "us-east-1"

_PREFIXED = re.compile(r"^([a-z][a-z0-9]*(?:-[a-z]+)*)-[0-9a-z]*[0-9][0-9a-z]*$")
_UUID = re.compile(r"^[0-9a-fx]{8}(-[0-9a-fx]{4}){3}-[0-9a-fx]{12}$")
_HOSTS = ("dnsname", "domainname", "endpoint", "address", "endpointv2", "publicdns", "privatedns", "domain")
_TEXT = re.compile(r"^(?:Optional\[)?_builtins\.str\]?$")


class Aws:
    """An account in which everything that is asked for exists, under names that follow from the URNs."""

    package = "aws"

    def __init__(self) -> None:
        self.account = ACCOUNT
        self.region = REGION
        self.default_tags: dict[str, Any] = {}

    @property
    def partition(self) -> str:
        """`aws`, `aws-cn` or another, as the region has it."""
        found = partition_of(self.region)
        return found.id if found else "aws"

    def configure(self, config: Mapping[str, Any]) -> None:
        """Take region, account and default tags from the provider's configuration, the region else from the environment."""
        region = wire.text(config.get("region")) or os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
        self.region = region or REGION
        allowed = _decoded(config.get("allowedAccountIds"))
        self.account = str(allowed[0]) if isinstance(allowed, list) and allowed else ACCOUNT
        tags = _decoded(config.get("defaultTags"))
        self.default_tags = dict(wire.reveal(tags.get("tags")) or {}) if isinstance(tags, dict) else {}

    def check(
        self, resource: Identity, olds: wire.Properties, news: wire.Properties, naming: Any
    ) -> tuple[wire.Properties, list[tuple[str, str]]]:
        """The inputs with auto-name, region, the provider's own defaults and the default tags; `__defaults` lists what was added."""
        form = shape(resource.type)
        inputs = {key: value for key, value in news.items() if value is not None and key != "__defaults"}
        added: list[str] = []
        failures: list[tuple[str, str]] = []
        key = _named(form)
        if key and inputs.get(key) is None and inputs.get(f"{key}Prefix") is None:
            longest, lower = facts.NAME_LIMITS.get(resource.type, (255, False))
            name: str | None = resource.suffixed(7, "-", longest)
            name = name.lower() if name and lower else name
            if key in olds.get("__defaults", ()) and wire.text(olds.get(key)):
                name = wire.text(olds[key])
            elif naming is not None:
                name = naming.proposed_name or (None if naming.mode == 2 else name)  # noqa: PLR2004  (DISABLE)
            if name:
                inputs[key] = name
                added.append(key)
            elif naming is not None:
                failures.append((key, "auto-naming is disabled and no name is given"))
        if "region" in form.inputs and inputs.get("region") is None:
            inputs["region"] = self.region
        for default, value in facts.DEFAULTS.get(resource.type, {}).items():
            if inputs.get(default) is None:
                inputs[default] = value
                added.append(default)
        if self.default_tags and "tags" in form.inputs and "tagsAll" in form.types:
            own = inputs.get("tags")
            if own is None or (isinstance(own, dict) and sentinels.SIGNATURE not in own):
                inputs["tags"] = {**self.default_tags, **(own or {})}
        inputs["__defaults"] = sorted(added)
        return inputs, failures

    def imported(self, _resource: Identity, _id: str) -> wire.Properties:
        """None: the ids of AWS are not made of inputs."""
        return {}

    def refuses(self, _resource: Identity, _action: str, _olds: wire.Properties, _news: wire.Properties) -> str:
        """Nothing yet."""
        return ""

    def replaces(self, resource: Identity) -> frozenset[str]:
        """The name and its prefix, the region, what a companion belongs to, and what AWS cannot change in place."""
        form = shape(resource.type)
        key = _named(form) or facts.NAME_KEYS.get(resource.type, "name")
        names = frozenset({"region", key, f"{key}Prefix", "namePrefix"})
        return names | (facts.PARENT_KEYS & form.required) | facts.REPLACING.get(resource.type, frozenset())

    def keeps_name(self, resource: Identity, olds: wire.Properties, news: wire.Properties) -> bool:
        """Whether the name stays, which AWS does not allow two of."""
        key = _named(shape(resource.type))
        return bool(key) and wire.text(olds.get(key)) == wire.text(news.get(key)) != ""

    def id(self, resource: Identity, inputs: wire.Properties) -> str:
        """The id in the form that the documentation of `pulumi import` shows."""
        parent = wire.text(inputs.get(facts.PARENTS.get(resource.type, "")))
        if parent:
            return parent
        template = facts.IDS.get(resource.type)
        if template:
            return self._fill(template, resource, inputs)
        example = shape(resource.type).example.strip("'\"`")
        prefixed = _PREFIXED.match(example)
        if example.startswith("arn:"):
            return self.arn(resource, inputs)
        if _UUID.match(example):
            return resource.uuid()
        if prefixed and prefixed[1] in facts.PREFIXES:
            return f"{prefixed[1]}-0{resource.digits(16)}"
        if re.fullmatch(r"\d{12}", example):
            return self.account
        return self._name(resource, inputs) or f"{snake(resource.type.rsplit(':', 1)[-1]).replace('_', '-')}-{resource.digits(8)}"

    def arn(self, resource: Identity, inputs: wire.Properties) -> str:
        """The ARN, by the table of services, by the documented example, or by the service's and the type's names."""
        template = facts.ARNS.get(resource.type)
        if template:
            return self._fill(template, resource, inputs).replace("https://", "")
        _, module, kind = resource.type.split(":")
        service = facts.SERVICES.get(module.split("/", 1)[0], module.split("/", 1)[0])
        name = self._name(resource, inputs)
        example = shape(resource.type).example.strip("'\"`").split(",")[0]
        if example.startswith("arn:aws:") and len(example.split(":", 5)) == 6:  # noqa: PLR2004  (the parts of an ARN)
            _, _, service, region, account, rest = example.split(":", 5)
            head = re.match(r"[A-Za-z-]+[/:]", rest)
            where = f"{self.region if region else ''}:{self.account if account else ''}"
            return f"arn:{self.partition}:{service}:{where}:{head[0] if head else ''}{name or resource.uuid()}"
        kind = snake(kind).replace("_", "-").removeprefix("default-")
        own = name if "{arn}" in facts.IDS.get(resource.type, "") else self.id(resource, inputs)
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{kind}/{own or resource.digits(16)}"

    def unknown(self, resource: Identity, _inputs: wire.Properties) -> Sequence[str]:
        """The output-only properties and the optional ones that AWS chooses; `tagsAll` is known as soon as the tags are."""
        form = shape(resource.type)
        keys = [key for key in (*form.outputs, *form.chosen) if key != "tagsAll"]
        return keys if form.known else ["arn"]

    def reshaped(self, _resource: Identity, _inputs: wire.Properties) -> wire.Properties:
        """Nothing: AWS answers in the form of the question."""
        return {}

    def outputs(self, resource: Identity, inputs: wire.Properties, id_: str) -> wire.Properties:
        """Values for the output-only properties, and for those that AWS chooses where the choice is a fact and not a judgement."""
        form = shape(resource.type)
        keys = form.outputs if form.known else ("arn",)
        found = {key: self._output(resource, form, inputs, id_, key) for key in keys}
        for key in form.chosen:
            if inputs.get(key) is None and key in facts.CHOSEN and key not in facts.JUDGED.get(resource.type, ()):
                found[key] = self._fill(facts.CHOSEN[key], resource, inputs)
        found |= {key: value for key, value in facts.ANSWERED.get(resource.type, {}).items() if inputs.get(key) is None}
        if "tagsAll" in form.types:
            found["tagsAll"] = inputs.get("tags") or {}
        return {key: value for key, value in found.items() if value is not None}

    def invoke(self, token: str, arguments: wire.Properties) -> wire.Properties | None:
        """The answer of a function that follows from account and region alone; None for one that asks the cloud."""
        function = token.rsplit(":", 1)[-1]
        region = wire.text(arguments.get("region")) or wire.text(arguments.get("name")) or self.region
        suffix = partitions()[self.partition].dns_suffix
        reverse = ".".join(reversed(suffix.split(".")))
        answers: dict[str, Any] = {
            "getCallerIdentity": lambda: {
                "accountId": self.account,
                "arn": f"arn:{self.partition}:iam::{self.account}:user/offline",
                "id": self.account,
                "userId": "AIDA0FFLINE0000000000",
            },
            "getRegion": lambda: {
                "description": region,
                "endpoint": f"ec2.{region}.{suffix}",
                "id": region,
                "name": region,
                "region": region,
            },
            "getRegions": lambda: {"id": self.partition, "names": [self.region]},
            "getPartition": lambda: {
                "dnsSuffix": suffix,
                "id": self.partition,
                "partition": self.partition,
                "reverseDnsPrefix": reverse,
            },
            "getAvailabilityZones": lambda: {
                "groupNames": [region],
                "id": region,
                "names": [f"{region}{letter}" for letter in "abc"],
                "zoneIds": [f"{_short(region)}-az{number}" for number in (1, 2, 3)],
            },
            "getCanonicalUserId": lambda: {"displayName": "offline", "id": Identity("", "", "").digits(64, self.account)},
            "getDefaultTags": lambda: {"id": self.partition, "tags": self.default_tags},
            "getService": lambda: {
                "dnsName": f"{wire.text(arguments.get('serviceId'))}.{region}.{suffix}",
                "id": f"{reverse}.{region}.{wire.text(arguments.get('serviceId'))}",
                "partition": self.partition,
                "region": region,
                "reverseDnsName": f"{reverse}.{region}.{wire.text(arguments.get('serviceId'))}",
                "reverseDnsPrefix": reverse,
                "supported": True,
            },
            "getServicePrincipal": lambda: {
                "id": f"{wire.text(arguments.get('serviceName'))}.{region}.amazonaws.com",
                "name": f"{wire.text(arguments.get('serviceName'))}.amazonaws.com",
                "region": region,
                "suffix": "amazonaws.com",
            },
            "getArn": lambda: _parsed_arn(wire.text(arguments.get("arn"))),
            "getAmi": lambda: self._image(arguments),
            "getAmiIds": lambda: {"id": self.region, "ids": [f"ami-0{_seed(arguments).digits(16)}"]},
        }
        if token == "aws:iam/getPolicyDocument:getPolicyDocument":
            document = policies.answer(arguments)
            return {**document, "id": str(int(_seed(arguments).digits(8), 16))}
        if token == "aws:kms/getAlias:getAlias":
            return {**arguments, **self._alias(wire.text(arguments.get("name")))}
        if token in aws_published.FUNCTIONS:
            return aws_published.answer(token, arguments, wire.text(arguments.get("region")) or self.region, self.partition)
        answer = answers.get(function)
        return None if answer is None or token.split(":", maxsplit=1)[0] != "aws" else {**arguments, **answer()}

    def _alias(self, name: str) -> wire.Properties:
        identity = Identity(name, "aws:kms/alias:Alias", name)
        arn = f"arn:{self.partition}:kms:{self.region}:{self.account}"
        key = identity.uuid()
        return {"arn": f"{arn}:{name}", "id": f"{arn}:{name}", "targetKeyArn": f"{arn}:key/{key}", "targetKeyId": key}

    def _image(self, arguments: wire.Properties) -> wire.Properties:
        seed = _seed(arguments)
        image = f"ami-0{seed.digits(16)}"
        return {
            "architecture": "x86_64",
            "arn": f"arn:{self.partition}:ec2:{self.region}::image/{image}",
            "id": image,
            "imageId": image,
            "name": f"offline-{seed.digits(8)}",
            "ownerId": "137112412989",
            "rootDeviceName": "/dev/xvda",
            "rootDeviceType": "ebs",
            "state": "available",
            "virtualizationType": "hvm",
        }

    def _name(self, resource: Identity, inputs: wire.Properties) -> str:
        """What the resource is called in AWS, or an empty string where it has no name."""
        form = shape(resource.type)
        keys = [facts.NAME_KEYS.get(resource.type), _named(form), "name", *_own_names(form)]
        return next((wire.text(inputs.get(key)) for key in keys if key and wire.text(inputs.get(key))), "")

    def _fill(self, template: str, resource: Identity, inputs: wire.Properties) -> str:
        """A template with its places filled: `{arn} {name} {region} {account} {partition} {hex} {uuid} {letters}` or an input's key."""

        def part(place: re.Match[str]) -> str:
            match place[1]:
                case "arn":
                    return self.arn(resource, inputs)
                case "id":
                    return self.id(resource, inputs)
                case "name":
                    return self._name(resource, inputs) or resource.suffixed(7, "-")
                case "region":
                    return wire.text(inputs.get("region")) or self.region
                case "account":
                    return self.account
                case "partition":
                    return self.partition
                case "hex":
                    return f"0{resource.digits(16)}"
                case "digits":
                    return resource.digits(32)
                case "uuid":
                    return resource.uuid()
                case "letters":
                    return resource.letters(13)
                case key:
                    value = wire.reveal(inputs.get(key))
                    return value if isinstance(value, str) and value else resource.digits(8, key) if value is None else str(value)

        return re.sub(r"\{(\w+)\}", part, template)

    def _output(self, resource: Identity, form: Shape, inputs: wire.Properties, id_: str, key: str) -> Any:
        template = facts.OUTPUTS.get(f"{resource.type}#{key}") or facts.OUTPUTS.get(f"#{key}")
        if template is not None:
            return self._fill(template, resource, inputs)
        if key == "domainValidationOptions":
            names = [inputs.get("domainName"), *(inputs.get("subjectAlternativeNames") or [])]
            return [_validation(resource, name) for name in dict.fromkeys(map(wire.text, names)) if name]
        kind = form.types.get(key, "_builtins.str")
        if f"{resource.type}#{key}" in facts.NESTED:
            return self._nested(resource, form.token, kind)
        return self._text(resource, inputs, id_, key) if _TEXT.match(kind) else _empty(kind, key)

    def _text(self, resource: Identity, inputs: wire.Properties, id_: str, key: str) -> str:
        """A string in the form that the property's name promises."""
        if key in {"arn", f"{_stem(resource)}Arn"}:
            return self.arn(resource, inputs)
        if key in {"ownerId", "accountId", "registryId", "awsAccountId", "owner"}:
            return self.account
        if key in {f"{_stem(resource)}Id", "resourceId"}:
            return id_
        if key.endswith(("Arn", "ARN")):
            return f"{self.arn(resource, inputs)}/{snake(key[:-3]).replace('_', '-')}"
        if key.endswith("Id"):
            prefix = facts.REFERENCES.get(key)
            return f"{prefix}-0{resource.digits(16, key)}" if prefix else resource.digits(17, key)
        if key.lower().endswith(_HOSTS):
            label = (self._name(resource, inputs) or resource.name).lower()
            service = resource.type.split(":")[1].split("/", 1)[0]
            return f"{label}.{resource.digits(8, key)}.{self.region}.{service}.amazonaws.com"
        if key.lower().endswith(("url", "uri")):
            return f"https://{resource.digits(10, key)}.{self.region}.amazonaws.com"
        if key.endswith("Ip"):
            last = int(resource.digits(4, key), 16) % 250 + 1
            return f"203.0.113.{last}" if "ublic" in key else f"10.0.0.{last}"
        if key.endswith(("Date", "Time", "At", "Modified", "After", "Before")):
            return "2026-01-01T00:00:00Z"
        return f"{snake(key).replace('_', '-')}-{resource.digits(8, key)}"

    def _nested(self, resource: Identity, token: str, kind: str, key: str = "") -> Any:
        """A value of an output class, its strings derived from the URN: for the few that programs reach into."""
        wrapped = re.match(r"^(Optional|Sequence)\[(.*)\]$", kind)
        if wrapped:
            inner = self._nested(resource, token, wrapped[2], key)
            return [inner] if wrapped[1] == "Sequence" else inner
        named = re.match(r"'?outputs\.(\w+)'?$", kind)
        if named:
            return {name: self._nested(resource, token, field, name) for name, field in fields(token, named[1]).items()}
        if kind != "_builtins.str":
            return _empty(kind)
        if key == "issuer":
            return f"https://oidc.eks.{self.region}.amazonaws.com/id/{resource.digits(32).upper()}"
        return base64.b64encode(resource.digits(24, key).encode()).decode()


def _named(form: Shape) -> str:
    """The property that the provider fills with an auto-name, or an empty string."""
    key = facts.AUTO_NAMES.get(form.token, "name")
    return key if key in form.inputs and key not in form.required and form.token not in facts.UNNAMED else ""


def _own_names(form: Shape) -> list[str]:
    kind = form.token.rsplit(":", 1)[-1]
    stem = kind[:1].lower() + kind[1:]
    return [
        f"{stem}Name",
        f"{stem}Identifier",
        f"{stem}Id",
        stem,
        *(key for key in sorted(form.required) if key.lower().endswith(("name", "identifier"))),
        "bucket",
    ]


def _stem(resource: Identity) -> str:
    kind = resource.type.rsplit(":", 1)[-1]
    return kind[:1].lower() + kind[1:]


def _empty(kind: str, key: str = "") -> Any:
    if "Sequence[" in kind:
        return []
    if "Mapping[" in kind:
        return {}
    number = 1 if key.lower().endswith(("version", "revision")) else 0
    return {"_builtins.bool": False, "_builtins.int": number, "_builtins.float": float(number)}.get(kind)


def _validation(resource: Identity, domain: str) -> wire.Properties:
    label = domain.removeprefix("*.")
    return {
        "domainName": domain,
        "resourceRecordName": f"_{resource.digits(32, label)}.{label}.",
        "resourceRecordType": "CNAME",
        "resourceRecordValue": f"_{resource.digits(32, f'value {label}')}.acm-validations.aws.",
    }


def _seed(arguments: wire.Properties) -> Identity:
    return Identity(json.dumps(arguments, sort_keys=True, default=str), "", "")


def _short(region: str) -> str:
    parts = region.split("-")
    return f"{parts[0]}{''.join(word[0] for word in parts[1:-1])}{parts[-1]}"


def _decoded(value: Any) -> Any:
    """A nested piece of provider configuration, which travels as JSON text."""
    shown = wire.reveal(value)
    if isinstance(shown, str):
        try:
            return wire.reveal(json.loads(shown))
        except ValueError:
            return None
    return shown


def _parsed_arn(arn: str) -> wire.Properties:
    parts = arn.split(":", 5)
    if len(parts) != 6 or parts[0] != "arn":  # noqa: PLR2004  (the parts of an ARN)
        raise ConfigError(f"getArn: {arn!r} is not an ARN", hint="an ARN is arn:partition:service:region:account:resource")
    return {"id": arn, **dict(zip(("partition", "service", "region", "account", "resource"), parts[1:], strict=True))}
