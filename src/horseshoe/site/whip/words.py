"""What the whip desk says of seats: in the picture, in the form and in its coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from horseshoe.answers.council import presided
from horseshoe.facts.proposals import Cast, ProposalKind
from horseshoe.facts.record import Record
from horseshoe.facts.situations import Action
from horseshoe.forecast.stances import Position
from horseshoe.site.pictures import layout as pictures
from horseshoe.site.tags.saying import chance, plain_day
from horseshoe.site.tags.words import CASTS
from horseshoe.site.whip.form import REPORTED, STAGES

if TYPE_CHECKING:
    from horseshoe.answers.whip import Whip
    from horseshoe.forecast.what_if import Bargain


def cast(value: Cast) -> str:
    """What a seat may do, in a word."""
    return {
        Cast.YES: gettext("yes"),
        Cast.NO: gettext("no"),
        Cast.ABSTAIN: gettext("abstains"),
        Cast.NOT_PARTICIPATING: gettext("takes no part"),
    }[value]


def choices() -> tuple[tuple[str, str], ...]:
    """What a seat can be held to in the form; first, that it is not."""
    return (("", gettext("open")), *((each.value, cast(each)) for each in (Cast.YES, Cast.NO, Cast.ABSTAIN)))


def stances() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Who says it, and what a member can say that it will do."""
    said = (
        *((Position(each.value), cast(each)) for each in (Cast.YES, Cast.NO, Cast.ABSTAIN, Cast.NOT_PARTICIPATING)),
        (Position.WILL_NOT_OPPOSE, gettext("will not oppose")),
    )
    return (
        (gettext("the member says"), tuple((each.value, word) for each, word in said)),
        (gettext("others report"), tuple((f"{REPORTED}{each.value}", word) for each, word in said)),
    )


def picture(record: Record, answer: Whip) -> pictures.Table:
    """The Council around its table: each seat's likeliest cast with its chance, or the cast that it is held to."""
    from horseshoe.documents.brief_planned import likeliest

    held = answer.what_if.casts if answer.what_if else {}
    odds = answer.what_if.odds if answer.what_if else answer.odds
    drawn = []
    for seat in answer.seats:
        found, likely = likeliest(seat)
        if seat.state in held:
            found = held[seat.state]
            word = gettext("held: %(cast)s") % {"cast": cast(found)}
        else:
            word = f"{cast(found)} {chance(likely, 0)}"
        drawn.append(
            pictures.Drawn(state=seat.state, name=seat.name, permanent=seat.permanent, shape=CASTS[found][0], word=word)
        )
    chair = presided(record, answer.date)
    return pictures.table(
        drawn,
        chair.state if chair else None,
        (
            gettext("adopted %(chance)s") % {"chance": chance(odds.adopted, 0)},
            gettext("vetoed %(chance)s") % {"chance": chance(odds.vetoed, 0)},
            gettext("lacking votes %(chance)s") % {"chance": chance(odds.lacking_votes, 0)},
        ),
        key="table-count",
        title=gettext("What each seat is expected to do on %(day)s") % {"day": plain_day(answer.date)},
        says=pictures.says_who(drawn),
    )


def legend() -> tuple[tuple[str, str], ...]:
    """Mark to what it says in the picture."""
    return (
        (CASTS[Cast.YES][0], gettext("yes")),
        (CASTS[Cast.NO][0], gettext("no")),
        (CASTS[Cast.ABSTAIN][0], gettext("abstains or takes no part")),
    )


def known(answer: Whip) -> str:
    """What the count knows of the seats, in a sentence of the answer's own language."""
    cover = answer.coverage
    return (
        f"Of {cover.seats} seats a stance is declared for {cover.declared}, reported for {cover.reported}, and not "
        f"known for {cover.unknown}."
    )


def notes(answer: Whip) -> list[str]:
    """Caveats, a sentence each."""
    found = list(answer.coverage.notes)
    if answer.coverage.model:
        found.append(f"Model: {answer.coverage.model}. Odds are no promise: they say what seats like these did before.")
    return found


def bargain(pair: Bargain) -> tuple[str, float, float]:
    """Two seats moved together, in a sentence; the chance of adoption then, and by how many points it moves."""
    first, second = pair.moves
    told = gettext("%(first)s to %(one)s and %(second)s to %(other)s") % {
        "first": first.state,
        "one": moved(first.cast),
        "second": second.state,
        "other": moved(second.cast),
    }
    return told, pair.adopted, 100 * pair.change


def moved(value: Cast) -> str:
    """What a seat is brought to, in a word."""
    return gettext("yes") if value is Cast.YES else gettext("abstaining") if value is Cast.ABSTAIN else gettext("no")


def lists() -> dict[str, tuple[tuple[str, str], ...]]:
    """Value to word of what is chosen from a list in the form."""
    return {
        "action": tuple((each.value, each.value.replace("-", " ")) for each in Action),
        "stage": tuple((each.value, each.value.replace("_", " ")) for each in STAGES),
        "kind": tuple((each.value, each.value.replace("_", " ")) for each in ProposalKind),
    }
