"""The tables whole: every row with every version, in each form, and described."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import httpx
import polars as pl
import pytest

from horseshoe.api import files
from horseshoe.facts import tables
from horseshoe.facts.record import KEYS, Record


@pytest.mark.parametrize("table", files.TABLES)
def test_each_form_has_each_row(client: httpx.Client, record: Record, table: str) -> None:
    rows = list(csv.reader(io.StringIO(client.get(f"/api/v1/tables/{table}.csv").text, newline="")))[1:]
    lines = [json.loads(line) for line in client.get(f"/api/v1/tables/{table}.jsonl").text.splitlines()]
    frame = pl.read_parquet(io.BytesIO(client.get(f"/api/v1/tables/{table}.parquet").content))
    number = record.frame("casts").height if table == "casts" else len(getattr(record, table))
    assert len(rows) == len(lines) == frame.height == number


def test_the_csv_files_are_a_folder_that_is_read_as_the_same_record(
    client: httpx.Client, record: Record, tmp_path: Path
) -> None:
    for table in KEYS:
        (tmp_path / f"{table}.csv").write_bytes(client.get(f"/api/v1/tables/{table}.csv").content)
    assert tables.read(tmp_path) == record


def test_the_description_has_the_revision_and_the_hash_of_each_file(client: httpx.Client) -> None:
    told = client.get("/api/v1/datapackage.json").json()
    assert told["revision"] == client.get("/api/v1/council").headers["Horseshoe-Revision"]
    for resource in told["resources"]:
        content = client.get(f"/api/v1/{resource['path']}").content
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)


def test_a_file_keeps_its_tag_as_long_as_its_content(client: httpx.Client) -> None:
    answered = client.get("/api/v1/tables/pledges.csv")
    assert hashlib.sha256(answered.content).hexdigest()[:32] in answered.headers["ETag"]
    assert answered.headers["Content-Disposition"] == 'attachment; filename="pledges.csv"'


def test_rows_are_listed_as_they_stand_or_with_every_version(client: httpx.Client, record: Record) -> None:
    whole = client.get("/api/v1/tables/pledges?every=true").json()["total"]
    stand = client.get("/api/v1/tables/pledges").json()["total"]
    assert (stand, whole) == (len(record.as_known(None).pledges), len(record.pledges))
