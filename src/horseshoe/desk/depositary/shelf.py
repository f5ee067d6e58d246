"""Whether every document that was received still lies where it was kept, as it was."""

from __future__ import annotations

from collections.abc import Iterator

from horseshoe.desk.depositary import papers
from horseshoe.desk.running.findings import Finding, good, wrong
from horseshoe.desk.workspace.within import silent


def documents() -> Iterator[Finding]:
    """Each document is there, with its size, and nobody else may read it; hashes are compared when one is given out."""
    from horseshoe.desk.models import ReceivedDocument

    with silent():
        known = dict(ReceivedDocument.objects.values_list("sha256", "size"))
    if not known:
        yield good("No document was received yet.")
        return
    lost, read_by_others = 0, 0
    for sha256, size in known.items():
        found = papers.state(sha256)
        lost += found is None or found.st_size != size
        read_by_others += found is not None and bool(found.st_mode & 0o077)
    if lost:
        yield wrong(
            f"{lost} of {len(known)} received documents are not in {papers.folder()} as they were: bring them back "
            "from a copy of that folder (HORSESHOE_FILES)."
        )
    if read_by_others:
        yield wrong(f"Others may read {read_by_others} documents in {papers.folder()}: chmod -R go= it.")
    if not lost and not read_by_others:
        yield good(f"The {len(known)} documents received lie in {papers.folder()}, and nobody else may read them.")
