"""Backups that nobody can delete, that are copied to another region, and whose restore is tried out every month."""

import dataclasses
import enum
import re
from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from buttress_components import _defaults as defaults
from buttress_components._arguments import Arguments
from buttress_components._component import HardenedResource
from buttress_components.aws import _keys as keys
from buttress_components.aws import _names as names
from buttress_components.aws import _policies as policies
from buttress_components.aws._accounts import Account
from buttress_components.aws.encrypted_bucket import EncryptedBucket, EncryptedBucketArgs


class VaultLockMode(enum.Enum):
    """Who may take the lock off the vault."""

    GOVERNANCE = "governance"
    """Those with the permission to."""
    COMPLIANCE = "compliance"
    """Nobody, AWS and the root user included, once lock_grace_days are over."""


class BackupPlanVaultArgs(TypedDict):
    """The arguments of BackupPlanVault."""

    topic_arn: pulumi.Input[str]
    """ARN of the SNS topic that is notified of failed backups and finished restores."""
    copy_vault_arn: NotRequired[pulumi.Input[str]]
    """ARN of a vault in another region or account that gets a copy of every backup. Without it a justification is needed."""
    backup_plan: NotRequired[str]
    """Value of the tag backup-plan that selects what is backed up. Default: `daily`."""
    schedule: NotRequired[str]
    """When backups start, as cron in UTC; daily or more often. Default: `cron(0 3 ? * * *)`."""
    retention_days: NotRequired[int]
    """Days that daily backups are kept, 35 to 3653. Default: 35."""
    monthly_retention_days: NotRequired[int]
    """Days that the first backup of a month is kept, 365 to 3653. Default: 400."""
    lock_mode: NotRequired[VaultLockMode]
    """Who may take the lock off the vault. Default: governance; compliance needs acknowledge_irreversible."""
    lock_grace_days: NotRequired[int]
    """Days in which a compliance lock can still be taken off, 3 to 365. Default: 14."""
    acknowledge_irreversible: NotRequired[str]
    """Why nobody, the root user and AWS included, may delete a backup before its time. It cannot be taken back. Needed for compliance."""
    policy_administrator_arns: NotRequired[list[pulumi.Input[str]]]
    """ARNs of the roles that alone may change the vault's policy, which forbids to delete backups; the role that deploys must be among
    them. Default: whoever administers the account may."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of an existing customer managed key. Default: a new one. A change replaces the vault."""
    restore_types: NotRequired[list[str]]
    """What restores are tried out of: RDS, Aurora, DynamoDB, EBS, EC2, EFS, FSx, S3. Default: all but EC2 and FSx."""
    restore_metadata: NotRequired[dict[str, dict[str, str]]]
    """For types of restore_types, what AWS Backup is to restore with, as `{RDS: {dbSubnetGroupName: shop}}`. Default: what it infers, which
    needs a default VPC for databases and machines."""
    restore_tags: NotRequired[dict[str, str]]
    """Tags that a resource must have for its restore to be tried out. Default: every resource in the vault is, which is paid for."""
    restored_role_arns: NotRequired[list[pulumi.Input[str]]]
    """ARNs of the roles of machines whose restore is tried out. Default: none, and machines with a role are not restored."""
    restore_schedule: NotRequired[str]
    """When restores are tried out, as cron in UTC; every quarter or more often. Default: `cron(0 6 1 * ? *)`."""
    report_bucket: NotRequired[pulumi.Input[str]]
    """Name of an existing bucket for the reports of jobs. Default: a new EncryptedBucket."""
    access_log_bucket: NotRequired[pulumi.Input[str]]
    """Name of an existing bucket for the access logs of the new bucket. Default: a new one."""
    tags: NotRequired[pulumi.Input[dict[str, pulumi.Input[str]]]]
    """Tags of all that is created."""
    deletion_protection: NotRequired[bool]
    """False lets an update delete the key and the reports, and needs a justification."""
    justification: NotRequired[str]
    """Why a protection is given up. It stands in every report."""


