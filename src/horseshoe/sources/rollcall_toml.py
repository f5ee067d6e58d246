"""A roll call typed in by hand, as a TOML file. Failed drafts are in no official file: this is how they get in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from horseshoe.answers.questions import BadQuestion, NotFound, find_state
from horseshoe.facts.proposals import Cast, Matter, Outcome, ProposalKind, Tally
from horseshoe.facts.record import Record
from horseshoe.facts.sources import Source
from horseshoe.rules import charter, symbols
from horseshoe.rules.symbols import SymbolClass
from horseshoe.sources import check as checking
from horseshoe.sources.files import File, WrongFile, text, toml
from horseshoe.sources.found import Fault, FoundRollCall, Kind, Proof, Reading, Report, Severity

TEMPLATE = """\
# One roll call of the Security Council. Lines that begin with # explain, or may be left out.
# This example is the vote of 25 February 2022 on Ukraine: put your own in its place.

date = 2022-02-25                     # day of the vote in New York
draft = "S/2022/155"                  # symbol of the draft; of a resolution without a known draft, leave it out
# resolution = "S/RES/2623 (2022)"    # symbol of the resolution, if it was adopted
meeting = "S/PV.8979"                 # symbol of the record of the meeting
title = "Ukraine"                     # subject or short title
# agenda = "Threats to international peace and security"
# sponsors = "Albania, United States"
# kind = "draft_resolution"           # or: amendment, part, motion
# amends = "S/2022/154"               # of an amendment: the draft that it would change
# nth = 2                             # the second vote on the same text that day, such as on a part

# Each seat of the Council once, by code (RUS) or by name in any usual spelling.
no = ["Russian Federation"]
abstain = ["China", "India", "United Arab Emirates"]
everyone_else = "yes"                 # or name them: yes = ["Albania", "Brazil"]
# not_participating = []              # present, and took no part in the vote
# absent = []
# not_voting = []                     # did not vote, and the source does not tell which of the two
# unknown = []                        # the source does not tell; give the tally then

tally = "11-1-3"                      # yes-no-abstentions[-not voting]; compared with the seats
outcome = "vetoed"                    # or: adopted, adopted_without_vote, not_adopted; compared with Article 27

# A vote is one of substance unless you say otherwise, why, and how you know.
# matter = "procedural"
# ground = "invitation to participate"
# evidence = "the President ruled so, and nobody objected (S/PV.8979, page 2)"

# note = "What a reader should know about this vote."
# confidence = "medium"               # high, medium or low

[source]                              # where you read it: a title, and a symbol or an address
title = "Record of the 8979th meeting of the Security Council"
symbol = "S/PV.8979"
# url = "https://..."
"""
"""A complete example that can be filled in. As it stands it says what the record has already."""

Names = tuple[str, ...]
Wrong = Callable[[str, str, Kind, Proof], None]


class Origin(msgspec.Struct, forbid_unknown_fields=True):
    """Where the roll call was read."""

    title: str
    symbol: str | None = None
    url: str | None = None


class Typed(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One roll call as somebody typed it, in a file or in a form."""

    date: date
    source: Origin
    draft: str | None = None
    resolution: str | None = None
    meeting: str | None = None
    title: str | None = None
    agenda: str | None = None
    sponsors: str | None = None
    kind: ProposalKind = ProposalKind.DRAFT_RESOLUTION
    amends: str | None = None
    nth: Annotated[int, Meta(ge=1, le=99)] = 1
    yes: Names = ()
    no: Names = ()
    abstain: Names = ()
    not_participating: Names = ()
    absent: Names = ()
    not_voting: Names = ()
    unknown: Names = ()
    everyone_else: Cast | None = None
    tally: str | None = None
    outcome: Outcome | None = None
    matter: Matter = Matter.SUBSTANTIVE
    ground: str | None = None
    evidence: str | None = None
    note: str | None = None
    confidence: str = "medium"


def check(file: File, record: Record, recorded: date) -> Report:
    """What is wrong in a roll call typed in, or that the record has it, or that it is new.

    Args:
        recorded: the day on which it enters the record; no vote can be later.

    Raises:
        WrongFile: it cannot be read as such a roll call; the sentence says where and what would be right.
    """
    record = record.as_known(None)
    return judged(read(file, record, recorded), record, recorded)


def judged(reading: Reading, record: Record, recorded: date) -> Report:
    """What is wrong in a roll call that was read, or that the record has it, or that it is new."""
    report = checking.check(reading, record, recorded, bad=Severity.REFUSE)
    unseen = (
        "That the casts were read rightly from the source: compare them once more with it.",
        "Whether the matter was procedural: it is taken as one of substance unless the file says otherwise.",
    )
    return msgspec.structs.replace(report, unseen=unseen)


