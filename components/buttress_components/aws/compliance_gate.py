"""A gate in front of a deployment: a build that judges what a change would bring, and fails where it must not pass."""

import dataclasses
import enum
import json
import re
import shlex
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _grants as grants
from buttress_components.aws import _keys as keys
from buttress_components.aws._accounts import Account
from buttress_components.aws.encrypted_bucket import EncryptedBucket, EncryptedBucketArgs
from buttress_components.aws.least_privilege_role import LeastPrivilegeRole, LeastPrivilegeRoleArgs

_BUILDS = "builds"
_REPORTS = "reports"


class Severity(enum.Enum):
    """How bad a finding is."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RepositoryHost(enum.Enum):
    """Where a repository lies."""

    BITBUCKET = "BITBUCKET"
    GITHUB = "GITHUB"
    GITHUB_ENTERPRISE = "GITHUB_ENTERPRISE"
    GITLAB = "GITLAB"
    GITLAB_SELF_MANAGED = "GITLAB_SELF_MANAGED"


class RepositoryArgs(TypedDict):
    """A repository that the build takes its source from, through a connection of the account."""

    host: RepositoryHost
    """Where it lies."""
    url: pulumi.Input[str]
    """Its address, as `https://github.com/shop/checkout.git`."""
    connection_arn: pulumi.Input[str]
    """ARN of the connection to it."""
    base_branch: NotRequired[str]
    """The branch whose pull requests are judged. Default: every branch's."""


class PipelineSourceArgs(TypedDict):
    """A pipeline that hands the source to the build, as one of its actions."""

    artifact_bucket_arn: pulumi.Input[str]
    """ARN of the bucket with the pipeline's artifacts."""
    kms_key_arn: pulumi.Input[str]
    """ARN of the key that encrypts them."""


