"""Compile the Vietnamese sentences, so that no process has to when it starts."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

for sentences in Path("geoapp/translations").glob("*/LC_MESSAGES/messages.po"):
    compiled = sentences.with_suffix(".mo")
    unfinished = sentences.with_suffix(".part")
    with sentences.open("rb") as source, unfinished.open("wb") as target:
        write_mo(target, read_po(source, locale=sentences.parts[-3]))
    unfinished.replace(compiled)
