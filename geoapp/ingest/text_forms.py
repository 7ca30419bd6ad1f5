"""How the bytes of a text file are to be read: UTF-8, UTF-16, or single bytes of an older age.

Single bytes are kept as Windows-1252 letters, whatever they mean: nothing is lost, and which
Vietnamese encoding they are is decided from words (`old_encodings`), where a person can correct it.
"""

import codecs
import mmap
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from msgspec import Struct

from geoapp.domain.messages import Message, message
from geoapp.ingest.refusals import UploadRefused

SINGLE_BYTES: Final = "single-bytes"
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHUNK: Final = 1 << 16
# Windows-1252 has no letter for five bytes; as control codes they survive the way back.
LETTERS: Final = bytes(range(256)).decode("cp1252", "surrogateescape")
LETTER_OF_BYTE: Final = {
    byte: letter if ord(letter) < 0xD800 else chr(byte) for byte, letter in enumerate(LETTERS)
}
BYTE_OF_LETTER: Final = {letter: byte for byte, letter in LETTER_OF_BYTE.items()}
DECODING_TABLE: Final = "".join(LETTER_OF_BYTE.values())


class TextForm(Struct, frozen=True):
    """A codec's name, or SINGLE_BYTES, and how many bytes of a mark to skip."""

    codec: str
    skip: int = 0

    @property
    def is_utf8(self) -> bool:
        """Tell whether the bytes can be parsed as they stand."""
        return self.codec == "utf-8"


@dataclass(frozen=True)
class Start:
    """The first characters of a text file."""

    form: TextForm
    text: str


def letters_of(raw: bytes) -> str:
    """Return single bytes as Windows-1252 letters, one for each."""
    return codecs.charmap_decode(raw, "strict", DECODING_TABLE)[0]


def bytes_of(text: str) -> bytes | None:
    """Return the single bytes that `letters_of` read, None where a letter cannot be one."""
    try:
        return bytes(BYTE_OF_LETTER[letter] for letter in text)
    except KeyError:
        return None


def read_start(path: Path, size: int) -> Start | None:
    """Read the first `size` bytes as text; None when they are none."""
    with path.open("rb") as source:
        head = source.read(size)
    form = _marked_form(head) or _unmarked_form(head)
    if form.codec == SINGLE_BYTES:
        return None if _looks_binary(head) else Start(form, letters_of(head))
    try:
        decode = codecs.getincrementaldecoder(form.codec)("strict").decode
        text = decode(head[form.skip :])
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text[:1000] and form.is_utf8 else Start(form, text)


def find_form(path: Path) -> TextForm:
    """Return how the whole file is to be read; raises `UploadRefused` on broken UTF-16."""
    with path.open("rb") as source:
        form = _marked_form(head := source.read(4)) or _unmarked_form(head)
    if form.codec == SINGLE_BYTES:
        form = TextForm("utf-8")
    broken = _first_broken_byte(path, form)
    if broken is None:
        return form
    if form.is_utf8 and not form.skip:
        return TextForm(SINGLE_BYTES)
    raise UploadRefused(
        "broken_text",
        message(
            "The text is marked as {codec} but is broken at byte {byte}.",
            codec=form.codec.upper(),
            byte=broken,
        ),
    )


def form_reason(form: TextForm) -> Message:
    """Return why the file is read this way."""
    if form.codec == SINGLE_BYTES:
        return message("The text is no Unicode: it comes from an older Vietnamese encoding.")
    if form.skip:
        return message("The file says so in its first bytes (byte order mark).")
    if form.is_utf8:
        return message("Every byte of the file is valid UTF-8.")
    return message("Every second byte of the beginning is zero, as in UTF-16.")


def utf8_copy(path: Path, form: TextForm, copy: Path) -> None:
    """Write the file again as UTF-8 without a mark."""
    with path.open("rb") as source, copy.open("wb") as out:
        source.seek(form.skip)
        decoder = None if form.codec == SINGLE_BYTES else codecs.getincrementaldecoder(form.codec)()
        while piece := source.read(CHUNK):
            out.write((decoder.decode(piece) if decoder else letters_of(piece)).encode())
        if decoder:
            out.write(decoder.decode(b"", final=True).encode())


def blank_until(path: Path, form: TextForm) -> int | None:
    """Return the offset of the first chunk with anything but blanks in it, None without one."""
    blanks = b" \t\r\n\x00" if form.codec.startswith("utf-16") else b" \t\r\n"
    with path.open("rb") as source:
        source.seek(form.skip)
        while piece := source.read(CHUNK):
            if piece.strip(blanks):
                return source.tell() - len(piece)
    return None


def _marked_form(head: bytes) -> TextForm | None:
    return next(
        (TextForm(codec, len(mark)) for mark, codec in MARKS if head.startswith(mark)), None
    )


def _unmarked_form(head: bytes) -> TextForm:
    if len(head) >= 4 and head[0] and head[2] and not head[1] and not head[3]:
        return TextForm("utf-16-le")
    if len(head) >= 4 and head[1] and head[3] and not head[0] and not head[2]:
        return TextForm("utf-16-be")
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(head)
    except UnicodeDecodeError:
        return TextForm(SINGLE_BYTES)
    return TextForm("utf-8")


def _looks_binary(head: bytes) -> bool:
    return any(byte < 9 or 14 <= byte < 27 for byte in head)


def _first_broken_byte(path: Path, form: TextForm) -> int | None:
    if path.stat().st_size == form.skip:
        return None
    decoder = codecs.getincrementaldecoder(form.codec)("strict")
    with path.open("rb") as source, mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for begin in range(form.skip, len(data), CHUNK):
            piece = data[begin : begin + CHUNK]
            try:
                decoder.decode(piece, final=begin + CHUNK >= len(data))
            except UnicodeDecodeError as problem:
                return begin + problem.start
    return None