class ComplianceGateArgs(TypedDict):
    """The arguments of ComplianceGate."""

    requirement: str
    """What pip installs, of one version: `buttress[aws]==1.2.0`, or `buttress[aws] @ https://…whl#sha256=…`."""
    repository: NotRequired[RepositoryArgs]
    """The repository whose pull requests are judged. Either it or pipeline is needed."""
    pipeline: NotRequired[PipelineSourceArgs]
    """The pipeline in which the gate is an action. Either it or repository is needed."""
    pull_requests: NotRequired[bool]
    """Whether each pull request starts a build; one from a fork waits for a comment of approval. Default: true with repository."""
    directory: NotRequired[str]
    """The Pulumi project's directory in the source. Default: `.`."""
    stack: NotRequired[str]
    """The stack that is previewed. Default: the project's only one."""
    offline: NotRequired[bool]
    """Whether stand-ins take the cloud's place, so that the build needs no access to it. Default: true."""
    fail_on: NotRequired[Severity]
    """The lowest severity that stops a change. Default: high."""
    index_url: NotRequired[str]
    """Address of the package index, `https://…`. Default: that of pip."""
    setup_commands: NotRequired[list[str]]
    """Commands that install what the program needs. Default: `pip install -r requirements.txt` in the directory."""
    variables: NotRequired[dict[str, pulumi.Input[str]]]
    """Variables of the build's environment, such as `PULUMI_BACKEND_URL`. Default: none."""
    secrets: NotRequired[dict[str, pulumi.Input[str]]]
    """Variables from Secrets Manager: name to the secret's ARN, with `:key` behind it for a key of its JSON. Default: none."""
    grants: NotRequired[list[grants.GrantArgs]]
    """What the preview may do beside: read the state of the stack, say. Default: nothing."""
    managed_policy_arns: NotRequired[list[str]]
    """ARNs of managed policies for the preview; those of administrators are refused. Default: none."""
    permissions_boundary_arn: NotRequired[pulumi.Input[str]]
    """ARN of a policy beyond which no grant reaches. Default: none."""
    log_group_days: NotRequired[int]
    """Days that build logs are kept: 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653. Default: 400."""
    report_days: NotRequired[int]
    """Days after which reports in the new bucket expire, 365 to 3653. Default: 400."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing key that CloudWatch Logs may use. Default: a new one."""
    report_bucket: NotRequired[pulumi.Input[str]]
    """Name of an existing bucket for the reports; it needs kms_key_arn. Default: a new EncryptedBucket."""
    access_log_bucket: NotRequired[pulumi.Input[str]]
    """Name of an existing bucket for the access logs of the new bucket. Default: a new one."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the reports and their key, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class ComplianceGate(HardenedResource):
    """A gate in front of a deployment: a build that judges what a change would bring, and fails where it must not pass.

    What the build does stands in its project, not in the repository, so that no change can loosen the gate that judges it. Its role
    reads the source, writes its own logs and reports, and does nothing else but what the grants name.
    """

    project_name: pulumi.Output[str]
    """Name of the build project, for the action of a pipeline."""
    project_arn: pulumi.Output[str]
    """ARN of the build project."""
    role_arn: pulumi.Output[str]
    """ARN of the role that the build takes."""
    report_group_arn: pulumi.Output[str]
    """ARN of the report group, in which every check has a history."""
    report_bucket: pulumi.Output[str]
    """Name of the bucket with the reports."""
    log_group_name: pulumi.Output[str]
    """Name of the log group with the builds' logs."""
    kms_key_arn: pulumi.Output[str]
    """ARN of the key that encrypts logs and reports."""

    def __init__(self, name: str, args: ComplianceGateArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("ComplianceGate", name, args, ComplianceGateArgs)
        settings = _read(given)
        super().__init__(given, opts)
        evidence = _evidence(self, name, given, settings)
        role = LeastPrivilegeRole(name, _role(name, given, settings, evidence), self._child())
        project = _project(self, name, given, settings, evidence, role)
        if settings.pull_requests:
            _listen(self, name, settings, project)
        self.project_name = project.name
        self.project_arn = project.arn
        self.role_arn = role.arn
        self.report_group_arn = evidence.reports.arn
        self.report_bucket = pulumi.Output.from_input(evidence.bucket)
        self.log_group_name = evidence.logs.name
        self.kms_key_arn = evidence.key.arn
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    install: Sequence[str]
    judge: str
    severity: Severity
    repository: Mapping[str, Any]
    pipeline: Mapping[str, Any]
    host: RepositoryHost | None
    pull_requests: bool
    variables: Mapping[str, Any]
    secrets: Mapping[str, Any]
    granted: Sequence[Mapping[str, Any]]
    managed: Sequence[str]
    group_days: int
    report_days: int
    protect: bool


def _read(given: Arguments) -> _Settings:
    repository, pipeline = given.group("repository", RepositoryArgs), given.group("pipeline", PipelineSourceArgs)
    if (repository is None) == (pipeline is None):
        raise given.lacks("repository", "one of repository and pipeline, where the source comes from")
    pull_requests = given.flag("pull_requests", default=repository is not None)
    if pull_requests and repository is None:
        raise given.invalid("pull_requests", True, "false beside pipeline, which starts the build itself")
    if given.has("report_bucket") and not given.has("kms_key_arn"):
        raise given.invalid("report_bucket", given.get("report_bucket"), "an existing bucket together with kms_key_arn, its key")
    granted = given.groups("grants", grants.GrantArgs)
    for place, grant in enumerate(granted):
        grants.judge(given, f"grants[{place}]", grant, wide=False)
    severity = given.choice("fail_on", Severity, Severity.HIGH)
    install, judge = _commands(given, severity)
    variables, secrets = _environment(given)
    return _Settings(
        install=install,
        judge=judge,
        severity=severity,
        repository=repository or {},
        pipeline=pipeline or {},
        host=None if repository is None else _host(given, repository),
        pull_requests=pull_requests,
        variables=variables,
        secrets=secrets,
        granted=granted,
        managed=grants.managed_policies(given),
        group_days=given.one_of("log_group_days", defaults.LOG_RETENTION, defaults.LOG_GROUP_RETENTIONS, "days"),
        report_days=given.log_days("report_days"),
        protect=given.protect("aws"),
    )


def _host(given: Arguments, repository: Mapping[str, Any]) -> RepositoryHost:
    url = repository["url"]
    if isinstance(url, str) and not re.fullmatch(r"https://[^/@\s]+/\S+", url):
        raise given.invalid("repository.url", url, "an address that begins with https:// and holds no credentials")
    try:
        return RepositoryHost(repository["host"])
    except ValueError:
        allowed = ", ".join(one.value for one in RepositoryHost)
        raise given.invalid("repository.host", repository["host"], allowed) from None


def _commands(given: Arguments, severity: Severity) -> tuple[list[str], str]:
    """What installs Buttress and the program, and what judges its plan."""
    given.need("requirement", "what pip installs, as buttress[aws]==1.2.0")
    requirement = given.text("requirement") or ""
    if not re.fullmatch(r"buttress(\[[a-z,]+\])?(==[\w.]+| @ https://\S+\.whl#sha256=[0-9a-f]{64})", requirement):
        raise given.invalid("requirement", requirement, "one version of buttress with ==, or a wheel with its sha256 digest")
    index = given.text("index_url")
    if index is not None and not re.fullmatch(r"https://[^/@\s]+(/\S*)?", index):
        raise given.invalid("index_url", index, "an address that begins with https:// and holds no credentials")
    directory = given.text("directory", ".") or ""
    if not re.fullmatch(r"[\w.][\w./-]*", directory) or ".." in directory.split("/"):
        raise given.invalid("directory", directory, "a directory within the source, as services/checkout")
    stack = given.text("stack")
    if stack is not None and not re.fullmatch(r"[\w.][\w./-]*", stack):
        raise given.invalid("stack", stack, "a stack by name, as prod or shop/checkout/prod")
    setup = given.texts("setup_commands", what="commands")
    if not given.has("setup_commands"):
        setup = [f"pip install -r {directory}/requirements.txt"]
    pip = ["pip", "install", *(["--index-url", index] if index else []), requirement]
    judge = ["buttress", "preview", directory, *(["--stack", stack] if stack else [])]
    if given.flag("offline", default=True):
        judge.append("--offline")
    judge += ["--fail-on", severity.value, "--summary", "--format", "text"]
    for file in ("junit=reports/buttress.xml", "reports/buttress.sarif", "reports/buttress.html"):
        judge += ["-o", file]
    install = [
        shlex.join(pip),
        # A wheel for the platform brings its OPA.
        "buttress engine info || buttress engine install",
        # In two steps, for a pipe would hide that the first of them failed.
        'curl -fsSL https://get.pulumi.com -o "$HOME/install-pulumi.sh"',
        f'sh "$HOME/install-pulumi.sh" --version {defaults.PULUMI_VERSION}',
        'export PATH="$HOME/.pulumi/bin:$PATH"',
        *setup,
    ]
    return install, shlex.join(judge)


def _environment(given: Arguments) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for key in ("variables", "secrets"):
        value = given.get(key, {})
        if not isinstance(value, Mapping):
            raise given.invalid(key, value, "a dict of texts")
        for name in value:
            if not re.fullmatch(r"[A-Za-z_]\w*", name) or name.startswith("CODEBUILD_"):
                raise given.invalid(key, name, "names of variables, but none that begin with CODEBUILD_")
        found[key] = value
    for name in found["variables"]:
        if re.search(defaults.CREDENTIAL_NAMES, name):
            raise given.invalid("variables", name, "names that do not call for a secret; those are given in secrets")
    for name, arn in found["secrets"].items():
        if isinstance(arn, str) and not re.match(r"arn:[\w-]+:secretsmanager:", arn):
            raise given.invalid(f"secrets.{name}", arn, "the ARN of a secret in Secrets Manager")
    return found["variables"], found["secrets"]


@dataclasses.dataclass(frozen=True)
class _Evidence:
    """Where a build leaves its log and its reports."""

    account: Account
    key: keys.Key
    logs: aws.cloudwatch.LogGroup
    bucket: pulumi.Input[str]
    reports: aws.codebuild.ReportGroup


def _evidence(parent: HardenedResource, name: str, given: Arguments, settings: _Settings) -> _Evidence:
    account = Account(parent)
    key = keys.customer_key(parent, name, given, account, purpose=f"the gate {name}", protect=settings.protect, grants=[keys.log_groups])
    logs = aws.cloudwatch.LogGroup(
        name,
        retention_in_days=settings.group_days,
        kms_key_id=key.arn,
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=list(key.ready)),
    )
    bucket = _bucket(parent, name, given, settings, key)
    reports = aws.codebuild.ReportGroup(
        name,
        type="TEST",
        export_config=aws.codebuild.ReportGroupExportConfigArgs(
            type="S3",
            s3_destination=aws.codebuild.ReportGroupExportConfigS3DestinationArgs(
                bucket=bucket, path=_REPORTS, packaging="NONE", encryption_key=key.arn
            ),
        ),
        # AWS refuses to take away a group that still holds reports.
        delete_reports=not settings.protect,
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent, protect=settings.protect),
    )
    return _Evidence(account=account, key=key, logs=logs, bucket=bucket, reports=reports)


