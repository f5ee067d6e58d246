"""docs/answers.md from the types of the answers: every command, every key, its type and its meaning.

A key's meaning is the docstring under its field. Fields without one are explained in ``MEANINGS``, by
``Type.field`` or, where every type means the same, by ``field``; a key explained nowhere stops the page.
"""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import os
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from enum import EnumType
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import msgspec.inspect as inspected
import typer
from assembly_meanings import ASSEMBLY
from conduct_meanings import CONDUCT
from site_meanings import SITE
from whip_meanings import WHIP

from horseshoe.answers import (
    brief,
    campaign,
    claims,
    comparison,
    conduct,
    conduct_noes,
    conduct_situation,
    council,
    coverage,
    data,
    deadline,
    docket,
    docket_entry,
    election,
    elections,
    evidence,
    framework,
    implied,
    lobby,
    method,
    outcome,
    planned_brief,
    positions,
    power,
    replay,
    rollcall,
    roster,
    scorecard,
    sources,
    speakers,
    state,
    tally,
    texts,
    timeline,
    uniting,
    verify,
    vetoes,
    whip,
)
from horseshoe.cli import briefing, checking, options, reading
from horseshoe.cli import conduct as conducting
from horseshoe.cli import docket as docketing
from horseshoe.cli import elections as electing
from horseshoe.cli import evidence as showing
from horseshoe.cli import forecast as kept
from horseshoe.cli import positions as placing
from horseshoe.cli import roster as register
from horseshoe.cli import scorecard as scoring
from horseshoe.cli import timeline as telling
from horseshoe.cli import whip as counting
from horseshoe.facts import tables
from horseshoe.forecast import stored
from horseshoe.rules.symbols import Symbol
from horseshoe.site import settings

settings.prepare()

from horseshoe.site.pages import council as council_page  # noqa: E402
from horseshoe.site.pages import situation as situation_page  # noqa: E402
from horseshoe.site.pages import situations as situations_page  # noqa: E402
from horseshoe.site.pages import today  # noqa: E402
from horseshoe.site.pages import votes as votes_page  # noqa: E402
from horseshoe.site.parts import lists  # noqa: E402 (after the settings)
from horseshoe.site.search import found  # noqa: E402 (after the settings)

EXAMPLES = Path(__file__).resolve().parent.parent / "docs" / "examples"

