"""The method of a scorecard: the published one, and those that users write, as TOML."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

import msgspec

from horseshoe.facts.printable import printable
from horseshoe.facts.rows import fault_in

PUBLISHED = "horseshoe"
"""The id of the method that ships."""

TEMPLATE = """\
# Your own method for the scorecard. Nothing is added up: importance is a word, an answer is a sentence.

id = "ours"
title = "What we ask of candidates"
by = "Our ministry"
dated = 2026-11-22
extends = "horseshoe"        # begin with the published criteria; leave this line out to begin with none
leave_out = ["friends"]      # published criteria that you do not want

[importance]                 # essential, important or background
code = "essential"
dispute = "important"

[[criterion]]
id = "dispute"
title = "Compulsory jurisdiction"
question = "Does it accept the compulsory jurisdiction of the International Court of Justice?"
how = "From the declarations deposited under Article 36(2) of the Statute."
fact = "answers"             # you answer it below; code, declaration, membership, ... answer from the register
source = "Declarations deposited with the Secretary-General."

# [[answer]]
# criterion = "dispute"
# state = "Austria"
# says = "A sentence that says what is known."
# doubt = "certain"          # certain or possible; leave the answer out where it is not known
# source = "A document, or an address"
# on = 2026-11-22            # when it was so; a scorecard of an earlier day leaves it out
"""
"""A complete example that can be filled in."""


class WrongMethod(ValueError):
    """The method cannot be used; the sentence says what is wrong, where, and what would be right."""

    def __init__(self, sentence: str) -> None:
        """Refuse with a sentence, which may quote the file."""
        super().__init__(printable(sentence))


class Fact(StrEnum):
    """What answers a criterion."""

    CANDIDACY = "candidacy"
    CODE = "code"
    DECLARATION = "declaration"
    MEMBERSHIP = "membership"
    """Membership of the groups of states that the criterion names."""
    TERMS = "terms"
    CONDUCT = "conduct"
    STATEMENTS = "statements"
    ASSEMBLY_VOTES = "assembly_votes"
    ANSWERS = "answers"
    """The answers that stand in the method's own file, each with its source."""


class Importance(StrEnum):
    """How much a criterion matters to whoever wrote the method: a word, which is never counted."""

    ESSENTIAL = "essential"
    IMPORTANT = "important"
    BACKGROUND = "background"


class Doubt(StrEnum):
    """How sure a cell is."""

    CERTAIN = "certain"
    """The sources show what the cell says, for the day of the scorecard."""
    POSSIBLE = "possible"
    """The sources leave it open: it may be so, or it was so and may have changed."""
    NOT_KNOWN = "not_known_here"
    """Nothing in the register decides it, which says nothing of the state."""


class Criterion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question of a scorecard, and how it is answered."""

    id: str
    title: str
    question: str
    how: str
    """How it is answered, and what the answer does not say."""
    fact: Fact
    source: str
    """Where the answers come from, in words."""
    importance: Importance | None = None
    groups: tuple[str, ...] = ()
    """The groups of states in question (``memberships.group``), where the fact is membership."""
    unknown: str | None = None
    """What a cell says where nothing is known."""
    asked_by: tuple[str, ...] = ()
    """Published scorecards that ask it too (``scorecard_questions.id``)."""


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An answer that stands in the method's file."""

    criterion: str
    state: str
    """Code or name."""
    says: str
    doubt: Doubt
    source: str
    """A key of the register (``sources.id``), a document symbol or an address."""
    on: date | None = None
    """When it was so; a scorecard of an earlier day leaves it out."""


class Method(msgspec.Struct, frozen=True, kw_only=True):
    """What a scorecard asks, by whom, and since when."""

    id: str
    title: str
    by: str
    dated: date
    note: str | None
    criteria: tuple[Criterion, ...]
    answers: tuple[Answer, ...]


