"""Views that an assessor typed in, held against the record: what would be written, or what stands in the way.

The form of the file is in :mod:`horseshoe.sources.assessment_form`. Rows get their keys from their content, so that a
file brought in again adds nothing; a row that is there already is never changed by a file of views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Any

import msgspec

from horseshoe.facts.assessments import Assessment, Assessor, AssessorKind, Observation, Status
from horseshoe.facts.evidence import CodeCrime, Evidence
from horseshoe.facts.proposals import RollCall
from horseshoe.facts.record import Record, key_of
from horseshoe.facts.sources import Source
from horseshoe.facts.statements import Stance
from horseshoe.rules import assessing
from horseshoe.rules.code import Phase
from horseshoe.sources.accept import Refused
from horseshoe.sources.assessment_fields import Fields, Wrong, key, on, slug
from horseshoe.sources.assessment_form import (
    TEMPLATE,
    Typed,
    TypedEvidence,
    TypedObservation,
    TypedStance,
    TypedView,
    parse,
)
from horseshoe.sources.files import File, text

__all__ = ["TEMPLATE", "Assessed", "Wrong", "check"]


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """What a file of views says: rows that would be written, or what stands in their way. Nothing is written yet."""

    file: str
    assessor: str | None
    """Key of the assessor (``assessors.id``); ``None`` where the file states no view."""
    by: str | None
    """Who states the views."""
    writes: dict[str, tuple[Any, ...]]
    """Table to the rows that are new, empty where something is refused."""
    known: int
    """How many rows the record has already."""
    notes: tuple[str, ...]
    """What a reader should know of the rows, in sentences."""
    refused: tuple[Wrong, ...]
    unseen: tuple[str, ...] = (
        "That documents say what the file says of them: compare it once more with them.",
        "Whether the evidence is about what the draft asked for: it is taken on the assessor's word.",
    )
    """What this check cannot see."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What stands in the way, a sentence each, with file, section and field."""
        return tuple(f"{self.file} {each.where}, {each.field}: {each.what}{_stop(each.what)}" for each in self.refused)

    def rows(self) -> Record:
        """The rows that are new, and nothing else: empty where everything is known already.

        Raises:
            Refused: something stands in the way; nothing of the file is accepted then.
        """
        if self.refused:
            more = len(self.refused) - 1
            others = f" Nothing was written; --check shows {more} more." if more else ""
            raise Refused(self.sentences[0] + others)
        return Record(**self.writes)


def check(file: File, record: Record, recorded: date) -> Assessed:
    """What a file of views would add to the record, or what stands in the way. Nothing is written.

    Args:
        file: the TOML file.
        record: what is known; the file may refer to it.
        recorded: the day on which it enters the record; nothing in it can be later.

    Raises:
        WrongFile: it cannot be read as such a file; the sentence says where and what would be right.
    """
    name, content = text(file)
    return checked(parse(name, content), name, record, recorded, content)


def checked(typed: Typed, name: str, record: Record, recorded: date, content: str = "") -> Assessed:
    """The same of views that were typed into a form.

    Args:
        typed: what was typed.
        name: of the form, for sentences.
        record: what is known.
        recorded: the day on which it enters the record.
        content: the text of the file, if it is one: sentences name its lines.
    """
    return _Check(content, typed, record.as_known(None), recorded).result(name)


