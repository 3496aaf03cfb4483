"""The stand-in for a provider of which nothing is known but, where it is installed, its SDK: it previews whatever it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from buttress.offline import local_facts as facts
from buttress.offline.names import Identity
from buttress.pulumi import wire
from buttress.pulumi.shapes import shape, snake


class Generic:
    """A package whose resources are taken as they come. What they give is unknown in a plan, and invented in an update."""

    def __init__(self, package: str) -> None:
        self.package = package

    def configure(self, config: Mapping[str, Any]) -> None:
        """Nothing that it says matters here."""

    def check(
        self, resource: Identity, _olds: wire.Properties, news: wire.Properties, _naming: Any
    ) -> tuple[wire.Properties, list[tuple[str, str]]]:
        """The inputs as they are, with the defaults of the few providers that need no cloud."""
        given = {key: value for key, value in news.items() if value is not None}
        return {**facts.DEFAULTS.get(resource.type, {}), **given}, []

    def imported(self, _resource: Identity, _id: str) -> wire.Properties:
        """None."""
        return {}

    def refuses(self, _resource: Identity, _action: str, _olds: wire.Properties, _news: wire.Properties) -> str:
        """Nothing."""
        return ""

    def replaces(self, _resource: Identity) -> frozenset[str]:
        """Nothing that is known."""
        return frozenset()

    def keeps_name(self, _resource: Identity, _olds: wire.Properties, _news: wire.Properties) -> bool:
        """No: it has no name that is known."""
        return False

    def id(self, resource: Identity, _inputs: wire.Properties) -> str:
        """The logical name with digits."""
        return resource.suffixed(8, "-")

    def unknown(self, resource: Identity, inputs: wire.Properties) -> Sequence[str]:
        """The outputs that its SDK names."""
        form = shape(resource.type)
        keys = (*form.outputs, *form.chosen, *facts.OUTPUTS.get(resource.type, ()))
        return [key for key in dict.fromkeys(keys) if inputs.get(key) is None]

    def reshaped(self, _resource: Identity, _inputs: wire.Properties) -> wire.Properties:
        """Nothing."""
        return {}

    def outputs(self, resource: Identity, inputs: wire.Properties, _id: str) -> wire.Properties:
        """Made-up values, of the right length where a length is asked for."""
        return {key: _value(resource, inputs, key) for key in self.unknown(resource, inputs)}

    def invoke(self, _token: str, _arguments: wire.Properties) -> wire.Properties | None:
        """None: it knows no function."""
        return None


def _value(resource: Identity, inputs: wire.Properties, key: str) -> Any:
    kind = shape(resource.type).types.get(key, "")
    if "Sequence[" in kind or key in facts.LISTS:
        return list(inputs.get("inputs") or ())
    if "Mapping[" in kind:
        return {}
    length = inputs.get("length")
    if key == "result" and isinstance(length, int) and resource.type.startswith("random:"):
        return (resource.digits(64) * (length // 64 + 1))[:length]
    if "_builtins.int" in kind or resource.type == "random:index/randomInteger:RandomInteger":
        return inputs.get("min", 0)
    return "" if key in facts.EMPTY else f"{snake(key).replace('_', '-')}-{resource.digits(8, key)}"
