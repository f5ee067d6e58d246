"""A published list held against the record: known, new, tightened, missing; and the rows that follow from it."""

import io
from datetime import date

import msgspec
import pytest

from horseshoe.answers.roster import support
from horseshoe.answers.standing import Standing
from horseshoe.facts import tables
from horseshoe.facts.pledges import EvidenceKind, Instrument, PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.sources import lists
from horseshoe.sources.accept import Refused

TODAY = date(2026, 11, 22)
CODE, DECLARATION = Instrument.CODE, Instrument.DECLARATION


def held(
    record: Record, text: str, as_of: date, instrument: Instrument = CODE, *, file: str = "list.txt"
) -> lists.Reconciliation:
    stream = io.BytesIO(text.encode())
    found = lists.find(msgspec.structs.replace(lists.read(stream), file=file), record, as_of)
    return lists.reconcile(found, record, instrument, as_of, today=TODAY)


def with_pledge(record: Record, **fields: object) -> Record:
    row = msgspec.convert(
        {"instrument": "code", "evidence": "Supposed for a test.", "source": "seed-000", "recorded": TODAY, **fields},
        PledgeEvidence,
    )
    return msgspec.structs.replace(record, pledges=(*record.pledges, row))


def test_known_new_and_missing(record: Record) -> None:
    """On 1 September 2015 the record has 29 supporters; a list with one of them and one other leaves 28 out."""
    result = held(record, "Austria\nAfghanistan\nHoly See", date(2015, 9, 1))
    assert [(each.state, each.by) for each in result.known] == [("AUT", date(2015, 9, 1))]
    assert [each.state for each in result.new] == ["AFG", "VAT"]
    assert len(result.missing) == 28
    assert (result.counted.member_states, result.counted.observers) == (2, 1)
    assert result.settled


def test_a_list_of_an_earlier_day_tightens_what_was_known_by_a_later_one(record: Record) -> None:
    """Guinea-Bissau was announced on 23 October 2015; a list of 1 October would show that it had joined by then."""
    day = date(2015, 10, 1)
    result = held(record, "Guinea-Bissau", day)
    assert [(each.state, each.by) for each in result.tightened] == [("GNB", date(2015, 10, 23))]
    after = tables.merged(record, lists.rows(result, record, recorded=TODAY, source="A list"))
    assert support(record, CODE, "GNB", day).standing is not Standing.CERTAIN
    assert support(after, CODE, "GNB", day).standing is Standing.CERTAIN


def test_what_only_the_press_says_becomes_certain(record: Record) -> None:
    """Japan is named as a supporter by the press alone."""
    day = date(2020, 1, 1)
    assert support(record, CODE, "JPN", day).standing is Standing.POSSIBLE
    result = held(record, "Japan", day)
    assert [(each.state, each.by) for each in result.tightened] == [("JPN", None)]
    assert "JPN" not in {each.state for each in result.possible}
    after = tables.merged(record, lists.rows(result, record, recorded=TODAY, source="A list"))
    assert support(after, CODE, "JPN", day).standing is Standing.CERTAIN


def test_a_letter_of_a_later_day_contradicts_the_list(record: Record) -> None:
    later = with_pledge(
        record, id="x", state="AFG", kind="letter", not_before=date(2019, 1, 1), not_after=date(2019, 1, 1)
    )
    result = held(later, "Afghanistan", date(2018, 1, 1))
    assert [(each.state, each.evidence) for each in result.contradicted] == [("AFG", "x")]
    assert "2019-01-01" in result.contradicted[0].sentence
    assert not held(later, "Afghanistan", date(2020, 1, 1)).contradicted


def test_the_numbers_published_that_day_stand_beside_the_list(record: Record) -> None:
    """The note of 1 September 2015 speaks of 29 supporters."""
    first = [each.state for each in record.pledges if each.kind is EvidenceKind.NAMED_ON_DATED_LIST]
    text = "\n".join(record.state[code].name for code in first)
    (whole,) = held(record, text, date(2015, 9, 1)).claims
    assert whole.agrees is True
    (part,) = held(record, "Austria", date(2015, 9, 1)).claims
    assert part.agrees is False
    assert "29 members" in part.said
    # More than fifty on 1 October 2015: two are fewer.
    assert [each.agrees for each in held(record, "Austria\nBelize", date(2015, 10, 1)).claims] == [False]


