"""An act of support on its way into the register."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from horseshoe.desk.depositary.register import TEMPLATE, Refused, read
from horseshoe.facts.pledges import EvidenceKind
from horseshoe.facts.record import Record

TODAY = date(2026, 11, 22)
FORM = """
instrument = "code"
state = "Kenya"
kind = "note_verbale"
date = 2026-11-20
evidence = "Note verbale of 20 November 2026."
recorded_by = "A. Registrar"

[document]
file = "note.pdf"

[source]
title = "Note verbale of 20 November 2026"
"""


@pytest.fixture
def form(tmp_path: Path) -> Path:
    (tmp_path / "note.pdf").write_bytes(b"a note verbale")
    path = tmp_path / "support.toml"
    path.write_text(FORM, encoding="utf-8")
    return path


def test_a_note_verbale_becomes_an_act_with_its_document(form: Path, record: Record) -> None:
    registration = read(form, record, TODAY)
    act = registration.act
    assert (act.id, act.state, act.kind, act.when.exact) == (
        "code-ken-1",
        "KEN",
        EvidenceKind.NOTE_VERBALE,
        date(2026, 11, 20),
    )
    assert act.document_sha256 == hashlib.sha256(b"a note verbale").hexdigest()
    assert registration.admission.counts
    assert registration.rows().sources[0].title == "Note verbale of 20 November 2026"


def test_the_template_is_a_form_that_can_be_read(tmp_path: Path, record: Record) -> None:
    path = tmp_path / "form.toml"
    path.write_text(TEMPLATE, encoding="utf-8")
    assert read(path, record, TODAY).act.state == "KEN"


def test_a_second_act_by_the_same_state_is_kept_and_not_counted(form: Path, record: Record) -> None:
    form.write_text(FORM.replace("Kenya", "Ireland"), encoding="utf-8")
    admission = read(form, record, TODAY).admission
    assert (admission.allowed, admission.counts, admission.duplicate_of) == (True, False, "code-irl-1")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('recorded_by = "A. Registrar"', 'recorded_by = "A"\nreservation = "except vetoes"'), "reservation"),
        (('recorded_by = "A. Registrar"', 'recorded_by = "A"\nratified = true'), "ratif"),
        (("Kenya", "Czechoslovakia"), "Czechoslovakia"),
        (("date = 2026-11-20", "date = 2014-11-20"), "2014-11-20"),
        (("date = 2026-11-20", "date = 2027-11-20"), "2027-11-20"),
        (("Kenya", "Atlantis"), "No state is called 'Atlantis'"),
        (('kind = "note_verbale"', 'kind = "handshake"'), "kind"),
        (('file = "note.pdf"', 'file = "other.pdf"'), "other.pdf cannot be read"),
        (('file = "note.pdf"', f'file = "note.pdf"\nsha256 = "{"0" * 64}"'), "it is another document"),
        (("date = 2026-11-20", "date = 2026-11-20\nnot_after = 2026-11-21"), "both date and bounds"),
        (('evidence = "Note', 'evidenc = "Note'), "evidenc"),
        (("[source]", "[source"), "is not TOML"),
    ],
)
def test_what_the_rules_or_the_form_refuse_is_one_sentence(
    form: Path, record: Record, change: tuple[str, str], sentence: str
) -> None:
    form.write_text(FORM.replace(*change), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read(form, record, TODAY)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)