def read(file: File, record: Record, recorded: date) -> Reading:
    """The roll call as typed, with each state found by its name.

    Raises:
        WrongFile: as for ``check``.
    """
    name, content = text(file)
    return reading(_typed(name, content), name, record, recorded)


def reading(typed: Typed, name: str, record: Record, recorded: date, heard: Source | None = None) -> Reading:
    """The roll call as typed, with each state found by its name.

    Args:
        typed: the roll call.
        name: of the file or form, for sentences.
        record: what is known.
        recorded: the day on which it enters the record.
        heard: where it was heard, for one that was not read in a document or on a page.
    """
    faults: list[Fault] = []

    def wrong(field: str, what: str, kind: Kind, proof: Proof) -> None:
        faults.append(Fault(row=name, field=field, kind=kind, what=what, proof=proof, severity=Severity.REFUSE))

    papers = _papers(typed, wrong)
    casts, states = _casts(typed, record, wrong)
    tally = _tally(typed, wrong)
    if typed.matter is not Matter.SUBSTANTIVE and not (typed.ground and typed.evidence):
        wrong(
            "matter", f"A matter that is {_spoken(typed.matter)} needs a ground and evidence.", Kind.CELL, Proof.FORMAT
        )
    if typed.confidence not in ("high", "medium", "low"):
        wrong(
            "confidence",
            f"{typed.confidence!r} is no confidence: it should be high, medium or low.",
            Kind.CELL,
            Proof.FORMAT,
        )
    if heard is None and not (typed.source.symbol or typed.source.url):
        wrong("source", "The source needs a symbol or a url beside its title.", Kind.CELL, Proof.FORMAT)
    if not (typed.draft or typed.resolution or typed.title):
        wrong("draft", "The roll call needs a draft or a resolution, or else a title.", Kind.SYMBOL, Proof.FORMAT)
    publication = heard or _publication(typed.source, record, recorded)
    row = FoundRollCall(
        row=name,
        id=_own_id(typed, papers),
        date=typed.date,
        outcome=typed.outcome,
        casts=casts,
        states=states,
        tally=tally,
        named=typed.draft or typed.resolution or typed.title,
        draft=papers["draft"],
        resolution=papers["resolution"],
        meeting=papers["meeting"],
        amends=papers["amends"],
        kind=typed.kind,
        title=typed.title,
        agenda=typed.agenda,
        sponsors=typed.sponsors,
        matter=typed.matter if typed.matter is not Matter.SUBSTANTIVE else None,
        ground=typed.ground,
        evidence=typed.evidence,
        confidence=typed.confidence,
        note=typed.note,
        nth=typed.nth,
    )
    return Reading(
        publication=publication,
        file=name,
        row_is="file",
        read=1,
        rows=() if faults else (row,),
        faults=tuple(faults),
        fields={"seats": "casts", "yes": "tally", "no": "tally", "abstain": "tally", "not_voting": "tally"},
    )


# -- reading what was typed -----------------------------------------------------------------------


def _typed(name: str, content: str) -> Typed:
    data = toml(name, content)
    try:
        return msgspec.convert(data, Typed)
    except msgspec.ValidationError as error:
        raise WrongFile(_sentence(name, content, str(error))) from None


def _sentence(name: str, content: str, error: str) -> str:
    """What msgspec says, with the line of the file and what would be right."""
    what, _, path = error.partition(" - at `$")
    field = path.strip("`.").split("[")[0]
    in_source = field == "source" or field.startswith("source.")
    known = Origin.__struct_fields__ if in_source else Typed.__struct_fields__
    if match := re.fullmatch("Object contains unknown field `(.+)`", what):
        key = match[1]
        near = get_close_matches(key, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}."
        place = " in [source]" if in_source else ""
        return f"{name}{_line(content, key)}: {key!r} is no key{place}; {hint}"
    if match := re.fullmatch("Object missing required field `(.+)`", what):
        return f"{name} has no {match[1]!r}{' in [source]' if in_source else ''}: it is required."
    key = field.split(".")[-1]
    choices: dict[str, Any] = {"kind": ProposalKind, "outcome": Outcome, "matter": Matter, "everyone_else": Cast}
    hint = f" It should be one of {', '.join(choices[key])}." if key in choices else ""
    return f"{name}{_line(content, key)}, {field}: {what[0].lower()}{what[1:]}.{hint}"


