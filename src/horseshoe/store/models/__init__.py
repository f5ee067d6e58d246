"""The tables of the store: those of the Record, under the names of the data dictionary, and what keeps watch on them.

A column bears the name of the field that it holds. Facts refer to one another by key and not by foreign key, since a
key stands for all versions of a fact; ``store.writing`` refuses a row that refers to nothing.
"""

from horseshoe.store.models.assembly import EmergencySession, VetoAnswer
from horseshoe.store.models.assessments import Assessment, Assessor, Observation, Parameter
from horseshoe.store.models.changes import AuditEntry, Checkpoint, LogEntry, Retraction, Revision
from horseshoe.store.models.elections import Ballot, BallotVote, Candidacy
from horseshoe.store.models.evidence import Evidence, RiskFactor
from horseshoe.store.models.pledges import Claim, InstrumentText, Membership, PledgeEvidence
from horseshoe.store.models.situations import DraftSituation, Situation
from horseshoe.store.models.statements import ConductClaim, Contest, Explanation, ListedNo, Stance
from horseshoe.store.models.states import GroupMembership, Presidency, State, StateName, Term
from horseshoe.store.models.timeline import Discrepancy, Event, EventStatement, OfficialCall, ScorecardQuestion
from horseshoe.store.models.versions import Fact, Holiday, Source, Version
from horseshoe.store.models.votes import Cast, Correction, KnownCase, MatterFact, Proposal, RollCall

__all__ = [
    "Assessment",
    "Assessor",
    "AuditEntry",
    "Ballot",
    "BallotVote",
    "Candidacy",
    "Cast",
    "Checkpoint",
    "Claim",
    "ConductClaim",
    "Contest",
    "Correction",
    "Discrepancy",
    "DraftSituation",
    "EmergencySession",
    "Event",
    "EventStatement",
    "Evidence",
    "Explanation",
    "Fact",
    "GroupMembership",
    "Holiday",
    "InstrumentText",
    "KnownCase",
    "ListedNo",
    "LogEntry",
    "MatterFact",
    "Membership",
    "Observation",
    "OfficialCall",
    "Parameter",
    "PledgeEvidence",
    "Presidency",
    "Proposal",
    "Retraction",
    "Revision",
    "RiskFactor",
    "RollCall",
    "ScorecardQuestion",
    "Situation",
    "Source",
    "Stance",
    "State",
    "StateName",
    "Term",
    "Version",
    "VetoAnswer",
]
