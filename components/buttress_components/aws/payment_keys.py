"""Keys for payment data that never leave their hardware: each for one purpose, and one policy to make and another to verify."""

import enum
import re
from collections.abc import Mapping
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _policies as policies


class PaymentPurpose(enum.Enum):
    """What a key may be used for, and for nothing else."""

    CARD_VERIFICATION = "card-verification"
    """Makes and verifies the security codes of cards."""
    DATA_ENCRYPTION = "data-encryption"
    """Encrypts and decrypts account numbers and other data."""
    MESSAGE_AUTHENTICATION = "message-authentication"
    """Makes and verifies the MAC of a payment message."""
    PIN_ENCRYPTION = "pin-encryption"
    """Encrypts PIN blocks on their way."""
    PIN_VERIFICATION = "pin-verification"
    """Makes and verifies PINs."""


class PaymentKeyArgs(TypedDict):
    """A key."""

    name: str
    """A short name, by which the outputs list it."""
    purpose: PaymentPurpose
    """What it may be used for."""


class PaymentKeysArgs(TypedDict):
    """The arguments of PaymentKeys."""

    keys: list[PaymentKeyArgs]
    """The keys. AWS rotates none of them: add one under a new name, move over, take the old one away."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the keys, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class PaymentKeys(HardenedResource):
    """Keys for payment data that never leave their hardware: each for one purpose, and one policy to make and another to verify.

    They are keys of AWS Payment Cryptography, which validates its HSMs to PCI PIN and PCI P2PE; none can be exported.
    """

    key_arns: pulumi.Output[dict[str, str]]
    """Name of each key to its ARN."""
    alias_names: pulumi.Output[dict[str, str]]
    """Name of each key to its alias, by which programs should call it."""
    maker_policy: pulumi.Output[str]
    """Policy document for who encrypts, and makes codes and MACs."""
    verifier_policy: pulumi.Output[str]
    """Policy document for who decrypts, and verifies codes and MACs."""

    def __init__(self, name: str, args: PaymentKeysArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("PaymentKeys", name, args, PaymentKeysArgs)
        purposes = _read(given)
        protect = given.protect("aws")
        super().__init__(given, opts)
        made = {title: _key(self, f"{name}-{title}", given, purpose, protect=protect) for title, purpose in purposes.items()}
        aliases = {
            title: aws.paymentcryptography.KeyAlias(
                f"{name}-{title}", alias_name=f"alias/{name}-{pulumi.get_stack()}-{title}", key_arn=key.arn, opts=self._child()
            )
            for title, key in made.items()
        }
        self.key_arns = pulumi.Output.all(**{title: key.arn for title, key in made.items()})
        self.alias_names = pulumi.Output.all(**{title: one.alias_name for title, one in aliases.items()})
        self.maker_policy = _policy(purposes, made, 0)
        self.verifier_policy = _policy(purposes, made, 1)
        self._publish()


def _read(given: Arguments) -> dict[str, PaymentPurpose]:
    found: dict[str, PaymentPurpose] = {}
    for place, one in enumerate(given.groups("keys", PaymentKeyArgs, least=1)):
        title, purpose = one["name"], one["purpose"]
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", str(title)) or title in found:
            raise given.invalid(f"keys[{place}].name", title, "different names in lower-case letters, digits and hyphens")
        try:
            found[title] = PaymentPurpose(purpose)
        except ValueError:
            raise given.invalid(f"keys[{place}].purpose", purpose, ", ".join(kind.value for kind in PaymentPurpose)) from None
    return found


def _key(parent: pulumi.Resource, name: str, given: Arguments, purpose: PaymentPurpose, *, protect: bool) -> aws.paymentcryptography.Key:
    usage, algorithm, modes = defaults.PAYMENT_KEYS[purpose.value]
    return aws.paymentcryptography.Key(
        name,
        enabled=True,
        exportable=False,
        deletion_window_in_days=defaults.PAYMENT_KEY_DELETION_WINDOW,
        key_check_value_algorithm="CMAC" if algorithm.startswith("AES") else "ANSI_X9_24",
        key_attributes=[
            aws.paymentcryptography.KeyKeyAttributeArgs(
                key_class="SYMMETRIC_KEY",
                key_usage=usage,
                key_algorithm=algorithm,
                key_modes_of_uses=[aws.paymentcryptography.KeyKeyAttributeKeyModesOfUseArgs(**dict.fromkeys(modes, True))],
            )
        ],
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent, protect=protect),
    )


def _policy(purposes: Mapping[str, PaymentPurpose], made: Mapping[str, aws.paymentcryptography.Key], side: int) -> pulumi.Output[str]:
    """The document for one of the two sides; an alias leads to a key whose ARN is what is granted."""
    return policies.document(
        [
            {
                "Effect": "Allow",
                "Action": [f"payment-cryptography:{verb}" for verb in (defaults.PAYMENT_ACTIONS[purpose.value][side])],
                "Resource": made[title].arn,
            }
            for title, purpose in purposes.items()
        ]
    )
