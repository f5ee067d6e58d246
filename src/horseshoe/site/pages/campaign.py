"""The odds of a candidacy: what promised votes come to, round by round, under assumptions that are said."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from horseshoe.answers.campaign import Campaign, campaign
from horseshoe.answers.promised import Hopeful, Situation
from horseshoe.answers.questions import BadQuestion
from horseshoe.forecast.percent import short_percent
from horseshoe.site.page import Ask, Kind, Page, Shelf
from horseshoe.site.tags.saying import per_cent

EXAMPLE = {
    "name1": "Ours", "promised1": "140", "kept1": "90", "name2": "Theirs", "promised2": "45", "kept2": "90",
    "absent": "3",
}  # fmt: skip
"""What the form holds before anything is filled in: made up, and the page says so."""

CANDIDATES = ("1", "2", "3")
FIELDS = ("name", "promised", "kept", "later", "undecided")
BALLOT = {"places": 1, "members": 193, "absent": 0, "rounds": 7}
"""What is asked of the ballot, with what holds where nothing is given."""

MOST = {"members": 250, "rounds": 50}
"""What a page is computed for while somebody waits; the command goes further."""

HEADER = ("what", "odds", "others_elected", "next_candidates", "places_left", "next_round_odds")


def make(ask: Ask) -> Page:
    """The odds of the first candidate of the form; of an example where nothing is filled in."""
    given, wrong = dict(ask.query) or EXAMPLE, ""
    try:
        answer = _asked(given)
    except BadQuestion as error:
        if ask.form != "html":
            raise
        wrong, answer = str(error), _asked(EXAMPLE)
    return Page(
        address="campaign",
        title=gettext("The odds of a candidacy"),
        description=gettext(
            "How many votes were promised and how well such promises are kept: the odds of election to the Security "
            "Council in each round, summed exactly, with every assumption."
        ),
        template="campaign.html",
        context={
            "campaign": answer,
            "wrong": wrong,
            "example": given is EXAMPLE,
            "form": [(number, {field: given.get(f"{field}{number}", "") for field in FIELDS}) for number in CANDIDATES],
            "ballot": {field: given.get(field, str(usual)) for field, usual in BALLOT.items()},
            **_shown(answer),
        },
        answer=answer,
        header=HEADER,
        rows=lambda: (
            (
                each.what, each.odds, "; ".join(each.others_elected), "; ".join(each.next_candidates),
                each.places_left, each.next_round_odds,
            )
            for each in answer.patterns
        ),
        status=400 if wrong else 200,
    )  # fmt: skip


def _shown(answer: Campaign) -> dict[str, object]:
    """The odds in per cent: none is printed as 0 or 100 that is not certain."""

    def said(odds: float, decimals: int = 1) -> str:
        return per_cent(short_percent(odds, decimals, certain=answer.certain))

    return {
        "first": said(answer.first_round),
        "by_then": said(answer.rounds[-1].by_then),
        "patterns": [
            (each, said(each.odds, 2), None if each.next_round_odds is None else said(each.next_round_odds))
            for each in answer.patterns
        ],
        "rounds": [(each, said(each.odds, 2), said(each.by_then, 2)) for each in answer.rounds],
        "carried": said(answer.carried) if answer.carried < 0.5 else "",
        "not_computed": said(answer.not_computed, 2) if answer.not_computed >= 0.0001 else "",
    }


# -- what the form asks -------------------------------------------------------------------------------------


def _asked(given: dict[str, str]) -> Campaign:
    hopefuls = tuple(
        _hopeful(given, number) for number in CANDIDATES if any(given.get(f"{field}{number}") for field in FIELDS)
    )
    ballot = {field: _whole(given, field, field, usual) for field, usual in BALLOT.items()}
    for field, most in MOST.items():
        if ballot[field] > most:
            raise BadQuestion(
                gettext("%(field)s: %(number)s is more than is computed here; give %(most)s at most.")
                % {"field": field, "number": ballot[field], "most": most}
            )
    situation = Situation(
        candidates=hopefuls, places=ballot["places"], members=ballot["members"], not_voting=ballot["absent"]
    )
    return campaign(situation, rounds=ballot["rounds"])


def _hopeful(given: dict[str, str], number: str) -> Hopeful:
    name = given.get(f"name{number}", "").strip() or f"Candidate {number}"
    kept = _chance(given, f"kept{number}", name)
    if kept is None:
        raise BadQuestion(
            gettext("%(name)s: say in per cent how many of its promises are kept, 0 to 100.") % {"name": name}
        )
    return Hopeful(
        name=name,
        assured=_whole(given, f"promised{number}", name, 0),
        reliability=kept,
        reliability_later=_chance(given, f"later{number}", name),
        undecided=_chance(given, f"undecided{number}", name),
    )


def _whole(given: dict[str, str], field: str, what: str, usual: int) -> int:
    text = given.get(field)
    if not text:
        return usual
    if not text.isdecimal() or len(text) > 4:
        raise BadQuestion(
            gettext("%(what)s: %(text)s is no whole number; give one such as 140.")
            % {"what": what, "text": repr(text[:20])}
        )
    return int(text)


def _chance(given: dict[str, str], field: str, name: str) -> float | None:
    text = given.get(field)
    if not text:
        return None
    try:
        chance = float(text.replace(",", ".")) / 100
    except ValueError:
        chance = -1.0
    if not 0 <= chance <= 1:
        raise BadQuestion(
            gettext("%(name)s: %(text)s is no share; give per cent from 0 to 100.")
            % {"name": name, "text": repr(text[:20])}
        )
    return chance


KIND = Kind(
    name=gettext_noop("Odds of a candidacy"),
    address="campaign",
    make=make,
    every=lambda record, on: ["campaign"],
    takes=(*(f"{field}{number}" for field in FIELDS for number in CANDIDATES), *BALLOT),
    shelf=Shelf.AHEAD,
)