class BackupPlanVault(HardenedResource):
    """Backups that nobody can delete, that are copied to another region, and whose restore is tried out every month.

    Whatever carries the tag backup-plan with the plan's value is backed up, wherever it was made.
    """

    vault_name: pulumi.Output[str]
    """Name of the vault."""
    vault_arn: pulumi.Output[str]
    """ARN of the vault."""
    plan_id: pulumi.Output[str]
    """Id of the backup plan."""
    kms_key_arn: pulumi.Output[str]
    """ARN of the key that encrypts the backups."""
    report_bucket: pulumi.Output[str]
    """Name of the bucket with the reports."""

    def __init__(self, name: str, args: BackupPlanVaultArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        given = Arguments("BackupPlanVault", name, args, BackupPlanVaultArgs)
        settings = _read(given)
        super().__init__(given, opts)
        account = Account(self)
        key = keys.customer_key(
            self, name, given, account, purpose=f"the backups of {name}", protect=settings.protect, grants=[_reports_of]
        )
        vault = _vault(self, name, given, settings, key)
        role = _role(self, name, given, account)
        made = _plan(self, name, given, settings, vault)
        aws.backup.Selection(
            name,
            plan_id=made.id,
            iam_role_arn=role.arn,
            selection_tags=[aws.backup.SelectionSelectionTagArgs(type="STRINGEQUALS", key="backup-plan", value=settings.value)],
            opts=self._child(),
        )
        _restores(self, name, given, settings, vault, role)
        bucket = _reports(self, name, given, settings, account, key)
        self.vault_name = vault.name
        self.vault_arn = vault.arn
        self.plan_id = made.id
        self.kms_key_arn = key.arn
        self.report_bucket = bucket
        self._publish()


@dataclasses.dataclass(frozen=True)
class _Settings:
    value: str
    schedule: str
    days: int
    monthly_days: int
    lock: VaultLockMode
    grace: int
    types: Sequence[str]
    restore_schedule: str
    protect: bool


def _read(given: Arguments) -> _Settings:
    given.need("topic_arn", "the SNS topic that is notified of failed backups")
    if not given.has("copy_vault_arn"):
        given.excuse("copy_vault_arn", None, ("aws-backup-plan-cross-region-copy",))
    types = given.texts("restore_types", what="types") or list(defaults.RESTORED_TYPES)
    for one in types:
        if one not in defaults.RESTORABLE_TYPES:
            raise given.invalid("restore_types", one, ", ".join(defaults.RESTORABLE_TYPES))
    metadata = given.get("restore_metadata", {})
    if not isinstance(metadata, Mapping) or not set(metadata) <= set(types):
        raise given.invalid("restore_metadata", metadata, f"a dict by types out of {', '.join(types)}")
    tags = given.get("restore_tags", {})
    if not isinstance(tags, Mapping):
        raise given.invalid("restore_tags", tags, "a dict of texts")
    schedules = {}
    for key, default in (("schedule", defaults.BACKUP_SCHEDULE), ("restore_schedule", defaults.RESTORE_SCHEDULE)):
        schedules[key] = given.text(key, default) or ""
        if not re.fullmatch(r"cron\((\S+ ){5}\S+\)", schedules[key]):
            raise given.invalid(key, schedules[key], "cron with six fields, such as cron(0 3 ? * * *)")
    longest = defaults.LONGEST_LOG_RETENTION
    settings = _Settings(
        value=given.text("backup_plan", "daily") or "",
        schedule=schedules["schedule"],
        days=given.integer("retention_days", defaults.BACKUPS, least=defaults.BACKUPS, most=longest),
        monthly_days=given.log_days("monthly_retention_days", most=longest),
        lock=given.choice("lock_mode", VaultLockMode, VaultLockMode.GOVERNANCE),
        grace=given.integer("lock_grace_days", defaults.LOCK_GRACE, least=3, most=365),
        types=types,
        restore_schedule=schedules["restore_schedule"],
        protect=given.protect("aws"),
    )
    if settings.lock is VaultLockMode.COMPLIANCE:
        given.acknowledge("why nobody may delete a backup before its time once lock_grace_days are over")
    elif given.has("lock_grace_days"):
        raise given.invalid("lock_grace_days", settings.grace, "days of grace together with lock_mode compliance")
    return settings


def _name(name: str) -> str | None:
    """None, for a unique one, or a shorter one where that would be too long."""
    return (
        None
        if len(name) + defaults.UNIQUE_SUFFIX <= defaults.LONGEST_VAULT_NAME
        else names.physical(name, longest=defaults.LONGEST_VAULT_NAME)
    )


def _vault(parent: HardenedResource, name: str, given: Arguments, settings: _Settings, key: keys.Key) -> aws.backup.Vault:
    options = pulumi.ResourceOptions(parent=parent)
    vault = aws.backup.Vault(
        name,
        name=_name(name),
        kms_key_arn=key.arn,
        force_destroy=None if settings.protect else True,
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent, depends_on=list(key.ready), protect=settings.protect),
    )
    # The vault is the id of both, so one made before the old is deleted would go with it, and the state would say that it stands.
    once = pulumi.ResourceOptions.merge(options, pulumi.ResourceOptions(delete_before_replace=True))
    aws.backup.VaultLockConfiguration(
        name,
        backup_vault_name=vault.name,
        min_retention_days=defaults.SHORTEST_DATABASE_BACKUPS,
        max_retention_days=max(settings.days, settings.monthly_days),
        changeable_for_days=settings.grace if settings.lock is VaultLockMode.COMPLIANCE else None,
        opts=once,
    )
    forbidden = ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"]
    everybody = {"Effect": "Deny", "Principal": "*", "Resource": "*"}
    statements: list[policies.Statement] = [{"Sid": "KeepBackups", **everybody, "Action": forbidden}]
    if administrators := given.texts("policy_administrator_arns", what="ARNs of roles"):
        change = ["backup:PutBackupVaultAccessPolicy", "backup:DeleteBackupVaultAccessPolicy"]
        others = {"ArnNotLike": {"aws:PrincipalArn": administrators}}
        statements.append({"Sid": "KeepPolicy", **everybody, "Action": change, "Condition": others})
    aws.backup.VaultPolicy(name, backup_vault_name=vault.name, policy=policies.document(statements), opts=options)
    aws.backup.VaultNotifications(
        name,
        backup_vault_name=vault.name,
        sns_topic_arn=given.get("topic_arn"),
        backup_vault_events=list(defaults.BACKUP_EVENTS),
        opts=once,
    )
    return vault