class _Check(Fields):
    """One file, section by section; anything wrong refuses the whole."""

    known = 0
    """How many rows the record has already."""

    def result(self, name: str) -> Assessed:
        """The whole file, in the order in which its sections build on one another."""
        typed = self.typed
        self._assessor()
        for label in (each.label for each in typed.evidence if each.label):
            self.evidence.setdefault(label, None)
        sections: tuple[tuple[str, Iterable[Any], Callable[[Any], None]], ...] = (
            ("evidence", typed.evidence, self._evidence),
            ("assessment", typed.assessment, self._view),
            ("observation", typed.observation, self._observation),
            ("stance", typed.stance, self._stance),
        )
        for section, told, enter in sections:
            for number, each in enumerate(told, start=1):
                self.where = section, number
                enter(each)
        return Assessed(
            file=name,
            assessor=typed.assessor.id if typed.assessor else None,
            by=typed.assessor.by if typed.assessor else None,
            writes={} if self.refused else self._new(),
            known=self.known,
            notes=tuple(self.notes),
            refused=tuple(self.refused),
        )

    def _new(self) -> dict[str, tuple[Any, ...]]:
        """The new rows, with the sources that they cite."""
        cited = {row.source for table, rows in self.rows.items() if table != "sources" for row in rows.values()}
        new = {
            table: tuple(row for row in rows.values() if table != "sources" or row.id in cited)
            for table, rows in self.rows.items()
        }
        return {table: rows for table, rows in new.items() if rows}

    # -- the sections -------------------------------------------------------------------------

    def _assessor(self) -> None:
        told = self.typed.assessor
        if told is None:
            return
        known = self.record.assessor.get(told.id)
        if told.kind is AssessorKind.STANDARD or (known and known.kind is AssessorKind.STANDARD):
            self.wrong(
                "id" if known else "kind",
                f"{told.id} is a published standard, whose view is computed from the facts and cannot be written: "
                "state yours as a ministry, organisation or researcher, under an id of your own",
            )
        elif known is None:
            row = Assessor(
                id=told.id,
                name=told.name,
                kind=told.kind,
                about=told.about,
                source=self.stated_in,
                recorded=self.recorded,
            )
            self._enter("assessors", row)
        elif (known.name.casefold(), known.kind) != (told.name.casefold(), told.kind):
            self.wrong(
                "id",
                f"{told.id} is {known.name} ({known.kind.value}), and an assessor states no view but its own: take "
                "another id",
            )
        elif told.about and told.about != known.about:
            self.note("about is not what the record says, which stays as it is")

    @cached_property
    def stated_in(self) -> str:
        """Key of the source of the views: as published, if the file says where, else as stated to this record."""
        assessor = self.typed.assessor
        assert assessor is not None
        if self.typed.source:
            reading, self.where = self.where, ("source", 0)
            found = self.source(self.typed.source)
            self.where = reading
            return found or ""
        title = f"Views of {assessor.name}, as stated to this record"
        return self.cite(Source(id=f"views-{assessor.id}", title=title, kind="document", recorded=self.recorded))

    def _evidence(self, told: TypedEvidence) -> None:
        before = len(self.refused)
        self.situation(told.situation)
        dated = self.dated(told.date, told.month)
        crimes = self.crimes(told.crimes, also_named=True)
        symbol = self.symbol(told.symbol)
        source = self.source(told.source)
        if told.label and any(row.id == told.label for row in self.record.evidence):
            self.wrong("label", f"{told.label} is the id of a row of evidence: take another label")
        if len(self.refused) > before or dated is None or source is None:
            return
        published, first, last = dated
        cited = symbol or told.title
        row = Evidence(
            id=key("own", told.situation, published, slug(cited)[:40], told_by=(told.entity, told.strength, cited)),
            situation=told.situation,
            entity=told.entity,
            title=told.title,
            symbol=symbol,
            published=published,
            not_before=first,
            not_after=last,
            crimes=crimes,
            also_named=tuple(slug(each).replace("-", "_") for each in told.also_named),
            strength=told.strength,
            attributed_to=told.attributed_to,
            says=told.says,
            source=source,
            confidence=told.confidence.value,
            note=told.note,
            recorded=self.recorded,
        )
        if not self._enter("evidence", row):
            return
        self.evidence[row.id] = row
        if told.label:
            if self.evidence.get(told.label) not in (None, row):
                self.wrong("label", f"{told.label} is the label of two sections: each needs its own")
            self.evidence[told.label] = row
        for other in self.record.evidence_on.get(told.situation, ()):
            if symbol and other.symbol == symbol and other.id != row.id:
                self.note(f"the record has {symbol} on {told.situation} already, as {other.id}")

    def _view(self, told: TypedView) -> None:
        assessor = self.typed.assessor
        assert assessor is not None
        before = len(self.refused)
        vote = self.vote(told.draft)
        crimes = self.crimes(told.crimes)
        self.made(told.made, vote)
        if clash := assessing.contradiction(told.status, told.aim, told.facts, told.credible):
            self.wrong("status", clash)
        if told.status is Status.ENGAGED and not told.crimes:
            self.wrong("crimes", "engaged needs at least one of the three crimes that the draft is about")
        if len(self.refused) == before and (clash := assessing.misplaced_scale(told.scale, crimes)):
            self.wrong("scale", clash)
        grounds = self.grounds(told.evidence, vote.date, f"the vote of {vote.date}") if vote else ()
        if len(self.refused) > before or vote is None:
            return
        self._support(told, crimes, grounds, vote)
        if len(self.refused) > before:
            return
        row = Assessment(
            id=f"{assessor.id}-{vote.proposal}-{told.made}",
            assessor=assessor.id,
            proposal=vote.proposal,
            made=told.made,
            by=assessor.by,
            status=told.status,
            aim=told.aim,
            aim_why=told.aim_why,
            facts=told.facts,
            facts_why=told.facts_why,
            credible=told.credible,
            credible_why=told.credible_why,
            crimes=crimes,
            scale=told.scale,
            evidence=tuple(each.id for each in grounds),
            source=self.stated_in,
            note=told.note,
            recorded=self.recorded,
        )
        if self._enter("assessments", row, changed="made", dated=told.made):
            self._succession(row)

    def _observation(self, told: TypedObservation) -> None:
        assessor = self.typed.assessor
        assert assessor is not None
        before = len(self.refused)
        self.situation(told.situation)
        self.made(told.made, None)
        grounds = self.grounds(told.evidence, told.made, f"the day of the view, {told.made}")
        if len(self.refused) > before:
            return
        row = Observation(
            id=f"{assessor.id}-{told.situation}-{told.factor}-{told.made}",
            assessor=assessor.id,
            situation=told.situation,
            factor=told.factor,
            made=told.made,
            observed=told.observed,
            why=told.why,
            evidence=tuple(each.id for each in grounds),
            source=self.stated_in,
            note=told.note,
            recorded=self.recorded,
        )
        self._enter("observations", row, changed="made", dated=told.made)

    def _stance(self, told: TypedStance) -> None:
        before = len(self.refused)
        dated = self.dated(told.date, told.month)
        source = self.source(told.source)
        draft = self.draft_named(told.draft)
        state = self.state(told.state)
        if told.phase is Phase.VOTE:
            self.wrong("phase", "a stance comes before the vote: consultations, negotiation, silence or blue")
        if len(self.refused) > before or dated is None or source is None or state is None:
            return
        published, first, last = dated
        if (voted := self.voted_on(draft)) and first > voted:
            field = "date" if told.date else "month"
            self.wrong(field, f"{published} lies after the vote of {voted}: what is said afterwards explains a vote")
            return
        row = Stance(
            id=key(
                "own",
                slug(draft)[:40],
                state.lower(),
                published,
                told_by=(told.phase, told.voice, told.stance, draft),
            ),
            draft=draft,
            state=state,
            phase=told.phase.value,
            stance=told.stance.value,
            voice=told.voice,
            speaker=told.speaker,
            not_before=first,
            not_after=last,
            says=told.says,
            source=source,
            confidence=told.confidence.value,
            note=told.note,
            recorded=self.recorded,
        )
        self._enter("stances", row)

    # -- what follows from several fields ------------------------------------------------------

    def _support(
        self, told: TypedView, crimes: tuple[CodeCrime, ...], grounds: tuple[Evidence, ...], vote: RollCall
    ) -> None:
        """Whether "engaged" rests on evidence that was seen and was certainly public by the day of the vote."""
        seen = [row for row in grounds if row.confidence != "recall"]
        sure = [row for row in seen if row.when.certainly_by(vote.date)]
        if told.status is Status.ENGAGED:
            named = ", ".join(row.id for row in grounds)
            if not grounds:
                self.wrong(
                    "evidence",
                    f"engaged rests on evidence, and none is named: give what United Nations entities had said by "
                    f"{vote.date}",
                )
            elif not seen:
                self.wrong(
                    "evidence",
                    f"engaged rests only on evidence that is recalled ({named}): what no source shows carries no view",
                )
            elif not sure:
                shown = ", ".join(f"{row.id} became public {on(row)}" for row in seen)
                self.wrong("evidence", f"none of it was certainly public by the vote of {vote.date}: {shown}")
            elif missing := assessing.unsupported(told.status, told.facts, [row.strength for row in sure]):
                self.wrong("evidence", missing)
            elif unnamed := [each for each in crimes if not any(_speaks_of(row, each) for row in sure)]:
                self.note(f"none of its evidence names {' or '.join(unnamed)}")
        belongs = self.record.draft_situation.get(vote.id)
        for row in grounds:
            if row.when.exact == vote.date:
                self.note(f"{row.id} became public on the day of the vote, and counts")
            elif not row.when.certainly_by(vote.date):
                self.note(f"{row.id} became public {on(row)}, perhaps after the vote of {vote.date}")
            if belongs and row.situation != belongs.situation:
                self.note(f"{row.id} is about {row.situation}, and the draft about {belongs.situation}")

    def _succession(self, row: Assessment) -> None:
        """Say which views of the same assessor on the same draft stand before and after this one."""
        others = [
            each.made
            for each in self.record.assessments
            if (each.assessor, each.proposal) == (row.assessor, row.proposal) and each.id != row.id
        ]
        if earlier := [made for made in others if made < row.made]:
            self.note(f"it takes the place of the view of {max(earlier)}, which stays in the record")
        if later := [made for made in others if made > row.made]:
            self.note(f"the view of {max(later)} on the same draft is later, and stays in force")

    def _enter(self, table: str, row: Any, *, changed: str = "says", dated: date | None = None) -> bool:
        """Take a row in, unless it is there already; whether it may stand."""
        key = key_of(table, row)
        if key in self.rows.get(table, {}):
            self.wrong(changed, f"it says again what an earlier section of the file is about ({key}): join the two")
            return False
        known = next((each for each in getattr(self.record, table) if key_of(table, each) == key), None)
        if known is None:
            self.rows.setdefault(table, {})[key] = row
            return True
        differing = [
            field
            for field in row.__struct_fields__
            if field not in ("recorded", "source") and getattr(row, field) != getattr(known, field)
        ]
        if differing:
            shown = ", ".join(differing)
            self.wrong(
                changed,
                f"the view of {dated} is known already and differs in {shown}: a changed view has a later day, and the "
                "earlier one stays"
                if dated
                else f"the record has this already, as {key}, and differs in {shown}: what others may rest on is "
                "corrected in the tables, not by a file of views",
            )
            return False
        self.known += 1
        return True


def _speaks_of(row: Evidence, crime: CodeCrime) -> bool:
    return crime in row.crimes and row.strength in assessing.SPEAKS_OF_CRIMES | assessing.WARNS


def _stop(what: str) -> str:
    return "" if what.endswith("?") else "."
