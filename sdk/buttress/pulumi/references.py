"""References to other stacks, where there is no backend to ask: their outputs are unknown, or what the user gave."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from buttress.pulumi.answers import Answers


@contextlib.contextmanager
def answered(answers: Answers) -> Iterator[None]:
    """While it holds, a `pulumi.StackReference` of this process asks no backend; it is registered as something without a cloud resource."""
    import asyncio

    import pulumi

    original = pulumi.StackReference.__init__

    def resolved(value: Any) -> Any:
        future = asyncio.get_event_loop().create_future()
        future.set_result(value)
        return future

    def __init__(self: Any, name: str, stack_name: str | None = None, opts: pulumi.ResourceOptions | None = None) -> None:  # noqa: N807
        target = name if stack_name is None else stack_name
        given = answers.outputs_of(target)
        pulumi.Resource.__init__(self, "pulumi:pulumi:StackReference", name, False, {}, opts)
        self.name = pulumi.Output.from_input(target)
        self.outputs = pulumi.Output.from_input(given) if given is not None else pulumi.Output({self}, resolved({}), resolved(False))
        self.secret_output_names = pulumi.Output.from_input([])

    pulumi.StackReference.__init__ = __init__  # type: ignore[method-assign]
    try:
        yield
    finally:
        pulumi.StackReference.__init__ = original  # type: ignore[method-assign]
