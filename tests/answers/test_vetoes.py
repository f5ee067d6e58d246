"""Vetoes, counted three ways."""

from datetime import date

from horseshoe.answers.vetoes import vetoes
from horseshoe.facts.record import Record


def test_proposals_vetoed_and_vetoes_cast_are_different_numbers(record: Record) -> None:
    counts = vetoes(record).counts
    assert (counts.proposals_vetoed, counts.vetoes_cast) == (271, 328)
    assert sum(counts.by_state.values()) == counts.vetoes_cast
    assert counts.drafts_vetoed < counts.proposals_vetoed


def test_the_21_vetoes_since_the_veto_initiative_are_22_proposals(record: Record) -> None:
    # A/RES/76/262 speaks of vetoes; the two amendments of 24 February 2025 stand in one row of the lists.
    found = vetoes(record, since=date(2022, 4, 27)).vetoes
    assert len(found) == 22
    assert len({(veto.date, veto.amends or veto.draft) for veto in found}) == 21


def test_a_no_on_a_draft_that_lacked_nine_votes_is_not_in_the_list(record: Record) -> None:
    drafts = {veto.draft for veto in vetoes(record, since=date(2020, 8, 1), until=date(2020, 8, 31)).vetoes}
    assert "S/2020/797" not in drafts


def test_by_a_member_counts_the_other_vetoes_on_the_same_proposals_too(record: Record) -> None:
    answer = vetoes(record, by="CHN", since=date(2022, 4, 27))
    assert all("CHN" in veto.vetoed_by for veto in answer.vetoes)
    assert answer.counts.by_state["CHN"] == answer.counts.proposals_vetoed


def test_the_agenda_item_does_not_identify_a_situation(record: Record) -> None:
    # S/2018/156 stands under "Middle East" and is about Yemen.
    answer = vetoes(record, about="Middle East", since=date(2018, 2, 1), until=date(2018, 2, 28))
    assert [veto.draft for veto in answer.vetoes] == ["S/2018/156"]
    assert any("does not identify a situation" in note for note in answer.coverage.notes)


def test_the_doubtful_row_of_1962_is_not_counted_and_named(record: Record) -> None:
    answer = vetoes(record, since=date(1962, 6, 22), until=date(1962, 6, 22))
    assert [veto.id for veto in answer.vetoes] == ["bd0359"]
    assert any("bd0360" in note for note in answer.coverage.notes)
