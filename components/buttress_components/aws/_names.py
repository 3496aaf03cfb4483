"""Physical names of what neither AWS nor the provider gives a name of its own."""

import hashlib
import re

import pulumi


def physical(name: str, *, longest: int, separator: str = "-") -> str:
    """A name of the project, the component's part and the stack, so that two stacks of an account do not meet under one.

    In lower-case letters, digits and single separators, at most `longest` of them.
    """
    whole = f"{pulumi.get_project()}-{name}-{pulumi.get_stack()}".lower()
    return fit(re.sub(r"[^a-z0-9]+", separator, whole).strip(separator), longest, separator)


def fit(name: str, longest: int, separator: str = "-") -> str:
    """The name, or where it is too long its beginning and a digest of it all."""
    if len(name) <= longest:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: longest - len(digest) - 1].rstrip(separator)}{separator}{digest}"
