from __future__ import annotations

import buttress
from buttress import errors


def test_the_public_names_are_exactly_these_and_all_can_be_had() -> None:
    for name in buttress.__all__:
        assert getattr(buttress, name) is not None
    assert set(dir(buttress)) == set(buttress.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(buttress, "no_such_name")


def test_an_error_says_what_where_and_what_to_do() -> None:
    problem = errors.ConfigError("is wrong", where="f.yaml:3", hint="fix it")
    assert problem.diagnostics() == "f.yaml:3: is wrong\n  hint: fix it"
    assert issubclass(errors.EngineError, errors.Error)
