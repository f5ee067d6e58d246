"""People who write to a served installation by its pages and its API, and what must hold of what they were told.

Each hand does three things in turn: an act of support is received, proposed, and confirmed by a second registrar, all
at the desk; a roll call goes to the API with a token and an ``Idempotency-Key``; a note goes into a workspace. What
the server confirms is noted down. Where a connection breaks, the same request is sent again, as a careful person would.
"""

from __future__ import annotations

import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx
from houses import account
from serving import PATIENCE
from writers import PLACE, notes

from horseshoe.desk.access import tokens
from horseshoe.desk.access.rights import Kind, Role
from horseshoe.desk.access.tokens import Scope
from horseshoe.desk.workspace import workspaces
from horseshoe.desk.workspace.within import within
from horseshoe.facts.record import Record
from horseshoe.store import notifications, snapshot
from horseshoe.store.log.verification import verify

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PASSWORD = "four hands, one register"
DAY = date(2026, 11, 20)
PDF = "%PDF-1.7\n1 0 obj\n<< /Title ({}) >>\nendobj\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n"

MEANWHILE = (502, 503, 504)
"""Statuses by which a server says that it cannot answer now."""


def roll_call(draft: str) -> dict[str, Any]:
    """A vetoed draft, as a program sends it."""
    return {
        "date": DAY.isoformat(), "draft": draft, "meeting": "S/PV.10200", "title": "A draft of the tests",
        "no": ["RUS"], "abstain": ["CHN"], "everyone_else": "yes", "tally": "13-1-1", "outcome": "vetoed",
        "source": {"title": "Record of the meeting", "symbol": "S/PV.10200"},
    }  # fmt: skip


class Refused(AssertionError):
    """The server answered what it should not have."""


class Seat:
    """Somebody at a browser, signed in."""

    def __init__(self, address: str, name: str) -> None:
        self._address, self._name = address, name
        self._client = httpx.Client(base_url=address, timeout=PATIENCE)
        self.post("/accounts/login/", {"login": name, "password": PASSWORD})

    def post(self, path: str, told: dict[str, Any], files: dict[str, Any] | None = None) -> str:
        """Send a form, and give where it led to."""
        if (cookie := self._cookie("form")) is None:
            self._client.get("/accounts/login/")
            cookie = self._cookie("form")
        reply = self._client.post(path, data={**told, "csrfmiddlewaretoken": cookie}, files=files)
        if reply.status_code in MEANWHILE:
            raise httpx.RemoteProtocolError(f"{reply.status_code}")
        if reply.status_code != 302:
            main = re.sub(r"<[^>]*>|\s+", " ", reply.text.partition("<main")[2].partition("</main>")[0] or reply.text)
            raise Refused(f"{self._name}: {path} gave {reply.status_code}: {' '.join(main.split())[:1500]}")
        return reply.headers["Location"]

    def get(self, path: str) -> str:
        """What stands on a page."""
        reply = self._client.get(path)
        if reply.status_code in MEANWHILE:
            raise httpx.RemoteProtocolError(f"{reply.status_code}")
        if reply.status_code != 200:
            raise Refused(f"{self._name}: {path} gave {reply.status_code}")
        return reply.text

    def _cookie(self, ending: str) -> str | None:
        return next((each.value for each in self._client.cookies.jar if each.name.endswith(ending)), None)

    def close(self) -> None:
        """Leave."""
        self._client.close()


