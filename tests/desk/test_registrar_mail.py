"""Whoever asked and confirmed is told of each act once, and no more after one click; on both databases."""

from __future__ import annotations

import logging
import re
import smtplib
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from hypothesis import given
from hypothesis import strategies as st
from registrar_papers import TOLD, at_once, person, proposed

from horseshoe.desk.depositary import registry
from horseshoe.desk.models import Letter, Subscriber
from horseshoe.desk.notices import outbox, subscribing
from horseshoe.desk.refusals import NotHere, Overtaken, Unfit
from horseshoe.facts.pledges import Instrument
from horseshoe.store import columns

Team = dict[str, User]
ADDRESS = "ines.qxmark@example.org"
ACT = "Horseshoe: Kenya: registered, ACT Code of Conduct"


@pytest.fixture
def desk(house: str) -> Team:
    return {name: person(name, "registrars") for name in ("rosa", "karl")}


@pytest.fixture
def subscriber(desk: Team) -> Subscriber:
    """Somebody who asked and confirmed."""
    subscribing.ask(ADDRESS)
    outbox.deliver()
    (letter,) = mail.outbox
    subscribing.confirm(way(letter, "confirm"))
    mail.outbox.clear()
    return Subscriber.objects.get()


def way(letter: Any, what: str) -> str:
    pattern = rf"https://horseshoe\.example\.org/desk/notices/{what}/([^\s/]+)/(?:\?language=fr)?\s"
    (found,) = re.findall(pattern, f"{letter.body}\n")
    return str(found)


def confirmed(desk: Team, **changed: Any) -> None:
    import msgspec

    found = proposed(desk["rosa"], msgspec.structs.replace(TOLD, **changed))
    registry.confirm(desk["karl"], found.number, version=found.version)


def test_nobody_is_told_before_the_address_itself_confirmed(desk: Team) -> None:
    subscribing.ask("  Ines.Qxmark@EXAMPLE.org ".strip())
    outbox.deliver()
    (question,) = mail.outbox
    assert question.to == ["Ines.Qxmark@example.org"]
    assert "do nothing" in question.body
    confirmed(desk)
    outbox.deliver()
    assert len(mail.outbox) == 1


def test_an_act_is_told_once_with_a_way_out_by_one_click(desk: Team, subscriber: Subscriber, browser: Client) -> None:
    confirmed(desk)
    for _ in range(3):
        outbox.deliver()
    (letter,) = mail.outbox
    assert letter.subject == ACT
    assert "Kenya: by note verbale, 14 March 2024" in letter.body
    assert "https://horseshoe.example.org/roster/code" in letter.body
    head = letter.extra_headers
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (address,) = re.fullmatch(r"<(https://.*)>", head["List-Unsubscribe"]).groups()  # type: ignore[union-attr]
    path = address.removeprefix("https://horseshoe.example.org")
    followed = browser.get(path, secure=True)
    assert followed.status_code == 200
    assert Subscriber.objects.get().ended is None  # a program that follows every way ends nothing
    strict = Client(enforce_csrf_checks=True, headers={"host": "horseshoe.example.org"})
    clicked = strict.post(path, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded", secure=True)
    assert clicked.status_code == 200
    assert "Set-Cookie" not in clicked.headers
    found = Subscriber.objects.get()
    assert (found.address, found.ended is None) == (None, False)
    confirmed(desk, state="Nepal")
    outbox.deliver()
    assert len(mail.outbox) == 1
    assert strict.post(path, secure=True).status_code == 200


def test_one_text_alone_corrections_and_retractions_are_told(desk: Team) -> None:
    subscribing.ask(ADDRESS, Instrument.DECLARATION, "fr")
    outbox.deliver()
    subscribing.confirm(way(mail.outbox.pop(), "confirm"))
    confirmed(desk)
    outbox.deliver()
    assert mail.outbox == []
    confirmed(desk, instrument=Instrument.DECLARATION)
    gone = registry.propose_retraction(desk["rosa"], "declaration-ken-1", once=uuid4(), why="wrong")
    registry.confirm(desk["karl"], gone.number, version=gone.version)
    outbox.deliver()
    (letter,) = mail.outbox
    assert letter.body.count("Kenya") == 2
    assert letter.body.count("wrong") == 1  # the reason of the retraction is public
    assert "https://horseshoe.example.org/fr/states/KEN" in letter.body
    assert Letter.objects.filter(asks=False).count() == 1


def test_many_who_deliver_at_once_send_each_letter_once(desk: Team, subscriber: Subscriber) -> None:
    for number in range(4):
        Subscriber.objects.create(
            address=f"a{number}@example.org", key=f"{number}" * 43, asked=columns.now(), confirmed=columns.now(),
            told=subscriber.told,
        )  # fmt: skip
    confirmed(desk)
    told = at_once(6, lambda _: outbox.deliver())
    assert [each for each in told if isinstance(each, Exception)] == []
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        [ADDRESS, *(f"a{number}@example.org" for number in range(4))]
    )
    assert Letter.objects.filter(asks=False, state="sent").count() == 5