COMMANDS: tuple[tuple[str, Callable[..., None], type[msgspec.Struct], tuple[str, ...]], ...] = (
    ("brief SYMBOL", briefing.brief, brief.Brief, ("S/2022/155",)),
    ("brief FILE", briefing.brief, planned_brief.PlannedBrief, (str(EXAMPLES / "draft.toml"),)),
    ("council [DATE]", reading.council, council.Council, ("2022-02-25",)),
    ("rollcall SYMBOL", reading.rollcall, rollcall.RollCalls, ("S/2022/155",)),
    ("vetoes", reading.vetoes, vetoes.Vetoes, ("--since", "2022-02-25", "--until", "2022-02-25")),
    ("outcome --on DATE", reading.outcome, outcome.SupposedOutcome, ("--on", "2022-02-25")),
    ("deadline DATE", reading.deadline, deadline.AssemblyDeadline, ("2023-12-22",)),
    ("symbol SYMBOL", reading.symbol, Symbol, ("S/RES/2720 (2023)",)),
    ("replay", checking.replay, replay.Replay, ()),
    ("verify", checking.verify, verify.Verification, ()),
    ("coverage", checking.coverage, coverage.Coverage, ("--on", "2022-02-25")),
    ("roster INSTRUMENT", register.roster, roster.Roster, ("code", "--on", "2015-09-01")),
    (
        "roster INSTRUMENT --against INSTRUMENT",
        register.roster,
        comparison.Comparison,
        ("code", "--on", "2015-10-23", "--against", "declaration"),
    ),
    (
        "roster INSTRUMENT --since DATE",
        register.roster,
        comparison.Changes,
        ("code", "--on", "2015-10-23", "--since", "2015-09-01"),
    ),
    ("claims", register.claims, claims.Claims, ("--on", "2015-09-01")),
    ("conduct STATE", conducting.conduct, conduct.StateConduct, ("FRA",)),
    ("conduct --draft SYMBOL", conducting.conduct, conduct.DraftConduct, ("--draft", "S/2023/772")),
    ("conduct --situation SITUATION", conducting.conduct, conduct_situation.SituationConduct, ("--situation", "syria")),
    ("conduct --noes", conducting.conduct, conduct_noes.Noes, ("--noes",)),
    ("evidence SYMBOL", showing.evidence, evidence.EvidenceAnswer, ("S/2018/156",)),
    ("framework SITUATION", showing.framework, framework.Checklist, ("syria",)),
    ("assessors", showing.assessors, evidence.AssessorsAnswer, ()),
    ("docket", docketing.docket, docket_entry.DocketEntry, ("--on", "2026-11-22", "--since", "2026-01-01")),
    ("uniting", docketing.uniting, uniting.Sessions, ("--on", "2026-11-22")),
    ("uniting SITUATION", docketing.uniting, uniting.Uniting, ("ukraine", "--on", "2026-11-22")),
    ("speakers FILE", docketing.speakers, speakers.SpeakersList, (str(EXAMPLES / "speakers.toml"),)),
    ("speakers --after SYMBOL", docketing.speakers, speakers.AfterVeto, ("--after", "S/2024/826")),
    ("election YEAR", electing.election, election.Election, ("2019",)),
    ("tally FILE", electing.tally, tally.RoundTally, (str(EXAMPLES / "tally.csv"),)),
    ("campaign FILE", electing.campaign, campaign.Campaign, (str(EXAMPLES / "campaign.toml"),)),
    ("scorecard YEAR", scoring.scorecard, scorecard.Scorecard, ("2026", "--on", "2026-11-22")),
    ("lobby", scoring.lobby, lobby.Lobby, ("--on", "2026-11-22")),
    ("timeline", telling.timeline, timeline.Timeline, ()),
    ("whip FILE", counting.whip, whip.Whip, (str(EXAMPLES / "draft.toml"),)),
    ("power [DATE]", counting.power, power.PowerAnswer, ("2026-11-22",)),
    ("agreement STATE STATE", placing.agreement, positions.Agreement, ("FRA", "RUS")),
    ("ideal", placing.ideal, positions.Ideal, ("--on", "2026-01-01")),
    ("forecast list", kept.listing, stored.StoredForecast, ()),
    ("forecast score", kept.score, stored.Summary, ()),
    ("claims --implied", register.claims, implied.Implied, ("--implied", "--on", "2015-09-01")),
)
"""How a command is called, its function, the type of its answer, and arguments that get one."""

PAGES: tuple[tuple[str, type[msgspec.Struct]], ...] = (
    ("/", today.Today),
    ("/council", council_page.CouncilAnswer),
    ("/states/FRA", state.StateAnswer),
    ("/situations", situations_page.SituationRow),
    ("/situations/syria", situation_page.SituationAnswer),
    ("/votes", votes_page.YearRow),
    ("/votes/2022", lists.VoteRow),
    ("/docket", docket.Docket),
    ("/elections", elections.Elections),
    ("/elections/2026", elections.ElectionPledges),
    ("/texts", texts.Texts),
    ("/method", method.Method),
    ("/data", data.Data),
    ("/data/pledges", data.TableRows),
    ("/sources", sources.Sources),
    ("/search?q=syria", found.Found),
)
"""Pages whose JSON is the answer of no command, and its type; where it is a list, of its rows."""

VARIANTS = (
    "--against",
    "--since",
    "--implied",
    "--draft",
    "--situation",
    "--noes",
    "list",
    "score",
    "--after",
)
"""Options and words that get an answer of another type, which has a section of its own."""

WITH_ARGUMENT = ("brief FILE", "uniting SITUATION")
"""Commands that get an answer of another type when they are given an argument."""

