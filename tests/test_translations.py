"""Every sentence is said in Vietnamese, with the same places to fill."""

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
CATALOG = ROOT / "geoapp/translations/vi/LC_MESSAGES/messages.po"
METHODS = [("geoapp/**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS: dict[str, Any] = {"_": None, "gettext": None, "ngettext": (1, 2), "message": None}
PLACE = re.compile(r"\{\w+\}|%\(\w+\)s")


def sentences() -> list[tuple[str, ...]]:
    options = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
    found = extract_from_dir(ROOT, METHODS, options, KEYWORDS, directory_filter=is_ours)
    texts = (message for _, _, message, _, _ in found)
    return sorted({text if isinstance(text, tuple) else (text,) for text in texts})


def is_ours(folder: str) -> bool:
    return Path(folder).name not in {"node_modules", ".venv", "static", "var"}


with CATALOG.open("rb") as source:
    CATALOGUED = read_po(source, locale="vi")


@pytest.mark.parametrize("texts", sentences(), ids=lambda texts: texts[0][:50])
def test_a_sentence_is_translated_with_its_places(texts):
    entry = CATALOGUED.get(texts[0])
    assert entry is not None, f"make messages, then translate “{texts[0]}”"
    said = entry.string[0] if isinstance(entry.string, tuple) else entry.string
    assert said
    assert set(PLACE.findall(said)) == set(PLACE.findall(texts[-1]))


def test_nothing_is_translated_that_nobody_says():
    said = {texts[0] for texts in sentences()}
    kept = {entry.id[0] if isinstance(entry.id, tuple) else entry.id for entry in CATALOGUED}
    assert kept - {""} <= said
