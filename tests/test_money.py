"""Amounts in minor units, and how they are shown."""

from __future__ import annotations

import subprocess
import sys

import pytest

from buttress.money import minor_units, money, share


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (0, "USD", "USD 0"),
        (123_456_789, "USD", "USD 1,230,000"),
        (99_950_000, "USD", "USD 1,000,000"),
        (12_345, "USD", "USD 123"),
        (1_234, "USD", "USD 12.3"),
        (-1_234_500, "EUR", "EUR -12,300"),
        (1_234_567, "JPY", "JPY 1,230,000"),
        (1_234_567, "KWD", "KWD 1,230"),
        (7, "USD", "USD 0.07"),
        (99_950, "USD", "USD 1,000"),
        (123_456, "KWD", "KWD 123"),
        (250_000, "XAF", "XAF 250,000"),
        (250_000, "XOF", "XOF 250,000"),
        (250_000, "PYG", "PYG 250,000"),
        (250_000, "UGX", "UGX 250,000"),
    ],
)
def test_three_significant_digits_on_screen(minor: int, currency: str, shown: str) -> None:
    assert money(minor, currency) == shown


@pytest.mark.parametrize(
    ("amount", "currency", "minor"), [(0.1, "USD", 10), (1.005, "KWD", 1005), (1500, "JPY", 1500), (2.675, "USD", 268)]
)
def test_whole_units_become_integer_minor_units(amount: float, currency: str, minor: int) -> None:
    assert minor_units(amount, currency) == minor


@pytest.mark.parametrize(
    ("chance", "shown"), [(0, "0%"), (1, "100%"), (1e-9, "< 0.01%"), (0.9999, "> 99.9%"), (0.12345, "12.3%"), (0.5, "50%")]
)
def test_what_is_not_certain_never_reads_as_certain(chance: float, shown: str) -> None:
    assert share(chance) == shown


def test_currency_data_is_loaded_only_once_an_amount_is_written() -> None:
    code = "import sys, buttress.money, buttress.report.text; assert 'babel' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
