"""The whole record since 1946, replayed through Article 27."""

from horseshoe.answers.replay import replay
from horseshoe.answers.verify import verify
from horseshoe.facts.record import Record


def test_every_roll_call_is_explained(record: Record) -> None:
    result = replay(record)
    assert result.roll_calls == len(record.roll_calls) == 3207
    assert result.unexplained == ()
    assert result.agree + len(result.known_cases) == result.roll_calls


def test_ten_were_adopted_over_a_permanent_no_each_with_its_fact_and_source(record: Record) -> None:
    result = replay(record)
    assert [case.symbol for case in result.not_substantive] == [
        "S/RES/34 (1947)", "S/RES/87 (1950)", "S/RES/88 (1950)", "S/RES/110 (1955)", "S/RES/119 (1956)",
        "S/RES/120 (1956)", "S/RES/132 (1959)", "S/RES/157 (1960)", "S/RES/462 (1980)", "S/RES/2623 (2022)",
    ]  # fmt: skip
    assert all(record.source[source].url for case in result.not_substantive for source in case.sources)


def test_the_known_cases_are_two_unknown_votes_and_s_5134(record: Record) -> None:
    assert [(case.id, case.symbol) for case in replay(record).known_cases] == [
        ("bd0062", "S/516"),
        ("bd0123", "S/1148"),
        ("bd0360", "S/5134"),
    ]


def test_without_the_facts_the_ten_are_unexplained(record: Record) -> None:
    import msgspec

    bare = msgspec.structs.replace(record, matters=(), known_cases=())
    assert len(replay(bare).unexplained) == 13


def test_the_tables_agree_with_each_other_and_with_the_rules(record: Record) -> None:
    assert [(check.name, check.faults) for check in verify(record).checks if check.faults] == []