LISTS = {
    "forecast list": "The JSON is a list of forecasts, oldest first, each with the keys below.",
    "docket": "The JSON is a list of entries, in the order of the vetoes, each with the keys below.",
    "tally FILE": "The JSON is a list of rounds, in order, each with the keys below.",
}
"""Commands whose JSON is a list at the top, and what it says of that."""

MEANINGS = (
    CONDUCT
    | WHIP
    | ASSEMBLY
    | SITE
    | {
        # the same wherever they stand
        "about": "The text that was looked for; `null` if none was given.",
        "agenda": "Agenda item under which the vote was taken.",
        "amends": "Symbol of the draft that an amendment would change.",
        "article": "The rule that decides, such as `Article 27(3)`.",
        "casts": "Code of each seat to what it did.",
        "casts_known": "Casts that are known.",
        "code": "Standing to the ACT Code of Conduct.",
        "declaration": "Standing to the France/Mexico Political Declaration.",
        "draft": "Symbol of the draft, where one is known.",
        "evidence": "How it is known.",
        "id": "Own key of the roll call: symbols repeat and can be missing.",
        "instrument": "The pledge text.",
        "kind": "What was put to the vote; `null` where the source does not tell.",
        "matter": "Which rule of the Charter governs the vote.",
        "meeting": "Symbol of the meeting's record, or how the vote was held.",
        "notes": "What a reader should know of this answer, one sentence each.",
        "permanent": "Whether the seat is permanent.",
        "resolution": "Symbol of the resolution, where the draft became one.",
        "sponsors": "Sponsors as the source lists them.",
        "state": "Code of the state, ISO 3166-1 alpha-3.",
        "supporters": "Supporters known by name, beside the published number, for each pledge text.",
        "tally": "How many seats did what.",
        "threshold": "Votes in favour that a decision needed that day: 7 or 9.",
        "title": "Subject of the draft.",
        "vetoed_by": "Codes of the permanent members whose noes blocked the proposal; empty if it was not vetoed.",
        "warnings": "What does not change the outcome but should be known: the proviso of Article 27(3).",
        # the brief
        "Brief.symbol": "The symbol or id that was asked for.",
        "Brief.votes": "One part for each roll call that bears the symbol, in order of the vote.",
        "BriefVote.roll_call": "The roll call, as `horseshoe rollcall` gives it.",
        "BriefVote.presidency": "Who presided in the month of the vote; `null` where it is not known.",
        "BriefVote.seats": "The seats of that day, permanent ones first.",
        "BriefVote.pledge_sources": "The sources that the standings to the pledges cite.",
        "BriefVote.coverage": "What the brief knows and does not know.",
        "BriefSeat.name": "The name in force that day.",
        "BriefSeat.group": "Regional group; `null` before there were any.",
        "BriefSeat.cast": "What the seat did.",
        "BriefCoverage.casts": "Casts in the roll call.",
        "Support.standing": "The standing on that day.",
        "Support.reason": "Why, in a sentence.",
        "Support.sources": "Keys of the sources that decide (`sources.id`).",
        "KnownSupporters.certain": "States that had joined for certain by that day.",
        "KnownSupporters.possible": "States that may have joined by that day.",
        "KnownSupporters.claimed": "The newest published total not later than that day; it enters no computation.",
        "KnownSupporters.claimed_on": "Date of that total as published: a day, a month or a year.",
        "KnownSupporters.claimant": "Who published it.",
        # the Council
        "Council.date": "The day asked for.",
        "Council.presidency": "Who presided in that month; `null` where it is not known.",
        "Council.members": "The seats that are known, permanent ones first, then by code.",
        "Council.coverage": "How much of that Council is known.",
        "CouncilCoverage.seats_known": "Seats whose holder is known.",
        "CouncilCoverage.seats": "Seats that the Charter gave the Council that day.",
        "CouncilCoverage.note": "The same in words, with what is missing.",
        "Presided.name": "The name in force that day.",
        # roll calls
        "RollCalls.symbol": "The symbol or id that was asked for.",
        "RollCalls.roll_calls": "The roll calls that bear it, in order of the vote.",
        "RollCalls.coverage": "How many of their casts are known.",
        "RollCallCoverage.casts": "Casts in these roll calls.",
        "RollCallAnswer.date": "Day of the vote in New York.",
        "RollCallAnswer.procedural": "Whether the matter was procedural (Article 27(2)).",
        "RollCallAnswer.doubts": "What is doubtful or was decided by a fact, one sentence each.",
        "RollCallAnswer.corrections": "Published cells that are corrected here.",
        "RollCallAnswer.confidence": "`high`, `medium` or `low`: how sure the row is.",
        "RollCallAnswer.sources": "Where the roll call was read.",
        "Tally.yes": "In favour; `null` where it is not known.",
        "Tally.no": "Against.",
        "Tally.abstain": "Abstaining.",
        "Tally.not_voting": "Absent, not participating or otherwise not voting.",
        "Corrected.publication": "The file that carries the cell (`sources.id`).",
        "Corrected.field": "`seat`, `cast:XXX` for the cast of state XXX, or a column of the table.",
        "Corrected.published": "What the file says.",
        "Corrected.corrected": "What is right.",
        "Cited.id": "Key of the source (`sources.id`).",
        "Cited.title": "What the source is.",
        "Cited.url": "Its address.",
        "Cited.symbol": "Its symbol, if it is a document of the United Nations.",
        # vetoes
        "Vetoes.by": "Code of the permanent member asked for; `null` if none was.",
        "Vetoes.since": "First day asked for.",
        "Vetoes.until": "Last day asked for.",
        "Vetoes.counts": "The counts, each kind by its name.",
        "Vetoes.vetoes": "The proposals vetoed, oldest first.",
        "Vetoes.coverage": "What the list rests on.",
        "VetoCounts.by_state": "Vetoes cast by each permanent member, by code.",
        "Veto.date": "Day of the vote in New York.",
        "VetoCoverage.roll_calls": "Roll calls looked at.",
        "VetoCoverage.first": "Day of the first of them.",
        "VetoCoverage.last": "Day of the last of them.",
        # a supposed vote
        "SupposedOutcome.date": "The Council of this day votes.",
        "SupposedOutcome.outcome": "What the vote would come to.",
        "SupposedOutcome.reason": "Why, in one sentence or more.",
        # the Assembly's last day
        "AssemblyDeadline.veto_date": "Day of the veto, which is not counted.",
        "AssemblyDeadline.owed": "Whether A/RES/76/262 covers a veto of that day.",
        "AssemblyDeadline.reason": "Why, with the paragraph.",
        "AssemblyDeadline.last_day": "The tenth working day, unverified holidays kept on their dates.",
        "AssemblyDeadline.working_days": "The days counted.",
        "AssemblyDeadline.skipped": "The days in between that were not counted.",
        "AssemblyDeadline.earliest_last_day": "The last day if no unverified holiday was kept.",
        "AssemblyDeadline.latest_last_day": "The last day if each unverified holiday fell where it delays most.",
        "AssemblyDeadline.depends_on_unverified_holiday": "The unverified holidays that could move the last day.",
        "AssemblyDeadline.proviso": "When no debate is owed after all; `null` where nothing is owed.",
        "AssemblyDeadline.report": "What the Council is invited to send; `null` where nothing is owed.",
        "Skipped.date": "The day.",
        "OpenHoliday.name": "Name of the holiday.",
        "OpenHoliday.date": "The day it is taken to have been; `null` where not determined.",
        "OpenHoliday.earliest": "First day on which it can have been kept.",
        "OpenHoliday.latest": "Last day on which it can have been kept.",
        # symbols
        "Symbol.text": "The symbol as the United Nations writes it.",
        "Symbol.symbol_class": "The family that it belongs to.",
        "Symbol.number": "Its number.",
        "Symbol.year": "Its year.",
        "Symbol.session": "The session as written: `76`, `ES-10`, `S-17`, `XVIII`.",
        "Symbol.letter": "Part of an Assembly resolution: the A of A/RES/377 A (V).",
        "Symbol.suffixes": "`Rev.1`, `Add.2`, `Resumption 1`, `*` and the like, in order.",
        "Symbol.parts": "The two symbols of a joint one, whose other keys are then `null`.",
        # the register
        "DoubtfulDate.not_before": "Not before this day; `null` leaves that side open.",
        "DoubtfulDate.not_after": "Not after this day; `null` leaves that side open.",
        "Evidence.kind": "What kind of evidence it is.",
        "Supporter.kind": "Member or observer.",
        "Counts.member_states": "Members alone.",
        "Counts.observers": "Observers alone.",
        "GroupCounts.certain": "Shown to have joined by that day.",
        "GroupCounts.possible": "Joined, but perhaps later; or named by the press alone.",
        "Figure.counts": "What the number counts.",
        "Figure.claimed": "The number as published.",
        "Roster.coverage": "How much of the roster is known.",
        "Both.name": "The name in force that day.",
        "Both.group": "Regional group that day.",
        "OnlyOne.name": "The name in force that day.",
        "OnlyOne.group": "Regional group that day.",
        "Overlap.both": "Supporters of both texts.",
        "Overlap.code_only": "Supporters of the Code, and not for certain of the Declaration.",
        "Overlap.declaration_only": "Supporters of the Declaration, and not for certain of the Code.",
        "Overlap.either": "Supporters of one text or of both.",
        "SeatStanding.name": "The name in force that day.",
        "SeatStanding.code": "Standing to the Code of Conduct.",
        "SeatStanding.declaration": "Standing to the Political Declaration.",
        "Comparison.both": "Those certain to support both texts.",
        "Comparison.code_only": "Those certain to support the Code, and not certain to support the Declaration.",
        "Comparison.declaration_only": "Those certain to support the Declaration, and not certain to support the Code.",
        "StandingChange.name": "The name in force on the second day.",
        "StandingChange.before": "The standing on the first day.",
        "StandingChange.after": "The standing on the second day.",
        "FigureCheck.counts": "What the number counts.",
        "FigureCheck.claimed": "The number as published.",
        "Conflict.why": "Why the two contradict, and when they would not.",
        "ClaimCheck.verdict": "How the number stands.",
        "Assumption.name": "A short name for it.",
        "Assumption.says": "What is assumed.",
        "ImpliedFinding.at_least": "At least so many of them had joined.",
        "ImpliedFinding.at_most": "At most so many of them had joined.",
        "Unused.why": "Why it supports none.",
        # checks
        "Replay.roll_calls": "Roll calls replayed.",
        "Explained.symbol": "Symbol of the resolution or of the draft.",
        "Explained.date": "Day of the vote in New York.",
        "Explained.recorded": "The outcome that the source records.",
        "Explained.computed": "The outcome that the rules give; `null` where unknown casts leave it open.",
        "Explained.explanation": "Why they agree or differ.",
        "Explained.sources": "Keys of the sources of the explanation (`sources.id`).",
        "Verification.checks": "Every check, in the order in which it ran.",
        "Check.name": "What must hold.",
        "Check.checked": "For how many rows, or references in rows, it was checked.",
        "Check.faults": "Where it does not hold, one sentence each.",
        "Coverage.on": "Supporters are counted as of this day.",
        "Coverage.tables": "Table to number of rows.",
        "Coverage.roll_calls": "How complete the roll calls are.",
        "Coverage.resolutions": "Which resolutions are here.",
        "Coverage.council": "How far seats and presidencies are known.",
        "Coverage.holidays": "How the official holidays are known, by year.",
        "Coverage.gaps": "What is missing, one sentence each.",
        "RollCallCover.total": "Roll calls in the record.",
        "RollCallCover.first": "Day of the first.",
        "RollCallCover.last": "Day of the last.",
        "RollCallCover.casts": "Casts in them.",
        "RollCallCover.casts_unknown": "Casts that no source seen here tells.",
        "RollCallCover.with_unknown_casts": "Ids of the roll calls with such casts.",
        "RollCallCover.failed_since_2000": "Proposals vetoed or not adopted since 1 January 2000.",
        "RollCallCover.failed_since_2000_fully_known": "Those of them with every cast known.",
        "RollCallCover.without_symbol": "Ids of the proposals that bear no symbol.",
        "RollCallCover.medium_or_low_confidence": "Roll calls whose confidence is not `high`.",
        "ResolutionCover.known": "Resolutions in the record.",
        "ResolutionCover.highest": "The highest number among them.",
        "CouncilCover.first_day": "First day on which the Council is known.",
        "CouncilCover.last_day": "Last day of the last known term.",
        "CouncilCover.years_not_full": "Years in which some seats are not known, with how many are.",
        "CouncilCover.presidencies": "Months whose presidency is known.",
        "CouncilCover.presidencies_read_in_a_source": "Those read in a source; the others are derived from rule 18.",
        "CouncilCover.presidencies_from": "First of these months.",
        "HolidayCover.year": "The year.",
        "HolidayCover.official": "Holidays read in the year's circular, or in a source that lists its days.",
        "HolidayCover.derived": "Holidays that follow from a date rule.",
        "HolidayCover.unverified": "Holidays that are recalled or not determined.",
    }
)

