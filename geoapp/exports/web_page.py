"""One HTML file with map, filters, list and cards that opens from disk without a network.

Folium draws the shell from constants; what comes from data is appended afterwards as inert JSON
and shown by the file's own script as text. A policy in the file forbids every request.
"""

import re
from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

import orjson

from geoapp.domain.messages import Message, message, say
from geoapp.exports.content import ExportContent
from geoapp.exports.options import ExportOptions
from geoapp.exports.remarks import remarks
from geoapp.exports.web_data import web_data
from geoapp.maps.shell import render_shell
from geoapp.maps.symbols import sprite_svg

STATIC: Final = Path(__file__).parents[1] / "static"
POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
    " img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
FONTS: Final = tuple(
    (subset, weight) for subset in ("latin", "vietnamese") for weight in (400, 600)
)
RANGES: Final = {
    "latin": "U+0000-00FF, U+2000-206F, U+20AC, U+2122",
    "vietnamese": "U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0,"
    " U+0300-0301, U+0303-0304, U+0308-0309, U+0323, U+0329, U+1EA0-1EF9, U+20AB",
}
# What ends a script element early or starts markup, wherever it stands in the JSON.
UNSAFE: Final = {
    "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029",
}  # fmt: skip
PICTURES: Final = re.compile(r"url\([^)]*\)")


def write_web_page(content: ExportContent, _options: ExportOptions) -> bytes:
    """Return the file, UTF-8."""
    return _PAGE.format_map(
        {
            "lang": content.lang,
            "policy": escape(POLICY),
            "title": escape(content.title),
            "subtitle": escape(content.subtitle),
            "mark": _mark(content),
            "styles": _styles(),
            "sprite": _sprite(content),
            "search": escape(_said(content, message("Project, commune, agency…"))),
            "sectors": escape(_said(content, message("All sectors"))),
            "remarks": escape(" ".join(remarks(content))),
            "shell": _shell(content.lang).html,
            "scripts": _scripts(content.lang),
            "data": inert(web_data(content)),
            "own": _own_script(),
        }
    ).encode()


def inert(value: Any) -> str:
    """Return JSON that is data inside a script element and nothing else."""
    text = orjson.dumps(value).decode()
    for character, escaped in UNSAFE.items():
        text = text.replace(character, escaped)
    return text


def _said(content: ExportContent, words: Message) -> str:
    return say(words, content.lang)


def _mark(content: ExportContent) -> str:
    words = _said(content, message("Illustrative figures"))
    return f'<span class="mark">{escape(words)}</span>' if content.illustrative else ""


def _sprite(content: ExportContent) -> str:
    return sprite_svg(content.layers)


def _shell(lang: str) -> Any:
    return render_shell(lang, (), alone=True)


@cache
def _scripts(lang: str) -> str:
    """Return Leaflet with its controls, then what Folium says of the map."""
    shell = _shell(lang)
    files = [(STATIC / "vendor" / path).read_text("utf-8") for path in shell.scripts]
    return "".join(f"<script>{text}</script>\n" for text in (*files, shell.script))


@cache
def _own_script() -> str:
    return (STATIC / "built" / "offline.js").read_text("utf-8")


@cache
def _styles() -> str:
    shell = _shell("en")
    files = [(STATIC / "vendor" / path).read_text("utf-8") for path in shell.styles]
    # Leaflet's pictures are those of controls that this page does not have.
    vendor = [PICTURES.sub("none", text) for text in files]
    own = (STATIC / "built" / "offline.css").read_text("utf-8")
    return "\n".join([*vendor, font_faces(), own])


@cache
def font_faces() -> str:
    """Return the page's fonts as rules with the fonts themselves inside."""
    return "\n".join(_font(*one) for one in FONTS)


def _font(subset: str, weight: int) -> str:
    file = STATIC / "vendor" / "fonts" / f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
    code = b64encode(file.read_bytes()).decode()
    return (
        f'@font-face{{font-family:"Be Vietnam Pro";font-weight:{weight};'
        f"src:url(data:font/woff2;base64,{code}) format('woff2');unicode-range:{RANGES[subset]}}}"
    )


_PAGE: Final = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{styles}</style>
</head>
<body>
{sprite}
<header><h1>{title}</h1><p>{subtitle}</p>{mark}</header>
<main><div id="map">{shell}</div><section id="card" tabindex="-1" hidden></section></main>
<aside>
<div class="find">
<input type="search" id="search" aria-label="{search}" placeholder="{search}">
<select id="sector" aria-label="{sectors}"><option value="">{sectors}</option></select>
</div>
<div id="classes"></div>
<p id="count" aria-live="polite"></p>
<ol id="list"></ol>
</aside>
<footer>{remarks}</footer>
<script type="application/json" id="geoapp-data">{data}</script>
{scripts}
<script type="module">{own}</script>
</body>
</html>
"""
