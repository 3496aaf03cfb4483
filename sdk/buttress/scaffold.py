"""The text of a new check: Rego that denies what lacks a property, and cases that show it."""

from __future__ import annotations

import re

from buttress.errors import ConfigError

_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+){2,}$")
_PATH = re.compile(r"^[A-Za-z]\w*(\.[A-Za-z]\w*)*$")

_REGO = """\
# METADATA
# title: {title}
# description: Say what must hold, and which default you assume.
# scope: package
# related_resources:
# - ref: https://example.com/your-standard
# custom:
#   id: {id}
#   severity: medium
#   scope: resource
#   population: ["{type}"]
#   reads:
#     "{type}": ["{path}"]
#   remediation: Say in one sentence which property to set.
package custom.{cloud}.{service}.{name}

import rego.v1

deny contains {{"resource": urn, "path": [{steps}], "message": "{path} is not set"}} if {{
	some urn, resource in input.by_type["{type}"]
	not _set(resource)
}}

# Pass the whole resource: `not f(resource.props.absent)` would never fire.
_set(resource) if not object.get(resource.props, [{steps}], null) in {{null, "", [], {{}}}}
"""

_CASES = """\
- name: the property is set
  expect: pass
  resources:
    - type: {type}
      name: good
      props: {set}

- name: the property is set among others
  expect: pass
  resources:
    - type: {type}
      name: better
      props: {set}

- name: the property is absent
  expect: fail
  resources:
    - type: {type}
      name: bad

- name: the property is empty
  expect: fail
  resources:
    - type: {type}
      name: empty
      props: {empty}

- name: the property is known only after the update
  expect: unknown
  mode: preview
  resources:
    - type: {type}
      name: later
      props: {later}
"""


def check_files(identity: str, kind: str, path: str) -> dict[str, str]:
    """The files of a new check, by their path inside a policy directory; a ConfigError says what an id or path must be.

    `kind` is a type as states name it.
    """
    if not _ID.match(identity):
        raise ConfigError(f"{identity!r} is not a check id", hint="an id is cloud-service-state in lower case, as aws-s3-bucket-owner-tag")
    if not _PATH.match(path):
        raise ConfigError(f"{path!r} is not a property path", hint="a path is like tags or versioning.enabled")
    cloud, service, *words = identity.split("-")
    name = "_".join(words)
    parts = path.split(".")
    folder = f"{cloud}/{service}/{name}"
    values = {
        "id": identity,
        "type": kind,
        "path": path,
        "cloud": cloud,
        "service": service,
        "name": name,
        "title": f"{' '.join(words).capitalize()} holds",
        "steps": ", ".join(f'"{part}"' for part in parts),
        "set": _nested(parts, "{owner: team}" if parts[-1] == "tags" else "something"),
        "empty": _nested(parts, "{}" if parts[-1] == "tags" else '""'),
        "later": _nested(parts, "<unknown>"),
    }
    return {f"{folder}/{name}.rego": _REGO.format(**values), f"{folder}/cases.yaml": _CASES.format(**values)}


def _nested(parts: list[str], value: str) -> str:
    for part in reversed(parts):
        value = f"{{{part}: {value}}}"
    return value
