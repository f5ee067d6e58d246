"""What whoever runs an installation relies on: health, the journal, the metrics; and that no person is in them."""

from __future__ import annotations

import json
import re
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from serving import Served
from writers import register

from horseshoe.desk.running import environment, journal, routes
from horseshoe.desk.running.environment import Unfit

ROOT = Path(__file__).resolve().parent.parent.parent
TOKEN = "of-the-tests-0123456789-abcdefghijklm"
MARK = "QXPERSON"


@pytest.fixture
def token(tmp_path: Path) -> Path:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    return file


@pytest.mark.parametrize("vendor", ["postgresql"], indirect=True)
def test_the_journal_and_the_metrics_tell_what_and_not_who(
    house: str, team: dict[str, User], tmp_path: Path, token: Path
) -> None:
    with Served(house, tmp_path, workers=2, HORSESHOE_METRICS_TOKEN_FILE=str(token)) as server:
        for path in ("/", "/drafts/S-2022-155.json", f"/drafts/{MARK}?q={MARK}", f"/{MARK}", f"/desk/{MARK}/", "/fr/"):
            server.ask(path, User_Agent=MARK, Referer=f"http://{MARK}.example.org/", X_Forwarded_For="203.0.113.77")
        _, headers, page = server.ask("/accounts/login/")
        form = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.decode())
        assert form is not None
        cookie = headers["set-cookie"].partition(";")[0]
        sent = {"login": MARK, "password": MARK, "csrfmiddlewaretoken": form[1]}
        asked = urllib.request.Request(
            f"{server.address}/accounts/login/",
            urllib.parse.urlencode(sent).encode(),
            {"Cookie": cookie, "Origin": f"http://localhost:{server.port}", "Host": f"localhost:{server.port}"},
        )
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert answer.status == 200  # and says that this is no account
        _, headers, _ = server.ask("/roster/code")
        number = headers["x-request-id"]
        of_the_api = server.ask(f"/api/v1/council?q={MARK}", Authorization=f"Bearer hsk_{MARK}")[1]["x-request-id"]

        lines = server.journal()
        (mine,) = (line for line in lines if line.get("id") == number)
        assert (mine["event"], mine["route"], mine["method"], mine["status"]) == ("request", "roster", "GET", 200)
        assert mine["ms"] > 0
        (asked_of_the_api,) = (line for line in lines if line.get("id") == of_the_api)
        assert (asked_of_the_api["route"], asked_of_the_api["status"]) == ("api", 401)
        assert {"desk", "drafts", "first", "other"} <= {line.get("route", "").rstrip("/") for line in lines}
        for personal in (MARK, "203.0.113.77", "127.0.0.1", "anna", "python-urllib", "Python-urllib"):
            assert personal not in server.said()

        status, _, body = server.ask("/metrics")
        assert (status, b"OpenMetrics" in body) == (404, False)
        assert server.ask("/metrics", Authorization=f"Bearer {TOKEN}x")[0] == 404
        register("counted")
        status, headers, body = server.ask("/metrics", Authorization=f"Bearer {TOKEN}")
        assert status == 200
        assert headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
        text = body.decode()
        assert text.endswith("# EOF\n")
        parsed = text_string_to_metric_families(text)  # type: ignore[no-untyped-call]
        families = {family.name: family.type for family in parsed}
        assert families["horseshoe_requests"] == "counter"
        assert families["horseshoe_request_seconds"] == "histogram"
        found = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
        assert found["horseshoe_store_up"] == "1.0"
        assert float(found["horseshoe_revision"]) == 2
        assert float(found['horseshoe_store_writes_total{what="add"}']) == 1
        assert float(found['horseshoe_requests_total{method="GET",route="roster",status="200"}']) == 1
        assert float(found['horseshoe_sign_ins_total{result="failed"}']) == 1
        counted = sum(float(value) for name, value in found.items() if name.startswith("horseshoe_requests_total"))
        assert counted == len([line for line in server.journal() if line["event"] == "request"]) - 1
        for personal in (MARK, "anna", "203.0.113.77", "ken"):
            assert personal not in text


def test_faults_alone_where_that_is_asked_for(house: str, tmp_path: Path) -> None:
    with Served(house, tmp_path, HORSESHOE_JOURNAL="faults") as server:
        assert server.ask("/")[0] == 200
        assert server.ask("/metrics")[0] == 404
        assert server.ask("/health/live")[0] == 200
        assert json.loads(server.ask("/health")[2])["revision"] == 1
        assert server.said() == ""


def test_a_fault_says_where_and_not_what(capfd: pytest.CaptureFixture[str]) -> None:
    import logging

    logger = logging.Logger("django.request")
    logger.addHandler(journal.Lines())
    try:
        raise ValueError(f"the row of {MARK}")
    except ValueError:
        logger.exception("%s: %s", "Internal Server Error", f"/desk/{MARK}/")
    logger.warning("Forbidden: %s", MARK)
    first, second = map(json.loads, capfd.readouterr().err.splitlines())
    assert first["fault"] == ["ValueError"]
    assert first["where"][0].startswith("desk/test_operating.py:")
    assert MARK not in json.dumps([first, second])
    assert second["says"] == "Forbidden: %s"


def test_routes_are_words_of_ours() -> None:
    told = {"/": "first", "/fr/votes.csv": "votes", "/desk/ken/": "desk", "/x\n{}": "other", "/static/a.css": "static"}
    assert {path: routes.route(path) for path in told} == told
    assert [routes.method(each) for each in ("GET", "get\n", "BREW")] == ["GET", "other", "other"]


def test_a_weak_token_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("short\n")
    told = {
        "HORSESHOE_DATABASE_URL": "sqlite:////nowhere/store.sqlite3",
        "HORSESHOE_URL": "https://horseshoe.example.org",
        "HORSESHOE_SECRET_KEY": "of the tests alone: 0123456789 abcdefghijklmnopqrstuvwxyz",
    }
    with pytest.raises(Unfit, match="The token in .* can be guessed"):  # noqa: RUF043
        environment.read({**told, "HORSESHOE_METRICS_TOKEN_FILE": str(file)})
    with pytest.raises(Unfit, match="HORSESHOE_JOURNAL is all: it should be requests or faults"):
        environment.read({**told, "HORSESHOE_JOURNAL": "all"})


def test_every_variable_is_documented() -> None:
    source = (ROOT / "src/horseshoe/desk/running/environment.py").read_text()
    read = {f"HORSESHOE_{name}" for name in re.findall(r'(?:_told|one_of|number|_lines)\("([A-Z_]+)"', source)}
    text = (ROOT / "docs/operate.md").read_text()
    assert len(read) > 12
    assert [name for name in sorted(read) if f"`{name}`" not in text] == []