def _bucket(parent: HardenedResource, name: str, given: Arguments, settings: _Settings, key: keys.Key) -> pulumi.Input[str]:
    """Name of the bucket for the reports: the user's, or a new one."""
    existing: pulumi.Input[str] | None = given.get("report_bucket")
    if existing is not None:
        return existing
    args: EncryptedBucketArgs = {
        "kms_key_arn": key.arn,
        "expire_days": settings.report_days,
        "tags": given.tags(**{"data-classification": "internal"}),
    }
    args.update(given.forward("access_log_bucket", protect=settings.protect))
    return EncryptedBucket(f"{name}-reports", args, pulumi.ResourceOptions(parent=parent)).bucket_name


def _role(name: str, given: Arguments, settings: _Settings, evidence: _Evidence) -> LeastPrivilegeRoleArgs:
    logs, reports = evidence.logs.arn, evidence.reports.arn
    place = evidence.account.bucket(evidence.bucket)
    granted: list[Mapping[str, Any]] = [
        {"actions": ["logs:CreateLogStream", "logs:PutLogEvents"], "resources": [pulumi.Output.concat(logs, ":*")]},
        {"actions": ["codebuild:CreateReport", "codebuild:UpdateReport", "codebuild:BatchPutTestCases"], "resources": [reports]},
        {"actions": ["s3:GetBucketAcl", "s3:GetBucketLocation"], "resources": [place]},
        {"actions": ["s3:PutObject"], "resources": [pulumi.Output.concat(place, f"/{part}/*") for part in (_BUILDS, _REPORTS)]},
        {"actions": ["kms:Decrypt", "kms:GenerateDataKey"], "resources": [evidence.key.arn]},
        *_source_grants(settings),
        *settings.granted,
    ]
    args: LeastPrivilegeRoleArgs = {
        "description": f"Judges what changes would bring, for the gate {name}.",
        "trust": {"services": ["codebuild.amazonaws.com"], "source_account": evidence.account.id},
        "grants": granted,  # type: ignore[typeddict-item]  # they have been judged
        "managed_policy_arns": list(settings.managed),
        "tags": given.tags(),
    }
    if given.has("permissions_boundary_arn"):
        args["permissions_boundary_arn"] = given.get("permissions_boundary_arn")
    return args


