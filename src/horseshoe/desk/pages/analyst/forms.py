"""The forms of what a workspace keeps: each gives the item that it describes, or says which field does not fit."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from django import forms
from django.utils.translation import gettext, gettext_lazy

from horseshoe.answers.questions import BadQuestion, NotFound, find_roll_calls
from horseshoe.desk.access.rights import Kind
from horseshoe.desk.pages.analyst.inputs import CHOOSE, Picks, choices, day, documents, line, states, text, vote_choices
from horseshoe.desk.refusals import Unfit
from horseshoe.desk.workspace import items
from horseshoe.desk.workspace.items import Assessment, Item, Phase, Vote, WhipCount
from horseshoe.facts.assessments import Aim, AssessorKind, Credible, FactsSay, Scale, Status
from horseshoe.facts.council import Term
from horseshoe.facts.evidence import CodeCrime
from horseshoe.facts.proposals import Outcome
from horseshoe.facts.record import Record
from horseshoe.facts.statements import Voice
from horseshoe.rules import assessing
from horseshoe.rules.draft_life import Stage
from horseshoe.site.language.tongues import order, said

SEAT = "seat-"


class ItemForm(forms.Form):
    """What every item has: its draft, and in the history the reason of each change."""

    kind: Kind
    doubted = ("not_before", "not_after")
    """Fields that stand folded together: the days between which something lies."""
    draft = line(
        gettext_lazy("Draft"),
        required=True,
        help_text=gettext_lazy("Its symbol, or its title before that."),
        list="drafts",
        autocomplete="off",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, record: Record, on: date, **options: Any) -> None:
        """Args: record: the form is held against it. on: today."""
        super().__init__(*args, **options)
        self.record, self.today = record, on
        self.fields["why"] = forms.CharField(
            label=gettext("Reason"), max_length=500, help_text=gettext("It stands in the history, for your workspace.")
        )
        if "state" in self.fields:
            field = self.fields["state"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = states(record, on)

    def item(self) -> Item:
        """What the form describes.

        Raises:
            Unfit: it does not hold together.
        """
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("why", "version", "on_day")}
        if (exact := self.cleaned_data.get("on_day")) is not None:
            if {told["not_before"], told["not_after"]} - {None, exact}:
                raise Unfit("Day: give the day, or the days between which it lies, and not both.")
            told["not_before"] = told["not_after"] = exact
        made = items.item(self.kind, told)
        items.check(made, self.record)
        return made

    @classmethod
    def filled(cls, item: Item) -> dict[str, Any]:
        """The fields of an item that is there."""
        told = {
            name: getattr(value, "value", value)
            for name in item.__struct_fields__
            if (value := getattr(item, name)) is not None
        }
        if told.get("not_before") and told.get("not_before") == told.get("not_after"):
            told["on_day"] = told.pop("not_before")
            told.pop("not_after")
        return told


class StanceForm(ItemForm):
    """What a member said before the vote that it would do."""

    kind = Kind.STANCES
    state = forms.ChoiceField(label=gettext_lazy("State"))
    phase = forms.ChoiceField(label=gettext_lazy("Stage"), choices=choices(get_args(Phase), CHOOSE))
    stance = forms.ChoiceField(label=gettext_lazy("Says it will vote"), choices=vote_choices(get_args(Vote), CHOOSE))
    voice = forms.ChoiceField(
        label=gettext_lazy("Who spoke: its mission or its capital"), choices=choices(Voice, CHOOSE)
    )
    speaker = line(gettext_lazy("Name or office of who spoke"))
    on_day = day(gettext_lazy("Said on"))
    not_before = day(gettext_lazy("Not before"))
    not_after = day(gettext_lazy("Not after"))
    says = text(gettext_lazy("What was said, in your words"))


class InstructionForm(ItemForm):
    """What a capital told its mission to do."""

    kind = Kind.INSTRUCTIONS
    state = forms.ChoiceField(label=gettext_lazy("State"))
    stance = forms.ChoiceField(label=gettext_lazy("Is to vote"), choices=vote_choices(get_args(Vote), CHOOSE))
    giver = line(gettext_lazy("Who in the capital"))
    on_day = day(gettext_lazy("Given on"))
    not_before = day(gettext_lazy("Not before"))
    not_after = day(gettext_lazy("Not after"))
    says = text(gettext_lazy("What it says"))


class NoteForm(ItemForm):
    """A note on a draft."""

    kind = Kind.NOTES
    text = text(gettext_lazy("Note"))


class StageForm(ItemForm):
    """Where a draft stood, and since when."""

    kind = Kind.STAGES
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), choices=choices(Stage, CHOOSE))
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome, of a vote"), required=False, choices=choices(Outcome, gettext_lazy("no vote"))
    )
    on_day = day(gettext_lazy("Reached on"))
    not_before = day(gettext_lazy("Not before"))
    not_after = day(gettext_lazy("Not after"))
    says = text(gettext_lazy("What is known of it"), required=False)


class AssessmentForm(ItemForm):
    """A draft of an assessor's view on whether the Code applied."""

    kind = Kind.ASSESSMENTS
    assessor = forms.ChoiceField(label=gettext_lazy("Assessor"))
    made = forms.DateField(
        label=gettext_lazy("Day of the view"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    signed = line(gettext_lazy("Who states it: a person or an office"))
    status = forms.ChoiceField(label=gettext_lazy("Whether the Code was engaged"), choices=choices(Status, CHOOSE))
    aim = forms.ChoiceField(label=gettext_lazy("What the draft aims at"), choices=choices(Aim, CHOOSE))
    aim_why = text(gettext_lazy("Why that is its aim"))
    facts = forms.ChoiceField(
        label=gettext_lazy("What UN entities had said by the vote"), choices=choices(FactsSay, CHOOSE)
    )
    facts_why = text(gettext_lazy("What they had said, and where"))
    credible = forms.ChoiceField(
        label=gettext_lazy("Whether the draft was credible"), choices=choices(Credible, CHOOSE)
    )
    credible_why = text(gettext_lazy("Why it was credible, or not"))
    crimes = forms.MultipleChoiceField(
        label=gettext_lazy("Crimes"),
        required=False,
        choices=choices(CodeCrime),
        widget=forms.CheckboxSelectMultiple,
    )
    scale = forms.ChoiceField(
        label=gettext_lazy("Scale of war crimes, for the Declaration"), choices=choices(Scale), initial="unknown"
    )
    evidence = forms.MultipleChoiceField(
        label=gettext_lazy("Evidence that it rests on"),
        required=False,
        widget=Picks,
        help_text=gettext_lazy("Documents that the public record has, by situation."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """As every form of an item."""
        super().__init__(*args, **options)
        self.fields["draft"].help_text = gettext("Its symbol; it must have been put to the vote.")
        self.fields["assessor"].help_text = gettext(
            "Whoever states views of his own; an analyst of the installation enters a new one."
        )
        assessors = [row for row in self.record.assessors if row.kind is not AssessorKind.STANDARD]
        field = self.fields["assessor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("choose")), *((row.id, row.name) for row in assessors)]
        field = self.fields["evidence"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = documents(self.record)

    def clean_draft(self) -> str:
        """The key of the proposal that a symbol means."""
        told: str = self.cleaned_data["draft"]
        if told in self.record.proposal:
            return told
        try:
            found = {row.proposal for row in find_roll_calls(self.record, told)}
        except (NotFound, BadQuestion) as error:
            raise forms.ValidationError(str(error)) from None
        if len(found) > 1:
            listed = ", ".join(sorted(found))
            raise forms.ValidationError(f"Several proposals bear {told}: give the key of one, {listed}.")
        return found.pop()

    def item(self) -> Item:
        """As every form; the status must follow from the three parts.

        Raises:
            Unfit: it does not hold together.
        """
        made = super().item()
        assert isinstance(made, Assessment)
        if clash := assessing.contradiction(made.status, made.aim, made.facts, made.credible):
            raise Unfit(f"Status: {clash}.")
        if clash := assessing.misplaced_scale(made.scale, made.crimes):
            raise Unfit(f"Scale: {clash}.")
        return made

    @classmethod
    def filled(cls, item: Item) -> dict[str, Any]:
        """The fields of an item that is there."""
        assert isinstance(item, Assessment)
        return {
            **super().filled(item),
            "evidence": list(item.evidence),
            "crimes": [each.value for each in item.crimes],
        }


class WhipForm(ItemForm):
    """How the seats are expected to vote, as of a day."""

    kind = Kind.WHIP_COUNTS
    title = line(gettext_lazy("Title"), required=True)
    on = forms.DateField(label=gettext_lazy("As of"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **options: Any) -> None:
        """As every form of an item, with a field a seat."""
        super().__init__(*args, **options)
        why = self.fields.pop("why")
        told = self.initial.get("on") or self.today
        seated = self.seated(told)
        self.bench = (f"{SEAT}{seated[0].state}", f"{SEAT}{seated[-1].state}") if seated else ()
        for term in seated:
            self.fields[f"{SEAT}{term.state}"] = forms.ChoiceField(
                label=said(self.record.name(term.state, told)),
                choices=vote_choices(get_args(Vote)),
                initial="undecided",
            )
        self.fields["why"] = why

    def seated(self, on: date) -> list[Term]:
        """The seats of a day, by name."""
        return sorted(self.record.council(on), key=lambda term: order(said(self.record.name(term.state, on))))

    def item(self) -> Item:
        """As every form.

        Raises:
            Unfit: it does not hold together.
        """
        data = self.cleaned_data
        seats = [
            {"state": name.removeprefix(SEAT), "stance": value} for name, value in data.items() if name.startswith(SEAT)
        ]
        made = items.item(self.kind, {"draft": data["draft"], "title": data["title"], "on": data["on"], "seats": seats})
        items.check(made, self.record)
        return made

    @classmethod
    def filled(cls, item: Item) -> dict[str, Any]:
        """The fields of an item that is there."""
        assert isinstance(item, WhipCount)
        return {
            "draft": item.draft,
            "title": item.title,
            "on": item.on,
            **{f"{SEAT}{seat.state}": seat.stance for seat in item.seats},
        }


FORMS: dict[Kind, type[ItemForm]] = {
    each.kind: each for each in (StanceForm, InstructionForm, NoteForm, StageForm, WhipForm, AssessmentForm)
}
"""Kind to its form."""
