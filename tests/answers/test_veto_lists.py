"""What other lists have of the vetoes counted here."""

from __future__ import annotations

from horseshoe.answers.veto_lists import veto_lists
from horseshoe.answers.vetoes import vetoes
from horseshoe.facts.record import Record


def test_each_published_list_is_told_with_what_was_read_in_it(record: Record) -> None:
    counted = vetoes(record)
    found = veto_lists(record, counted.vetoes)
    assert [each.source for each in found.lists] == ["sciences-po", "wpdl", "voting-agent"]
    wpdl = found.lists[1]
    assert (wpdl.has, wpdl.counted) == (219, 251)
    assert wpdl.counted == vetoes(record, since=wpdl.first, until=wpdl.last).counts.proposals_vetoed
    assert sum(found.kinds.values()) + found.kind_unknown == counted.counts.proposals_vetoed


def test_more_vetoes_are_cast_than_proposals_vetoed_where_several_members_veto_one(record: Record) -> None:
    counted = vetoes(record)
    found = veto_lists(record, counted.vetoes)
    assert found.several == sum(len(veto.vetoed_by) > 1 for veto in counted.vetoes)
    assert counted.counts.vetoes_cast - counted.counts.proposals_vetoed >= found.several


def test_published_counts_of_vetoes_on_syria_stand_beside_those_counted(record: Record) -> None:
    found = veto_lists(record, vetoes(record).vetoes)
    assert {(each.state, each.claimed, each.counted) for each in found.claims} == {("RUS", 8, 8), ("CHN", 6, 6)}
