"""The schema that the plugin serves, as text: `python -m buttress_components.schema > components/schema.json`."""

import json
import sys

from pulumi.provider.experimental.analyzer import Analyzer
from pulumi.provider.experimental.schema import generate_schema

from buttress_components import _defaults as defaults
from buttress_components.__main__ import components


def schema() -> str:
    """The schema of all components that can be imported, as indented JSON. It has no version, so that only its content can change it."""
    found = Analyzer(defaults.PACKAGE).analyze(components())
    document = generate_schema(
        defaults.PACKAGE,
        "0.0.0",
        None,
        found["component_definitions"],
        found["type_definitions"],
        sorted(found["dependencies"], key=lambda one: one.name),
    ).to_json()
    document.pop("version", None)
    return f"{json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False)}\n"


if __name__ == "__main__":
    sys.stdout.write(schema())
