"""The tables of a shared installation: workspaces, what they keep to themselves, and the history of both.

Pages, answers, the API's public side and exports do not import these: what is private is reached by ``desk.private``.
"""

from horseshoe.desk.models.drafting import Assessment, DraftStage, Note, WhipCount, WhipSeat
from horseshoe.desk.models.history import History, HouseHistory, Publication
from horseshoe.desk.models.private import OfWorkspace, Private
from horseshoe.desk.models.registry import ActProposal, ReceivedDocument
from horseshoe.desk.models.stances import Instruction, Stance
from horseshoe.desk.models.subscribers import Letter, Subscriber
from horseshoe.desk.models.tokens import Answered, Token
from horseshoe.desk.models.workspaces import Membership, Workspace

__all__ = [
    "ActProposal",
    "Answered",
    "Assessment",
    "DraftStage",
    "History",
    "HouseHistory",
    "Instruction",
    "Letter",
    "Membership",
    "Note",
    "OfWorkspace",
    "Private",
    "Publication",
    "ReceivedDocument",
    "Stance",
    "Subscriber",
    "Token",
    "WhipCount",
    "WhipSeat",
    "Workspace",
]
