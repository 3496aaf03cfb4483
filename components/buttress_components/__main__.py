"""The components as a Pulumi plugin, `pulumi-resource-buttress`, for programs in any language."""

import importlib
import sys
from importlib import metadata
from typing import Any, Final

import pulumi
from pulumi import provider
from pulumi.errors import InputPropertyError
from pulumi.provider import ConstructResult
from pulumi.provider.experimental.analyzer import PropertyDefinition
from pulumi.provider.experimental.component import ComponentProvider
from pulumi.provider.experimental.util import camel_case
from pulumi.provider.server import ComponentInitError

from buttress_components import _defaults as defaults
from buttress_components._arguments import ArgumentError
from buttress_components._component import HardenedResource

_SDKS: Final = {"buttress_components.aws": "pulumi_aws", "buttress_components.azure": "pulumi_azure_native"}


class _Provider(ComponentProvider):
    """Hosts components, and says what is wrong with an argument without a traceback through our own code."""

    def construct(self, name: str, resource_type: str, inputs: Any, options: pulumi.ResourceOptions | None = None) -> ConstructResult:
        try:
            return super().construct(name, resource_type, inputs, options)
        except ComponentInitError as problem:
            if not isinstance(problem.inner, ArgumentError):
                raise
            place = ".".join(camel_case(part) for part in problem.inner.argument.split("."))
            raise InputPropertyError(place, f"it {problem.inner.reason}") from None

    def map_input_properties(
        self, inputs: Any, properties: dict[str, PropertyDefinition], mapping: dict[str, str], component_name: str, property_path: str
    ) -> Any:
        """As Pulumi does, but for lists of an enumeration: it takes their members for objects and empties them."""
        lists = {key for key, one in properties.items() if self._enumerates(one)} if isinstance(inputs, dict) else set()
        others = {key: one for key, one in properties.items() if key not in lists}
        found = super().map_input_properties(inputs, others, mapping, component_name, property_path)
        return {**found, **{mapping[key]: inputs[key] for key in lists if inputs.get(key) is not None}}

    def _enumerates(self, described: PropertyDefinition) -> bool:
        kind = self.get_type_definition(described.items) if described.items and described.items.ref else None
        return bool(kind and kind.enum)


def components() -> list[type[pulumi.ComponentResource]]:
    """The components whose cloud's SDK is installed, by name."""
    found: dict[str, type[pulumi.ComponentResource]] = {}
    for name, sdk in _SDKS.items():
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError as missing:
            if missing.name is None or missing.name.partition(".")[0] != sdk:
                raise
            continue
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, HardenedResource):
                found[value.__name__] = value
    return [found[name] for name in sorted(found)]


def version() -> str:
    """The version of the installed distribution, or 0.0.0 where the components are run from their directory."""
    try:
        return metadata.version(defaults.PACKAGE)
    except metadata.PackageNotFoundError:
        return "0.0.0"


def main() -> None:
    """Serve the components until the engine ends the process."""
    hosted = components()
    if not hosted:
        sys.stderr.write("no component can be served: install buttress[aws], buttress[azure] or buttress[all]\n")
        sys.exit(1)
    provider.main(_Provider(hosted, defaults.PACKAGE, None, version()), sys.argv[1:])


if __name__ == "__main__":
    main()
