"""The Code of Conduct, A/70/621-S/2015/978: who may support it, what act counts, when it binds, what it asks."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from horseshoe.facts.dates import DoubtfulDate
from horseshoe.facts.pledges import EvidenceKind, Instrument, InstrumentText, PledgeEvidence
from horseshoe.facts.proposals import Cast
from horseshoe.facts.record import Record
from horseshoe.facts.states import State, StateKind
from horseshoe.rules import code
from horseshoe.rules.code import Crime, DisavowalPolicy, Phase
from horseshoe.rules.draft_life import Stage

TODAY = date(2026, 11, 22)
KENYA = State(code="KEN", name="Kenya", kind=StateKind.MEMBER, admitted=date(1963, 12, 16), source="s", recorded=TODAY)
HOLY_SEE = State(code="VAT", name="Holy See", kind=StateKind.OBSERVER, source="s", recorded=TODAY)
YUGOSLAVIA = State(
    code="YUG", name="Yugoslavia", kind=StateKind.HISTORIC, ended=date(1992, 9, 22), source="s", recorded=TODAY
)
LATE_MEMBER = State(
    code="ZZZ", name="A new state", kind=StateKind.MEMBER, admitted=date(2025, 1, 1), source="s", recorded=TODAY
)


def act(
    key: str = "code-ken-1",
    *,
    state: str = "KEN",
    kind: EvidenceKind = EvidenceKind.NOTE_VERBALE,
    not_before: date | None = date(2020, 3, 2),
    not_after: date | None = date(2020, 3, 2),
    instrument: Instrument = Instrument.CODE,
) -> PledgeEvidence:
    return PledgeEvidence(
        id=key,
        instrument=instrument,
        state=state,
        kind=kind,
        evidence="e",
        not_before=not_before,
        not_after=not_after,
        source="s",
        recorded=TODAY,
    )


@pytest.fixture(scope="module")
def text(record: Record) -> InstrumentText:
    return record.instrument[Instrument.CODE]


# -- who may support ----------------------------------------------------------------------------


def test_all_193_members_and_the_two_observers_may_support_and_nobody_else(record: Record) -> None:
    may = [state for state in record.states if code.may_support(state)]
    assert sum(state.kind is StateKind.MEMBER for state in may) == 193
    assert {state.code for state in may if state.kind is StateKind.OBSERVER} == {"PSE", "VAT"}
    assert not code.may_support(record.state["YUG"])


# -- entering an act ----------------------------------------------------------------------------


def test_a_note_verbale_is_an_act_of_support(text: InstrumentText) -> None:
    admission = code.admit(text, act(), KENYA, [], on=TODAY)
    assert (admission.allowed, admission.counts, admission.duplicate_of) == (True, True, None)
    assert "Kenya joins 2020-03-02" in admission.reason


def test_an_observer_is_on_the_list_too(text: InstrumentText) -> None:
    assert code.admit(text, act(state="VAT"), HOLY_SEE, [], on=TODAY).counts


def test_a_reservation_is_refused(text: InstrumentText) -> None:
    admission = code.admit(text, act(), KENYA, [], on=TODAY, conditions="except where our region is concerned")
    assert not admission.allowed
    assert "without reservation" in admission.reason


def test_no_words_are_no_reservation(text: InstrumentText) -> None:
    assert code.admit(text, act(), KENYA, [], on=TODAY, conditions="  ").allowed


def test_a_ratification_is_refused(text: InstrumentText) -> None:
    admission = code.admit(text, act(), KENYA, [], on=TODAY, ratified=True)
    assert not admission.allowed
    assert "not ratified" in admission.reason


def test_a_former_member_cannot_join(text: InstrumentText) -> None:
    admission = code.admit(text, act(state="YUG"), YUGOSLAVIA, [], on=TODAY)
    assert not admission.allowed
    assert "former member" in admission.reason


def test_a_state_cannot_join_before_its_admission(text: InstrumentText) -> None:
    assert not code.admit(text, act(state="ZZZ"), LATE_MEMBER, [], on=TODAY).allowed


def test_a_date_before_the_first_text_of_july_2015_is_refused(text: InstrumentText) -> None:
    early = act(not_before=date(2015, 6, 30), not_after=date(2015, 6, 30))
    admission = code.admit(text, early, KENYA, [], on=TODAY)
    assert not admission.allowed
    assert "2015-07-01" in admission.reason


def test_a_doubtful_date_that_may_lie_after_the_first_text_is_not(text: InstrumentText) -> None:
    assert code.admit(text, act(not_before=date(2015, 1, 1), not_after=date(2015, 12, 31)), KENYA, [], on=TODAY).allowed


def test_a_date_in_the_future_is_refused(text: InstrumentText) -> None:
    tomorrow = act(not_before=None, not_after=date(2026, 11, 23))
    admission = code.admit(text, tomorrow, KENYA, [], on=TODAY)
    assert not admission.allowed
    assert "in the future of 2026-11-22" in admission.reason
    assert code.admit(text, act(not_before=None, not_after=TODAY), KENYA, [], on=TODAY).allowed


def test_a_second_act_is_entered_and_adds_nobody(text: InstrumentText) -> None:
    first = act("code-ken-1")
    second = act("code-ken-2", kind=EvidenceKind.LETTER, not_before=date(2021, 1, 1), not_after=date(2021, 1, 1))
    admission = code.admit(text, second, KENYA, [first], on=TODAY)
    assert (admission.allowed, admission.counts, admission.duplicate_of) == (True, False, "code-ken-1")


def test_an_act_repeats_neither_itself_nor_another_state_nor_another_text(text: InstrumentText) -> None:
    others = [act("code-ken-1"), act("x", state="UGA"), act("y", instrument=Instrument.DECLARATION)]
    assert code.admit(text, act("code-ken-1"), KENYA, others, on=TODAY).counts


def test_a_statement_or_a_name_in_the_press_is_no_act_to_repeat(text: InstrumentText) -> None:
    weak = [act("p", kind=EvidenceKind.NAMED_BY_PRESS), act("q", kind=EvidenceKind.SUPPORT_STATED)]
    assert code.admit(text, act(), KENYA, weak, on=TODAY).counts


@pytest.mark.parametrize("kind", sorted(set(EvidenceKind) - code.ACTS - {EvidenceKind.DISAVOWAL}))
def test_what_is_no_act_is_entered_as_evidence_and_counts_for_nothing(text: InstrumentText, kind: EvidenceKind) -> None:
    admission = code.admit(text, act(kind=kind), KENYA, [], on=TODAY)
    assert (admission.allowed, admission.counts) == (True, False)


def test_a_disavowal_is_entered_as_such(text: InstrumentText) -> None:
    admission = code.admit(text, act(kind=EvidenceKind.DISAVOWAL), KENYA, [act("code-ken-0")], on=TODAY)
    assert (admission.allowed, admission.counts, admission.duplicate_of) == (True, False, None)
    assert "no clause on withdrawal" in admission.reason


def test_an_act_after_a_disavowal_joins_anew(text: InstrumentText) -> None:
    left = act("d", kind=EvidenceKind.DISAVOWAL, not_before=date(2021, 1, 1), not_after=date(2021, 1, 1))
    again = act("code-ken-2", not_before=date(2022, 1, 1), not_after=date(2022, 1, 1))
    assert code.admit(text, again, KENYA, [act("code-ken-1"), left], on=TODAY).counts


def test_an_act_of_another_state_or_text_is_the_callers_mistake(text: InstrumentText) -> None:
    with pytest.raises(ValueError, match="is by KEN, not by VAT"):
        code.admit(text, act(), HOLY_SEE, [], on=TODAY)
    with pytest.raises(ValueError, match="about the declaration"):
        code.admit(text, act(instrument=Instrument.DECLARATION), KENYA, [], on=TODAY)


def test_observers_cannot_support_the_declaration(record: Record) -> None:
    declaration = record.instrument[Instrument.DECLARATION]
    row = act(state="VAT", instrument=Instrument.DECLARATION)
    assert not code.admit(declaration, row, HOLY_SEE, [], on=TODAY).allowed


def test_everything_in_the_packaged_register_would_be_admitted(record: Record) -> None:
    for row in record.pledges:
        admission = code.admit(record.instrument[row.instrument], row, record.state[row.state], [], on=TODAY)
        assert admission.allowed, f"{row.id}: {admission.reason}"


# -- since when ---------------------------------------------------------------------------------


def test_a_pledge_binds_on_the_day_on_which_it_is_made(text: InstrumentText) -> None:
    joined = DoubtfulDate.on(date(2015, 10, 23))
    assert code.binding(text, joined, date(2015, 10, 23)).binds is True
    assert code.binding(text, joined, date(2015, 10, 22)).binds is False


def test_nothing_reaches_back(text: InstrumentText) -> None:
    # France voted against S/21048 on 23 December 1989, and joined by 30 September 2015.
    answer = code.binding(text, DoubtfulDate(None, date(2015, 9, 30)), date(1989, 12, 23))
    assert answer.binds is False
    assert "before there was a text" in answer.reason
    answer = code.binding(text, DoubtfulDate(date(2016, 1, 1), date(2016, 1, 31)), date(2015, 12, 31))
    assert answer.binds is False
    assert "does not reach back" in answer.reason


def test_an_unknown_date_leaves_it_unknown(text: InstrumentText) -> None:
    vote = date(2020, 1, 1)
    assert code.binding(text, DoubtfulDate(), vote).binds is None
    assert code.binding(text, None, vote).binds is None
    assert code.binding(text, DoubtfulDate(date(2019, 1, 1), date(2021, 1, 1)), vote).binds is None


def test_a_disavowal_ends_support_only_by_policy(text: InstrumentText) -> None:
    joined, gone = DoubtfulDate.on(date(2016, 1, 1)), DoubtfulDate.on(date(2018, 1, 1))
    vote = date(2019, 1, 1)
    assert code.binding(text, joined, vote, disavowed=gone).binds is True
    ends = DisavowalPolicy.ENDS_SUPPORT
    assert code.binding(text, joined, vote, disavowed=gone, policy=ends).binds is False
    assert code.binding(text, joined, date(2017, 12, 31), disavowed=gone, policy=ends).binds is True
    doubtful = DoubtfulDate(date(2018, 1, 1), date(2020, 1, 1))
    assert code.binding(text, joined, vote, disavowed=doubtful, policy=ends).binds is None


days = st.dates(date(2015, 7, 1), date(2026, 11, 22))
doubts = st.tuples(days, days).map(lambda pair: DoubtfulDate(min(pair), max(pair)))


@settings(deadline=None)
@given(joined=doubts, one=days, other=days)
def test_once_bound_a_state_stays_bound(text: InstrumentText, joined: DoubtfulDate, one: date, other: date) -> None:
    first, later = sorted((one, other))
    order = {False: 0, None: 1, True: 2}
    assert order[code.binding(text, joined, first).binds] <= order[code.binding(text, joined, later).binds]


@settings(deadline=None)
@given(st.lists(doubts, min_size=1, max_size=4))
def test_the_day_of_joining_is_that_of_the_first_act(each: list[DoubtfulDate]) -> None:
    found = code.since(act(not_before=when.not_before, not_after=when.not_after) for when in each)
    assert found is not None
    assert found.not_after == min(when.not_after for when in each if when.not_after)
    assert found.not_before == min(when.not_before for when in each if when.not_before)


def test_a_name_on_a_later_list_takes_nothing_from_a_dated_letter() -> None:
    letter = act(kind=EvidenceKind.LETTER, not_before=date(2016, 2, 1), not_after=date(2016, 2, 1))
    listed = act(kind=EvidenceKind.NAMED_ON_DATED_LIST, not_before=None, not_after=date(2017, 3, 17))
    assert code.since([listed, letter]) == DoubtfulDate.on(date(2016, 2, 1))


def test_an_earlier_list_leaves_the_first_day_open() -> None:
    letter = act(kind=EvidenceKind.LETTER, not_before=date(2016, 2, 1), not_after=date(2016, 2, 1))
    listed = act(kind=EvidenceKind.NAMED_ON_DATED_LIST, not_before=None, not_after=date(2015, 9, 1))
    assert code.since([letter, listed]) == DoubtfulDate(None, date(2015, 9, 1))


def test_no_act_no_day() -> None:
    assert code.since([]) is None


# -- what it covers and asks --------------------------------------------------------------------


def test_it_names_three_crimes() -> None:
    assert {crime for crime in Crime if code.names(crime)} == {
        Crime.GENOCIDE,
        Crime.CRIMES_AGAINST_HUMANITY,
        Crime.WAR_CRIMES,
    }


def test_only_the_public_vote_is_decidable() -> None:
    assert [phase for phase in Phase if code.demand(phase).decidable] == [Phase.VOTE]
    assert {phase: code.demand(phase).paragraph for phase in Phase} == {
        Phase.CONSULTATIONS: 1,
        Phase.NEGOTIATION: 1,
        Phase.SILENCE: 1,
        Phase.BLUE: 1,
        Phase.VOTE: 2,
    }


def test_every_stage_of_a_draft_but_withdrawal_has_a_phase() -> None:
    assert [stage for stage in Stage if code.phase_of(stage) is None] == [Stage.WITHDRAWN]
    assert code.phase_of(Stage.NOT_PUT) is Phase.BLUE
    assert code.phase_of(Stage.SILENCE_BROKEN) is Phase.SILENCE


def test_only_a_no_is_a_vote_against() -> None:
    # An abstention is allowed: South Sudan, 23 December 2016, fell by eight of them.
    assert [cast for cast in Cast if code.against(cast)] == [Cast.NO]
    assert code.against(Cast.UNKNOWN) is None
    assert code.against(Cast.ABSTAIN) is False