VALUES = {  # values of a vocabulary that say nothing of themselves in the code
    "Cast.yes": "In favour.",
    "Cast.no": "Against.",
    "Cast.abstain": "Abstained.",
    "Cast.not_participating": "Present, and took no part in the vote.",
    "Cast.absent": "The seat was empty.",
    "Cast.unknown": "No source seen here tells.",
    "Outcome.adopted": "Carried by a vote.",
    "Outcome.adopted_without_vote": "Carried, with no vote taken.",
    "Outcome.vetoed": "It had the votes it needed in favour, and a permanent member voted no.",
    "Outcome.not_adopted": "It lacked the votes it needed in favour.",
    "Basis.source": "Read in a source.",
    "Basis.derived": "It follows from rule 18.",
}

PLAIN: dict[type[inspected.Type], str] = {
    inspected.StrType: "text",
    inspected.IntType: "number",
    inspected.AnyType: "any value",
    inspected.BoolType: "true or false",
    inspected.DateType: "date",
    inspected.DateTimeType: "date and time",
    inspected.FloatType: "number",
    inspected.NoneType: "null",
}

_ON_PAGES = (
    "Every page of [the site](site.md) gives its answer as JSON at the same address with `.json`, and its rows with",
    "`.csv`. Most are those of a command: a draft's is that of `horseshoe brief`, a roster's of `horseshoe roster`.",
    "These are not; those of `/situations`, `/votes` and `/votes/2022` are lists of what stands here.",
)

