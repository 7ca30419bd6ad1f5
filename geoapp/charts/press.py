"""The press: a process of its own that prints charts, because the library holds up every thread.

It reads wishes line by line and answers each with a line; it ends when its reader is gone, or
when nobody wished for anything for a while. `printed` asks it through `printer`.
"""

import os
import selectors
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any, BinaryIO, Final

import orjson

FONTS: Final = Path(__file__).parents[1] / "static" / "vendor" / "print"
# The version of Vega-Lite that this Altair writes for.
VEGA_LITE: Final = "6.4"


def main(arguments: list[str]) -> None:
    """Print until the input ends, or nothing came for the seconds that the argument says."""
    import vl_convert

    # Whatever the library has to say must not stand among the answers.
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        vl_convert.register_font_directory(str(FONTS))
        while line := _next_line(sys.stdin.buffer, float(arguments[1])):
            answers.write(orjson.dumps(_answer(vl_convert, orjson.loads(line))) + b"\n")
            answers.flush()


def _next_line(wishes: BinaryIO, patience_s: float) -> bytes:
    """Return the next wish; empty when there is none any more. Nobody asks before an answer."""
    with selectors.DefaultSelector() as selector:
        selector.register(wishes, selectors.EVENT_READ)
        return wishes.readline() if selector.select(patience_s) else b""


def _answer(library: Any, wish: dict[str, Any]) -> dict[str, str]:
    try:
        if "svg" in wish:
            png = library.svg_to_png(wish["svg"], scale=wish["scale"])
            return {"printed": b64encode(png).decode()}
        spec = wish["spec"]
        svg = library.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
        return {"printed": svg}
    except ValueError as problem:
        return {"refused": str(problem)}


if __name__ == "__main__":
    main(sys.argv)
