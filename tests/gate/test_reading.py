"""What is read is made to lead elsewhere: a link to what the runner holds, a URL with its password, whose text an error would repeat."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ran
from tests.gate.test_custom_checks import CHECK

from buttress.errors import Error
from buttress.text import without_passwords

SECRETS = {
    "netrc": "machine example.com login me password s3cret\n",
    "passwd": "root:s3cret:0:0:root:/root:/bin/sh\ndaemon:s3cret:1:1:daemon\n",
    "env": "TOKEN=s3cret\nOTHER=s3cret\n",
    "ini": "[default]\naws_secret_access_key = s3cret\n",
    "json": '{"token s3cret": "s3cret", "auths": {"s3cret": 1}}\n',
    "list": "- s3cret\n- s3cret\n",
    "key": "-----BEGIN KEY-----\ns3cret\n-----END KEY-----\n",
    "many": "s3cret: s3cret " + "s3cret " * 30 + "\n",
}

READ = {
    "settings": ("buttress.yaml", ()),
    "waivers": ("buttress-waivers.yaml", ()),
    "baseline": ("base.json", ("--baseline", "base.json")),
    "check": ("policies/leak.rego", ("--policies", "policies")),
    "controls": ("policies/controls/own.yaml", ("--policies", "policies")),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder in which the command line runs, with a policy directory and what a runner holds beside it."""
    (tmp_path / "policies" / "controls").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("held", [one for one in SECRETS if one != "many"])
@pytest.mark.parametrize("read", READ)
def test_no_error_quotes_what_a_link_leads_to(
    buttress: Callable[..., Ran], state: Callable[..., str], project: Path, tmp_path_factory: pytest.TempPathFactory, read: str, held: str
) -> None:
    secret = tmp_path_factory.mktemp("runner") / held
    secret.write_text(SECRETS[held])
    name, options = READ[read]
    (project / name).symlink_to(secret)
    ran = buttress("check", state(b={}), *options)
    assert ran.code == 2
    assert "s3cret" not in ran.err + ran.out


@pytest.mark.parametrize("read", READ)
@pytest.mark.parametrize("linked", ["file", "folder"])
def test_in_ci_a_link_that_leads_out_of_the_project_is_refused(
    buttress: Callable[..., Ran],
    state: Callable[..., str],
    project: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    read: str,
    linked: str,
) -> None:
    (project / ".git").mkdir()
    outside = tmp_path_factory.mktemp("runner")
    name, options = READ[read]
    target = outside / name
    target.parent.mkdir(parents=True, exist_ok=True)
    # What a link leads to may be right: it is still not the project's.
    target.write_text(CHECK.format(expression="1") if name.endswith(".rego") else "{}")
    if linked == "folder" and "/" in name:
        (project / "policies" / "controls").rmdir()
        (project / "policies").rmdir()
        (project / "policies").symlink_to(outside / "policies")
    else:
        (project / name).symlink_to(target)
    monkeypatch.setenv("CI", "true")
    ran = buttress("check", state(b={}), *options)
    assert ran.code == 2
    assert "is read by a link that leads out of the project" in ran.err


def test_in_ci_a_link_within_the_project_is_followed(
    buttress: Callable[..., Ran], state: Callable[..., str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".git").mkdir()
    (project / "shared").mkdir()
    (project / "shared" / "buttress.yaml").write_text("fail_on: never\n")
    (project / "buttress.yaml").symlink_to(project / "shared" / "buttress.yaml")
    monkeypatch.setenv("CI", "true")
    assert buttress("check", state(b={})).code == 0


URLS = {
    "http://me:s3cret@127.0.0.1:1": "http://…@127.0.0.1:1",
    "https://s3cret@host/path": "https://…@host/path",
    "https://me:s3@cret@host": "https://…@host",
    "https://me:s3/s3cret@host": "https://…@host",
    "azblob://a?sig=s3cret&x=1": "azblob://a?sig=…&x=1",
    "s3://b?accessKey=s3cret": "s3://b?accessKey=…",
    "http://host:8181/a@b": "http://host:8181/a@b",
    "s3://bucket/a@b": "s3://bucket/a@b",
}


@pytest.mark.parametrize("url", URLS)
def test_a_url_is_shown_without_its_password(url: str) -> None:
    assert without_passwords(url) == URLS[url]
    problem = Error(f"cannot reach {url}", where=url, hint=f"not {url}")
    for said in (str(problem), problem.diagnostics(), repr(problem), *problem.args):
        assert "s3cret" not in said


@pytest.mark.parametrize(
    "url", ["http://me:s3cret@127.0.0.1:1", "http://me:s3cret@[::1", "ftp://me:s3cret@host", "http://me:s3cret@h:99999"]
)
@pytest.mark.parametrize("arguments", [("engine", "info"), ("engine", "info", "--format", "json"), ("check",)])
def test_the_url_of_a_server_is_shown_without_its_password(
    buttress: Callable[..., Ran], state: Callable[..., str], monkeypatch: pytest.MonkeyPatch, url: str, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("BUTTRESS_OPA_URL", url)
    ran = buttress(*arguments, *([state(b={})] if arguments == ("check",) else []))
    assert ran.code == (2 if arguments == ("check",) else 0)
    assert "s3cret" not in ran.out + ran.err
    assert "a fault of Buttress itself" not in ran.err


@pytest.mark.parametrize("url", ["s3://me:s3cret@bucket", "ftp://me:s3cret@host/x", "https://me:s3cret@host", "azblob://c?sig=s3cret#x"])
def test_the_url_of_a_backend_is_shown_without_its_password(buttress: Callable[..., Ran], url: str) -> None:
    ran = buttress("check", url)
    assert ran.code == 2
    assert "s3cret" not in ran.out + ran.err
