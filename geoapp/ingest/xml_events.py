"""XML as a stream of elements: no document type, no entities, nothing fetched."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from xml.parsers import expat

from geoapp.domain.messages import message
from geoapp.ingest.refusals import UploadRefused

SEPARATOR: Final = " "


class Element(NamedTuple):
    """An element that begins, without text, or ends, with the text since anything began.

    Names are without namespace.
    """

    begins: bool
    name: str
    attributes: dict[str, str]
    text: str


def read_elements(pieces: Iterable[bytes]) -> Iterator[Element]:
    """Yield elements as they begin and end; raises `UploadRefused` on broken or active XML."""
    collected = _Collected()
    try:
        for piece in pieces:
            collected.parser.Parse(piece, False)
            yield from collected.taken()
        collected.parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise UploadRefused(
            "broken_xml",
            message("The XML is broken at line {line}; the file may be cut short.",
                    line=problem.lineno),
        ) from problem  # fmt: skip
    yield from collected.taken()


class _Collected:
    def __init__(self) -> None:
        self._elements: list[Element] = []
        self._text: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append
        self.parser.StartDoctypeDeclHandler = _refuse_doctype

    def taken(self) -> list[Element]:
        elements, self._elements = self._elements, []
        return elements

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._text.clear()
        local = {_local(key): value for key, value in attributes.items()}
        self._elements.append(Element(True, _local(name), local, ""))

    def _end(self, name: str) -> None:
        self._elements.append(Element(False, _local(name), {}, "".join(self._text)))
        self._text.clear()


def _local(name: str) -> str:
    return name.rpartition(SEPARATOR)[2]


def _refuse_doctype(*_: object) -> None:
    raise UploadRefused(
        "xml_doctype",
        message("The XML declares a document type or entities; these are not read."),
    )
