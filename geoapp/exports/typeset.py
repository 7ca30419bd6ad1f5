"""Typst: from a template, its data and pictures to PDF or PNG, with our fonts alone."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import orjson
import typst

FONTS: Final = Path(__file__).parents[1] / "static" / "vendor" / "print"
TEMPLATES: Final = Path(__file__).parent / "pages"
_FIRST: Final = Lock()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def typeset(
    template: str, data: Mapping[str, Any], pictures: Mapping[str, str | bytes], **how: Any
) -> bytes:
    """Return the pages; texts reach typst as data and are never read as its markup."""
    with _FIRST:
        fonts = _fonts()
    files: dict[str, bytes] = {
        "main.typ": (TEMPLATES / f"{template}.typ").read_bytes(),
        "data.json": orjson.dumps(data),
    }
    for name, picture in pictures.items():
        files[name] = picture.encode() if isinstance(picture, str) else picture
    made: Any = typst.compile(files, root=TEMPLATES, font_paths=fonts, **how)
    return bytes(made)
