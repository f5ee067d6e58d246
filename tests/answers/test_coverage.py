"""What the record says of itself."""

from __future__ import annotations

from datetime import date

import msgspec

from horseshoe.answers.coverage import coverage
from horseshoe.facts.record import Record


def test_what_is_only_recalled_is_counted_apart(record: Record) -> None:
    ground = coverage(record, date(2026, 11, 22)).conduct
    assert ground.documents_seen + ground.documents_only_recalled == len(record.evidence)
    assert ground.documents_only_recalled == sum(row.confidence == "recall" for row in record.evidence) > 0
    assert ground.drafts_only_recalled < ground.drafts_with_a_situation == len(record.draft_situations)


def test_of_the_vetoes_since_the_resolution_one_has_no_known_answer(record: Record) -> None:
    """S/2026/740, 17 September 2026."""
    ground = coverage(record, date(2026, 11, 22)).conduct
    assert (ground.vetoes_answered, ground.vetoes_unanswered) == (20, 1)


def test_a_record_without_ballots_has_no_elections(record: Record) -> None:
    without = msgspec.structs.replace(record, ballots=(), ballot_votes=())
    assert coverage(without, date(2026, 11, 22)).conduct.elections is None