class _Typed(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    id: str
    title: str
    by: str
    dated: date
    note: str | None = None
    extends: str | None = None
    leave_out: tuple[str, ...] = ()
    importance: dict[str, str] = {}
    criterion: tuple[Criterion, ...] = ()
    answer: tuple[Answer, ...] = ()


@cache
def published() -> Method:
    """The method that ships, read once."""
    text = files("horseshoe.answers").joinpath("scorecard.toml").read_text(encoding="utf-8")
    return read_method(text, "scorecard.toml")


def read_method(text: str, name: str) -> Method:
    """The method that a TOML text holds.

    Args:
        text: the text.
        name: the file's name, for sentences.

    Raises:
        WrongMethod: it cannot be read, or contradicts itself; the sentence names the file and the field.
    """
    try:
        typed = msgspec.convert(tomllib.loads(text), _Typed)
    except tomllib.TOMLDecodeError as error:
        raise WrongMethod(f"{name} is not TOML: {_small(str(error))}.") from None
    except msgspec.ValidationError as error:
        raise WrongMethod(fault_in(error, name)) from None
    except (RecursionError, ValueError):  # brackets within brackets, or a number of thousands of digits
        raise WrongMethod(f"{name} holds what no method does: a number or a value within values without end.") from None
    base = _base(typed, name)
    criteria = _weighed([*base[0], *typed.criterion], typed.importance, name)
    _check_criteria(criteria, name)
    asked = {each.id: each for each in criteria}
    answers = tuple(each for each in (*base[1], *typed.answer) if each in typed.answer or each.criterion in asked)
    for number, each in enumerate(typed.answer, start=1):
        _check_answer(each, asked, f"{name}, answer {number}")
    return Method(
        id=typed.id,
        title=typed.title,
        by=typed.by,
        dated=typed.dated,
        note=typed.note,
        criteria=criteria,
        answers=answers,
    )


def leave_out(method: Method, criteria: Iterable[str]) -> Method:
    """The method without some of its criteria; its note says which.

    Raises:
        WrongMethod: one of them is no criterion of the method, or none would be left.
    """
    gone, known = set(criteria), {each.id: each for each in method.criteria}
    for each in sorted(gone - known.keys()):
        raise WrongMethod(f"{each!r} is no criterion of this method; there are {_listed(known)}.")
    if not gone:
        return method
    if gone == known.keys():
        raise WrongMethod("Every criterion is left out, so nothing is asked: keep one.")
    titles = "; ".join(each.title for each in method.criteria if each.id in gone)
    return msgspec.structs.replace(
        method,
        note=" ".join(filter(None, (method.note, f"Left out by whoever asked: {titles}."))),
        criteria=tuple(each for each in method.criteria if each.id not in gone),
        answers=tuple(each for each in method.answers if each.criterion not in gone),
    )


def _base(typed: _Typed, name: str) -> tuple[tuple[Criterion, ...], tuple[Answer, ...]]:
    """The published criteria and answers with which the method begins."""
    if typed.extends is None:
        if typed.leave_out:
            raise WrongMethod(f'{name}, leave_out: nothing can be left out without extends = "{PUBLISHED}".')
        return (), ()
    if typed.extends != PUBLISHED:
        raise WrongMethod(f"{name}, extends: {typed.extends!r} is no published method; the only one is {PUBLISHED!r}.")
    first = published()
    known = [each.id for each in first.criteria]
    for each in typed.leave_out:
        if each not in known:
            raise WrongMethod(f"{name}, leave_out: {each!r} is no published criterion; there are {_listed(known)}.")
    return tuple(each for each in first.criteria if each.id not in typed.leave_out), first.answers


def _weighed(criteria: Iterable[Criterion], importance: dict[str, str], name: str) -> tuple[Criterion, ...]:
    found = tuple(criteria)
    for key, word in importance.items():
        if key not in {each.id for each in found}:
            raise WrongMethod(f"{name}, importance: {key!r} is no criterion of this method.")
        if word not in list(Importance):
            raise WrongMethod(
                f"{name}, importance of {key!r}: {word!r} is not one of {_listed(Importance)}; nothing is added up."
            )
    return tuple(
        msgspec.structs.replace(each, importance=Importance(importance[each.id])) if each.id in importance else each
        for each in found
    )


def _check_criteria(criteria: tuple[Criterion, ...], name: str) -> None:
    if not criteria:
        raise WrongMethod(f'{name} asks nothing: give a criterion, or begin with extends = "{PUBLISHED}".')
    twice = [id_ for id_, number in Counter(each.id for each in criteria).items() if number > 1]
    if twice:
        raise WrongMethod(f"{name}: criterion {twice[0]!r} stands there twice; give each an id of its own.")
    for each in criteria:
        for field in ("id", "title", "question", "how", "source"):
            if not getattr(each, field).strip():
                raise WrongMethod(f"{name}, criterion {each.id!r}: {field} is empty.")
        if (each.fact is Fact.MEMBERSHIP) != bool(each.groups):
            raise WrongMethod(
                f"{name}, criterion {each.id!r}: groups and the fact membership belong together; give both or neither."
            )


def _check_answer(each: Answer, asked: dict[str, Criterion], where: str) -> None:
    criterion = asked.get(each.criterion)
    if criterion is None:
        raise WrongMethod(f"{where}: {each.criterion!r} is no criterion of this method.")
    if criterion.fact is not Fact.ANSWERS:
        raise WrongMethod(
            f"{where}: {each.criterion!r} is answered from the register ({criterion.fact}): bring the evidence there."
        )
    if each.doubt is Doubt.NOT_KNOWN:
        raise WrongMethod(f"{where}: leave an answer out where it is not known.")
    if not each.source.strip():
        raise WrongMethod(f"{where}: the source is empty; an answer without a source is none.")
    if "%" in each.says or _GRADE.fullmatch(each.says.strip()):
        raise WrongMethod(f"{where}: {each.says!r} is a grade; say in a sentence what is known.")


_GRADE = re.compile(r"[A-Fa-f][+-]?|[\d.,/ ]*|[★☆*✓✗+-]+|\d+ (out )?of \d+")


def _listed(words: Iterable[str]) -> str:
    *first, last = [str(word) for word in words]
    return f"{', '.join(first)} or {last}" if first else last


def _small(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"
