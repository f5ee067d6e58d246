"""The rows that a reconciled list adds to the record: one of evidence a state, and its source."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date

import msgspec

from horseshoe.facts.pledges import EvidenceKind, PledgeEvidence
from horseshoe.facts.record import Record
from horseshoe.facts.sources import Source
from horseshoe.sources.accept import Refused
from horseshoe.sources.lists.finding import Named
from horseshoe.sources.lists.reconciliation import Reconciliation

_ADDRESS = re.compile(r"https?://\S+")


def rows(reconciliation: Reconciliation, record: Record, *, recorded: date, source: str) -> Record:
    """The rows of a list that is settled: each state is named on it, so it joined not after its day.

    The keys follow from the instrument, the day, the file and the source, and a row that the record has already is
    left out, so that a second import of the same list adds nothing. A state that the record knew already gets a row,
    too: the list is one more proof.

    Args:
        reconciliation: the list held against the record.
        record: what is known.
        recorded: the day of the import.
        source: where the list is from, in words; or the key, the address or the symbol of a source in the record.

    Raises:
        Refused: an entry is not settled, or another version of the file was recorded from this source.
    """
    if not reconciliation.settled:
        first = reconciliation.questions[0] if reconciliation.questions else None
        what = f"{first.where}, {first.text!r}: {first.sentence}" if first else "the list names no state."
        others = len(reconciliation.questions) - 1
        more = f" {others} more {'entry is' if others == 1 else 'entries are'} open." if others > 0 else ""
        raise Refused(f"{reconciliation.file} is not settled: {what}{more}")
    record = record.as_known(None)
    cited = source_row(record, source, recorded)
    refuse_other_version(reconciliation, record, source, recorded)
    known = record.source.get(cited.id)
    instrument, as_of, digest = reconciliation.instrument, reconciliation.as_of, reconciliation.sha256
    own = hashlib.sha256(f"{digest} {cited.id}".encode()).hexdigest()[:8]
    observers = f" and {reconciliation.counted.observers} observers" if reconciliation.counted.observers else ""
    of = f"list of {reconciliation.counted.member_states} member states{observers}, {as_of}"
    pledges = tuple(
        PledgeEvidence(
            id=f"{instrument.value}-{each.state.lower()}-list-{as_of}-{own}",
            instrument=instrument,
            state=each.state,
            kind=EvidenceKind.NAMED_ON_DATED_LIST,
            evidence=f"Named as {_one_line(each.text)!r} ({each.where}{_who(each)}) on the {of}.",
            published=as_of.isoformat(),
            not_after=as_of,
            document_file=reconciliation.file,
            document_sha256=digest,
            source=cited.id,
            note=f"beside the name stands: {_one_line(each.aside)}" if each.aside else None,
            recorded=recorded,
        )
        for each in reconciliation.named
    )
    there = {row.id: row for row in record.pledges}
    fresh = tuple(row for row in pledges if not _same(there.get(row.id), row))
    return Record(sources=() if known or not fresh else (cited,), pledges=fresh)


def refuse_other_version(reconciliation: Reconciliation, record: Record, source: str, recorded: date) -> None:
    """Do nothing unless the record has a file of this name from this source with another content.

    Raises:
        Refused: it has.
    """
    cited = source_row(record, source, recorded).id
    for row in record.pledges:
        if row.document_file == reconciliation.file and cited in row.source.split() and row.document_sha256:
            if row.document_sha256 == reconciliation.sha256:
                continue
            raise Refused(
                f"{reconciliation.file} is recorded from this source with the SHA-256 {row.document_sha256} "
                f"({row.id}), and this file has {reconciliation.sha256}: it is another version; give it another name "
                "or another source."
            )


def source_row(record: Record, text: str, recorded: date) -> Source:
    """The source that ``text`` names: one of the record by its key, title, symbol or address, or a new one.

    Raises:
        Refused: the text is empty.
    """
    words = _one_line(text)
    if not words:
        raise Refused("A list has a source: say with --source where it was published, in words or by its address.")
    for known in record.sources:
        if words in (known.id, known.title, known.symbol, known.url):
            return known
    address = _ADDRESS.search(words)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", _ADDRESS.sub("", plain) or plain.split("//")[-1]).strip("-")[:40].strip("-")
    id_ = f"list-{slug}-{hashlib.sha256(words.encode()).hexdigest()[:6]}"
    if id_ in record.source:
        return record.source[id_]
    return Source(
        id=id_,
        title=words,
        kind="page" if address else "document",
        url=address.group().rstrip(".,;)") if address else None,
        recorded=recorded,
    )


def _same(one: PledgeEvidence | None, other: PledgeEvidence) -> bool:
    """Whether both say the same, whenever they were recorded."""
    return one is not None and msgspec.structs.replace(one, recorded=other.recorded) == other


def _who(each: Named) -> str:
    return "; that this state is meant was decided by hand" if each.by_hand else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
