"""What a campaign expects of a ballot, as a TOML file."""

from __future__ import annotations

import msgspec

from horseshoe.answers.promised import Hopeful, Situation
from horseshoe.sources.files import File, filled, text

TEMPLATE = """\
# What a campaign expects of the ballot. The first candidate is the one whose odds are asked.

places = 1                   # places that the ballot paper fills
members = 193                # members of the United Nations
not_voting = 3               # of them absent, abstaining or with an invalid paper

[[candidate]]
name = "Ours"
assured = 140                # members that promised their vote
reliability = 0.9            # chance that such a promise is kept
# reliability_later = 0.8    # the same after the first round; if left out, no less
# undecided = 0.5            # chance that a member that promised it nothing votes for it; if left out, in proportion
                             # to the votes assured

[[candidate]]
name = "Theirs"
assured = 45
reliability = 0.9
"""
"""A complete example that can be filled in."""


class Typed(msgspec.Struct, forbid_unknown_fields=True):
    """What a campaign expects of a ballot, as it is typed in."""

    candidate: tuple[Hopeful, ...]
    places: int = 1
    members: int = 193
    not_voting: int = 0


def read(file: File) -> Situation:
    """The situation that the file describes.

    Raises:
        WrongFile: it cannot be read as such; the sentence names the file and the field.
    """
    name, content = text(file)
    typed = filled(name, content, Typed)
    return Situation(
        candidates=typed.candidate, places=typed.places, members=typed.members, not_voting=typed.not_voting
    )
