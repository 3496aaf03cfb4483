"""Tables over records in a bucket, whose hourly partitions follow from the clock, and the questions that are asked of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import pulumi
import pulumi_aws as aws


class Format(NamedTuple):
    """How records are read: Hive's classes for input, output and fields."""

    reader: str
    writer: str
    fields: str
    parameters: Mapping[str, str] = MappingProxyType({})


PARQUET: Final = Format(
    "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
)
JSON: Final = Format(
    "org.apache.hadoop.mapred.TextInputFormat",
    "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    "org.openx.data.jsonserde.JsonSerDe",
    # One record that is no JSON would fail every query of its hour, for as long as it is kept.
    MappingProxyType({"ignore.malformed.json": "true"}),
)


def hourly_table(
    parent: pulumi.Resource,
    name: str,
    *,
    table: str,
    database: pulumi.Input[str],
    place: pulumi.Output[str],
    days: int,
    columns: Mapping[str, str],
    form: Format,
) -> None:
    """A table of the records below `place`, a prefix for each hour (`yyyy/MM/dd/HH`), for so many days back.

    `columns` maps names to types.
    """
    aws.glue.CatalogTable(
        name,
        name=table,
        database_name=database,
        table_type="EXTERNAL_TABLE",
        parameters={
            "EXTERNAL": "TRUE",
            "projection.enabled": "true",
            "projection.hour.type": "date",
            "projection.hour.format": "yyyy/MM/dd/HH",
            "projection.hour.range": f"NOW-{days}DAYS,NOW",
            "projection.hour.interval": "1",
            "projection.hour.interval.unit": "HOURS",
            "storage.location.template": pulumi.Output.concat(place, "${hour}"),
        },
        partition_keys=[aws.glue.CatalogTablePartitionKeyArgs(name="hour", type="string")],
        storage_descriptor=aws.glue.CatalogTableStorageDescriptorArgs(
            location=place,
            input_format=form.reader,
            output_format=form.writer,
            ser_de_info=aws.glue.CatalogTableStorageDescriptorSerDeInfoArgs(
                serialization_library=form.fields, parameters={"serialization.format": "1", **form.parameters}
            ),
            columns=[aws.glue.CatalogTableStorageDescriptorColumnArgs(name=field, type=kind) for field, kind in columns.items()],
        ),
        opts=pulumi.ResourceOptions(parent=parent),
    )


def named_queries(
    parent: pulumi.Resource,
    name: str,
    *,
    database: pulumi.Input[str],
    workgroup: pulumi.Input[str],
    questions: Mapping[str, tuple[str, str]],
) -> None:
    """The questions as named queries: title to description and text."""
    for title, (description, text) in questions.items():
        aws.athena.NamedQuery(
            f"{name}-{title}",
            database=database,
            workgroup=workgroup,
            description=description,
            query=text,
            opts=pulumi.ResourceOptions(parent=parent),
        )
