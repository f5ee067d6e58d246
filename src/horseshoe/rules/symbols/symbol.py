"""What a symbol is once it has been read."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class SymbolClass(StrEnum):
    """The family that a symbol belongs to; ``_old`` is a numbering that a later one replaced."""

    SC_DOCUMENT = "sc_document"
    SC_DOCUMENT_OLD = "sc_document_old"
    SC_RESOLUTION = "sc_resolution"
    SC_MEETING = "sc_meeting"
    SC_PRST = "sc_prst"
    SC_AGENDA = "sc_agenda"
    GA_DOCUMENT = "ga_document"
    GA_DOCUMENT_OLD = "ga_document_old"
    GA_DOCUMENT_ESS = "ga_document_ess"
    GA_LIMITED = "ga_limited"
    GA_LIMITED_OLD = "ga_limited_old"
    GA_LIMITED_ESS = "ga_limited_ess"
    GA_MEETING = "ga_meeting"
    GA_MEETING_OLD = "ga_meeting_old"
    GA_MEETING_ESS = "ga_meeting_ess"
    GA_RESOLUTION = "ga_resolution"
    GA_RESOLUTION_OLD = "ga_resolution_old"
    GA_RESOLUTION_ESS = "ga_resolution_ess"
    HRC_DOCUMENT = "hrc_document"
    HRC_CONFERENCE_ROOM = "hrc_conference_room"
    HRC_LIMITED = "hrc_limited"
    HRC_RESOLUTION = "hrc_resolution"
    ECOSOC_DOCUMENT = "ecosoc_document"
    ECOSOC_DOCUMENT_OLD = "ecosoc_document_old"
    ECOSOC_COMMISSION = "ecosoc_commission"
    ECOSOC_RESOLUTION = "ecosoc_resolution"
    ST_IC = "st_ic"
    JOINT = "joint"


class Symbol(msgspec.Struct, frozen=True):
    """One symbol of a United Nations document, as ``parse`` and ``find`` make it.

    ``text`` is the UN's own spelling; ``str()`` gives it. ``session`` is as written: ``76``, ``ES-10``,
    ``S-17``, ``XVIII``. ``letter`` is the part of an Assembly resolution: the A of A/RES/377 A (V).
    ``suffixes`` holds, in order, ``Resumption 1``, ``Rev.1``, ``*`` and the like. ``parts`` holds the two
    symbols of a joint one, whose other fields are then empty.
    """

    text: str
    symbol_class: SymbolClass
    number: int | None = None
    year: int | None = None
    session: str | None = None
    letter: str | None = None
    suffixes: tuple[str, ...] = ()
    parts: tuple[Symbol, ...] = ()

    @property
    def key(self) -> str:
        """A dictionary key on which all spellings of one symbol agree: upper case, without ``*``.

        A Council resolution is without its year, since its numbers run on over the years; the halves of a
        joint symbol are in alphabetical order.
        """
        if self.parts:
            return "-".join(sorted(part.key for part in self.parts))
        text = self.text
        if self.symbol_class is SymbolClass.SC_RESOLUTION and self.year:
            text = text.replace(f" ({self.year})", "", 1)
        return text.upper().rstrip("*")

    def same_document(self, other: Symbol) -> bool:
        """Whether both name one document: by one key, or one being half of the other's joint symbol.

        Two years given for one Council resolution are not compared: its number decides.
        """
        ours = {part.key for part in self.parts or (self,)}
        return any(part.key in ours for part in other.parts or (other,))

    def __str__(self) -> str:
        """The UN's own spelling."""
        return self.text
