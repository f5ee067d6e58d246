"""What the doctor says of an installation that is broken in one way, and of one that is not."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings
from registrar_papers import person, received
from settled import ENVIRONMENT

from horseshoe.desk.depositary import papers
from horseshoe.desk.running import sealing
from horseshoe.desk.running.doctor import examine
from horseshoe.desk.running.environment import Installation
from horseshoe.desk.running.findings import State
from horseshoe.desk.running.install import alone, install
from horseshoe.desk.running.settings import installed
from horseshoe.store import columns, database, notifications
from horseshoe.store.log import keys
from horseshoe.store.log.verification import next_checkpoint
from horseshoe.store.models import Revision

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

HASTY = "PostgreSQL has fsync, full_page_writes, synchronous_commit off"
"""What is so of the tests' server, which does not wait for the disk."""


@pytest.fixture
def key(tmp_path: Path) -> Path:
    keys.generate(tmp_path / "log.key", "example.org/register")
    return tmp_path / "log.key"


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path) -> Iterator[None]:
    (tmp_path / "files").mkdir()
    with _told(files=tmp_path / "files"):
        yield


def _told(**told: Any) -> Any:
    here: Installation = settings.HORSESHOE
    return override_settings(HORSESHOE=msgspec.structs.replace(here, **told))


def said(key: Path, state: State) -> list[str]:
    return [each.sentence for each in examine(key) if each.state is state and not each.sentence.startswith(HASTY)]


def test_of_one_that_is_well(house: str, root: User, key: Path) -> None:
    notifications.save_checkpoint(next_checkpoint(notifications.entries(), None, keys.load(key)))
    assert said(key, State.WRONG) == []
    good = said(key, State.GOOD)
    assert "Django's own check of a deployment finds nothing." in good
    assert any("entries of the log are signed" in each for each in good)


def test_djangos_own_check_of_a_deployment_is_clean_and_would_say_so(house: str, key: Path) -> None:
    told = {name: value for name, value in installed(ENVIRONMENT).items() if name.isupper()}
    del told["DATABASES"], told["INSTALLED_APPS"]
    with override_settings(**told):
        call_command("check", deploy=True, fail_level="WARNING")
    with override_settings(SESSION_COOKIE_SECURE=False, SECURE_HSTS_SECONDS=0):
        wrong = said(key, State.WRONG)
    assert {each.rpartition("(")[2] for each in wrong} >= {"security.W012)", "security.W004)"}


def test_without_https_what_rests_on_it_is_left_out_and_nothing_else(house: str, key: Path) -> None:
    plain = {**ENVIRONMENT, "HORSESHOE_URL": "http://localhost:8000"}
    told = {name: value for name, value in installed(plain).items() if name not in ("DATABASES", "INSTALLED_APPS")}
    with override_settings(**told):
        doubts = said(key, State.DOUBTFUL)
        assert "The installation is at http://localhost:8000, without https: for this machine alone." in doubts
        assert "Django's own check of a deployment finds nothing but that." in said(key, State.GOOD)
        with override_settings(X_FRAME_OPTIONS="SAMEORIGIN"):
            assert any("(security.W019)" in each for each in said(key, State.WRONG))


def test_https_without_a_proxy_leads_in_a_circle(house: str, key: Path) -> None:
    with _told(proxies=0):
        assert any("HORSESHOE_PROXIES is 0" in each for each in said(key, State.WRONG))


def test_the_key_of_the_log(house: str, root: User, key: Path, tmp_path: Path) -> None:
    notifications.save_checkpoint(next_checkpoint(notifications.entries(), None, keys.load(key)))
    other = tmp_path / "other.key"
    keys.generate(other, "example.org/register")
    (wrong,) = said(other, State.WRONG)
    assert wrong.startswith(f"The newest checkpoint is not by the key in {other}.")
    key.chmod(0o644)
    (wrong,) = said(key, State.WRONG)
    assert str(key) in wrong
    assert "open to others (mode 0644): it should have mode 0600" in wrong
    key.unlink()
    assert said(key, State.WRONG) == [f"There is no key of the log at {key}: `horseshoe install` makes one."]


