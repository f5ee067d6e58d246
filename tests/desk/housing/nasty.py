"""What somebody hostile puts into a file or a field, and what a clear refusal is."""

from __future__ import annotations

import io
import re
import unicodedata

from hypothesis import strategies as st

TOKENS = (
    "", " ", "\x00", "\x1b[2J\x1b]0;owned\x07", "\r", "\r\n", "\n\n", "\ufeff", "\u202e", "\u2028", "\u0085", "\ud7ff",
    "\U0010ffff", "\u0660\u0661", "\u00b2", "-", "-1", "0", "1e9999", "NaN", "inf",
    "9" * 25, "9" * 5000, "0x" + "f" * 3000,
    "9" * 5000 + "-0-0",
    "0000-00-00", "9999-12-31", "2024-02-30", "1e-400", "''", '"', '"""', "'''", "[", "]", "{", "}", "[[", "=", ".",
    "a." * 300, "[" * 3000, "{a=" * 500, ",", ";", "\t", "#", "\\", "\\u0000", "\\ud800", "true", "null", "KEN", "ZZZ",
    "../../etc/passwd", "https://[", "javascript:alert(1)", "<script>", "<" * 200, "&a;", "%s%n{0}{{7}}", "=1+1",
    "A" * 20_000, "\u0130\u0131\ufb01\u1e9e", "e\u0301" * 50,
)  # fmt: skip

RAW = (
    b"\xff",
    b"\xfe\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\x80",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
)

PIECES = st.one_of(
    st.sampled_from([token.encode("utf-8", "surrogatepass") for token in TOKENS]),
    st.sampled_from(RAW),
    st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")),
    st.binary(max_size=8),
)


@st.composite
def mangled(draw: st.DrawFn, sample: bytes) -> bytes:
    """A good file with a few places cut out, doubled, exchanged or filled with something else."""
    made = sample
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(made)))
        end = draw(st.integers(start, min(len(made), start + draw(st.sampled_from([0, 1, 4, 30, 10_000])))))
        how = draw(st.sampled_from(["put", "cut", "double", "end", "number", "value"]))
        if how == "put":
            made = made[:start] + draw(PIECES) + made[end:]
        elif how == "cut":
            made = made[:start] + made[end:]
        elif how == "double":
            made = made[:end] + made[start:end] + made[end:]
        elif how == "end":
            made = made[:start]
        else:
            places = [
                found.span() for found in re.finditer(rb"\d+" if how == "number" else rb"(?<=[=,] )[^\s,]+", made)
            ]
            if places:
                begin, stop = draw(st.sampled_from(places))
                made = made[:begin] + draw(PIECES) + made[stop:]
    return made


def anything(sample: bytes) -> st.SearchStrategy[bytes]:
    """Any bytes, any text, or a good file that was tampered with."""
    return st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
        mangled(sample),
        mangled(sample),
        mangled(sample).map(lambda content: content.replace(b"\n", b"\r\n")),
        mangled(sample).map(lambda content: content.replace(b"\n", b"\r")),
    )


class Named(io.BytesIO):
    """A file that came in by a stream."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(content)
        self.named = name


LONGEST = 3_000
"""Characters of a refusal at most."""


def must_be_clear(error: Exception) -> None:
    """A refusal can be shown: some words, in one line, not endless, with nothing that moves a terminal."""
    said = str(error)
    odd = [sign for sign in said if unicodedata.category(sign) in ("Cc", "Cs") or sign in "\u2028\u2029\u202e"]
    assert said.strip()
    assert len(said) <= LONGEST
    assert not odd, said
    assert "Traceback" not in said
