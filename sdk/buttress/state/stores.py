"""Where the files of a DIY backend lie: Pulumi's URLs, read as Pulumi reads them.

Every parameter of a URL is honoured or refused. One that is ignored could mean another server, and another stack of the same name.
"""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from attrs import field, frozen

from buttress.errors import StateError
from buttress.text import nearest, without_passwords

_SECONDS = 10
_TRUE, _FALSE = frozenset({"1", "t", "true"}), frozenset({"0", "f", "false"})
_EXTRAS = {"s3": "s3fs", "azblob": "adlfs", "gs": "gcsfs"}

Parameters = dict[str, str]


@frozen(kw_only=True)
class Store:
    """The files of one backend. `named` is how messages call it: the URL without its parameters, or the directory."""

    named: str
    filesystem: Any = field(repr=False)
    root: str
    _failures: tuple[type[Exception], ...] = field(default=(OSError,), alias="failures")

    def list(self, folder: str) -> tuple[str, ...]:
        """The files at any depth of a folder, by their paths from the root; none where there is no such folder."""
        found = self._try(lambda: self.filesystem.find(posixpath.join(self.root, folder)), self.named, "the backend cannot be listed")
        return tuple(sorted(posixpath.relpath(str(name), self.root) for name in found))

    def read(self, name: str) -> bytes:
        """The content of a file."""
        return bytes(self._try(lambda: self.filesystem.cat_file(posixpath.join(self.root, name)), self.where(name), "cannot be read"))

    def where(self, name: str) -> str:
        """How messages call a file."""
        return f"{self.named}/{name}"

    def _try(self, work: Callable[[], Any], where: str, complaint: str) -> Any:
        try:
            return work()
        except self._failures as problem:
            reason = " ".join(str(problem).split()) or type(problem).__name__
            hint = None if self.filesystem.protocol == ("file", "local") else "see the credentials and the parameters of the URL"
            raise StateError(f"{complaint}: {reason}", where=where, hint=hint) from None


def open_store(place: str) -> Store:
    """The files behind a backend's URL or in a directory; a StateError says which parameter or which package is the matter."""
    scheme, separator, _ = place.partition("://")
    if not separator:
        return _local(Path(place).expanduser(), place.rstrip("/"))
    if scheme == "file":
        return _local(_folder(place), place.partition("?")[0].rstrip("/"))
    opened = {"s3": _s3, "azblob": _azure, "gs": _google}.get(scheme)
    if opened is None:
        raise StateError(f"no reader for {scheme}:// backends", where=place, hint="file://, s3://, azblob:// and gs:// are known")
    url = urlsplit(place)
    if "@" in url.netloc:
        # What opens it would repeat the password in its own words.
        raise StateError("a bucket's URL holds no user", where=place, hint="credentials come from the environment or a profile")
    if url.fragment:
        raise StateError("what follows # is no part of a folder", where=place, hint="write # as %23 and ? as %3F")
    try:
        return opened(url, dict(parse_qsl(url.query, keep_blank_values=True)))
    except ImportError:
        extra = _EXTRAS[scheme]
        raise StateError(
            f"no reader for {scheme}:// backends is installed", where=place, hint=f"pip install {extra}, or buttress[backends] for all"
        ) from None


def _local(folder: Path, named: str) -> Store:
    from fsspec.implementations.local import LocalFileSystem

    return Store(named=named, filesystem=LocalFileSystem(), root=str(folder.absolute()))


def _folder(url: str) -> Path:
    """The folder of a `file://` URL, which Pulumi takes relative to here and with `~`; one that is there letter by letter counts, too."""
    text, _, query = url.removeprefix("file://").partition("?")
    written = Path(unquote(text.partition("#")[0])).expanduser()
    plain = Path(url.removeprefix("file://")).expanduser()
    if not written.is_dir() and plain.is_dir():
        return plain
    _known(dict(parse_qsl(query)), {"no_tmp_dir", "metadata", "create_dir", "dir_file_mode"}, {}, url)
    return written


def _s3(url: SplitResult, given: Parameters) -> Store:
    where = _named(url)
    harmless = {"ssetype", "kmskeyid", "rate_limiter_capacity", "awssdk", "hostname_immutable"}
    ours = {
        "region", "profile", "endpoint", "disableSSL", "disable_https", "s3ForcePathStyle", "use_path_style", "anonymous", "accelerate",
        "dualstack", "fips", "request_checksum_calculation", "response_checksum_validation",
    }  # fmt: skip
    _known(given, ours | harmless, {"role": "assume it in a profile, and name that with profile="}, where)
    plain = _flag(given, "disableSSL", where) or _flag(given, "disable_https", where)
    endpoint = given.get("endpoint", "")
    if endpoint and "://" not in endpoint:
        endpoint = f"{'http' if plain else 'https'}://{endpoint}"
    if endpoint and urlsplit(endpoint).scheme not in {"http", "https"}:
        raise StateError(f"endpoint={endpoint} is not the URL of a server", where=where, hint="endpoint=https://minio.example.com:9000")
    style = _flag(given, "s3ForcePathStyle", where) or _flag(given, "use_path_style", where)
    import botocore.exceptions
    import s3fs
    from botocore.config import Config

    config: dict[str, Any] = {
        "connect_timeout": _SECONDS,
        "retries": {"max_attempts": 1},
        "s3": {
            **({"addressing_style": "path"} if style else {}),
            **({"use_accelerate_endpoint": True} if _flag(given, "accelerate", where) else {}),
        },
        **({"use_dualstack_endpoint": True} if _flag(given, "dualstack", where) else {}),
        **({"use_fips_endpoint": True} if _flag(given, "fips", where) else {}),
        **{key: given[key] for key in ("request_checksum_calculation", "response_checksum_validation") if key in given},
    }
    failures = (OSError, botocore.exceptions.BotoCoreError, botocore.exceptions.ClientError, ValueError)

    class FileSystem(s3fs.S3FileSystem):  # type: ignore[misc]  # fsspec's classes are untyped
        retries = 1

    try:
        Config(**config)
        filesystem = FileSystem(
            anon=_flag(given, "anonymous", where),
            endpoint_url=endpoint or None,
            use_ssl=not plain,
            client_kwargs={"region_name": given["region"]} if "region" in given else {},
            config_kwargs=config,
            skip_instance_cache=True,
            **({"profile": given["profile"]} if "profile" in given else {}),
        )
        filesystem.connect()
    except failures as problem:
        raise StateError(f"the backend cannot be opened: {problem}", where=where) from None
    return Store(named=where, filesystem=filesystem, root=_root(url), failures=failures)