def _role(parent: HardenedResource, name: str, given: Arguments, account: Account) -> aws.iam.Role:
    options = pulumi.ResourceOptions(parent=parent)
    role = aws.iam.Role(
        f"{name}-backup",
        description=f"Makes the backups of {name} and tries out their restore.",
        assume_role_policy=policies.trust("backup.amazonaws.com"),
        tags=given.tags(),
        opts=options,
    )
    for purpose, path in (("Backup", "service-role/"), ("Restores", "service-role/"), ("S3Backup", ""), ("S3Restore", "")):
        arn = account.managed_policy(f"{path}AWSBackupServiceRolePolicyFor{purpose}")
        aws.iam.RolePolicyAttachment(f"{name}-{purpose.lower()}", role=role.name, policy_arn=arn, opts=options)
    if passed := given.texts("restored_role_arns", what="ARNs of roles"):
        service = {"StringEquals": {"iam:PassedToService": pulumi.Output.concat("ec2.", account.suffix)}}
        statement = {"Effect": "Allow", "Action": "iam:PassRole", "Resource": passed, "Condition": service}
        aws.iam.RolePolicy(f"{name}-restored", role=role.id, policy=policies.document([statement]), opts=options)
    return role


def _plan(parent: HardenedResource, name: str, given: Arguments, settings: _Settings, vault: aws.backup.Vault) -> aws.backup.Plan:
    def rule(title: str, schedule: str, days: int) -> aws.backup.PlanRuleArgs:
        copies = None
        if given.has("copy_vault_arn"):
            kept = aws.backup.PlanRuleCopyActionLifecycleArgs(delete_after=days)
            copies = [aws.backup.PlanRuleCopyActionArgs(destination_vault_arn=given.get("copy_vault_arn"), lifecycle=kept)]
        return aws.backup.PlanRuleArgs(
            rule_name=title,
            target_vault_name=vault.name,
            schedule=schedule,
            start_window=60,
            completion_window=480,
            lifecycle=aws.backup.PlanRuleLifecycleArgs(delete_after=days),
            copy_actions=copies,
        )

    return aws.backup.Plan(
        name,
        rules=[rule("daily", settings.schedule, settings.days), rule("monthly", defaults.MONTHLY_BACKUP_SCHEDULE, settings.monthly_days)],
        tags=given.tags(),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def _restores(
    parent: HardenedResource, name: str, given: Arguments, settings: _Settings, vault: aws.backup.Vault, role: aws.iam.Role
) -> None:
    options = pulumi.ResourceOptions(parent=parent)
    testing = aws.backup.RestoreTestingPlan(
        name,
        name=names.physical(name, longest=defaults.LONGEST_RESTORE_PLAN_NAME, separator="_"),
        schedule_expression=settings.restore_schedule,
        start_window_hours=24,
        recovery_point_selection=aws.backup.RestoreTestingPlanRecoveryPointSelectionArgs(
            algorithm="RANDOM_WITHIN_WINDOW",
            include_vaults=[vault.arn],
            recovery_point_types=["SNAPSHOT", "CONTINUOUS"],
            selection_window_days=30,
        ),
        tags=given.tags(),
        opts=options,
    )
    for one in settings.types:
        aws.backup.RestoreTestingSelection(
            f"{name}-{one.lower()}",
            name=one.lower(),
            restore_testing_plan_name=testing.name,
            protected_resource_type=one,
            protected_resource_arns=["*"],
            protected_resource_conditions=_tagged(given.get("restore_tags", {})),
            restore_metadata_overrides=given.get("restore_metadata", {}).get(one),
            iam_role_arn=role.arn,
            validation_window_hours=24,
            opts=options,
        )


def _tagged(tags: Mapping[str, str]) -> aws.backup.RestoreTestingSelectionProtectedResourceConditionsArgs | None:
    if not tags:
        return None
    return aws.backup.RestoreTestingSelectionProtectedResourceConditionsArgs(
        string_equals=[
            aws.backup.RestoreTestingSelectionProtectedResourceConditionsStringEqualArgs(key=f"aws:ResourceTag/{key}", value=value)
            for key, value in sorted(tags.items())
        ]
    )


def _reporter(account: Account) -> policies.Statement:
    """The role by which AWS Backup writes reports: by condition, since it need not exist yet, and itself, since its own policy has no such
    right that the account could leave it to.
    """
    role = "role/aws-service-role/reports.backup.amazonaws.com/AWSServiceRoleForBackupReports"
    return {
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Condition": {"ArnEquals": {"aws:PrincipalArn": account.identity(role)}},
    }


def _reports_of(account: Account) -> policies.Statement:
    return {"Sid": "Reports", **_reporter(account), "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*"}


def _reports(
    parent: HardenedResource, name: str, given: Arguments, settings: _Settings, account: Account, key: keys.Key
) -> pulumi.Output[str]:
    target = given.get("report_bucket")
    if target is None:
        args: EncryptedBucketArgs = {
            "kms_key_arn": key.arn,
            "expire_days": settings.monthly_days,
            "policy_statements": [{"Sid": "Reports", **_reporter(account), "Action": "s3:PutObject"}],
            "tags": given.tags(**{"data-classification": "internal"}),
        }
        args.update(given.forward("access_log_bucket", protect=settings.protect))
        target = EncryptedBucket(f"{name}-reports", args, pulumi.ResourceOptions(parent=parent)).bucket_name
    for template in ("BACKUP_JOB_REPORT", "RESTORE_JOB_REPORT"):
        kind = template.partition("_")[0].lower()
        aws.backup.ReportPlan(
            f"{name}-{kind}",
            name=names.physical(f"{name}-{kind}-jobs", longest=defaults.LONGEST_REPORT_PLAN_NAME, separator="_"),
            description=f"Every {kind} job of the account, each day.",
            report_delivery_channel=aws.backup.ReportPlanReportDeliveryChannelArgs(
                s3_bucket_name=target, s3_key_prefix=name, formats=["CSV", "JSON"]
            ),
            report_setting=aws.backup.ReportPlanReportSettingArgs(report_template=template),
            tags=given.tags(),
            opts=pulumi.ResourceOptions(parent=parent),
        )
    return pulumi.Output.from_input(target)
