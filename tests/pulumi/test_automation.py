from __future__ import annotations

import json
import os
import sys
import textwrap
from pathlib import Path
from typing import Any

import attrs
import pytest

from buttress import offline
from buttress.errors import ConfigError, StateError, ToolError
from buttress.model import sentinels
from buttress.pulumi import automation
from buttress.pulumi.command import find_pulumi

PROGRAM = """
import json
from pathlib import Path

import names
import pulumi
import pulumi_aws as aws
from pulumi_azure_native import authorization, network, resources, storage

print("the program speaks")
config = pulumi.Config()
identity = aws.get_caller_identity()
key = aws.kms.Key("key", enable_key_rotation=True)
bucket = aws.s3.Bucket("logs", tags={"owner": names.OWNER})
document = aws.iam.get_policy_document_output(
    statements=[{
        "sid": "TlsOnly", "effect": "Deny", "actions": ["s3:*"], "resources": [bucket.arn],
        "principals": [{"type": "*", "identifiers": ["*"]}],
        "conditions": [{"test": "Bool", "variable": "aws:SecureTransport", "values": ["false"]}],
    }]
)
aws.s3.BucketPolicy("tls", bucket=bucket.id, policy=document.json)
aws.iam.Policy("reader", policy=Path("reader.json").read_text())
aws.ssm.Parameter("password", type="SecureString", value=config.require_secret("password"))
net = aws.ec2.Vpc("net", cidr_block="10.0.0.0/16")
group = aws.cloudwatch.LogGroup("flow", retention_in_days=config.require_int("retention"), kms_key_id=key.arn)
role = aws.iam.Role("flow", assume_role_policy="{}")
aws.ec2.FlowLog("flow", vpc_id=net.id, traffic_type="ALL", log_destination=group.arn, iam_role_arn=role.arn)
rg = resources.ResourceGroup("rg")
account = storage.StorageAccount("store", resource_group_name=rg.name, kind="StorageV2", sku={"name": "Standard_LRS"})
vnet = network.VirtualNetwork("vnet", resource_group_name=rg.name, address_space={"address_prefixes": ["10.1.0.0/16"]})
network.Subnet("inner", resource_group_name=rg.name, virtual_network_name=vnet.name, address_prefix="10.1.1.0/24")
keys = storage.list_storage_account_keys_output(resource_group_name=rg.name, account_name=account.name)
pulumi.export("account", identity.account_id)
pulumi.export("subscription", authorization.get_client_config().subscription_id)
pulumi.export("storage", account.id)
pulumi.export("key", keys.keys[0].value)
pulumi.export("text", bucket.id.apply(lambda _: Path("reader.json").read_text()))
"""
SETTINGS = """
config:
  aws:region: eu-west-1
  azure-native:location: westeurope
  sample:retention: "400"
  sample:password: {secure: v1:a:b}
"""
SECRET = "offline-placeholder"
PACK = """
import signal
import sys
from concurrent import futures

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2 as pb
from pulumi.runtime.proto import analyzer_pb2_grpc, plugin_pb2


class Never(analyzer_pb2_grpc.AnalyzerServicer):
    def Handshake(self, request, context):
        return pb.AnalyzerHandshakeResponse()

    def GetAnalyzerInfo(self, request, context):
        return pb.AnalyzerInfo(name="none", version="1.0.0", policies=[pb.PolicyInfo(name="never", enforcementLevel=pb.MANDATORY)])

    def GetPluginInfo(self, request, context):
        return plugin_pb2.PluginInfo(version="1.0.0")

    def Configure(self, request, context):
        return empty_pb2.Empty()

    def ConfigureStack(self, request, context):
        return pb.AnalyzerStackConfigureResponse()

    def Remediate(self, request, context):
        return pb.RemediateResponse()

    def Analyze(self, request, context):
        if request.type != "aws:s3/bucket:Bucket":
            return pb.AnalyzeResponse()
        return pb.AnalyzeResponse(diagnostics=[pb.AnalyzeDiagnostic(
            policyName="never", policyPackName="none", policyPackVersion="1.0.0", message="no buckets",
            enforcementLevel=pb.MANDATORY, urn=request.urn)])

    def AnalyzeStack(self, request, context):
        return pb.AnalyzeResponse()


server = grpc.server(futures.ThreadPoolExecutor(2))
analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Never(), server)
signal.signal(signal.SIGINT, lambda *_: server.stop(0))
port = server.add_insecure_port("127.0.0.1:0")
server.start()
print(port, flush=True)
server.wait_for_termination()
"""