def _azure(url: SplitResult, given: Parameters) -> Store:
    where = _named(url)
    only = "only https:// to the account itself is read"
    _known(given, {"storage_account", "domain", "protocol"}, {"cdn": only, "localemu": only}, where)
    if given.get("protocol", "https") != "https":
        raise StateError(f"protocol={given['protocol']} is not supported", where=where, hint=only)
    settings = os.environ
    connection = settings.get("AZURE_STORAGE_CONNECTION_STRING") or settings.get("AZURE_STORAGEBLOB_CONNECTIONSTRING")
    parts = dict(part.split("=", 1) for part in (connection or "").split(";") if "=" in part)
    account = given.get("storage_account") or settings.get("AZURE_STORAGE_ACCOUNT") or parts.get("AccountName")
    if not account:
        raise StateError("the URL names no storage account", where=where, hint="add ?storage_account=NAME, or set AZURE_STORAGE_ACCOUNT")
    if connection and parts.get("AccountName", account) != account:
        raise StateError(f"AZURE_STORAGE_CONNECTION_STRING is of another account than {account}", where=where, hint="unset it")
    domain = given.get("domain") or settings.get("AZURE_STORAGE_DOMAIN")
    key, token = settings.get("AZURE_STORAGE_KEY"), settings.get("AZURE_STORAGE_SAS_TOKEN")
    import adlfs
    import azure.core.exceptions

    failures = (OSError, azure.core.exceptions.AzureError, ValueError)
    try:
        filesystem = adlfs.AzureBlobFileSystem(
            account_name=account,
            account_key=None if connection else key or parts.get("AccountKey"),
            connection_string=connection,
            sas_token=None if connection or key else token,
            account_host=f"{account}.{domain}" if domain else None,
            anon=False,
            connection_timeout=_SECONDS,
            skip_instance_cache=True,
        )
    except failures as problem:
        raise StateError(f"the backend cannot be opened: {problem}", where=where) from None
    return Store(named=where, filesystem=filesystem, root=_root(url), failures=failures)


def _google(url: SplitResult, given: Parameters) -> Store:
    where = _named(url)
    other = "name the credentials with GOOGLE_APPLICATION_CREDENTIALS"
    _known(given, {"access_id", "anonymous"}, {"private_key_path": other, "universe_domain": "only googleapis.com is read"}, where)
    if given.get("access_id", "-") != "-":
        raise StateError(f"access_id={given['access_id']} is not supported", where=where, hint=other)
    token: Any = None
    if _flag(given, "anonymous", where) or given.get("access_id") == "-":
        token = "anon"
    elif stated := os.environ.get("GOOGLE_CREDENTIALS"):
        try:
            token = json.loads(stated)
        except ValueError:
            raise StateError("GOOGLE_CREDENTIALS holds no JSON", where=where, hint=other) from None
    import aiohttp
    import gcsfs
    import gcsfs.retry
    import google.auth.exceptions

    failures = (OSError, google.auth.exceptions.GoogleAuthError, gcsfs.retry.HttpError, aiohttp.ClientError, ValueError)
    try:
        filesystem = gcsfs.GCSFileSystem(token=token, skip_instance_cache=True)
    except failures as problem:
        raise StateError(f"the backend cannot be opened: {problem}", where=where) from None
    return Store(named=where, filesystem=filesystem, root=_root(url), failures=failures)


def _named(url: SplitResult) -> str:
    return without_passwords(f"{url.scheme}://{url.netloc}{url.path}".rstrip("/"))


def _root(url: SplitResult) -> str:
    return posixpath.join(url.netloc, unquote(url.path).strip("/")).rstrip("/")


def _known(given: Mapping[str, str], known: set[str], refused: Mapping[str, str], where: str) -> None:
    for name in given:
        if name in refused:
            raise StateError(f"the parameter {name} is not supported", where=where, hint=refused[name])
        if name not in known:
            hint = nearest(name, known) or f"known: {', '.join(sorted(known))}"
            raise StateError(f"the parameter {name} is not one of Pulumi's", where=where, hint=hint)


def _flag(given: Mapping[str, str], name: str, where: str) -> bool:
    value = given.get(name, "false").lower()
    if value not in _TRUE | _FALSE:
        raise StateError(f"{name}={given[name]} is neither true nor false", where=where)
    return value in _TRUE
