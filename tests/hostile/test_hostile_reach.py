"""What the program reaches for by itself: other servers, other programs, code within data, entities within XML."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import horseshoe
from horseshoe.sources.lists import html

PACKAGE = Path(horseshoe.__file__).parent

REACHING = {
    "urllib.request": {"sources/installation.py"},
    "http.client": {"sources/installation.py"},
    "socket": {"cli/serving.py"},
    "smtplib": {"desk/notices/outbox.py", "desk/running/mail.py"},
}
"""Modules that open connections, to the files that may import them."""

NEVER = {"requests", "httpx", "aiohttp", "ftplib", "telnetlib", "xmlrpc", "pickle", "marshal", "shelve", "dill", "yaml",
         "subprocess", "pty", "ctypes", "jinja2", "mako"}  # fmt: skip
CODE = {"eval", "exec", "compile", "__import__"}
PARSERS = {"xml.etree", "xml.dom", "xml.sax.handler", "lxml", "xmltodict"}


@cache
def nodes() -> dict[str, tuple[ast.AST, ...]]:
    """File to all that stands in it."""
    return {
        path.relative_to(PACKAGE).as_posix(): tuple(
            each
            for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(each, ast.Import | ast.ImportFrom | ast.Call)
        )
        for path in PACKAGE.rglob("*.py")
    }


@cache
def imports() -> dict[str, set[str]]:
    """What each file imports, by its full name."""
    found: dict[str, set[str]] = {}
    for file, every in nodes().items():
        names: set[str] = set()
        for node in every:
            if isinstance(node, ast.Import):
                names |= {each.name for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
        found[file] = names
    return found


def test_only_the_client_of_installations_asks_other_servers() -> None:
    """No request makes the server fetch an address: nothing that it runs for one can (server-side request forgery)."""
    for module, allowed in REACHING.items():
        users = {file for file, names in imports().items() if module in names}
        assert users <= allowed, module


def test_the_server_does_not_use_the_client() -> None:
    users = {file for file, names in imports().items() if any("sources.installation" in name for name in names)}
    assert users <= {"__init__.py", "cli/options.py", "cli/keeping.py", "api/operations/tables.py"}


def test_nothing_runs_what_it_was_given() -> None:
    for file, names in imports().items():
        assert not {name.partition(".")[0] for name in names} & NEVER, file
    for file, every in nodes().items():
        for node in every:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in CODE, file
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in ("raw", "extra", "system", "popen"), file


def test_xml_is_only_read_by_libraries_that_expand_no_entity() -> None:
    for file, names in imports().items():
        assert not [name for name in names if name.startswith(tuple(PARSERS))], file


def test_no_statement_of_sql_is_made_of_what_was_sent() -> None:
    """A statement is a literal or is built of names of our own tables: where that is done is listed."""
    built = {
        file
        for file, every in nodes().items()
        for node in every
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "execute"
        and node.args
        and not isinstance(node.args[0], ast.Constant)
    }
    assert built <= {
        "desk/running/backup.py",
        "desk/running/quoting.py",
        "desk/running/reader.py",
        "desk/workspace/locks.py",
        "store/columns.py",
    }


def test_a_page_with_entities_reads_no_file_and_does_not_grow() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    page = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{laughs}]>'
    found = html.read("a.html", f"{page}<html><body><p>Kenya &f; &l9;</p></body></html>".encode())
    said = " ".join(str(part) for part in found)
    assert "root:" not in said
    assert len(said) < 5_000