def write(directory: Path, program: str | None = None, *, project: str = "name: sample\nruntime: python\n") -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "Pulumi.yaml").write_text(project)
    if program is not None:
        (directory / "__main__.py").write_text(textwrap.dedent(program))
    return directory


def listing(directory: Path) -> list[str]:
    return sorted(str(file.relative_to(directory)) for file in directory.rglob("*") if "__pycache__" not in file.parts)


pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@attrs.frozen(kw_only=True)
class Ran:
    directory: Path
    first: automation.Preview
    state: dict[str, Any]
    second: automation.Preview
    emptied: dict[str, Any]
    files: tuple[list[str], list[str]]
    events: list[Any]


@pytest.fixture(scope="module", autouse=True)
def _cli() -> None:
    try:
        find_pulumi()
    except ToolError as problem:
        pytest.skip(f"needs the Pulumi CLI: {problem}")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    directory = write(tmp_path_factory.mktemp("project"), PROGRAM)
    (directory / "names.py").write_text("OWNER = 'platform'\n")
    (directory / "reader.json").write_text('{"Version": "2012-10-17", "Statement": []}')
    (directory / "Pulumi.dev.yaml").write_text(SETTINGS)
    before = listing(directory)
    events: list[Any] = []
    with automation.workspace(directory, stand_ins=offline.environment(), on_event=events.append) as opened:
        first = opened.preview()
        state = opened.up()
        second = opened.preview()
        opened.destroy()
        emptied = opened.export()
    return Ran(
        directory=directory, first=first, state=state, second=second, emptied=emptied, files=(before, listing(directory)), events=events
    )


def state_of(ran: Ran, suffix: str) -> dict[str, Any]:
    return next(resource for resource in ran.state["deployment"]["resources"] if resource["urn"].endswith(suffix))


def planned(preview: automation.Preview, suffix: str) -> dict[str, Any]:
    return next(step["newState"] for step in preview.digest["steps"] if step["urn"].endswith(suffix))


def test_a_preview_lists_every_resource_with_inputs_links_and_outputs(ran: Ran) -> None:
    assert ran.first.changes == {"create": 14}
    log = planned(ran.first, "FlowLog::flow")
    assert log["inputs"]["vpcId"] == sentinels.UNKNOWN
    assert log["propertyDependencies"]["vpcId"] == ["urn:pulumi:dev::sample::aws:ec2/vpc:Vpc::net"]
    key = planned(ran.first, "Key::key")
    assert key["inputs"]["keyUsage"] == "ENCRYPT_DECRYPT"
    assert key["outputs"]["arn"] == sentinels.UNKNOWN
    assert key["outputs"]["enableKeyRotation"] is True


def test_the_stack_s_configuration_is_honoured(ran: Ran) -> None:
    group = planned(ran.first, "LogGroup::flow")
    assert group["inputs"]["retentionInDays"] == 400
    assert group["inputs"]["region"] == "eu-west-1"
    assert planned(ran.first, "ResourceGroup::rg")["inputs"]["location"] == "westeurope"