HEAD = """\
# Answers

<!-- Generated from the types of the answers by script/generate: edit those, not this page. -->

Each command prints its answer as JSON with `--format json`, and wherever its output is not a terminal. The keys
below are stable: a key is added without notice, but renamed or removed only with a line in the
[changelog](../CHANGELOG.md). Every key is always there; `null` says that a thing is not known or does not apply.
A date is text, YYYY-MM-DD. States are ISO 3166-1 alpha-3 codes. `--format csv` prints the columns named for the
command; cells with several values hold them separated by spaces.

A sentence in an answer (`reason`, `doubts`, `notes`) is for reading, and its wording can change; programs should
use the other keys. Exit codes: 0 fine, 1 not found or a check failed, 2 wrong use.
"""


def render() -> str:
    """The text of docs/answers.md.

    Raises:
        ValueError: a key or a value of a vocabulary has no meaning, one is given in two places, or two types share a
            name.
    """
    structs, vocabularies = _reached()
    tops = [*(answer for _, _, answer, _ in COMMANDS), *(answer for _, answer in PAGES)]
    lines = [HEAD, "## Commands", "", "| command | what it answers |", "|---|---|"]
    for usage, command, answer, _ in COMMANDS:
        says = _doc(answer if _is_variant(usage) else command)
        lines.append(f"| [`horseshoe {usage}`](#{_anchor(answer)}) | {says} |")
    for usage, command, answer, arguments in COMMANDS:
        lines += ["", f"## {_heading(usage)}", "", *_paragraphs(answer if _is_variant(usage) else command)]
        lines += [LISTS[usage], ""] if usage in LISTS else []
        lines += _keys(answer)
        lines += ["", f"Columns as CSV: {', '.join(f'`{column}`' for column in _csv_columns(command, arguments))}."]
    lines += ["", "## Pages", "", *_ON_PAGES]
    for address, answer in PAGES:
        lines += ["", f"### {address}", "", *_paragraphs(answer), *_keys(answer)]
    _refuse_namesakes([*structs, *vocabularies])
    lines += ["", "## Parts of answers"]
    for struct in sorted(structs - set(tops), key=lambda each: each.__name__):
        lines += ["", f"### {struct.__name__}", "", _doc(struct), "", *_keys(struct)]
    lines += ["", "## Vocabularies"]
    for vocabulary in sorted(vocabularies, key=lambda each: each.__name__):
        lines += ["", f"### {vocabulary.__name__}", "", _doc(vocabulary), "", *_values(vocabulary)]
    _refuse_superseded(structs)
    return "\n".join(lines) + "\n"


