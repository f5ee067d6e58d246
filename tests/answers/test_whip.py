"""The whip count on drafts that were never put to the vote, with chances given and a model of the test's own."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
import pytest

from horseshoe.answers.planned import Planned
from horseshoe.answers.power import power
from horseshoe.answers.questions import BadQuestion
from horseshoe.answers.standing import Standing
from horseshoe.answers.whip import Whip, suppose, turning, whip
from horseshoe.facts.pledges import Instrument
from horseshoe.facts.proposals import Cast, Matter, Outcome
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Names
from horseshoe.forecast.draft import Draft
from horseshoe.forecast.seats import Chances
from horseshoe.forecast.stances import Confidence, Position, Speaker, Stance
from horseshoe.rules.draft_life import Stage

DAY = date(2026, 12, 15)
ELECTED = ("BHR", "COD", "COL", "DNK", "GRC", "LBR", "LVA", "PAK", "PAN", "SOM")
YES, NO, ABSTAIN = (Chances.certain(cast) for cast in (Cast.YES, Cast.NO, Cast.ABSTAIN))


class Even:
    """A model to which every seat is the same."""

    version = "test"

    def __init__(self, chances: Chances = Chances(0.8, 0.05, 0.15), loading: float = 0.0) -> None:  # noqa: B008
        self.each = chances
        self.loading = loading

    def chances(self, draft: Draft, seats: Sequence[str]) -> Mapping[str, Chances]:
        assert draft.on == DAY
        return dict.fromkeys(seats, self.each)

    def loadings(self, seats: Sequence[str]) -> Mapping[str, float]:
        return dict.fromkeys(seats, self.loading)


def declares(
    state: str, position: Position, said_by: Speaker = Speaker.MISSION, stage: Stage = Stage.IN_BLUE
) -> Stance:
    return Stance(
        state=state,
        position=position,
        stage=stage,
        said_by=said_by,
        source="made up",
        confidence=Confidence.HIGH,
        reliability=1.0,
    )


def count(record: Record, *stances: Stance, what_if: Mapping[str, Cast] | None = None, **changes: object) -> Whip:
    planned = msgspec.structs.replace(Planned(date=DAY, title="Made up", stances=stances), **changes)
    return whip(record, planned, what_if=what_if, forecaster=Even())


# -- the keys that the JSON promises --------------------------------------------------------------------


def test_the_keys_of_the_json(record: Record) -> None:
    answer = msgspec.to_builtins(count(record))
    assert list(answer["odds"]) == list(answer["odds_if_independent"]) == ["adopted", "vetoed", "lacking_votes"]
    assert sorted(answer["vetoed_by"]) == ["CHN", "FRA", "GBR", "RUS", "USA"]
    assert len(answer["yes_distribution"]) == 16
    assert math.fsum(answer["yes_distribution"]) == pytest.approx(1, abs=1e-12)
    assert {"state", "bound_by", "stance", "p", "pivot", "source"} <= set(answer["seats"][0])
    assert list(answer["seats"][0]["p"]) == ["yes", "no", "abstain", "not_participating"]
    assert {"paths_to_nine", "coverage"} <= set(answer)
    assert len(answer["what_ifs"]) == 45


# -- stances and what is certain ------------------------------------------------------------------------


def test_a_veto_that_was_announced(record: Record) -> None:
    answer = count(record, declares("RUS", Position.NO))
    assert answer.certain.veto_announced == ("RUS",)
    assert answer.certain.blocked
    assert answer.odds.adopted == 0
    assert answer.vetoed_by["RUS"] == pytest.approx(answer.odds.vetoed)
    assert answer.fewest.vetoes_to_lift == ("RUS",)
    assert answer.fewest.to_adopt == 1
    assert "RUS announced a no" in answer.certain.says[-1]
    # The votes can come together all the same, and the path to them is shown.
    assert answer.paths_to_nine[0].clear == 0 < answer.paths_to_nine[0].chance


def test_a_veto_cannot_be_announced_in_a_procedural_matter(record: Record) -> None:
    answer = count(record, declares("RUS", Position.NO), matter=Matter.PROCEDURAL)
    assert answer.certain.veto_announced == ()
    assert answer.odds.vetoed == 0
    assert not answer.certain.blocked


def test_a_report_makes_nothing_certain(record: Record) -> None:
    answer = count(record, declares("RUS", Position.NO, Speaker.REPORT))
    assert not answer.certain.blocked
    assert (answer.coverage.declared, answer.coverage.reported, answer.coverage.unknown) == (0, 1, 14)


def test_nine_out_of_reach(record: Record) -> None:
    """Seven of the ten elected members declare that they abstain: at most eight are left."""
    answer = count(record, *(declares(state, Position.ABSTAIN) for state in ELECTED[:7]))
    assert (answer.certain.most_yes, answer.certain.reachable, answer.certain.blocked) == (8, False, True)
    assert answer.odds.lacking_votes == 1
    assert answer.paths_to_nine == ()
    assert answer.fewest.yes_lacking == 1


def test_nine_declared(record: Record) -> None:
    answer = count(record, *(declares(state, Position.YES) for state in ELECTED[:9]))
    assert answer.certain.enough
    assert answer.odds.lacking_votes == 0
    assert answer.paths_to_nine == ()


def test_the_paths_begin_with_the_seats_likeliest_to_come(record: Record) -> None:
    stances = [declares(state, Position.YES) for state in ELECTED[:7]]
    answer = count(record, *stances, chances={"FRA": Chances(0.95, 0.0, 0.05), "GBR": Chances(0.9, 0.02, 0.08)})
    best = answer.paths_to_nine[0]
    assert set(best.declared) == set(ELECTED[:7])
    assert best.to_win == ("FRA", "GBR")
    assert best.chance == pytest.approx(0.95 * 0.9)
    assert best.clear == pytest.approx(0.95 * 0.9 * 0.95**3)  # and China, Russia and the United States vote no no


def test_the_sixth_veto(record: Record) -> None:
    """Ten in favour, five of them permanent: two elected members that leave sink it, without any veto."""
    answer = count(
        record,
        *(declares(state, Position.ABSTAIN) for state in ELECTED[5:]),
        chances=dict.fromkeys(("CHN", "FRA", "GBR", "RUS", "USA"), YES),
    )
    assert answer.fewest.outcome is Outcome.ADOPTED
    assert (answer.fewest.to_sink, answer.fewest.sixth_veto) == (2, 2)
    assert answer.fewest.one_veto_sinks
    assert set(answer.fewest.shakiest) <= set(ELECTED[:5])


def test_the_latest_stance_counts_and_all_are_shown(record: Record) -> None:
    answer = count(
        record,
        declares("PAK", Position.ABSTAIN, stage=Stage.ROUND),
        declares("PAK", Position.YES, stage=Stage.IN_BLUE),
    )
    pakistan = next(seat for seat in answer.seats if seat.state == "PAK")
    assert pakistan.stance is Position.YES
    assert [each.position for each in pakistan.stances] == [Position.YES, Position.ABSTAIN]
    assert pakistan.p == YES
    assert (
        pakistan.source == "yes declared by its mission (made up; high confidence), weighed 1.00; the rest by the model"
    )


# -- pledges --------------------------------------------------------------------------------------------


def test_who_is_bound_by_which_pledge(record: Record) -> None:
    """France supports both texts, the United Kingdom the Code; the Declaration asks nothing of elected members."""
    bound = {seat.state: seat.bound_by for seat in count(record).seats}
    assert bound["FRA"] == (Instrument.CODE, Instrument.DECLARATION)
    assert bound["GBR"] == (Instrument.CODE,)
    assert bound["RUS"] == bound["CHN"] == bound["USA"] == ()
    assert all(Instrument.DECLARATION not in bound[state] for state in ELECTED)


def test_whether_a_pledge_applies_is_for_assessors_to_say(record: Record) -> None:
    planned = Planned(date=DAY, title="Made up", chances={"GBR": Chances(0.5, 0.4, 0.1)})
    alone = whip(record, planned, forecaster=Even())
    assert alone.bound[0].state == "GBR"
    assert (alone.bound[0].standing, alone.bound[0].chance_of_no) == (Standing.CERTAIN, 0.4)
    assert alone.bound[0].according_to == {}
    assert alone.views == ()
    assert any("name its situation" in note for note in alone.coverage.notes)


def test_the_standards_say_what_they_would_make_of_a_draft_with_a_situation(record: Record) -> None:
    """On Sudan, where a fact-finding mission spoke of genocide in February 2026, a text that names the crimes."""
    planned = Planned(
        date=DAY,
        title="Made up",
        situation="sudan-2023",
        action="protection-of-civilians",
        text_names=Names.YES,
        chances={"GBR": Chances(0.5, 0.4, 0.1)},
    )
    said = whip(record, planned, forecaster=Even())
    assert said.bound[0].according_to == {"text-only": "engaged", "un-evidence": "engaged"}
    silent = whip(record, msgspec.structs.replace(planned, text_names=Names.NO), forecaster=Even())
    assert silent.bound[0].according_to == {"text-only": "not engaged", "un-evidence": "contested"}
    assert not any("name its situation" in note for note in said.coverage.notes)


def test_if_every_bound_member_only_abstains(record: Record) -> None:
    chances = {**dict.fromkeys(("CHN", "RUS", "USA", *ELECTED), YES), "FRA": Chances(0.6, 0.4, 0), "GBR": YES}
    answer = count(record, chances=chances)
    assert answer.odds.vetoed == pytest.approx(0.4)
    assert answer.if_bound_abstain.vetoed == 0
    assert answer.if_bound_abstain.adopted == 1


# -- what if, and what it rests on ----------------------------------------------------------------------


def test_a_seat_held(record: Record) -> None:
    answer = count(record, what_if={"CHN": Cast.NO})
    assert answer.what_if is not None
    assert answer.what_if.odds.adopted == 0
    assert answer.odds.adopted > 0
    held = next(each for each in answer.what_ifs if (each.state, each.cast) == ("CHN", Cast.NO))
    assert held.vetoed == pytest.approx(answer.what_if.odds.vetoed)
    with pytest.raises(BadQuestion, match="Germany \\(DEU\\) is not on the Council on 2026-12-15"):
        count(record, what_if={"DEU": Cast.NO})


def test_what_follows_a_held_seat_is_told_too(record: Record) -> None:
    planned = Planned(date=DAY, title="Made up")
    base = whip(record, planned, forecaster=Even())
    casts = {"CHN": Cast.ABSTAIN, "FRA": Cast.NO}
    held = suppose(record, planned, base, casts)
    assert held == whip(record, planned, what_if=casts, forecaster=Even())
    assert suppose(record, planned, held, {}) == base
    told = held.what_if
    assert told is not None
    assert turning(held)[0].state == "FRA"
    assert told.pivots[0].adopted_if_no == 0
    won = suppose(record, planned, base, {**casts, "FRA": Cast.YES}).what_if
    assert won is not None
    assert told.pivots[0].adopted_if_yes == pytest.approx(won.odds.adopted)
    assert next(each.chance_of_no for each in told.bound if each.state == "FRA") == 1
    assert told.fewest.vetoes_to_lift == ("FRA",)
    assert not any("CHN" in path.to_win or "FRA" in path.to_win for path in told.paths_to_nine)


def test_the_independent_answer_stands_beside(record: Record) -> None:
    planned = Planned(date=DAY, title="Made up")
    apart = whip(record, planned, forecaster=Even(loading=0.0))
    assert apart.odds == apart.odds_if_independent
    assert apart.coverage.quadrature_error == 0
    together = whip(record, planned, forecaster=Even(loading=0.7))
    assert together.odds_if_independent == apart.odds
    assert together.odds.adopted != apart.odds.adopted
    assert together.coverage.quadrature_error < 1e-9


def test_no_model_is_asked_where_all_is_given(record: Record) -> None:
    council = [term.state for term in record.council(DAY)]
    answer = whip(
        record,
        Planned(date=DAY, chances=dict.fromkeys(council, YES), loadings=dict.fromkeys(council, 0.0)),
    )
    assert answer.odds.adopted == 1
    assert answer.coverage.model is None
    assert answer.certain.least_yes == 15
    assert all(seat.source == "given in the draft's file" for seat in answer.seats)


def test_what_is_not_known_is_said(record: Record) -> None:
    notes = " ".join(count(record, until=date(2026, 12, 20)).coverage.notes)
    assert "The sponsors are not known" in notes
    assert "Neither situation, agenda nor topic is given" in notes
    assert "any day to 2026-12-20" in notes


# -- power ----------------------------------------------------------------------------------------------


def test_the_power_of_each_seat(record: Record) -> None:
    answer = power(record, DAY)
    seats = {seat.state: seat for seat in answer.seats}
    assert seats["RUS"].two_valued.shapley_shubik.fraction == "421/2145"
    assert seats["SOM"].two_valued.banzhaf.fraction == "21/1270"
    assert answer.adopting_profiles == 146_796
    assert power(record, date(1950, 1, 1)).threshold == 7
    with pytest.raises(BadQuestion, match="Only 10 of the 15 seats of 2028-06-15 are known"):
        power(record, date(2028, 6, 15))