def _source_grants(settings: _Settings) -> list[Mapping[str, Any]]:
    """Reading the source and the secrets."""
    found: list[Mapping[str, Any]] = []
    if settings.pipeline:
        objects = pulumi.Output.concat(settings.pipeline["artifact_bucket_arn"], "/*")
        found.append({"actions": ["s3:GetObject", "s3:GetObjectVersion"], "resources": [objects]})
        found.append({"actions": ["kms:Decrypt"], "resources": [settings.pipeline["kms_key_arn"]]})
    else:
        # The service was renamed, and by which name its actions go depends on the connection's age.
        actions = [f"{service}:{verb}" for service in ("codeconnections", "codestar-connections") for verb in defaults.CONNECTION_ACTIONS]
        found.append({"actions": actions, "resources": [settings.repository["connection_arn"]]})
    if settings.secrets:
        secrets = [pulumi.Output.from_input(arn).apply(_secret) for arn in settings.secrets.values()]
        found.append({"actions": ["secretsmanager:GetSecretValue"], "resources": secrets})
    return found


def _secret(reference: str) -> str:
    """The ARN in a reference that may name a key of the secret's JSON, a stage and a version after it."""
    return ":".join(reference.split(":")[:7])


def _project(
    parent: HardenedResource, name: str, given: Arguments, settings: _Settings, evidence: _Evidence, role: LeastPrivilegeRole
) -> aws.codebuild.Project:
    buildspec = pulumi.Output.all(evidence.bucket, evidence.reports.arn).apply(lambda found: _buildspec(settings, *found))
    variables = [("PLAINTEXT", settings.variables), ("SECRETS_MANAGER", settings.secrets)]
    return aws.codebuild.Project(
        name,
        description=f"Judges what a change would bring, and fails at severity {settings.severity.value}.",
        service_role=role.arn,
        source=_source(settings, buildspec),
        artifacts=aws.codebuild.ProjectArtifactsArgs(type="CODEPIPELINE" if settings.pipeline else "NO_ARTIFACTS"),
        encryption_key=evidence.key.arn,
        build_timeout=defaults.BUILD_TIMEOUT,
        environment=aws.codebuild.ProjectEnvironmentArgs(
            type="LINUX_CONTAINER",
            image=defaults.BUILD_IMAGE,
            compute_type=defaults.BUILD_COMPUTE,
            privileged_mode=False,
            environment_variables=[
                aws.codebuild.ProjectEnvironmentEnvironmentVariableArgs(name=variable, value=value, type=kind)
                for kind, members in variables
                for variable, value in members.items()
            ],
        ),
        logs_config=aws.codebuild.ProjectLogsConfigArgs(
            cloudwatch_logs=aws.codebuild.ProjectLogsConfigCloudwatchLogsArgs(status="ENABLED", group_name=evidence.logs.name)
        ),
        tags=given.tags(),
        # A build that starts before the role's policy stands fails for the wrong reason.
        opts=pulumi.ResourceOptions(parent=parent, depends_on=[role]),
    )


