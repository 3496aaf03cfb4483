"""The components as a Pulumi plugin, `pulumi-resource-buttress`, for programs in any language."""

import importlib
import sys
from importlib import metadata
from typing import Final

import pulumi
from pulumi.provider.experimental import component_provider_host

from buttress_components import _defaults as defaults
from buttress_components._component import HardenedResource

_SDKS: Final = {"buttress_components.aws": "pulumi_aws", "buttress_components.azure": "pulumi_azure_native"}


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
    component_provider_host(hosted, defaults.PACKAGE, version=version())


if __name__ == "__main__":
    main()
