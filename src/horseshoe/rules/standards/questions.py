"""The questions that the steps of the standards ask, in their words."""

from __future__ import annotations

KNOWN = "Is the situation that this vote belongs to known here?"
PARAMETERS = "Do the parameters of the standard have a value for votes of that day?"
SUBJECT = "Does the subject lie outside the three crimes?"
DRAFT = "Was what the draft asked for seen in a source?"
RECORD = "What had entities of the list said of the three crimes by the day of the vote?"
AIM = "What did the draft ask for?"
TEXT = "Does its text name one of the three crimes, or the protection of civilians?"
RIVAL = "Was a rival text put to the vote at about the same time?"
SIDES = "Did states disagree about this draft, with both sides read in statements?"
OUTCOME = "So did the Code apply to it?"
