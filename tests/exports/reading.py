"""Reads exported files back, as other programs do."""

import re
import subprocess
from pathlib import Path
from unicodedata import normalize


def pdf_text(pdf: bytes, folder: Path) -> str:
    """The text of all pages, its line breaks and no-break spaces as plain spaces."""
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True)
    return plain(said.stdout.decode())


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", normalize("NFC", text))


def pdf_facts(pdf: bytes, folder: Path) -> dict[str, str]:
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdfinfo", file], capture_output=True, check=True, text=True)
    return {
        name: value.strip()
        for name, _, value in (line.partition(":") for line in said.stdout.splitlines())
    }


def pdf_fonts(pdf: bytes, folder: Path) -> list[list[str]]:
    """Rows of pdffonts, from the column of embedding on: emb, sub, uni, object, ID."""
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdffonts", file], capture_output=True, check=True, text=True)
    return [[line.split()[0], *line.split()[-5:]] for line in said.stdout.splitlines()[2:]]
