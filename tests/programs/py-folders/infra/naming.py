import pulumi


def named(part: str) -> str:
    return f"{pulumi.get_project()}-{pulumi.get_stack()}-{part}"
