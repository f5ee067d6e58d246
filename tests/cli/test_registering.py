"""From a letter to the roster, the log and back, with a store of one's own."""

import json
from pathlib import Path

import pytest

from horseshoe.cli import options
from horseshoe.cli.main import run

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Path:
    monkeypatch.setenv("HORSESHOE_DATABASE_URL", f"sqlite:///{tmp_path / 'register.sqlite3'}")
    monkeypatch.setenv("HORSESHOE_LOG_KEY", str(tmp_path / "key.pem"))
    assert run(["init", "--by", "a test"]) == 0
    options.record.cache_clear()
    capsys.readouterr()
    return tmp_path


def test_an_act_goes_from_the_form_to_the_roster_and_into_the_log(store: Path, capsys: Capture) -> None:
    assert run(["register", "--template"]) == 0
    form = store / "kenya.toml"
    form.write_text(capsys.readouterr().out, encoding="utf-8")

    assert run(["register", str(form), "--format", "json"]) == 0
    printed = capsys.readouterr()
    assert "A dry run" in printed.err
    assert json.loads(printed.out)["act"]["state"] == "KEN"
    options.record.cache_clear()
    assert "KEN" not in certain(capsys)

    assert run(["register", str(form), "--apply", "--format", "json"]) == 0
    assert "Written to the store" in capsys.readouterr().err
    options.record.cache_clear()
    assert "KEN" in certain(capsys)

    assert run(["log", "--format", "json"]) == 0
    last = json.loads(capsys.readouterr().out)["entries"][-1]
    assert "KEN" in json.dumps(last)
    assert run(["log", "checkpoint"]) == 0
    capsys.readouterr()
    assert run(["verify", "--format", "json"]) == 0
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert checks[-1]["name"] == "the log is whole and says what the tables say"
    assert checks[-1]["faults"] == []


def test_registering_the_same_act_twice_is_refused(store: Path, capsys: Capture) -> None:
    assert run(["register", "--template"]) == 0
    form = store / "kenya.toml"
    form.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["register", str(form), "--apply", "--format", "json"]) == 0
    capsys.readouterr()
    options.record.cache_clear()
    assert run(["register", str(form), "--apply"]) == 1
    assert "kenya.toml: The register has this act already, as code-ken-1." in capsys.readouterr().err


def certain(capsys: Capture) -> set[str]:
    assert run(["roster", "code", "--on", "2026-11-22", "--format", "json"]) == 0
    return {each["state"] for each in json.loads(capsys.readouterr().out)["certain"]}
