from __future__ import annotations

import pytest

from buttress.pulumi.shapes import camel, fields, shape, snake


def test_a_bucket_has_its_inputs_outputs_and_example() -> None:
    bucket = shape("aws:s3/bucket:Bucket")
    assert {"bucket", "tags", "region", "versioning"} <= bucket.inputs
    assert {"arn", "bucketDomainName", "hostedZoneId"} <= set(bucket.outputs)
    assert not set(bucket.outputs) & bucket.inputs
    assert bucket.example == "bucket-name"


def test_what_the_cloud_chooses_is_an_optional_input_that_is_always_answered() -> None:
    key = shape("aws:kms/key:Key")
    assert {"policy", "multiRegion", "description"} <= set(key.chosen)
    assert not {"isEnabled", "enableKeyRotation", "arn", "keyId"} & set(key.chosen)


def test_required_inputs_are_known() -> None:
    assert shape("aws:ec2/subnet:Subnet").required == {"vpcId"}
    assert shape("azure-native:storage:StorageAccount").required == {"kind", "resourceGroupName", "sku"}


def test_azure_types_name_their_api_version() -> None:
    assert shape("azure-native:storage:StorageAccount").version == "2024-01-01"


@pytest.mark.parametrize(
    "token",
    [
        "aws:lambda/function:Function",
        "aws:wafv2/webAcl:WebAcl",
        "aws:s3/bucketObjectv2:BucketObjectv2",
        "aws:cfg/recorder:Recorder",
        "aws:ec2/vpc:Vpc",
        "azure-native:network:PublicIPAddress",
        "azure-native:sql:ServerAzureADAdministrator",
        "azure-native:web:WebAppAuthSettingsV2",
    ],
)
def test_a_type_is_found_under_every_spelling_of_its_file(token: str) -> None:
    assert shape(token).known
    assert shape(token).inputs


@pytest.mark.parametrize("token", ["aws:s3/nothing:Nothing", "gcp:storage/bucket:Bucket", "my:own:Component", "odd"])
def test_a_type_of_no_installed_sdk_is_not_known(token: str) -> None:
    assert not shape(token).known
    assert shape(token).outputs == ()


def test_the_fields_of_an_output_class_are_read() -> None:
    assert set(fields("aws:eks/cluster:Cluster", "ClusterCertificateAuthority")) == {"data"}


@pytest.mark.parametrize(("python", "wire"), [("kms_key_id", "kmsKeyId"), ("arn", "arn"), ("type_", "type")])
def test_camel(python: str, wire: str) -> None:
    assert camel(python) == wire


@pytest.mark.parametrize(("wire", "python"), [("bucketVersioning", "bucket_versioning"), ("PublicIPAddress", "public_ip_address")])
def test_snake(wire: str, python: str) -> None:
    assert snake(wire) == python