def test_files_with_secrets_that_others_may_read(
    house: str, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret-key"
    file.write_text("x")
    monkeypatch.setenv("HORSESHOE_SECRET_KEY_FILE", str(file))
    file.chmod(0o600)
    assert not any(str(file) in each for each in said(key, State.DOUBTFUL))
    file.chmod(0o644)
    assert any(str(file) in each and "chmod 600" in each for each in said(key, State.DOUBTFUL))


@pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
def test_a_database_file_that_others_may_read(house: str, root: User, key: Path) -> None:
    Path(database.place()).chmod(0o640)
    assert said(key, State.WRONG) == [f"Others may open {database.place()}, and with it every workspace: chmod 600 it."]


@pytest.mark.parametrize("vendor", ["postgresql"], indirect=True)
def test_a_superuser(house: str, root: User, key: Path, server: PostgresServer) -> None:
    database.use(server.get_uri(str(connection.settings_dict["NAME"])))
    (wrong,) = said(key, State.WRONG)
    assert "postgres, a superuser: row-level security does not hold it" in wrong


def test_a_clock_behind_the_log(house: str, root: User, key: Path) -> None:
    Revision.objects.filter(number=1).update(at=columns.now() + timedelta(hours=2))
    (wrong,) = said(key, State.WRONG)
    assert "lies ahead of this machine's clock by 7" in wrong


def test_documents_that_are_gone_or_open(house: str, root: User, key: Path, tmp_path: Path) -> None:
    rosa = person("rosa", "registrars")
    first, second = (received(rosa, text) for text in ("one", "two"))
    assert first.document is not None
    assert second.document is not None
    papers.place(first.document.sha256).chmod(0o644)
    papers.place(second.document.sha256).unlink()
    gone, others = said(key, State.WRONG)
    assert gone.startswith(f"1 of 2 received documents are not in {tmp_path / 'files'} as they were")
    assert others.startswith("Others may read 1 documents")


@pytest.fixture
def full_disk() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="hs-full-"))
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        folder.rmdir()
        pytest.skip("only root can make a small file system here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    shutil.rmtree(folder, ignore_errors=True)


def test_a_disk_that_is_nearly_full(house: str, root: User, key: Path, full_disk: Path) -> None:
    with _told(files=full_disk / "received"):
        (wrong,) = said(key, State.WRONG)
    assert wrong == f"Only 4 MB are free in {full_disk}, for the documents received: 500 should be."


def test_mail(house: str, root: User, key: Path) -> None:
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend"):
        assert any(each.startswith("Mail is written to the console") for each in said(key, State.DOUBTFUL))
    with socket.socket() as probe:  # a port on which nobody listens
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=port
        ):
            (wrong,) = said(key, State.WRONG)
    assert wrong.startswith(f"The mail server at 127.0.0.1:{port} cannot be used (ConnectionRefusedError)")


def test_nobody_answers_or_nothing_is_there(house: str, key: Path, tmp_path: Path) -> None:
    database.use(f"postgresql://nobody@/nothing?host={tmp_path}")
    (wrong,) = said(key, State.WRONG)
    assert wrong.startswith("The database cannot be looked at.")
    database.use(f"sqlite:///{tmp_path / 'nothing.sqlite3'}")
    assert said(key, State.WRONG) == [
        f"There is nothing at {tmp_path / 'nothing.sqlite3'}: `horseshoe install` makes it."
    ]


def test_a_secret_key_that_is_replaced_takes_second_factors_along(house: str, root: User, key: Path) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(root, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(root).get_unused_codes()
    old: str = settings.HORSESHOE.key
    new = "another of the tests alone: 0123456789 abcdefghijklmnop"
    with _told(key=new, earlier_keys=()):
        assert any(
            each.startswith("2 of 2 second factors were sealed with a secret") for each in said(key, State.WRONG)
        )
        assert sealing.reseal() == 0
    with _told(key=new, earlier_keys=(old,)):
        assert any(each.startswith("2 of 2 second factors hang on an earlier") for each in said(key, State.DOUBTFUL))
        assert (sealing.reseal(), sealing.reseal()) == (2, 0)
    with _told(key=new, earlier_keys=()):
        assert "Every second factor is sealed with the present secret key." in said(key, State.GOOD)
        kept = Authenticator.objects.get(user=root, type="recovery_codes")
        assert RecoveryCodes(kept).get_unused_codes() == codes


def test_tables_of_another_version_are_told_once(house: str, key: Path) -> None:
    call_command("migrate", "desk", "0003", verbosity=0, interactive=False)
    (wrong,) = said(key, State.WRONG)
    assert wrong.startswith(
        "The tables are not of this version (3 steps are to be taken, the first is desk.0004_register)"
    )
    call_command("migrate", "desk", verbosity=0, interactive=False)


def test_locks_that_are_off(house: str, root: User, key: Path) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE workspace_notes NO FORCE ROW LEVEL SECURITY")
            said_of = "The table workspace_notes has no row-level security. Run `horseshoe install`."
        else:
            cursor.execute("DROP TRIGGER horseshoe_stays_delete_tokens")
            said_of = "Rows of the table tokens can be deleted. Run `horseshoe install`."
    assert said(key, State.WRONG) == [said_of]


def test_no_facts(empty_house: Callable[[], str], key: Path) -> None:
    database.use(empty_house())
    with alone():
        install()
    assert "There are no facts yet: `horseshoe install` loads those that ship." in said(key, State.WRONG)


def test_nobody_looks_after_it(house: str, key: Path) -> None:
    assert said(key, State.WRONG) == ["There is no administrator: `horseshoe createadmin NAME` makes one."]