class Hand(threading.Thread):
    """One who writes, until told to stop: three accounts and a token, which ``open_house`` makes.

    Args:
        address: of the server.
        number: which of the hands.
        token: of the API.
        first: number of the first of its things; no two hands of one number may use the same.
    """

    def __init__(self, address: str, number: int, token: str, first: int = 0) -> None:
        super().__init__(name=f"hand-{number}", daemon=True)
        self.confirmed: list[tuple[str, str]] = []
        """Kind (``act``, ``vote``, ``note``) and name of each thing that the server confirmed."""
        self.took: dict[str, list[float]] = defaultdict(list)
        """Kind to the seconds of each request by which such a thing was written, if it was sent once."""
        self.broken = 0
        """Requests that had to be sent again."""
        self.wrong: list[str] = []
        """What should not have been answered."""
        self._address, self._number, self._token, self._first = address, number, token, first
        self._enough = threading.Event()

    def run(self) -> None:
        """Write."""
        try:
            rita, rob, anna = (Seat(self._address, f"{name}{self._number}") for name in ("rita", "rob", "anna"))
            program = httpx.Client(
                base_url=self._address, timeout=PATIENCE, headers={"Authorization": f"Bearer {self._token}"}
            )
            for place in count(self._first):
                if self._enough.is_set():
                    break
                self._act(rita, rob, f"act-{self._number}-{place}")
                self._vote(program, 10_000 * (self._number + 1) + place, again=place % 5 == 0)
                self._note(anna, f"note-{self._number}-{place}")
            for each in (rita, rob, anna, program):
                each.close()
        except Exception as error:
            self.wrong.append(f"{self.name}: {type(error).__name__}: {error}")

    def stop(self) -> None:
        """Ask it to end after what it is doing, and wait."""
        self._enough.set()
        self.join(PATIENCE)
        if self.is_alive():
            self.wrong.append(f"{self.name} does not end")

    def wait_for(self, more: int) -> None:
        """Until so many more things are confirmed."""
        wanted, until = len(self.confirmed) + more, time.monotonic() + PATIENCE
        while len(self.confirmed) < wanted:
            if not self.is_alive() or time.monotonic() > until:
                raise AssertionError(f"{self.name} confirmed {len(self.confirmed)} things: {self.wrong}")
            time.sleep(0.01)

    def _act(self, rita: Seat, rob: Seat, name: str) -> None:
        paper = {"document": ("note.pdf", PDF.format(name).encode(), "application/octet-stream")}
        told = {"once": str(uuid4()), "sender": "Mission of Kenya", "received_on": DAY.isoformat()}
        way = self._sure(lambda: rita.post("/desk/register/receive/", told, paper))
        case = way.removesuffix("propose/")
        said = {
            "version": 1, "instrument": "code", "state": "Kenya", "kind": "note_verbale", "day": DAY.isoformat(),
            "evidence": name, "title": "Notes verbales of the tests", "confidence": "high", "why": "it says so",
        }  # fmt: skip
        self._sure(lambda: rita.post(way, said), done=lambda: "/confirm/" in rob.get(case))
        self._sure(
            lambda: rob.post(f"{case}confirm/", {"version": 2, "why": ""}),
            done=lambda: "/confirm/" not in rob.get(case),
            kind="act",
        )
        self.confirmed.append(("act", name))

    def _vote(self, program: httpx.Client, number: int, *, again: bool) -> None:
        draft = f"S/2026/{number}"
        told = roll_call(draft)
        key = {"Idempotency-Key": str(uuid4())}

        def post() -> httpx.Response:
            reply = program.post("/api/v1/rollcalls", json=told, headers=key)
            if reply.status_code in MEANWHILE:
                raise httpx.RemoteProtocolError(f"{reply.status_code}")
            if reply.status_code != 201:
                raise Refused(f"{draft}: {reply.status_code}: {reply.text[:500]}")
            return reply

        first = self._sure(post, kind="vote")
        if again:
            replayed = self._sure(post)
            if (replayed.headers.get("Idempotency-Replayed"), replayed.text) != ("true", first.text):
                raise Refused(f"{draft}: sent again, it was not answered as before: {replayed.text[:500]}")
        self.confirmed.append(("vote", draft))

    def _note(self, anna: Seat, name: str) -> None:
        told = {"draft": "S/2026/900", "text": name, "why": "heard"}
        way = f"/desk/workspaces/{PLACE}/"
        self._sure(
            lambda: anna.post(f"{way}notes/new/", told),
            done=lambda: name in anna.get(f"{way}files/notes.csv").replace(",", "\n").split("\n"),
            kind="note",
        )
        self.confirmed.append(("note", name))

    def _sure(self, step: Callable[[], Any], *, done: Callable[[], bool] | None = None, kind: str | None = None) -> Any:
        """Take a step, again where the connection breaks; what was done after all is not done again."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                began, before = time.perf_counter(), self.broken
                found = step()
                if kind is not None and self.broken == before:
                    self.took[kind].append(time.perf_counter() - began)
                return found
            except httpx.TransportError:
                self.broken += 1
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
            while done is not None:
                try:
                    if done():
                        return None
                    break
                except httpx.TransportError:
                    if time.monotonic() > until:
                        raise
                    time.sleep(0.1)


def open_house(number: int) -> list[str]:
    """A workspace and the accounts of so many hands; their tokens. This process is connected to the installation."""
    root = account("root", "administrators")
    workspaces.begin(root, PLACE, "Kenya's mission", why="the tests")
    made = []
    for each in range(number):
        for name, *groups in (("rita", "registrars"), ("rob", "registrars"), ("anna", "analysts")):
            person = account(f"{name}{each}", *groups)
            person.set_password(PASSWORD)
            person.save()
        workspaces.admit(root, PLACE, f"anna{each}", Role.ANALYST, why="the tests")
        made.append(tokens.make(f"anna{each}", "the tests", (Scope.ROLL_CALLS,), days=2, by="the tests"))
    return made


def found_once(user: User, confirmed: Iterable[tuple[str, str]], before: Record, *, open_ends: int = 0) -> None:
    """What was confirmed is in the register, the log, the audit and the history once each; nothing is there by half.

    Args:
        user: a member of the workspace.
        confirmed: what the hands were told.
        before: what the store held before them.
        open_ends: how many things of each kind may be there that nobody was told of, since an answer was lost.
    """
    from horseshoe.desk.models import ActProposal, Answered, History, HouseHistory
    from horseshoe.store.models import AuditEntry, Revision

    told: dict[str, set[str]] = {"act": set(), "vote": set(), "note": set()}
    for kind, name in confirmed:
        assert name not in told[kind], f"confirmed twice: {name}"
        told[kind].add(name)
    with snapshot.reading():
        record, entries = snapshot.read(), notifications.entries()
        revisions = list(Revision.objects.order_by("number").values_list("number", flat=True))
        audit = Counter(AuditEntry.objects.exclude(key="").values_list("table", "key", "what"))
        confirmations = Counter(
            after["act"]  # type: ignore[index]
            for after in HouseHistory.objects.filter(kind=Kind.ACTS.value, what="confirm").values_list(
                "after", flat=True
            )
        )
        cases = list(ActProposal.objects.filter(status="confirmed").values_list("act", "revision"))
        answered = Answered.objects.filter(status=201).count()
    assert verify(entries, None, None, record) == ()
    assert revisions == list(range(1, len(revisions) + 1))

    known = {row.id for row in before.pledges}
    acts = {row.id: row.evidence for row in record.pledges if row.id not in known}
    _each(Counter(acts.values()), told["act"], open_ends)
    assert sum(row.id not in known for row in record.pledges) == len(acts)
    assert Counter(entry.key for entry in entries if entry.key not in known) == Counter(dict.fromkeys(acts, 1))
    assert confirmations == Counter(dict.fromkeys(acts, 1))
    assert sorted(act for act, _ in cases) == sorted(acts)
    assert len({revision for _, revision in cases}) == len(acts)

    known = {row.id for row in before.roll_calls}
    drafts = {row.id: row.symbol for row in record.proposals}
    votes = [row for row in record.roll_calls if row.id not in known]
    _each(Counter(str(drafts[row.proposal]) for row in votes), told["vote"], open_ends)
    assert answered == len(votes)

    wanted = {("pledges", act, "add"): 1 for act in acts} | {("roll_calls", row.id, "add"): 1 for row in votes}
    assert {key: audit[key] for key in wanted} == wanted
    assert sum(number for (table, *_), number in audit.items() if table in ("pledges", "roll_calls")) == len(wanted)

    kept = Counter(notes(user))
    _each(kept, told["note"], open_ends)
    with within(user):
        assert History.objects.filter(kind=Kind.NOTES.value, what="put").count() == kept.total()


def _each(there: Counter[str], told: set[str], open_ends: int) -> None:
    assert told <= there.keys(), f"lost: {sorted(told - there.keys())[:5]}"
    assert set(there.values()) <= {1}, f"twice: {[name for name, times in there.items() if times > 1][:5]}"
    assert len(there) <= len(told) + open_ends, f"never confirmed: {sorted(there.keys() - told)[:5]}"
