"""The page on security says what is so: each test that it names is there, and so is each file."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)))

TOP_TEN = (
    "Broken access control", "Security misconfiguration", "Software supply chain failures", "Cryptographic failures",
    "Injection", "Insecure design", "Authentication failures", "Software or data integrity failures",
    "Security logging and alerting failures", "Mishandling of exceptional conditions",
)  # fmt: skip
"""The OWASP Top 10 of 2025, in their order."""


@pytest.mark.parametrize("file", sorted({file for file, _ in NAMED}))
def test_every_test_that_is_named_is_there(file: str) -> None:
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    there = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert {name for named, name in NAMED if named == file} <= there


def test_the_top_ten_are_walked_through_in_their_order_each_with_tests() -> None:
    parts = re.split(r"(?m)^## ", PAGE)[1:]
    walked = [part for part in parts if re.match(r"A\d\d ", part)]
    assert [part.partition(" (2021")[0] for part in walked] == [
        f"A{number:02} {name}" for number, name in enumerate(TOP_TEN, start=1)
    ]
    forgery = next(part for part in parts if part.startswith("Server-side request forgery"))
    assert "2021: A10" in forgery
    for part in (*walked, forgery):
        assert "**What could go wrong.**" in part
        assert "**What holds.**" in part
        assert ".py::test_" in part
    numbers = set(re.findall(r"2021: (?:in )?(A\d\d)", PAGE)) | set(re.findall(r"and (A\d\d)\)", PAGE))
    assert numbers == {f"A{number:02}" for number in range(1, 11)}


def test_every_file_that_is_named_is_there() -> None:
    for name in re.findall(r"`((?:desk|site|api|facts|sources|store)/[\w/]+(?:\.py|/))`", PAGE):
        assert (ROOT / "src" / "horseshoe" / name).exists(), name


def test_every_table_row_names_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| test |")]
    assert len(rows) == PAGE.count("::test_")
    assert all("::test_" in row for row in rows)


def test_every_package_is_locked_by_its_hash() -> None:
    for name in ("run.txt", "dev.txt"):
        told = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", " ")
        packages = [line for line in told.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        assert len(packages) > 50
        for line in packages:
            assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+ ", line), line[:80]
            assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line[:80]
