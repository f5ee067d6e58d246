"""Changes: each is one transaction with its revision, its audit and its log entries, or none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from registering import TODAY, act, register, view

from horseshoe.facts.proposals import Outcome, Proposal, RollCall
from horseshoe.facts.record import Record
from horseshoe.facts.references import REFERENCES, loose_ends
from horseshoe.facts.sources import Retraction, Source
from horseshoe.store import notifications, writing
from horseshoe.store.errors import Refused
from horseshoe.store.log.entry import EntryKind
from horseshoe.store.log.verification import verify
from horseshoe.store.models import AuditEntry, Cast, Revision
from horseshoe.store.snapshot import revision, snapshot

WHY = "Note verbale of 20 November 2026."


def add(rows: Record) -> int:
    return writing.add(rows, by="A. Registrar", why=WHY)


def test_an_act_enters_with_its_revision_its_audit_and_its_notification(filled: str, record: Record) -> None:
    at = datetime(2026, 12, 1, 10, 0, 0, 123456, UTC)
    new = act("code-ken-new")
    assert writing.add(Record(pledges=(new,)), by="A. Registrar", why=WHY, log=EntryKind.REGISTERED, at=at) == 2
    assert snapshot().pledges == (*record.pledges, new)
    assert Revision.objects.values_list("number", "at", "by", "why").get(number=2) == (2, at, "A. Registrar", WHY)
    audited = AuditEntry.objects.filter(revision=2).values_list("who", "when", "what", "why", "table", "key")
    assert list(audited) == [("A. Registrar", at, "add", WHY, "pledges", "code-ken-new")]
    entry = notifications.entries()[-1]
    assert entry.number == len(record.pledges) + 1
    assert (entry.kind, entry.key, entry.row) == (EntryKind.REGISTERED, "code-ken-new", new)
    assert entry.at >= at
    assert verify(notifications.entries(), None, None, snapshot()) == ()


def test_what_the_store_has_already_is_passed_over(filled: str) -> None:
    assert register("one") == 2
    assert register("one") == 2
    assert register("one", "two") == 3
    assert AuditEntry.objects.filter(revision__gt=1).count() == 2
    assert add(Record()) == 3


def test_a_correction_is_a_new_version_and_the_old_one_stays(filled: str) -> None:
    register("one")
    corrected = act("one", evidence="Letter, not a note verbale.", recorded=TODAY + timedelta(days=1))
    add(Record(pledges=(corrected,)))
    assert [row for row in snapshot().pledges if row.id == "one"] == [act("one"), corrected]
    assert next(row for row in snapshot().as_known(None).pledges if row.id == "one") == corrected
    assert next(row for row in snapshot().as_known(TODAY).pledges if row.id == "one") == act("one")
    assert notifications.entries()[-1].kind is EntryKind.CORRECTED
    assert verify(notifications.entries(), None, None, snapshot()) == ()


def test_a_retracted_row_is_gone_from_that_day_on_and_stays_in_the_history(filled: str) -> None:
    register("one")
    when = datetime(2026, 12, 24, 12, tzinfo=UTC)
    assert writing.retract("pledges", "one", by="B. Registrar", why="It was another state.", at=when) == 3
    known = snapshot()
    assert "one" in {row.id for row in known.pledges}
    assert "one" in {row.id for row in known.as_known(date(2026, 12, 23)).pledges}
    assert "one" not in {row.id for row in known.as_known(date(2026, 12, 24)).pledges}
    assert known.retractions == (
        Retraction(table="pledges", key="one", at=when, by="B. Registrar", why="It was another state."),
    )
    audited = AuditEntry.objects.values_list("who", "what", "why", "table", "key").get(revision=3)
    assert audited == ("B. Registrar", "retract", "It was another state.", "pledges", "one")
    entry = notifications.entries()[-1]
    assert (entry.kind, entry.table, entry.key, entry.row) == (EntryKind.RETRACTED, "pledges", "one", act("one"))
    assert verify(notifications.entries(), None, None, known) == ()


def test_a_row_of_a_table_that_is_not_public_is_no_notification(filled: str, record: Record) -> None:
    before = notifications.entries()
    writing.retract("known_cases", record.known_cases[0].roll_call, by="A. Registrar", why="The casts are known now.")
    assert notifications.entries() == before
    assert len(snapshot().as_known(None).known_cases) == len(record.known_cases) - 1


def test_what_is_withdrawn_already_or_not_there_is_not_withdrawn(filled: str) -> None:
    register("one")
    with pytest.raises(Refused, match="recorded on 2026-12-01: it cannot be withdrawn as of 2026-11-30"):
        writing.retract("pledges", "one", by="A", why="Mistaken.", at=datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    writing.retract("pledges", "one", by="A", why="Mistaken.", at=datetime(2026, 12, 1, tzinfo=UTC))
    with pytest.raises(Refused, match="pledges one is withdrawn already"):
        writing.retract("pledges", "one", by="A", why="Mistaken.", at=datetime(2026, 12, 24, tzinfo=UTC))
    with pytest.raises(Refused, match="There is no two in pledges"):
        writing.retract("pledges", "two", by="A", why="Mistaken.")
    with pytest.raises(Refused, match="There is no table letters: rows can be withdrawn from sources"):
        writing.retract("letters", "two", by="A", why="Mistaken.")


def test_entries_follow_one_another_in_time_even_where_the_clock_went_back(filled: str) -> None:
    noon = datetime(2027, 1, 1, 12, tzinfo=UTC)
    writing.add(Record(pledges=(act("one"),)), by="A", why=WHY, at=noon)
    writing.add(Record(pledges=(act("two"),)), by="A", why=WHY, at=noon - timedelta(hours=1))
    assert [entry.at for entry in notifications.entries()[-2:]] == [noon, noon]


def test_a_version_that_contradicts_one_recorded_the_same_day_is_refused(filled: str) -> None:
    register("one")
    with pytest.raises(Refused, match=r"pledges one: the store says state 'KEN', this row says 'GHA'"):
        add(Record(pledges=(act("two"), act("one", state="GHA"))))
    assert revision() == 2


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (Record(pledges=(act("one", state="XXX"),)), "pledges one, state: no row of states is XXX."),
        (
            Record(pledges=(msgspec.structs.replace(act("one"), source="seed-000 hearsay"),)),
            "pledges one, source: no row of sources is hearsay.",
        ),
        (
            Record(pledges=(msgspec.structs.replace(act("one"), evidence=""),)),
            "pledges.csv row 2: row: object missing required field `evidence`.",
        ),
        (
            Record(pledges=(msgspec.structs.replace(act("one"), note=""),)),
            "pledges one, note: '' would not come back from a table as it went in",
        ),
        (
            Record(pledges=(msgspec.structs.replace(act("one"), document_sha256="abc"),)),
            "pledges.csv row 2: document_sha256: expected `str` matching regex",
        ),
        (Record(pledges=(act("one", evidence="a\x00b"),)), "a character without meaning (NUL)"),
        (Record(pledges=(act("one", evidence="a\ud800b"),)), "which is no character"),
        (Record(pledges=(act("one"), act("one", state="GHA"))), "repeats the key one of row 2"),
        (
            Record(retractions=(Retraction(table="pledges", key="none", at=datetime.now(UTC), by="A", why="B"),)),
            "A retraction withdraws pledges none: there is no such row.",
        ),
        (
            Record(
                roll_calls=(
                    RollCall("x", "x", TODAY, Outcome.ADOPTED, yes=("FRA",), source="seed-000", recorded=TODAY),
                )
            ),
            "roll_calls x, proposal: no row of proposals is x.",
        ),
        (
            Record(
                proposals=(Proposal("x", source="seed-000", recorded=TODAY),),
                roll_calls=(
                    RollCall(
                        "x", "x", TODAY, Outcome.ADOPTED, yes=("FRA",), no=("FRA",), source="seed-000", recorded=TODAY
                    ),
                ),
            ),
            "roll_calls x has two casts of FRA: a seat casts once.",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_refused_with_a_sentence(filled: str, rows: Record, sentence: str) -> None:
    with pytest.raises(Refused) as caught:
        add(rows)
    assert sentence in str(caught.value)
    assert revision() == 1


def of(table: str, **changes: object) -> Record:
    """One of the supposed rows, changed, with its assessor."""
    supposed = view()
    (row,) = getattr(supposed, table)
    rows: dict[str, Any] = {"assessors": supposed.assessors, table: (msgspec.structs.replace(row, **changes),)}
    return Record(**rows)


def test_a_view_enters_with_its_assessor_and_comes_back(filled: str, record: Record) -> None:
    add(view())
    known = snapshot()
    assert known.assessors == (*record.assessors, *view().assessors)
    for table in ("assessments", "observations", "stances"):
        assert getattr(known, table) == getattr(view(), table)
    assert {entry.table for entry in notifications.entries()} == {"pledges"}, "a view is no act of support"
    when = datetime(2026, 12, 24, 12, tzinfo=UTC)
    writing.retract("assessments", "supposed-1", by="A. Registrar", why="Withdrawn by the assessor.", at=when)
    assert snapshot().as_known(None).assessments == ()


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (Record(assessments=view().assessments), "assessments supposed-1, assessor: no row of assessors is supposed."),
        (
            of("assessments", proposal="S/2022/155"),
            "assessments supposed-1, proposal: no row of proposals is S/2022/155.",
        ),
        (
            of("assessments", evidence=("ukraine-03", "hearsay")),
            "assessments supposed-1, evidence: no row of evidence is hearsay.",
        ),
        (of("observations", situation="utopia"), "observations supposed-2, situation: no row of situations is utopia."),
        (of("observations", factor=15), "observations supposed-2, factor: no row of risk_factors is 15."),
        (
            of("observations", evidence=("hearsay",)),
            "observations supposed-2, evidence: no row of evidence is hearsay.",
        ),
        (of("stances", state="XXX"), "stances supposed-3, state: no row of states is XXX."),
        (of("stances", source="hearsay"), "stances supposed-3, source: no row of sources is hearsay."),
    ],
)
def test_a_view_on_what_is_not_there_is_refused(filled: str, rows: Record, sentence: str) -> None:
    with pytest.raises(Refused) as caught:
        add(rows)
    assert sentence in str(caught.value)
    assert revision() == 1


@pytest.mark.parametrize(("table", "column"), REFERENCES)
def test_whatever_a_row_refers_to_must_be_there(record: Record, table: str, column: str) -> None:
    """Of every column in the list of references, a row that refers to nothing: none of them fits."""
    rows = getattr(record, table) or getattr(view(), table)
    row = next(row for row in rows if getattr(row, column))
    value = getattr(row, column)
    loose: Any = (*value, "nowhere") if isinstance(value, tuple) else 99 if isinstance(value, int) else "nowhere"
    changed = msgspec.structs.replace(row, **{column: loose, "recorded": TODAY})
    told = {name: getattr(view(), name) for name in ("assessors",)} | {table: (changed,)}
    ends = [(end.column, end.value) for end in loose_ends(told, record)]
    assert ends == [(column, str(loose[-1] if isinstance(loose, tuple) else loose))]


def test_a_change_has_somebody_who_makes_it_and_a_reason(filled: str) -> None:
    with pytest.raises(Refused, match="Nobody is named who writes"):
        writing.add(Record(pledges=(act("one"),)), by=" ", why=WHY)
    with pytest.raises(Refused, match="No reason is given"):
        writing.retract("pledges", "one", by="A", why="")


def test_a_source_and_the_act_that_cites_it_enter_together(filled: str) -> None:
    source = Source(id="note", title="Note verbale", kind="document", recorded=TODAY)
    cited = msgspec.structs.replace(act("one"), source="note")
    add(Record(sources=(source,), pledges=(cited,)))
    assert snapshot().source["note"] == source


def test_each_cast_is_a_row_that_can_be_asked_for(filled: str, record: Record) -> None:
    """S/2022/155, 25 February 2022: eleven in favour, Russia against, China, India and the Emirates abstaining."""
    (row,) = record.by_symbol["S/2022/155"]
    casts = Cast.objects.filter(roll_call__own_id=row.id)
    assert sorted(casts.exclude(cast="yes").values_list("state", "cast")) == [
        ("ARE", "abstain"),
        ("CHN", "abstain"),
        ("IND", "abstain"),
        ("RUS", "no"),
    ]
    assert casts.filter(cast="yes").count() == 11
