"""CSV: the separator is told from the first rows, quotes are taken strictly."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from geoapp.domain.messages import message
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.sheets.rows import SheetRow

SEPARATORS: Final = ";,\t|"
LOOKED_AT: Final = 20
LINE_CHARACTERS: Final = 1_000_000
SAID: Final = "sep="


def read_csv_rows(path: Path, skip: int) -> Iterator[SheetRow]:
    """Yield the rows of UTF-8 text from byte `skip` on; a row's number is its first line."""
    separator, lines_before = find_separator(path, skip)
    with _open(path, skip) as source:
        for _ in range(lines_before):
            source.readline()
        reader = csv.reader(_lines(source), delimiter=separator, strict=True)
        line = lines_before + 1
        try:
            for cells in reader:
                yield SheetRow(line, list(cells))
                line = lines_before + reader.line_num + 1
        except csv.Error as problem:
            raise UploadRefused(
                "broken_table",
                message("The table is broken from line {line} on: a quote is not closed, or text "
                        "follows a closing quote.", line=line),
            ) from problem  # fmt: skip


def find_separator(path: Path, skip: int) -> tuple[str, int]:
    """Return the separator, and how many lines before the table only say it (Excel's sep=;)."""
    with _open(path, skip) as source:
        first = source.readline(1000)
    if first.lower().startswith(SAID) and first.strip()[len(SAID) :]:
        return first.strip()[len(SAID)], 1
    return max(SEPARATORS, key=lambda mark: _regularity(path, skip, mark)), 0


def _regularity(path: Path, skip: int, separator: str) -> tuple[int, int]:
    """Return how many of the first rows have the same number of cells, and that number."""
    with _open(path, skip) as source:
        try:
            rows = csv.reader(_lines(source), delimiter=separator)
            sizes = [len(row) for row in islice(rows, LOOKED_AT)]
        except (csv.Error, UploadRefused):
            return 0, 0
    widths = Counter(size for size in sizes if size > 1).most_common(1)
    return (widths[0][1], widths[0][0]) if widths else (0, 0)


def _lines(source: TextIO) -> Iterator[str]:
    """Yield lines; one that never ends is refused."""
    while line := source.readline(LINE_CHARACTERS):
        if len(line) == LINE_CHARACTERS:
            said = message("A line of the table is too long; its rows may not be separated.")
            raise UploadRefused("broken_table", said)
        yield line


def _open(path: Path, skip: int) -> TextIO:
    source = path.open(encoding="utf-8", newline="")
    source.seek(skip)
    return source
