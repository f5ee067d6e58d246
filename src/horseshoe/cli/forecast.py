"""Commands for stored forecasts: which there are, and how they did once the vote was known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from horseshoe.answers.questions import BadQuestion, NotFound
from horseshoe.cli.options import FormatOption, record
from horseshoe.cli.show import emit, table
from horseshoe.forecast.percent import short_percent

if TYPE_CHECKING:
    from rich.console import Console

    from horseshoe.forecast.stored import ScoredForecast, StoredForecast, Summary

app = typer.Typer(
    help="Forecasts that were stored, and their scores.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

FileOption = Annotated[
    Path | None,
    typer.Option("--file", metavar="FILE", help="Where forecasts are kept; else in your data folder."),
]


def forecasts_file() -> Path:
    """The file in which this user's forecasts are kept, one JSON object a line."""
    from platformdirs import user_data_path

    return user_data_path("horseshoe") / "forecasts.jsonl"


@app.command("list")
def listing(file: FileOption = None, form: FormatOption = None) -> None:
    """The forecasts that were stored, oldest first."""
    answer = _read(file)

    def draw(console: Console) -> None:
        if not answer:
            console.print("No forecast has been stored yet.")
            return
        drawn = table("no.", "made", "draft", "subject", "vote", "adopted", "vetoed", "lacking votes")
        for number, each in enumerate(answer, start=1):
            odds = (each.odds.adopted, each.odds.vetoed, each.odds.lacking_votes)
            about = each.draft.title or each.draft.situation or each.draft.agenda or ""
            drawn.add_row(
                f"{number}", f"{each.made}", each.symbol or "", about, f"{each.draft.on}", *map(short_percent, odds)
            )
        console.print(drawn)

    emit(
        answer,
        form,
        on_terminal=draw,
        header=("number", "made", "symbol", "title", "vote", "version", "adopted", "vetoed", "lacking_votes"),
        rows=lambda: (
            (
                number,
                each.made,
                each.symbol,
                each.draft.title,
                each.draft.on,
                each.version,
                each.odds.adopted,
                each.odds.vetoed,
                each.odds.lacking_votes,
            )
            for number, each in enumerate(answer, start=1)
        ),
    )


@app.command()
def score(file: FileOption = None, form: FormatOption = None) -> None:
    """How the stored forecasts did, where the vote is known.

    A forecast made on the day of the vote or later is not counted. Log losses are in nats; 0 is perfect.
    """
    from horseshoe.forecast import stored

    answer = stored.score(record(), _read(file))
    columns = stored.ScoredForecast.__struct_fields__
    plain = [column for column in columns if column != "odds"]
    emit(
        answer,
        form,
        on_terminal=lambda console: _draw(console, answer),
        header=plain,
        rows=lambda: ([getattr(each, column) for column in plain] for each in answer.forecasts),
    )


def _read(file: Path | None) -> tuple[StoredForecast, ...]:
    from horseshoe.forecast import stored

    if file is not None and not file.exists():
        raise NotFound(f"There is no file {file}: forecasts are kept where --file said when they were stored.")
    try:
        return stored.read(file or forecasts_file())
    except (OSError, ValueError) as error:
        raise BadQuestion(str(error)) from None


def _draw(console: Console, answer: Summary) -> None:
    if not answer.forecasts:
        console.print("No forecast has been stored yet.")
        return
    drawn = table("no.", "made", "draft", "vote", "outcome", "its chance", "per cast", "outcome", "")
    for each in answer.forecasts:
        drawn.add_row(
            f"{each.number}",
            f"{each.made}",
            each.symbol or "",
            f"{each.voted or ''}",
            each.outcome.value.replace("_", " ") if each.outcome else "",
            short_percent(each.odds.of(each.outcome)) if each.outcome else "",
            _shown(each.log_loss_per_cast),
            _shown(each.log_loss_of_outcome),
            _state(each),
        )
    console.print(drawn)
    if answer.scored:
        console.print(
            f"{answer.scored} scored, {answer.casts} casts: {_shown(answer.log_loss_per_cast)} nats a cast (Brier "
            f"{_shown(answer.brier_per_cast)}), {_shown(answer.log_loss_of_outcome)} nats an outcome (Brier "
            f"{_shown(answer.brier_of_outcome)}).",
            style="bold",
        )
    else:
        console.print("None can be scored yet: the record has no later vote on these drafts.", style="bold")


def _state(each: ScoredForecast) -> str:
    if each.state == "late":
        return "not counted: made on the day of the vote or later"
    if each.state == "open":
        return "open" if each.symbol else "open: no symbol to find the vote by"
    return ""


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