class Server(EmailBackend):
    """A mail server that answers as it was told."""

    answers: ClassVar[list[Exception | None]] = []

    def send_messages(self, messages: Any) -> int:
        if (answer := self.answers.pop(0) if self.answers else None) is not None:
            raise answer
        return int(super().send_messages(messages))


class Away(EmailBackend):
    """A mail server that cannot be reached."""

    def open(self) -> bool:
        raise ConnectionRefusedError(f"no way to {ADDRESS}")


def test_what_the_mail_server_answers_decides_whether_it_is_sent_again(
    desk: Team, subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    now = columns.now()
    monkeypatch.setattr(columns, "now", lambda: now)
    confirmed(desk)
    with override_settings(EMAIL_BACKEND="test_registrar_mail.Away"):
        assert outbox.deliver().sent == 0
        assert Letter.objects.filter(asks=False).get().state == "waiting"
    with override_settings(EMAIL_BACKEND="test_registrar_mail.Server"):
        Server.answers = [smtplib.SMTPDataError(451, b"later, " + ADDRESS.encode())]
        assert outbox.deliver().later == 1
        assert outbox.deliver().sent == 0  # not before it is due
        now += timedelta(hours=1)
        Server.answers = [smtplib.SMTPServerDisconnected(f"lost while telling {ADDRESS}")]
        assert outbox.deliver().sent == 0
        now += timedelta(hours=2)
        told = outbox.deliver()
        assert (told.sent, told.unsure) == (0, 1)  # it may have gone out: never twice
        confirmed(desk, state="Nepal")
        Server.answers = [smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no such " + ADDRESS.encode())})]
        assert outbox.deliver().failed == 1
    assert sorted(Letter.objects.filter(asks=False).values_list("state", flat=True)) == ["failed", "sending"]
    assert mail.outbox == []
    assert "qxmark" not in caplog.text


def test_asking_again_and_again_sends_no_second_letter_and_tells_nothing(
    desk: Team, subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        subscribing.ask(ADDRESS)
        subscribing.ask("other@example.org")
    at_once(5, lambda _: subscribing.ask("third@example.org"))
    outbox.deliver()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["other@example.org", "third@example.org"]
    monkeypatch.setattr(subscribing, "IN_AN_HOUR", 3)
    with pytest.raises(Overtaken, match="Too many"):
        subscribing.ask("fourth@example.org")


def test_who_asks_again_learns_it_by_letter_once_in_a_while_and_nobody_else_does(
    desk: Team, subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = columns.now() + timedelta(days=8)
    monkeypatch.setattr(columns, "now", lambda: now)
    for _ in range(3):
        subscribing.ask(ADDRESS, Instrument.DECLARATION, "fr")
        outbox.deliver()
    (letter,) = mail.outbox
    assert "is told already" in letter.subject
    assert "List-Unsubscribe-Post" in letter.extra_headers
    assert way(letter, "stop") == subscriber.key
    kept = Subscriber.objects.get()
    assert (kept.instrument, kept.language, kept.confirmed) == ("", "en", subscriber.confirmed)


def test_one_network_may_not_ask_for_many_addresses(
    desk: Team, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "soon", lambda: None)
    found = []
    for number in range(12):
        sent = {"instrument": "both", "language": "en", "address": f"a{number}@example.org"}
        found.append(browser.post("/desk/notices/", sent, secure=True).status_code)
    assert found == [200] * 10 + [429] * 2
    assert Subscriber.objects.count() == 10


def test_an_address_is_nowhere_but_in_its_row_and_then_nowhere(
    desk: Team, browser: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(outbox, "soon", outbox.deliver)
    browser.post("/desk/notices/", {"instrument": "both", "language": "en", "address": ADDRESS}, secure=True)
    path = f"/desk/notices/confirm/{way(mail.outbox[0], 'confirm')}/"
    for _ in range(2):
        assert b"qxmark" not in browser.get(path, secure=True).content
    assert Subscriber.objects.get().confirmed is None  # whatever follows ways in letters confirms nothing
    browser.post(path, secure=True)
    confirmed(desk)
    outbox.deliver()
    assert holding("qxmark") == {"subscribers"}
    browser.post(f"/desk/notices/stop/{Subscriber.objects.get().key}/", secure=True)
    assert holding("qxmark") == set()
    assert "qxmark" not in caplog.text


def holding(mark: str) -> set[str]:
    """The tables with a row in which something stands."""
    with connection.cursor() as cursor:
        found = set()
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(mark in str(cell) for row in cursor.fetchall() for cell in row):
                found.add(table)
        return found


def test_an_address_that_never_confirms_is_forgotten(desk: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    subscribing.ask(ADDRESS)
    outbox.deliver()
    token = way(mail.outbox[0], "confirm")
    later = columns.now() + timedelta(hours=49)
    monkeypatch.setattr(columns, "now", lambda: later)
    assert outbox.deliver().forgotten == 1
    assert Subscriber.objects.get().address is None
    for made_up in (token, f"{token}x", "x:y:z", ""):
        with pytest.raises(NotHere):
            subscribing.confirm(made_up)


def test_the_pages_ask_confirm_and_answer_everybody_alike(
    desk: Team, subscriber: Subscriber, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "soon", outbox.deliver)
    sent = {"instrument": "both", "language": "en"}
    known = browser.post("/desk/notices/", {**sent, "address": ADDRESS}, secure=True)
    fresh = browser.post("/desk/notices/", {**sent, "address": "new@example.org"}, secure=True)
    assert known.status_code == fresh.status_code == 200
    assert body(known) == body(fresh)
    (letter,) = mail.outbox
    path = f"/desk/notices/confirm/{way(letter, 'confirm')}/"
    assert browser.get(path, secure=True).status_code == 200
    assert Subscriber.objects.filter(confirmed__isnull=False).count() == 1
    assert browser.post(path, secure=True).status_code == 200
    assert Subscriber.objects.filter(confirmed__isnull=False).count() == 2
    assert browser.post("/desk/notices/confirm/made-up/", secure=True).status_code == 404
    wrong = browser.post("/desk/notices/", {**sent, "address": "a@b"}, secure=True)
    assert wrong.status_code == 422
    assert b"should be like name@example.org" in wrong.content


def body(response: Any) -> str:
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", response.content.decode())


@pytest.mark.parametrize(
    "text",
    [
        "a@b", "a", "@example.org", "a@@example.org", "a b@example.org", "a@example.org\nBcc: b@example.org",
        "a@example.org\r\n", "a@example.org,b@example.org", '"a\r\nb"@example.org', "<a@example.org>", "a@[127.0.0.1]",
        "a@example.org\x00", "ä@example.org", f"{'a' * 65}@example.org", f"a@{'b.' * 130}org", ".a@example.org",
        "a(c)@example.org", "a@-x.org", "a@example.o",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Unfit, match="like name@example"):
        subscribing.address(text)


@given(st.text(max_size=80), st.emails())
def test_an_address_holds_nothing_that_begins_another_header(text: str, good: str) -> None:
    for tried in (text, good, f"{text}@example.org", f"a@example.org{text}"):
        try:
            made = subscribing.address(tried)
        except Unfit:
            continue
        assert re.fullmatch(r"[!-~]+", made)
        assert not re.search(r"[,<>;:\"()]", made)


def test_a_row_cannot_begin_another_header_of_a_letter(
    desk: Team, subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    from horseshoe.store.log import notified

    real = notified.notification

    def tricked(entry: Any, facts: Any) -> Any:
        import msgspec

        return msgspec.structs.replace(
            real(entry, facts), name="Kenya\r\nBcc: everybody@example.org", document="x\nNo. 9, retracted"
        )

    monkeypatch.setattr(outbox, "notification", tricked)
    confirmed(desk)
    outbox.deliver()
    (letter,) = mail.outbox
    read = message_from_bytes(letter.message().as_bytes(), policy=default)
    assert (read["Bcc"], read["To"]) == (None, ADDRESS)
    assert "\nNo. 9" not in letter.body
