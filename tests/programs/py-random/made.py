from typing import Any

import pulumi


class RandomPassword(pulumi.CustomResource):
    result: pulumi.Output[str]

    def __init__(self, name: str, length: int, **props: Any) -> None:
        super().__init__(
            "random:index/randomPassword:RandomPassword",
            name,
            {"length": length, **props, "result": None},
            pulumi.ResourceOptions(additional_secret_outputs=["result"]),
        )


class PrivateKey(pulumi.CustomResource):
    publicKeyOpenssh: pulumi.Output[str]

    def __init__(self, name: str, algorithm: str) -> None:
        super().__init__("tls:index/privateKey:PrivateKey", name, {"algorithm": algorithm, "publicKeyOpenssh": None})
