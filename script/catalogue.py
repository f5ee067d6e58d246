"""Messages of the site and of the desk in their catalogues, with Babel: no gettext programs are needed."""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/horseshoe"

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


Words = Callable[[], Iterator[tuple[str, str]]]


@dataclass(frozen=True)
class Book:
    """A catalogue: whose messages it holds, and where it lies."""

    name: str
    faces: tuple[str, ...]
    """Folders of code and templates."""
    words: Words
    """Words that pages show and no message names: where each comes from, and the word."""
    after: Book | None = None
    """The catalogue that is asked first; what it holds is not held twice."""

    @property
    def po(self) -> Path:
        """The catalogue for people."""
        return SOURCE / self.name / "locale/fr/LC_MESSAGES/django.po"

    @property
    def mo(self) -> Path:
        """The catalogue for Django."""
        return self.po.with_suffix(".mo")


def messages(book: Book) -> Iterator[Found]:
    """Every message of code and templates, and every word of the data that a page may show."""
    from horseshoe.site import settings

    settings.prepare()
    for path in sorted(each for face in book.faces for each in (SOURCE / face).rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py":
            source = path.read_bytes()
        elif path.suffix in (".html", ".svg", ".txt") and "templates" in path.parts:
            source = _templatized(path)
        else:
            continue
        for line, message, _, context in extract("python", io.BytesIO(source), KEYWORDS):
            yield name, line, message, context
    for name, word in book.words():
        yield name, 0, word, CASTS if name.endswith(".Cast") else WORD


def _templatized(path: Path) -> bytes:
    from django.utils.translation import templatize

    return templatize(path.read_text(encoding="utf-8"), origin=path.name).encode()


def site_words() -> Iterator[tuple[str, str]]:
    """The words of facts, rules and answers, as ``|words`` shows them."""
    for part in ("facts", "rules", "rules.standards", "answers"):
        package = import_module(f"horseshoe.{part}")
        for module in sorted(iter_modules(package.__path__), key=lambda module: module.name):
            yield from _enumerated(f"{package.__name__}.{module.name}")
    yield from data_words()


ROOMS = ("access", "workspace", "models")
"""Of the desk: those whose words pages show."""


def desk_words() -> Iterator[tuple[str, str]]:
    """The words of the desk's enumerations; they are read, for its modules want an installation to be imported."""
    for path in sorted(each for room in ROOMS for each in (SOURCE / "desk" / room).rglob("*.py")):
        for kind in ast.parse(path.read_bytes()).body:
            if isinstance(kind, ast.ClassDef) and any(ast.unparse(base) == "StrEnum" for base in kind.bases):
                for line in kind.body:
                    if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
                        word = str(line.value.value)
                        if len(word) > 1:
                            yield f"{path.relative_to(ROOT).as_posix()}.{kind.name}", word.replace("_", " ")


def _enumerated(name: str) -> Iterator[tuple[str, str]]:
    found = import_module(name)
    for kind in vars(found).values():
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind.__module__ == name:
            for each in kind:
                if len(each.value) > 1:
                    yield f"{name}.{kind.__name__}", each.value.replace("_", " ")


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


SITE = Book("site", ("site", "api"), site_words)
DESK = Book("desk", ("desk",), desk_words, after=SITE)
BOOKS = (SITE, DESK)


def read(book: Book) -> Catalog:
    """The catalogue as it lies there."""
    if not book.po.is_file():
        return French(locale="fr")
    with book.po.open("rb") as file:
        return read_po(file, locale="fr")


def renewed(book: Book, old: Catalog) -> Catalog:
    """The catalogue with the messages of today; a translation stays with its message, and none is guessed."""
    held = {(_key(each), each.context) for each in read(book.after)} if book.after else set()
    template = Catalog()
    for name, line, message, context in messages(book):
        if message and message != ("", ""):
            template.add(message, locations=[(name, line)], context=context)
    made = French(locale="fr", header_comment=HEADER.format(book.name), fuzzy=False)
    for each in sorted(template, key=_order):
        if not each.id or (_key(each), each.context) in held:
            continue
        known = old.get(_key(each), each.context)
        files = list(dict.fromkeys((name, 0) for name, _ in each.locations))
        said = tidy(known.string or "") if known else ""
        made.add(each.id, said, locations=files, context=each.context, flags=each.flags & {"python-brace-format"})
    return made


HEADER = "# French of the {}. script/translations keeps the messages; the translations are written here."


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
    bad = False
    for book in BOOKS:
        new = renewed(book, read(book))
        left = untranslated(new)
        wanted = {book.po: as_po(new), book.mo: as_mo(new)}
        stale = [path for path, content in wanted.items() if not path.is_file() or path.read_bytes() != content]
        bad = bad or bool(left or stale)
        for each in left:
            print(f"not translated: {each}")
        for path in stale:
            if "--check" in arguments:
                print(f"out of date, run script/translations: {path.relative_to(ROOT)}")
            elif not arguments or arguments == [{".po": "extract", ".mo": "compile"}[path.suffix]]:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(wanted[path])
                print(f"written: {path.relative_to(ROOT)}")
    return 1 if bad and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
