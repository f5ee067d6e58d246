"""Every source by publisher, with what rests on it."""

from __future__ import annotations

import pytest

from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.sources import publisher, sources
from horseshoe.facts.record import Record


def test_every_source_is_there_once(record: Record) -> None:
    told = sources(record)
    ids = [row.id for each in told.publishers for row in each.sources]
    assert len(ids) == len(set(ids)) == told.shown == told.total == len(record.sources)
    assert sum(told.kinds.values()) == told.total


def test_facts_are_the_rows_that_cite_it(record: Record) -> None:
    rows = {row.id: row for each in sources(record).publishers for row in each.sources}
    calls = sum("sciences-po" in row.source.split() for row in record.roll_calls)
    assert rows["sciences-po"].tables["roll_calls"] == calls
    assert rows["sciences-po"].facts >= calls


def test_press_releases_of_the_united_nations_stand_with_its_other_pages(record: Record) -> None:
    assert publisher(record.source["press.un.org-497c7d"]) == ("un.org", True)
    assert publisher(record.source["charter"]) == ("document", False)
    assert publisher(record.source["un.emb-japan.go.jp-081a73"]) == ("emb-japan.go.jp", True)


def test_filters(record: Record) -> None:
    pledges = sources(record, table="pledges")
    assert 0 < pledges.shown < pledges.total
    assert all("pledges" in row.tables for each in pledges.publishers for row in each.sources)
    found = sources(record, about="GA/12436")
    assert {row.title for each in found.publishers for row in each.sources} == {"United Nations press release GA/12436"}
    assert sources(record, about="zzzz").publishers == ()
    with pytest.raises(BadQuestion, match="there are compilation, dataset"):
        sources(record, kind="rumour")
    with pytest.raises(BadQuestion, match="there are states, names"):
        sources(record, table="sources")
