"""Messages of the site in its catalogues, with Babel: no gettext programs are needed."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "src/horseshoe/site"
PO = SITE / "locale/fr/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")

KEYWORDS = {
    "gettext": None,
    "gettext_noop": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

CASTS = "cast"
WORD = "word"

Found = tuple[str, int, str | tuple[str, ...], str | None]
"""File, line, message (with its plural), context."""


class French(Catalog):
    """A catalogue whose head bears no date and no version, so that it changes with its messages alone."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What programs need to know."""
        return [
            ("Language", "fr"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
        ]


def messages() -> Iterator[Found]:
    """Every message of code and templates, and every word of the data that a page may show."""
    from horseshoe.site import settings

    settings.prepare()
    for path in sorted(SITE.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py":
            source = path.read_bytes()
        elif path.suffix in (".html", ".svg") and "templates" in path.parts:
            source = _templatized(path)
        else:
            continue
        for line, message, _, context in extract("python", io.BytesIO(source), KEYWORDS):
            yield name, line, message, context
    for name, word in (*words(), *data_words()):
        yield name, 0, word, CASTS if name.endswith(".Cast") else WORD


def _templatized(path: Path) -> bytes:
    from django.utils.translation import templatize

    return templatize(path.read_text(encoding="utf-8"), origin=path.name).encode()


def words() -> Iterator[tuple[str, str]]:
    """The values of the enumerations of facts, rules and answers, as ``|words`` shows them."""
    for part in ("facts", "rules", "rules.standards", "answers"):
        package = import_module(f"horseshoe.{part}")
        for module in sorted(iter_modules(package.__path__), key=lambda module: module.name):
            found = import_module(f"{package.__name__}.{module.name}")
            for kind in vars(found).values():
                if isinstance(kind, type) and issubclass(kind, StrEnum) and kind.__module__ == found.__name__:
                    for each in kind:
                        if len(each.value) > 1:
                            yield f"{found.__name__}.{kind.__name__}", each.value.replace("_", " ")


COLUMNS = (
    ("events", "kind"),
    ("event_statements", "role"),
    ("official_calls", "kind"),
    ("roll_calls", "confidence"),
    ("sources", "kind"),
)
"""Columns of the packaged tables whose words pages show and no enumeration lists."""

OWN_WORDS = (
    "certain",
    "crimes",
    "high",
    "low",
    "medium",
    "possible",
    "recall",
    "vetoes",
    "abstentions",
    "snapshot",
    "call",
)
"""Words of answers that no enumeration lists."""


def data_words() -> Iterator[tuple[str, str]]:
    """Words of the tables and of the answers that no enumeration lists, as ``|words`` shows them."""
    import horseshoe

    record = horseshoe.open()
    for table, column in COLUMNS:
        for value in sorted({str(getattr(row, column, "") or "") for row in getattr(record, table)}):
            if len(value) > 1:
                yield f"{table}.{column}", value.replace("_", " ")
    for word in OWN_WORDS:
        yield "answers", word


def read() -> Catalog:
    """The catalogue as it lies there."""
    if not PO.is_file():
        return French(locale="fr")
    with PO.open("rb") as file:
        return read_po(file, locale="fr")


def renewed(old: Catalog) -> Catalog:
    """The catalogue with the messages of today; a translation stays with its message, and none is guessed."""
    template = Catalog()
    for name, line, message, context in messages():
        if message and message != ("", ""):
            template.add(message, locations=[(name, line)], context=context)
    made = French(locale="fr", header_comment=HEADER, fuzzy=False)
    for each in sorted(template, key=_order):
        if not each.id:
            continue
        known = old.get(_key(each), each.context)
        files = list(dict.fromkeys((name, 0) for name, _ in each.locations))
        said = tidy(known.string or "") if known else ""
        made.add(each.id, said, locations=files, context=each.context, flags=each.flags & {"python-brace-format"})
    return made


HEADER = "# French of the site. script/translations keeps the messages; the translations are written here."


def tidy(said: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    """A translation with the apostrophes and spaces of French."""
    from horseshoe.site.language.typography import tidied

    return tidied(said) if isinstance(said, str) else tuple(map(tidied, said))


def _order(message: Message) -> tuple[str, str]:
    return min((name for name, _ in message.locations), default=""), str(message.context or "") + str(_key(message))


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def untranslated(catalog: Catalog) -> list[str]:
    """Messages without a whole translation, with where they stand."""
    return [
        f"{each.locations[0][0] if each.locations else ''}: {each.id!r}"
        for each in catalog
        if each.id and (each.fuzzy or not (each.string if isinstance(each.string, str) else all(each.string or ("",))))
    ]


def as_po(catalog: Catalog) -> bytes:
    """The catalogue for people: the same messages give the same bytes."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, include_lineno=False)
    return out.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """The catalogue for Django: the same messages give the same bytes."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """``extract``, ``compile``, both without a word, or ``--check``."""
    old = read()
    new = renewed(old)
    left = untranslated(new)
    wanted = {PO: as_po(new), MO: as_mo(new)}
    stale = [path for path, content in wanted.items() if not path.is_file() or path.read_bytes() != content]
    for each in left:
        print(f"not translated: {each}")
    if "--check" in arguments:
        for path in stale:
            print(f"out of date, run script/translations: {path.relative_to(ROOT)}")
        return 1 if left or stale else 0
    for path in stale:
        if not arguments or (arguments == ["extract"] and path is PO) or (arguments == ["compile"] and path is MO):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted[path])
            print(f"written: {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
