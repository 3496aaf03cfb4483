"""What every component has in common: its token, its children's options, and the record of what was given up and why."""

import inspect
from typing import Any

import pulumi
from pulumi.provider.experimental.util import camel_case

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments

_JUSTIFICATIONS = "buttressJustifications"


class HardenedResource(pulumi.ComponentResource):
    """A component whose arguments have been checked.

    The justifications stand among its inputs, so that a policy pack meets them before the first child, and among its outputs, so that
    a report on the state shows them.
    """

    def __init__(self, arguments: Arguments, opts: pulumi.ResourceOptions | None) -> None:
        arguments.finish()
        recorded = [*arguments.justifications, *arguments.explanations]
        self._justifications = {_JUSTIFICATIONS: recorded} if recorded else {}
        super().__init__(f"{defaults.PACKAGE}:index:{arguments.component}", arguments.name, dict(self._justifications), opts)

    def _child(self, **options: Any) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, **options)

    def _publish(self) -> None:
        """Register what the component's class declares as outputs, under the names that its schema has for them."""
        (declared,) = (inspect.get_annotations(kind) for kind in type(self).__mro__ if HardenedResource in kind.__bases__)
        outputs = {camel_case(name): getattr(self, name) for name in declared}
        self.register_outputs({**outputs, **self._justifications})
