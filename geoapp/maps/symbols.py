"""The sprite of all symbols, written into each page once and used by reference."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from geoapp.domain.layers.definition import LayerDefinition
from geoapp.maps.glyphs import SCREEN_GLYPHS, SECTOR_GLYPHS
from geoapp.maps.shapes import shape

INK: Final = "#17232E"
BADGES: Final = {
    "preparation": (
        f'<g fill="{INK}" stroke="none"><circle cx="4" cy="7" r="1"/><circle cx="7" cy="7" r="1"/>'
        '<circle cx="10" cy="7" r="1"/></g>'
    ),
    "completion": '<path d="M4.1 7.2l2.1 2.2L9.9 4.9"/>',
    "suspended": '<path d="M5.5 4.8v4.4M8.5 4.8v4.4"/>',
    "cancelled": '<path d="M4.9 4.9l4.2 4.2M9.1 4.9L4.9 9.1"/>',
}
DISC: Final = f'<circle cx="7" cy="7" r="6.1" fill="#fff" stroke="{INK}" stroke-width="1.3"/>'


def sprite_svg(layers: Iterable[LayerDefinition]) -> str:
    """Return one hidden `<svg>` with shape-THEME-CLASS, glyph-NAME, badge-STAGE, hatch-RRGGBB.

    It has no text from data, no style attribute and no script. Stages in progress have no badge.
    """
    layers = tuple(layers)
    parts = [*_shapes(layers), *_glyphs(), *_badges(), *_hatches(layers)]
    return (
        '<svg class="sprite" xmlns="http://www.w3.org/2000/svg" width="0" height="0"'
        f' aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )


def _shapes(layers: Iterable[LayerDefinition]) -> Iterator[str]:
    for layer in layers:
        if layer.kind == "projects":
            for theme in layer.themes:
                for style in theme.classes:
                    yield _symbol(f"shape-{theme.id}-{style.value}", 34, shape(style))


def _glyphs() -> Iterator[str]:
    for name, drawing in {**SECTOR_GLYPHS, **SCREEN_GLYPHS}.items():
        yield _symbol(f"glyph-{name}", 16, f'<g fill="currentColor">{drawing}</g>')


def _badges() -> Iterator[str]:
    look = f'fill="none" stroke="{INK}" stroke-width="1.7" stroke-linecap="round"'
    for stage, drawing in BADGES.items():
        yield _symbol(f"badge-{stage}", 14, f"{DISC}<g {look}>{drawing}</g>")


def _symbol(name: str, size: int, drawing: str) -> str:
    return (
        f'<symbol id="{escape(name)}" viewBox="0 0 {size} {size}" overflow="visible">'
        f"{drawing}</symbol>"
    )


def _hatches(layers: Iterable[LayerDefinition]) -> Iterator[str]:
    styles = [style for layer in layers for style in layer.styles()]
    for fill in sorted({style.fill for style in styles if style.area == "hatch"}):
        yield (
            f'<pattern id="hatch-{fill[1:]}" width="7" height="7" patternUnits="userSpaceOnUse"'
            f' patternTransform="rotate(45)"><rect width="7" height="7" fill="{fill}"'
            f' fill-opacity=".12"/><rect width="2.6" height="7" fill="{fill}"/></pattern>'
        )