def _line(content: str, key: str) -> str:
    for number, line in enumerate(content.splitlines(), start=1):
        if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return f" line {number}"
    return ""


def _papers(typed: Typed, wrong: Wrong) -> dict[str, str | None]:
    papers: dict[str, str | None] = {}
    for field in ("draft", "resolution", "meeting", "amends"):
        typed_in: str | None = getattr(typed, field)
        papers[field] = None
        if not typed_in:
            continue
        try:
            symbol = symbols.parse(typed_in)
        except symbols.SymbolError as error:
            wrong(field, str(error), Kind.SYMBOL, Proof.FORMAT)
            continue
        papers[field] = symbol.text
        wanted = {"resolution": SymbolClass.SC_RESOLUTION, "meeting": SymbolClass.SC_MEETING}.get(field)
        if wanted and symbol.symbol_class is not wanted:
            example = "S/RES/2623 (2022)" if field == "resolution" else "S/PV.8979"
            wrong(field, f"{symbol.text} is no {field} of the Council, as {example} is.", Kind.SYMBOL, Proof.FORMAT)
        elif field == "resolution" and symbol.year is None:
            papers[field] = f"{symbol.text} ({typed.date.year})"
    return papers


def _casts(typed: Typed, record: Record, wrong: Wrong) -> tuple[dict[str, Cast], dict[str, str]]:
    casts: dict[str, Cast] = {}
    states: dict[str, str] = {}
    by_code: dict[str, tuple[str, Cast]] = {}
    for cast in Cast:
        for name in getattr(typed, cast.value):
            try:
                code = find_state(record, name)
            except (NotFound, BadQuestion) as error:
                wrong(cast.value, str(error), Kind.SEAT, Proof.FORMAT)
                continue
            if code in by_code:
                before, first = by_code[code]
                named = record.name(code, typed.date)
                twice = (
                    f"twice under {_spoken(cast)}" if first is cast else f"under {_spoken(first)} and {_spoken(cast)}"
                )
                also = "" if before == name else f", as {before!r} and as {name!r}"
                wrong(
                    cast.value,
                    f"{named} ({code}) stands {twice}{also}: each seat casts once.",
                    Kind.SEATS,
                    Proof.ARITHMETIC,
                )
                continue
            by_code[code] = name, cast
            casts[name], states[name] = cast, code
    if typed.everyone_else:
        for term in record.council(typed.date):
            if term.state not in by_code:
                casts[term.state], states[term.state] = typed.everyone_else, term.state
    return casts, states


def _tally(typed: Typed, wrong: Wrong) -> Tally | None:
    if typed.tally is None:
        return None
    match = re.fullmatch(r"(\d\d?)-(\d\d?)-(\d\d?)(?:-(\d\d?))?", typed.tally.replace("–", "-").replace(" ", ""))
    if match is None:
        wrong(
            "tally",
            f"{typed.tally!r} is no tally: write it as 11-1-3, or 11-1-2-1 with one not voting.",
            Kind.TALLY,
            Proof.FORMAT,
        )
        return None
    yes, no, abstain, not_voting = (int(part or 0) for part in match.groups())
    if not typed.unknown and match[4] is None:
        not_voting = charter.size(typed.date).seats - yes - no - abstain
    return Tally(yes, no, abstain, max(not_voting, 0))


def _publication(origin: Origin, record: Record, recorded: date) -> Source:
    """The source as the record has it, or as a row of its own."""
    for source in record.sources:
        same_symbol = origin.symbol and source.symbol == origin.symbol
        if same_symbol or (origin.url and source.url == origin.url):
            return source
    cited = origin.url or origin.symbol or origin.title
    digest = hashlib.sha256(cited.encode()).hexdigest()[:6]
    id_ = _slug(origin.symbol) if origin.symbol else f"{_slug(urlsplit(cited).hostname or 'typed')}-{digest}"
    if id_ in record.source:
        id_ = f"{id_}-{digest}"
    kind = "document" if origin.symbol else "page"
    return Source(id=id_, title=origin.title, kind=kind, symbol=origin.symbol, url=origin.url, recorded=recorded)


def _own_id(typed: Typed, papers: dict[str, str | None]) -> str:
    named = papers["draft"] or papers["resolution"] or typed.title or "untitled"
    return f"own-{typed.date}-{_slug(named)[:60]}" + (f"-{typed.nth}" if typed.nth > 1 else "")


def _slug(text: str) -> str:
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")


def _spoken(value: Cast | Matter) -> str:
    return value.value.replace("_", " ")