def test_an_observer_may_not_join_the_declaration(record: Record) -> None:
    result = held(record, "France\nHoly See", date(2016, 1, 1), DECLARATION)
    assert [(each.asks, each.where) for each in result.questions] == [(lists.Asks.MAY_NOT_JOIN, "line 2")]
    assert not result.settled
    assert held(record, "France\nHoly See", date(2016, 1, 1)).settled


def test_the_rows_say_what_the_list_proves(record: Record) -> None:
    day = date(2020, 1, 1)
    result = held(record, "1. Afghanistan*\n2. Austria", day)
    rows = lists.rows(result, record, recorded=TODAY, source="List of the mission, https://example.org/list.txt")
    (source,) = rows.sources
    assert (source.kind, source.url) == ("page", "https://example.org/list.txt")
    afghanistan, austria = rows.pledges
    assert afghanistan.kind is EvidenceKind.NAMED_ON_DATED_LIST
    assert (afghanistan.not_before, afghanistan.not_after) == (None, day)
    assert (afghanistan.document_file, afghanistan.document_sha256) == ("list.txt", result.sha256)
    assert afghanistan.source == source.id
    assert afghanistan.note == "beside the name stands: *"
    assert "line 1" in afghanistan.evidence
    assert austria.note is None


def test_a_second_import_of_the_same_list_adds_nothing(record: Record) -> None:
    day = date(2020, 1, 1)
    first = lists.rows(held(record, "Afghanistan\nAustria", day), record, recorded=TODAY, source="A list")
    after = tables.merged(record, first)
    assert len(first.pledges) == 2
    again = held(after, "Afghanistan\nAustria", day)
    assert lists.rows(again, after, recorded=date(2026, 12, 1), source="A list") == Record()
    assert len(again.known) == 2


def test_a_source_of_the_record_is_cited_and_not_repeated(record: Record) -> None:
    for text in ("seed-000", record.source["seed-000"].title):
        rows = lists.rows(held(record, "Austria", date(2020, 1, 1)), record, recorded=TODAY, source=text)
        assert rows.sources == ()
        assert {row.source for row in rows.pledges} == {"seed-000"}


def test_another_version_of_a_recorded_file_is_refused(record: Record) -> None:
    day = date(2020, 1, 1)
    first = held(record, "Austria", day)
    after = tables.merged(record, lists.rows(first, record, recorded=TODAY, source="A list"))
    second = held(after, "Austria\nBelize", day)
    with pytest.raises(Refused, match="another version"):
        lists.rows(second, after, recorded=TODAY, source="A list")
    assert lists.rows(second, after, recorded=TODAY, source="Another list").pledges
    renamed = held(after, "Austria\nBelize", day, file="list-2.txt")
    assert lists.rows(renamed, after, recorded=TODAY, source="A list").pledges


def test_rows_need_everything_settled_and_a_source(record: Record) -> None:
    with pytest.raises(Refused, match=r"line 2, 'Congo': It may mean .* 1 more entry is open"):
        lists.rows(held(record, "Austria\nCongo\nKorea", date(2020, 1, 1)), record, recorded=TODAY, source="A list")
    with pytest.raises(Refused, match="--source"):
        lists.rows(held(record, "Austria", date(2020, 1, 1)), record, recorded=TODAY, source="  ")


def test_the_day_of_a_list(record: Record) -> None:
    """The first text of the Code is of July 2015."""
    for day in (date(2015, 6, 30), date(2026, 11, 23)):
        with pytest.raises(Refused, match=f"No list can be dated {day}"):
            held(record, "Austria", day)
    assert held(record, "Austria", date(2015, 7, 1)).named
    assert held(record, "Austria", TODAY).named