def _refuse_namesakes(types: list[Any]) -> None:
    """A heading and a link each lead to one type."""
    names = [each.__name__ for each in types]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"Two types of the answers are called {', '.join(twice)}: name one of them anew.")


def _is_variant(usage: str) -> bool:
    return usage in WITH_ARGUMENT or any(word in VARIANTS for word in usage.split())


def _heading(usage: str) -> str:
    if usage in WITH_ARGUMENT:
        return f"horseshoe {usage}"
    first, *others = usage.split()
    return " ".join(["horseshoe", first, *(word for word in others if word in VARIANTS)])


def _keys(struct: type[msgspec.Struct]) -> Iterator[str]:
    yield from ("| key | type | meaning |", "|---|---|---|")
    information = inspected.type_info(struct)
    assert isinstance(information, inspected.StructType)
    for field in information.fields:
        yield f"| `{field.encode_name}` | {_type(field.type)} | {_meaning(struct, field.name)} |"


def _values(vocabulary: EnumType) -> Iterator[str]:
    documented = _field_docs(vocabulary)
    values: list[tuple[str, str]] = [(each.name, str(each.value)) for each in vocabulary]  # type: ignore[var-annotated]
    meanings = [documented.get(name) or VALUES.get(f"{vocabulary.__name__}.{value}") for name, value in values]
    if not any(meanings):
        yield ", ".join(f"`{value}`" for _, value in values) + "."
        return
    yield from ("| value | meaning |", "|---|---|")
    for (_, value), meaning in zip(values, meanings, strict=True):
        yield f"| `{value}` | {_markdown(meaning or value.replace('_', ' ').capitalize() + '.')} |"


