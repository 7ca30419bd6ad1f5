"""The outline of each class of a theme, 34 units square, centre 17, radius 12.5.

White halo 2, ink outline 1.6; a diamond's halo reaches 2 units over the edge of the square.
"""

import math
from collections.abc import Callable
from typing import Final

from geoapp.domain.layers.definition import StyleClass

CENTRE = 17.0
RADIUS = 12.5
OUTLINE = 1.6
HALO = 2.0

CIRCLE: Final = f'<circle cx="{CENTRE:g}" cy="{CENTRE:g}" r="{RADIUS:g}" {{look}}/>'
SOLID: Final = {
    "circle": CIRCLE,
    "square": '<rect x="5.7" y="5.7" width="22.6" height="22.6" rx="2" {look}/>',
    "rounded-square": '<rect x="5.3" y="5.3" width="23.4" height="23.4" rx="5.5" {look}/>',
    "diamond": '<path d="M17 1.2L32.8 17 17 32.8 1.2 17z" {look}/>',
    "hexagon": '<path d="M30.6 17l-6.8 11.8H10.2L3.4 17l6.8-11.8h13.6z" {look}/>',
}
TICK: Final = '<path d="M11.3 17.3l4 4.2 7.4-8.6" {look}/>'
QUESTION: Final = (
    '<path d="M13.5 14.2a3.5 3.5 0 1 1 5.3 3c-1.2.8-1.8 1.4-1.8 2.7" {look}/>'
    '<circle cx="17" cy="23.2" r="1.4" fill="{ink}"/>'
)


def shape(style: StyleClass) -> str:
    """Return the SVG elements of a class's point symbol, without its glyph."""
    if style.shape in SOLID:
        return _solid(SOLID[style.shape], style)
    return PARTLY[style.shape](style)


def _solid(outline: str, style: StyleClass) -> str:
    return _halo(outline) + outline.format(look=f'fill="{style.fill}" {_stroke(style.ink)}')


def _halo(outline: str) -> str:
    look = f'fill="#fff" {_stroke("#fff", OUTLINE + 2 * HALO)}'
    return outline.format(look=look)


def _stroke(colour: str, width: float = OUTLINE, *, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'stroke="{colour}" stroke-width="{width:g}" stroke-linejoin="round"{dashed}'


def _open_stroke(colour: str) -> str:
    return f'fill="none" stroke-linecap="round" {_stroke(colour, 2.4)}'


def _dashed(style: StyleClass) -> str:
    dashes = 13
    gap = 2 * math.pi * RADIUS / dashes - 3.5
    look = f'fill="{style.fill}" {_stroke(style.ink, 1.8, dash=f"3.5 {gap:.3f}")}'
    return _halo(CIRCLE) + CIRCLE.format(look=look)


def _unknown(style: StyleClass) -> str:
    return _dashed(style) + QUESTION.format(look=_open_stroke(style.ink), ink=style.ink)


def _done(style: StyleClass) -> str:
    return _solid(CIRCLE, style) + TICK.format(look=_open_stroke(style.glyph_color))


def _pie(eighths: int) -> Callable[[StyleClass], str]:
    def draw(style: StyleClass) -> str:
        angle = math.tau * eighths / 8
        x = CENTRE + RADIUS * math.sin(angle)
        y = CENTRE - RADIUS * math.cos(angle)
        large = int(eighths > 4)
        wedge = f"M17 17V{CENTRE - RADIUS:g}A{RADIUS:g} {RADIUS:g} 0 {large} 1 {x:.2f} {y:.2f}z"
        return (
            _halo(CIRCLE)
            + CIRCLE.format(look='fill="#fff"')
            + f'<path d="{wedge}" fill="{style.fill}" {_stroke(style.ink, 1)}/>'
            + CIRCLE.format(look=f'fill="none" {_stroke(style.ink)}')
        )

    return draw


PARTLY: Final[dict[str, Callable[[StyleClass], str]]] = {
    "dashed-circle": _dashed,
    "pie-unknown": _unknown,
    "pie-1": _pie(1),
    "pie-3": _pie(3),
    "pie-5": _pie(5),
    "pie-7": _pie(7),
    "pie-8": _done,
}