def _source(settings: _Settings, buildspec: pulumi.Output[str]) -> aws.codebuild.ProjectSourceArgs:
    if settings.host is None:
        return aws.codebuild.ProjectSourceArgs(type="CODEPIPELINE", buildspec=buildspec)
    return aws.codebuild.ProjectSourceArgs(
        type=settings.host.value,
        location=settings.repository["url"],
        auth=aws.codebuild.ProjectSourceAuthArgs(type="CODECONNECTIONS", resource=settings.repository["connection_arn"]),
        git_clone_depth=1,
        report_build_status=True,
        buildspec=buildspec,
    )


def _buildspec(settings: _Settings, bucket: str, report_group: str) -> str:
    """The build in JSON, which is YAML too. The exit code of the last command is the verdict; reports are kept in any case."""
    keep = f'aws s3 cp reports "s3://{bucket}/{_BUILDS}/$CODEBUILD_BUILD_ID/" --recursive --only-show-errors'
    return json.dumps(
        {
            "version": 0.2,
            "phases": {
                "install": {"runtime-versions": {"python": defaults.BUILD_PYTHON}, "commands": list(settings.install)},
                "build": {"commands": [settings.judge], "finally": [keep]},
            },
            "reports": {report_group: {"base-directory": "reports", "files": ["buttress.xml"], "file-format": "JUNITXML"}},
        },
        indent=2,
    )


def _listen(parent: HardenedResource, name: str, settings: _Settings, project: aws.codebuild.Project) -> None:
    """Each pull request starts a build. What comes from a fork is a stranger's program, and waits for somebody who may approve it."""
    github = settings.host in {RepositoryHost.GITHUB, RepositoryHost.GITHUB_ENTERPRISE}
    heard = [*defaults.PULL_REQUEST_EVENTS, *(defaults.GITHUB_EVENTS if github else ())]
    filters = [aws.codebuild.WebhookFilterGroupFilterArgs(type="EVENT", pattern=", ".join(heard))]
    if branch := settings.repository.get("base_branch"):
        filters.append(aws.codebuild.WebhookFilterGroupFilterArgs(type="BASE_REF", pattern=f"^refs/heads/{re.escape(branch)}$"))
    aws.codebuild.Webhook(
        name,
        project_name=project.name,
        build_type="BUILD",
        filter_groups=[aws.codebuild.WebhookFilterGroupArgs(filters=filters)],
        pull_request_build_policy=aws.codebuild.WebhookPullRequestBuildPolicyArgs(requires_comment_approval="FORK_PULL_REQUESTS"),
        opts=pulumi.ResourceOptions(parent=parent),
    )