def _type(kind: inspected.Type) -> str:
    match kind:
        case inspected.StructType() if kind.cls in _tables():
            table = _tables()[kind.cls]
            return f"row of [{table}](data-dictionary.md#{table})"
        case inspected.StructType() | inspected.EnumType():
            return f"[{kind.cls.__name__}](#{_anchor(kind.cls)})"
        case inspected.UnionType():
            return " or ".join(_type(each) for each in sorted(kind.types, key=_is_null))
        case inspected.VarTupleType() | inspected.ListType():
            return f"list of {_type(kind.item_type)}"
        case inspected.TupleType():
            return f"list: {', '.join(_type(each) for each in kind.item_types)}"
        case inspected.DictType():
            return f"object: {_type(kind.key_type)} to {_type(kind.value_type)}"
    return PLAIN[type(kind)]


def _anchor(named: type) -> str:
    for usage, _, answer, _ in COMMANDS:
        if named is answer:
            return _heading(usage).lower().replace(" ", "-")
    for address, answer in PAGES:
        if named is answer:
            return "".join(each for each in address if each.isalnum() or each in "-_")
    return named.__name__.lower()


@cache
def _tables() -> dict[type, str]:
    """Type of a row to its table: its keys are the columns that the data dictionary explains."""
    return {row: table for table, row in tables.row_types().items()}