def test_a_policy_document_is_rendered(ran: Ran) -> None:
    statement = json.loads(state_of(ran, "BucketPolicy::tls")["outputs"]["policy"])["Statement"][0]
    bucket = state_of(ran, "Bucket::logs")
    assert statement == {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Action": "s3:*",
        "Resource": bucket["outputs"]["arn"],
        "Principal": "*",
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def test_the_state_has_ids_and_no_unknowns(ran: Ran) -> None:
    assert not any(sentinel in json.dumps(ran.state) for sentinel in sentinels.UNKNOWNS)
    assert state_of(ran, "FlowLog::flow")["outputs"]["vpcId"] == state_of(ran, "Vpc::net")["id"]
    subnet, vnet = state_of(ran, "Subnet::inner"), state_of(ran, "VirtualNetwork::vnet")
    assert subnet["id"] == f"{vnet['id']}/subnets/inner"


def test_a_second_preview_finds_nothing_to_do_and_still_lists_all(ran: Ran) -> None:
    assert ran.second.changes == {"same": 14}
    assert planned(ran.second, "Bucket::logs")["outputs"]["arn"].startswith("arn:aws:s3:::logs-")


def test_destroy_empties_the_stack(ran: Ran) -> None:
    assert not ran.emptied["deployment"].get("resources")


def test_the_project_is_not_written_to(ran: Ran) -> None:
    before, after = ran.files
    assert before == after
    assert (ran.directory / "Pulumi.dev.yaml").read_text() == SETTINGS


def test_encrypted_configuration_is_replaced_and_reported(ran: Ran) -> None:
    assert ran.first.warnings == ("sample:password is encrypted, and a placeholder stands in for it",)


def test_no_secret_stands_in_the_open(ran: Ran) -> None:
    for shown in (ran.first.digest, ran.second.digest, ran.state):
        assert SECRET not in json.dumps(shown)
    assert planned(ran.first, "Parameter::password")["inputs"]["value"] == "[secret]"
    assert "ciphertext" in json.dumps(state_of(ran, "Parameter::password")["inputs"]["value"])
    assert "ciphertext" in json.dumps(state_of(ran, "Stack::sample-dev")["outputs"]["key"])


def test_events_reach_the_listener_and_the_stand_ins_go_unmentioned(ran: Ran) -> None:
    assert any(event.summary_event for event in ran.events)
    assert not any("from $PATH" in (event.diagnostic_event.message or "") for event in ran.events if event.diagnostic_event)
    assert ran.first.digest["diagnostics"] == []


def test_the_program_prints_to_stderr_and_leaves_no_module_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here, path = Path.cwd(), list(sys.path)
    for owner in ("first", "second"):
        directory = write(tmp_path / owner, 'import pulumi, beside\nprint("spoken")\npulumi.export("owner", beside.OWNER)\n')
        (directory / "beside.py").write_text(f"OWNER = {owner!r}\n")
        assert exported_owner(automation.up(directory, stand_ins=offline.environment())) == owner
    assert "spoken" not in capsys.readouterr().out
    assert "beside" not in sys.modules
    assert (Path.cwd(), sys.path) == (here, path)


def exported_owner(state: dict[str, Any]) -> Any:
    stack = next(resource for resource in state["deployment"]["resources"] if resource["type"] == "pulumi:pulumi:Stack")
    return stack["outputs"]["owner"]


@pytest.mark.parametrize(
    ("program", "line", "words"),
    [
        ("import pulumi\n\ndef shape():\n    raise ValueError('no such shape')\n\nshape()\n", 4, "ValueError: no such shape"),
        ("import pulumi\nx = (\n", 2, "SyntaxError: '(' was never closed"),
        ("import nothing_of_that_name\n", 1, "ModuleNotFoundError: No module named 'nothing_of_that_name'"),
        ("import pulumi\npulumi.Output.from_input('x').apply(lambda text: text.nope())\n", 2, "AttributeError: 'str' object"),
    ],
)
def test_an_error_of_the_program_is_reported_with_its_file_and_line(tmp_path: Path, program: str, line: int, words: str) -> None:
    directory = write(tmp_path / "broken", program)
    with pytest.raises(StateError) as caught:
        automation.preview(directory, stand_ins=offline.environment())
    assert caught.value.where == f"{directory}/__main__.py:{line}"
    assert words in caught.value.message
    assert "Traceback" not in caught.value.diagnostics()


def test_a_missing_configuration_value_is_reported_with_the_way_to_set_it(tmp_path: Path) -> None:
    directory = write(tmp_path / "unset", "import pulumi\npulumi.Config().require('size')\n")
    with pytest.raises(StateError, match="Missing required configuration variable 'sample:size'") as caught:
        automation.preview(directory, stand_ins=offline.environment())
    assert "pulumi config set sample:size" in str(caught.value.hint)


def test_a_pack_s_findings_come_with_the_plan_that_they_stop(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.write_text(f"#!{sys.executable}\n{PACK}")
    pack.chmod(0o755)
    directory = write(tmp_path / "judged", "import pulumi_aws as aws\naws.s3.Bucket('b')\n")
    found = automation.preview(directory, stand_ins=offline.environment(), pack=pack)
    assert found.failed
    assert found.changes["create"] == 2
    assert [(one["policy"], one["level"]) for one in found.policies if "Bucket" in one["resource"]] == [("never", "mandatory")]


LOOKUPS = """
import json
import pulumi
import pulumi_aws as aws
net = aws.ec2.get_vpc(default=True)
inner = aws.ec2.get_subnets(filters=[{"name": "vpc-id", "values": [net.id]}])
zone = aws.route53.get_zone_output(name="example.com")
aws.ec2.SecurityGroup("own", vpc_id=net.id, description=f"of {net.id}", ingress=[
    {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": [net.cidr_block, "10.0.0.0/8"]}])
aws.route53.Record("www", zone_id=zone.zone_id, name="www", type="A", ttl=60, records=["192.0.2.1"])
aws.iam.Policy("read", policy=json.dumps({"Statement": [{"Resource": f"arn:aws:ec2:*:*:vpc/{net.id}"}]}))
for number, subnet in enumerate(inner.ids):
    aws.ec2.Instance(f"i{number}", ami="ami-1", instance_type="t3.micro", subnet_id=subnet)
aws.iam.RolePolicyAttachment("all", role="r", policy_arn=aws.iam.get_policy(name="AdministratorAccess").arn)
"""


def test_what_nobody_can_look_up_is_unknown_and_one_line_says_so(tmp_path: Path) -> None:
    found = automation.preview(write(tmp_path / "asks", LOOKUPS), stand_ins=offline.environment())
    asked = "aws:ec2/getVpc:getVpc, aws:ec2/getSubnets:getSubnets, aws:route53/getZone:getZone"
    (warning,) = found.warnings
    assert all(token in warning for token in asked.split(", "))
    assert "BUTTRESS_OFFLINE_ANSWERS" in warning
    assert found.digest["diagnostics"] == []
    group = planned(found, "SecurityGroup::own")["inputs"]
    assert (group["vpcId"], group["description"]) == (sentinels.UNKNOWN, sentinels.UNKNOWN)
    assert group["ingress"][0]["cidrBlocks"] == [sentinels.UNKNOWN, "10.0.0.0/8"]
    assert planned(found, "Record::www")["inputs"]["zoneId"] == sentinels.UNKNOWN
    assert planned(found, "Policy::read")["inputs"]["policy"] == sentinels.UNKNOWN
    assert [planned(found, f"Instance::i{number}")["inputs"]["subnetId"] for number in range(3)] == [sentinels.UNKNOWN] * 3
    assert planned(found, "Attachment::all")["inputs"]["policyArn"] == "arn:aws:iam::aws:policy/AdministratorAccess"


def test_an_update_takes_no_made_up_result_and_names_the_line_that_asks(tmp_path: Path) -> None:
    directory = write(tmp_path / "asks", "import pulumi_aws as aws\naws.route53.get_zone(name='example.com')\n")
    with pytest.raises(StateError, match=r"aws:route53/getZone:getZone was called") as caught:
        automation.up(directory, stand_ins=offline.environment())
    assert caught.value.where == f"{directory}/__main__.py:2"
    assert "BUTTRESS_OFFLINE_ANSWERS" in str(caught.value.hint)


def test_a_program_that_a_made_up_result_stops_is_told_what_was_made_up(tmp_path: Path) -> None:
    program = "import json\nimport pulumi_aws as aws\njson.loads(aws.secretsmanager.get_secret_version(secret_id='s').secret_string)\n"
    with pytest.raises(StateError, match="JSONDecodeError") as caught:
        automation.preview(write(tmp_path / "reads", program), stand_ins=offline.environment())
    assert "aws:secretsmanager/getSecretVersion:getSecretVersion" in str(caught.value.hint)
    assert "BUTTRESS_OFFLINE_ANSWERS" in str(caught.value.hint)


def test_an_answer_that_the_user_gives_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "answers.yaml").write_text("'aws:route53/getZone:getZone': {zoneId: Z1}\n")
    monkeypatch.setenv("BUTTRESS_OFFLINE_ANSWERS", str(tmp_path / "answers.yaml"))
    program = "import pulumi\nimport pulumi_aws as aws\npulumi.export('owner', aws.route53.get_zone(name='a.b').zone_id)\n"
    assert exported_owner(automation.up(write(tmp_path / "asks", program), stand_ins=offline.environment())) == "Z1"


def test_a_home_keeps_the_state_from_one_run_to_the_next(tmp_path: Path) -> None:
    directory = write(tmp_path / "kept", "import pulumi_aws as aws\naws.s3.Bucket('b')\n")
    automation.up(directory, stand_ins=offline.environment(), home=tmp_path / "home")
    assert automation.preview(directory, stand_ins=offline.environment(), home=tmp_path / "home").changes == {"same": 2}
    assert automation.export(directory, stand_ins=offline.environment(), home=tmp_path / "home")["deployment"]["resources"]


def test_relative_assets_and_archives_of_a_program_are_found(tmp_path: Path) -> None:
    directory = write(
        tmp_path / "site",
        """
        import pulumi
        import pulumi_aws as aws
        bucket = aws.s3.Bucket("b")
        aws.s3.BucketObject("page", bucket=bucket.id, source=pulumi.FileAsset("pages/index.html"))
        aws.s3.BucketObject("all", bucket=bucket.id, source=pulumi.FileArchive("./pages"))
        """,
    )
    (directory / "pages").mkdir()
    (directory / "pages" / "index.html").write_text("hello")
    planned = automation.preview(directory, stand_ins=offline.environment())
    assert len([one for one in planned.digest["steps"] if "BucketObject" in one["urn"]]) == 2


def test_a_yaml_program_is_run_by_the_cli(tmp_path: Path) -> None:
    text = "name: y\nruntime: yaml\nvariables:\n  who: world\noutputs:\n  owner: hello ${who}\n"
    assert exported_owner(automation.up(write(tmp_path / "y", project=text), stand_ins=offline.environment())) == "hello world"


@pytest.mark.parametrize(
    ("resource", "line", "message", "hint"),
    [
        ("{type: 'buttress:AccountBaseline', properties: {}}", 4, "securityContact: Missing required property 'securityContact'", None),
        ("{type: 'buttress:EncryptedBucket', properties: {versionin: true}}", 4, "Property versionin does not exist", None),
        (
            "{type: 'buttress:EncryptedBuckt'}",
            4,
            'unable to find resource type "buttress:EncryptedBuckt"',
            "did you mean buttress:EncryptedBucket?",
        ),
    ],
)
def test_what_a_component_refuses_in_yaml_is_said_in_pulumi_s_words(
    tmp_path: Path, resource: str, line: int, message: str, hint: str | None
) -> None:
    (tmp_path / "Pulumi.yaml").write_text(f"name: y\nruntime: yaml\nresources:\n  one: {resource}\n")
    with pytest.raises(StateError) as caught:
        automation.preview(tmp_path, stand_ins=offline.environment())
    assert message in caught.value.message
    assert str(caught.value.where).endswith(f"Pulumi.yaml:{line}")
    assert caught.value.hint == hint


AWS_IN_YAML = """name: y
runtime: yaml
variables:
  image: {fn::invoke: {function: aws:ec2:getAmi, arguments: {mostRecent: true, owners: [amazon]}}}
  caller: {fn::aws:getCallerIdentity: {}}
resources:
  elsewhere: {type: "pulumi:providers:aws", properties: {region: eu-west-1}}
  files:
    type: aws:s3:Bucket
    properties: {tags: {account: "${caller.accountId}"}}
  admin:
    type: aws:ec2/securityGroup:SecurityGroup
    properties:
      ingress: [{protocol: tcp, fromPort: 22, toPort: 22, cidrBlocks: [0.0.0.0/0]}]
  web:
    type: aws:ec2:Instance
    options: {provider: "${elsewhere}"}
    properties: {ami: "${image.id}", instanceType: t3.micro, vpcSecurityGroupIds: ["${admin.id}"]}
outputs: {disk: "${web.rootBlockDevice.volumeId}", name: "${files.arn}"}
"""
AZURE_IN_YAML = """name: y
runtime: yaml
config:
  password: {type: string, secret: true}
variables:
  client: {fn::invoke: {function: azure-native:authorization:getClientConfig}}
resources:
  group: {type: azure-native:resources:ResourceGroup, properties: {location: westeurope}}
  files:
    type: azure-native:storage:StorageAccount
    properties: {resourceGroupName: "${group.name}", kind: StorageV2, sku: {name: Standard_LRS}, networkRuleSet: {defaultAction: Allow}}
  vault:
    type: azure-native:keyvault:Vault
    properties: {resourceGroupName: "${group.name}", properties: {tenantId: "${client.tenantId}", sku: {family: A, name: standard}}}
  sql:
    type: azure-native:sql:Server
    properties: {resourceGroupName: "${group.name}", administratorLogin: boss, administratorLoginPassword: "${password}"}
outputs: {blobs: "${files.primaryEndpoints.blob}"}
"""


@pytest.mark.parametrize(
    ("text", "config", "types"),
    [
        (AWS_IN_YAML, {}, {"aws:s3/bucket:Bucket", "aws:ec2/securityGroup:SecurityGroup", "aws:ec2/instance:Instance"}),
        (
            AZURE_IN_YAML,
            {"password": "not-for-this-run"},
            {"azure-native:storage:StorageAccount", "azure-native:keyvault:Vault", "azure-native:sql:Server"},
        ),
    ],
    ids=["aws", "azure"],
)
def test_cloud_resources_and_functions_of_a_yaml_program_are_previewed(
    tmp_path: Path, text: str, config: dict[str, str], types: set[str]
) -> None:
    found = automation.preview(write(tmp_path / "y", project=text), stand_ins=offline.environment(), config=config)
    assert types <= {step["newState"]["type"] for step in found.digest["steps"]}
    assert "not-for-this-run" not in str(found.digest)


@pytest.mark.parametrize(
    ("resource", "message"),
    [
        ("{type: aws:s3:Bucket, properties: {bukket: a}}", "bukket"),
        ("{type: aws:s3:Buckett}", "Buckett"),
        ("{type: aws:ec2:Instance, properties: {rootBlockDevice: {encripted: true}}}", "encripted"),
        ("{type: azure-native:storage:StorageAccount, properties: {kind: StorageV2, sku: {name: Standard_LRS}}}", "resourceGroupName"),
    ],
)
def test_what_the_sdk_does_not_have_is_refused_in_yaml_with_its_line(tmp_path: Path, resource: str, message: str) -> None:
    text = f"name: y\nruntime: yaml\nresources:\n  one: {resource}\n"
    with pytest.raises(StateError, match=message) as caught:
        automation.preview(write(tmp_path / "y", project=text), stand_ins=offline.environment())
    assert str(caught.value.where).endswith("Pulumi.yaml:4")


@pytest.mark.parametrize(
    ("project", "is_offline", "config", "error", "words"),
    [
        ("name: p\nruntime: python\n", True, {}, StateError, "has no __main__.py"),
        ("name: p\nruntime: go\n", True, {}, ConfigError, r"Pulumi.yaml:2: a project in go cannot be previewed offline"),
        ("name: p\nruntime: python\n", False, {"a": "b"}, ConfigError, "config can only be given offline"),
    ],
)
def test_what_cannot_be_run_is_refused_at_once(
    tmp_path: Path, project: str, is_offline: bool, config: dict[str, str], error: type[Exception], words: str
) -> None:
    stand_ins = offline.environment() if is_offline else None
    with pytest.raises(error, match=words):
        automation.preview(write(tmp_path / "p", project=project), stand_ins=stand_ins, config=config)


@pytest.mark.parametrize(
    ("answers", "known"), [("", None), ("pulumi:pulumi:StackReference: [{when: {name: acme/net/prod}, answer: {vpcId: vpc-1}}]", "vpc-1")]
)
def test_what_another_stack_answers_is_unknown_offline_or_what_was_given(tmp_path: Path, answers: str, known: str | None) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (tmp_path / "answers.yaml").write_text(answers)
    (tmp_path / "__main__.py").write_text(
        "import pulumi, pulumi_aws as aws\nnet = pulumi.StackReference('acme/net/prod')\n"
        "aws.ec2.SecurityGroup('a', description='d', vpc_id=net.get_output('vpcId'))\n"
        "aws.ec2.SecurityGroup('b', description='d', vpc_id=net.require_output('vpcId'), opts=pulumi.ResourceOptions(depends_on=[net]))\n"
    )
    given = offline.environment({**os.environ, offline.ANSWERS_VARIABLE: str(tmp_path / "answers.yaml")})
    planned = automation.preview(tmp_path, stand_ins=given)
    groups = [one["newState"]["inputs"] for one in planned.digest["steps"] if "SecurityGroup" in one["urn"]]
    assert [one["vpcId"] for one in groups] == [known or sentinels.UNKNOWN] * 2
