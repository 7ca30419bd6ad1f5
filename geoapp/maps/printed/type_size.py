"""How wide words are in the fonts that pages are printed with."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL.ImageFont import FreeTypeFont, truetype

FONTS: Final = Path(__file__).parents[2] / "static" / "vendor" / "print"
UNITS: Final = 100


@lru_cache(maxsize=8)
def _font(weight: int) -> FreeTypeFont:
    return truetype(str(FONTS / f"BeVietnamPro-{weight}.ttf"), UNITS)


@lru_cache(maxsize=4096)
def text_width(words: str, size: float, weight: int = 400, spacing: float = 0.0) -> float:
    """Return the width in the unit of `size`; `spacing` is added after each character."""
    return _font(weight).getlength(words) / UNITS * size + spacing * len(words)
