"""What is known of the providers that need no cloud: `random`, `tls` and `command`.

Their SDKs say the same; these tables hold where none is installed, as beside a program in YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_STRING = ("length", "keepers", "lower", "upper", "numeric", "number", "special", "minLower", "minUpper", "minNumeric", "minSpecial")
_STRING_INPUTS = (*_STRING, "overrideSpecial")
_COMMAND = ("create", "update", "delete", "environment", "stdin", "triggers", "logging", "addPreviousOutputInEnv")
_CERTIFICATE = ("allowedUses", "dnsNames", "ipAddresses", "uris", "subject", "privateKeyPem", "setSubjectKeyId", "setAuthorityKeyId")
_PERIOD = ("validityPeriodHours", "earlyRenewalHours", "isCaCertificate")

INPUTS: Mapping[str, tuple[str, ...]] = {
    "random:index/randomPassword:RandomPassword": _STRING_INPUTS,
    "random:index/randomString:RandomString": _STRING_INPUTS,
    "random:index/randomBytes:RandomBytes": ("length", "keepers"),
    "random:index/randomId:RandomId": ("byteLength", "keepers", "prefix"),
    "random:index/randomInteger:RandomInteger": ("min", "max", "keepers", "seed"),
    "random:index/randomPet:RandomPet": ("length", "keepers", "prefix", "separator"),
    "random:index/randomShuffle:RandomShuffle": ("inputs", "keepers", "resultCount", "seed"),
    "random:index/randomUuid:RandomUuid": ("keepers",),
    "tls:index/privateKey:PrivateKey": ("algorithm", "ecdsaCurve", "rsaBits"),
    "tls:index/certRequest:CertRequest": ("dnsNames", "ipAddresses", "uris", "subject", "privateKeyPem"),
    "tls:index/selfSignedCert:SelfSignedCert": (*_CERTIFICATE, *_PERIOD),
    "tls:index/locallySignedCert:LocallySignedCert": (
        *("allowedUses", "caCertPem", "caPrivateKeyPem", "certRequestPem", "setSubjectKeyId"),
        *_PERIOD,
    ),
    "command:local:Command": (*_COMMAND, "archivePaths", "assetPaths", "dir", "interpreter"),
    "command:remote:Command": (*_COMMAND, "connection"),
    "command:remote:CopyToRemote": ("connection", "remotePath", "source", "triggers"),
}
"""The inputs of a type."""

_KEYS = ("privateKeyPem", "privateKeyOpenssh", "privateKeyPemPkcs8")
_PUBLIC = ("publicKeyPem", "publicKeyOpenssh", "publicKeyFingerprintMd5", "publicKeyFingerprintSha256")
_CERT = ("certPem", "keyAlgorithm", "readyForRenewal", "validityStartTime", "validityEndTime")

OUTPUTS: Mapping[str, tuple[str, ...]] = {
    "random:index/randomPassword:RandomPassword": ("bcryptHash", "result"),
    "random:index/randomString:RandomString": ("result",),
    "random:index/randomBytes:RandomBytes": ("base64", "hex"),
    "random:index/randomId:RandomId": ("b64Std", "b64Url", "dec", "hex"),
    "random:index/randomInteger:RandomInteger": ("result",),
    "random:index/randomPet:RandomPet": (),
    "random:index/randomShuffle:RandomShuffle": ("results",),
    "random:index/randomUuid:RandomUuid": ("result",),
    "tls:index/privateKey:PrivateKey": (*_KEYS, *_PUBLIC),
    "tls:index/certRequest:CertRequest": ("certRequestPem", "keyAlgorithm"),
    "tls:index/selfSignedCert:SelfSignedCert": _CERT,
    "tls:index/locallySignedCert:LocallySignedCert": (*_CERT, "caKeyAlgorithm"),
    "command:local:Command": ("archive", "assets", "stderr", "stdout"),
    "command:remote:Command": ("stderr", "stdout"),
    "command:remote:CopyToRemote": (),
}
"""What a type answers, unknown before it exists."""

SECRETS = frozenset({"bcryptHash", "base64", "hex", *_KEYS}) | {"result"}
"""The outputs that are secrets, of a type that is in `CONFIDENTIAL`."""

CONFIDENTIAL = frozenset(
    {
        "random:index/randomPassword:RandomPassword",
        "random:index/randomBytes:RandomBytes",
        "tls:index/privateKey:PrivateKey",
    }
)

DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "random:index/randomPet:RandomPet": {"length": 2, "separator": "-"},
}
"""The inputs that the provider adds."""

LISTS = frozenset({"results"})
"""The outputs that are lists, whatever the SDK."""

EMPTY = frozenset({"stdout", "stderr"})
"""The outputs of which nothing can be made up."""
