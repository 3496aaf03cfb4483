from __future__ import annotations

import gzip
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard

from buttress.errors import StateError
from buttress.state import read_state
from buttress.state.stores import open_store

BUCKET = "aws:s3/bucket:Bucket"


def checkpoint(name: str) -> bytes:
    entry = {"urn": f"urn:pulumi:{name}::shop::{BUCKET}::{name}", "type": BUCKET, "custom": True, "id": name, "inputs": {}}
    latest = {"manifest": {}, "resources": [entry]}
    return json.dumps({"version": 3, "checkpoint": {"stack": f"organization/shop/{name}", "latest": latest}}).encode()


def names(source: str) -> list[str]:
    return [one.resources[0].name for one in read_state(source)]


def backend(folder: Path, layout: str = "shop/a.json") -> Path:
    file = folder / ".pulumi/stacks" / layout
    file.parent.mkdir(parents=True)
    file.write_bytes(checkpoint("a"))
    return folder


@pytest.mark.parametrize("name", ["with space", "über", "a#b", "a%b", "a%20b", "a+b", "a?b", "a?b=c", "a&b", "[a]", "a*"])
def test_a_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    folder = backend(tmp_path / name)
    for place in (str(folder), f"{folder}/", folder.as_uri(), f"file://{folder}"):
        assert names(place) == ["a"], place


@pytest.mark.parametrize("layout", ["a.json", "shop/a.json"])
def test_both_layouts_are_read_from_where_pulumi_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str) -> None:
    backend(tmp_path / "home/states", layout)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "home")
    for place in ("file://~/states", "~/states", "file://states", "file://./states", "file://states?no_tmp_dir=true"):
        assert names(place) == ["a"], place
    monkeypatch.chdir(tmp_path / "home/states")
    assert names("file://.") == ["a"]


def test_a_file_may_be_compressed_or_come_by_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(checkpoint("a")))
    (tmp_path / "b.json.zst").write_bytes(zstandard.compress(checkpoint("b")))
    (tmp_path / "c.json").write_bytes(checkpoint("c"))
    assert names(str(tmp_path)) == ["a", "b", "c"]
    assert [names(str(tmp_path / one)) for one in ("a.json.gz", "b.json.zst")] == [["a"], ["b"]]
    monkeypatch.setenv("HOME", str(tmp_path))
    assert names("~/c.json") == ["c"]
    for content in (checkpoint("d"), gzip.compress(checkpoint("d"))):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        assert names("-") == ["d"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("s3://states?regoin=eu-west-1", "regoin is not one of Pulumi's.* did you mean region"),
        ("s3://states?role=arn:aws:iam::1:role/x", "role is not supported.* profile"),
        ("s3://states?disableSSL=maybe", "disableSSL=maybe is neither true nor false"),
        ("s3://states?endpoint=ftp://x", "is not the URL of a server"),
        ("s3://states?profile=nobody", "nobody"),
        ("s3://states/a#b", "%23"),
        ("azblob://states", "names no storage account"),
        ("azblob://states?storage_account=a&localemu=true", "localemu is not supported"),
        ("azblob://states?storage_account=a&protocol=http", "protocol=http is not supported"),
        ("azblob://states?account=a", "account is not one of Pulumi's"),
        ("gs://states?private_key_path=x", "private_key_path is not supported"),
        ("gs://states?project=x", "project is not one of Pulumi's"),
        ("file:///tmp?region=x", "region is not one of Pulumi's"),
        ("postgres://x/y", "no reader for postgres://"),
    ],
)
def test_a_parameter_is_honoured_or_refused(monkeypatch: pytest.MonkeyPatch, url: str, words: str) -> None:
    for name in ("AZURE_STORAGE_ACCOUNT", "AZURE_STORAGE_CONNECTION_STRING", "AZURE_STORAGEBLOB_CONNECTIONSTRING"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(StateError) as caught:
        open_store(url)
    assert re.search(words, f"{caught.value.message} {caught.value.hint}")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An S3 of this machine, with one stack in a bucket of spaces and another beside it."""
    server_module = pytest.importorskip("moto.server")
    import boto3

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "k")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "s")
        running = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        running.start()
        host, port = running.get_host_and_port()
        client: Any = boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1")
        client.create_bucket(Bucket="states")
        for folder, stack in (("", "root"), ("a b+ü/", "inner")):
            client.put_object(Bucket="states", Key=f"{folder}.pulumi/stacks/shop/{stack}.json", Body=checkpoint(stack))
        yield f"{host}:{port}"
        running.stop()


@pytest.mark.xdist_group("s3")
@pytest.mark.parametrize(
    ("path", "parameters", "found"),
    [
        ("", "endpoint=http://{0}", ["root"]),
        ("", "endpoint={0}&disableSSL=true&s3ForcePathStyle=true&region=eu-west-1", ["root"]),
        ("", "endpoint=http://{0}&use_path_style=true&awssdk=v2&kmskeyid=x", ["root"]),
        ("/a%20b+%C3%BC", "endpoint=http://{0}", ["inner"]),
        ("/a b+ü/", "endpoint=http://{0}", ["inner"]),
    ],
)
def test_a_bucket_is_asked_of_the_server_that_the_url_names(server: str, path: str, parameters: str, found: list[str]) -> None:
    url = f"s3://states{path}?{parameters.format(server)}"
    assert names(url) == found
    (store,) = read_state(url)
    assert store.stack.source.startswith("s3://states")
    assert "?" not in store.stack.source


@pytest.mark.xdist_group("s3")
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("s3://states?endpoint=127.0.0.1:1&disableSSL=true", "127.0.0.1:1"),
        ("s3://absent?endpoint=http://{0}", "absent|bucket|holds no stacks"),
        ("s3://states?endpoint={0}", "SSL|ssl"),
    ],
)
def test_a_server_that_does_not_answer_is_a_sentence(server: str, url: str, words: str) -> None:
    with pytest.raises(StateError, match=words):
        names(url.format(server))


def test_without_credentials_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("s3fs")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(StateError, match="credentials"):
        names("s3://states?endpoint=127.0.0.1:1&disableSSL=true&region=eu-west-1")