def _is_null(kind: inspected.Type) -> bool:
    return isinstance(kind, inspected.NoneType)


def _meaning(struct: type[msgspec.Struct], field: str) -> str:
    found = _field_docs(struct).get(field) or MEANINGS.get(f"{struct.__name__}.{field}") or MEANINGS.get(field)
    if not found:
        raise ValueError(f"{struct.__name__}.{field} has no meaning: write a docstring under the field.")
    return _markdown(found)


def _refuse_superseded(structs: set[type[msgspec.Struct]]) -> None:
    fields = {f"{struct.__name__}.{field}": struct for struct in structs for field in struct.__struct_fields__}
    bare = {name.split(".")[1] for name in fields}
    for key in MEANINGS:
        if key not in fields and key not in bare:
            raise ValueError(f"MEANINGS explains {key}, which no answer has.")
        if key in fields and key.split(".")[1] in _field_docs(fields[key]):
            raise ValueError(f"MEANINGS explains {key}, which has a docstring of its own: take it out.")


def _csv_columns(command: Callable[..., None], arguments: tuple[str, ...]) -> list[str]:
    printed = io.StringIO()
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(command)
    with _packaged_facts_only(), contextlib.redirect_stdout(printed):
        app([*arguments, "--format", "csv"], standalone_mode=False)
    return printed.getvalue().splitlines()[0].split(",")


@contextlib.contextmanager
def _packaged_facts_only() -> Iterator[None]:
    before = os.environ.get("HORSESHOE_TABLES")
    with tempfile.TemporaryDirectory() as empty:
        os.environ["HORSESHOE_TABLES"] = empty
        options.record.cache_clear()
        try:
            yield
        finally:
            options.record.cache_clear()
            if before is None:
                del os.environ["HORSESHOE_TABLES"]
            else:
                os.environ["HORSESHOE_TABLES"] = before


def _reached() -> tuple[set[type[msgspec.Struct]], set[EnumType]]:
    """Every struct and every vocabulary that some answer holds."""
    structs: set[type[msgspec.Struct]] = set()
    vocabularies: set[EnumType] = set()

    def reach(kind: Any) -> None:
        match kind:
            case inspected.StructType():
                if kind.cls not in structs and kind.cls not in _tables():
                    structs.add(kind.cls)
                    for field in kind.fields:
                        reach(field.type)
            case inspected.EnumType():
                vocabularies.add(kind.cls)
            case inspected.UnionType():
                for each in kind.types:
                    reach(each)
            case inspected.VarTupleType() | inspected.ListType():
                reach(kind.item_type)
            case inspected.TupleType():
                for each in kind.item_types:
                    reach(each)
            case inspected.DictType():
                reach(kind.key_type)
                reach(kind.value_type)

    for answer in (*(each for _, _, each, _ in COMMANDS), *(each for _, each in PAGES)):
        reach(inspected.type_info(answer))
    return structs, vocabularies


@cache
def _field_docs(named: type) -> dict[str, str]:
    """Field, or member of a vocabulary, to the docstring under it; Python keeps these only in the source."""
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(named))).body
    assert isinstance(definition, ast.ClassDef)
    found = {}
    for statement, after in zip(definition.body, definition.body[1:], strict=False):
        if isinstance(statement, ast.AnnAssign):
            target: ast.expr = statement.target
        elif isinstance(statement, ast.Assign):
            target = statement.targets[0]
        else:
            continue
        if (
            isinstance(target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        ):
            found[target.id] = inspect.cleandoc(after.value.value)
    return found


def _paragraphs(command: Callable[..., Any] | type) -> Iterator[str]:
    for paragraph in (inspect.getdoc(command) or "").split("\n\n"):
        yield from (*textwrap.wrap(_markdown(paragraph), 112), "")


def _doc(named: Callable[..., Any] | EnumType) -> str:
    return _markdown((inspect.getdoc(named) or "").split("\n\n")[0])


def _markdown(text: str) -> str:
    """A docstring as one line of Markdown that can stand in a table."""
    return " ".join(text.split()).replace("``", "`").replace("`None`", "`null`").replace("|", "\\|")
