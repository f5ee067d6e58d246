"""What is asked about an entry of a list before it counts, and how the user may settle it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from horseshoe.answers.questions import in_sentence
from horseshoe.sources.lists.entries import Entry, clean
from horseshoe.sources.lists.names import Names, Suggestion, key

SHORT = 5
"""A text of so few words that names a state is rather a name than a sentence."""


class Asks(StrEnum):
    """Why an entry has to be settled."""

    UNKNOWN = "unknown"
    """No state is so called."""
    SENTENCE = "sentence"
    """It is no name, and names a state."""
    SEVERAL = "several"
    """The name is that of several states."""
    ENDED = "ended"
    """The state no longer existed."""
    OUT_OF_USE = "out_of_use"
    """The state has long borne another name."""
    TWICE = "twice"
    """The list names the state in another place, too."""
    MAY_NOT_JOIN = "may_not_join"
    """The text is not open to it."""


class Question(msgspec.Struct, frozen=True):
    """An entry that has to be settled before the list is taken."""

    where: str
    text: str
    asks: Asks
    sentence: str
    suggestions: tuple[Suggestion, ...]
    settle: tuple[str, ...]
    """What may be given to ``--match`` to settle it, the likeliest first."""


def unknown(entry: Entry, names: Names) -> Question:
    """What to ask about an entry that is the name of no state."""
    if inside := names.within(entry.text):
        suggestions = names.suggest(inside[:5])
        shown = " and ".join(map(str, suggestions))
        more = f" and {len(inside) - 5} more" if len(inside) > 5 else ""
        sentence = f"This is the name of no state, and it mentions {shown}{more}."
        either = (f"{_short(entry)}=-", f"{_short(entry)}={','.join(inside)}")
        if len(entry.text.split()) <= SHORT:
            either = (either[1], either[0])
        return Question(entry.where, entry.text, Asks.SENTENCE, sentence, suggestions, either)
    suggestions = names.suggest(names.near(clean(entry.text)))
    sentence = "No state is so called"
    sentence += f": is it {' or '.join(map(str, suggestions))}?" if suggestions else "."
    options = (*(f"{_short(entry)}={each.state}" for each in suggestions), f"{_short(entry)}=-")
    return Question(entry.where, entry.text, Asks.UNKNOWN, sentence, suggestions, options)


def doubtful(entry: Entry, taken: tuple[Entry, ...], names: Names) -> Question | None:
    """What to ask about an entry that is a name, or ``None`` where it plainly means one state."""
    match = entry.match
    assert match is not None
    suggestions = names.suggest(match.codes)
    options = tuple(f"{_short(entry)}={code}" for code in match.codes)
    if match.shared and not _told_apart(entry, taken, names):
        shown = " or ".join(map(str, suggestions))
        return Question(entry.where, entry.text, Asks.SEVERAL, f"It may mean {shown}.", suggestions, options)
    if not match.shared and len(match.codes) > 1:
        shown = " and ".join(map(str, suggestions))
        return Question(entry.where, entry.text, Asks.SEVERAL, f"It is a name of {shown}.", suggestions, options)
    if match.ended:
        sentence = f"{suggestions[0]} ended on {match.ended}, before the day of the list."
        return Question(entry.where, entry.text, Asks.ENDED, sentence, (), (f"{_short(entry)}=-",))
    if match.out_of_use:
        sentence = f"So was {in_sentence(suggestions[0].name)} ({match.codes[0]}) called until {match.out_of_use}."
        return Question(entry.where, entry.text, Asks.OUT_OF_USE, sentence, suggestions, options)
    return None


def _told_apart(entry: Entry, taken: tuple[Entry, ...], names: Names) -> bool:
    """Whether the list names another of the states by its full name, so that the short one means its own."""
    assert entry.match is not None
    own = names.own_name(clean(entry.text))
    others = {
        code
        for each in taken
        if each.match and not each.match.shared and len(each.match.codes) == 1
        for code in each.match.codes
    }
    return own is not None and own not in others and bool(others & set(entry.match.codes))


def _short(entry: Entry) -> str:
    """What the user may type for an entry: its text, or where it stands if it is long and stands alone there."""
    name = clean(entry.text)
    alone = entry.text.strip() == entry.line.strip()
    return entry.where if alone and (len(name) > 48 or not key(name)) else name
