"""Plain text: a list one a line, or in sentences with commas."""

from __future__ import annotations

from horseshoe.sources.files import WrongFile
from horseshoe.sources.lists.pieces import Line


def read(name: str, content: bytes) -> tuple[Line, ...]:
    """The lines of a text; an empty line ends what may run on.

    Raises:
        WrongFile: it is not in one encoding that says what it is.
    """
    lines: list[Line] = []
    block = 0
    for number, line in enumerate(decoded(name, content).splitlines(), start=1):
        if line.strip():
            lines.append(Line(f"line {number}", line.rstrip(), block))
        else:
            block += 1
    return tuple(lines)


def decoded(name: str, content: bytes) -> str:
    """The text of UTF-8 with or without its mark, or of UTF-16 with its mark.

    Raises:
        WrongFile: it is neither; the sentence says on which line, and whether encodings are mixed.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise WrongFile(f"{name} begins as UTF-16 text and does not go on so: save it as UTF-8.") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        others = [
            number
            for number, each in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1)
            if not each.isascii() and _is_utf8(each)
        ]
        if others:
            raise WrongFile(
                f"{name} mixes encodings: line {others[0]} is UTF-8 and line {line} is not; save all of it as UTF-8."
            ) from None
        raise WrongFile(
            f"{name} is not UTF-8 text: byte 0x{content[error.start]:02X} on line {line} cannot be read; save it as "
            "UTF-8."
        ) from None
    if "\x00" in text:
        raise WrongFile(f"{name} is no text: it holds bytes of zero.")
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise WrongFile(f"{name} lost a letter on line {line} when it was saved: take it from where it was published.")
    return text


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
