"""Things by the names under which somebody at the keyboard speaks of them."""

from __future__ import annotations

from horseshoe.desk.access.rights import OF_A_WORKSPACE, Action, Kind, Thing
from horseshoe.desk.refusals import Unfit

USUAL = "facts, acts, accounts, workspaces, house, or workspaces/NAME/KIND with a kind such as stances"


def thing(name: str) -> Thing:
    """The thing that a name stands for: ``facts``, ``acts``, ``workspaces/ken/stances``, ``workspaces/ken/stances/17``.

    A number at the end may be told: the rights of one thing of a workspace are those of all of its kind.

    Raises:
        Unfit: nothing is called so.
    """
    parts = name.strip("/").split("/")
    try:
        if len(parts) == 1:
            kind = Kind(parts[0])
            if kind not in OF_A_WORKSPACE:
                return Thing(kind)
        elif parts[0] == Kind.WORKSPACES and len(parts) in (3, 4) and (len(parts) == 3 or parts[3].isdigit()):
            kind = Kind(parts[2])
            if kind in OF_A_WORKSPACE:
                return Thing(kind, parts[1])
    except ValueError:
        pass
    raise Unfit(f"{name} is no object that rights are asked about: it should be {USUAL}.")


def action(name: str) -> Action:
    """The action that a word stands for.

    Raises:
        Unfit: nothing is called so.
    """
    try:
        return Action(name.lower())
    except ValueError:
        raise Unfit(f"{name} is no action: it should be {', '.join(Action)}.") from None
