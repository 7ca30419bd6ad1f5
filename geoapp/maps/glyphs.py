"""Small drawings in one hand: 16 units square, one colour, corners left empty for the diamond."""

from typing import Final

LINE: Final = (
    '<g fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"'
    ' stroke-linejoin="round">{}</g>'
)

SECTOR_GLYPHS: Final = {
    "transport": (
        '<path fill-rule="evenodd" d="M6.2 2h3.6L13 14H3zM7.3 3.2v2.2h1.4V3.2zm0 3.9v2.4h1.4V7.1z'
        'm0 4.1v2.8h1.4v-2.8z"/>'
    ),
    "industry": '<path d="M2.5 13.5V8.2L6 5.7v2.5l3.4-2.5v2.5H11l.3-5.7h1.8l.4 11z"/>',
    "tourism": (
        '<path d="M7.4 2h1.2v1.2a5.6 5.2 0 0 1 5 5.1H8.7V12.6h2.8V14h-7v-1.4h2.8V8.3H2.4a5.6 5.2 0'
        ' 0 1 5-5.1z"/>'
    ),
    "urban": (
        '<path fill-rule="evenodd" d="M3 13.8V7.4h4v6.4zM8 13.8V2.8h5v11zM9.3 4.4v1.5h2.4V4.4z'
        'm0 3v1.5h2.4V7.4zm0 3v1.5h2.4v-1.5z"/>'
    ),
    "commerce": (
        '<path d="M3.4 6h9.2l.8 7.6a.8.8 0 0 1-.8.9H3.4a.8.8 0 0 1-.8-.9z"/>'
        '<path fill="none" stroke="currentColor" stroke-width="1.5"'
        ' d="M5.7 6.4V4.6a2.3 2.3 0 0 1 4.6 0v1.8"/>'
    ),
    "culture": (
        '<path d="M8 1.8c1.5 1.5 3.4 2.6 6 3.2v1.4H2V5c2.6-.6 4.5-1.7 6-3.2z'
        "M3.3 7.4h1.7v4.2H3.3zM7.15 7.4h1.7v4.2h-1.7zM11 7.4h1.7v4.2H11z"
        'M2.2 12.5h11.6V14H2.2z"/>'
    ),
    "environment": (
        '<path fill-rule="evenodd" d="M8 1.6c2 3 4.5 5.4 4.5 8.3a4.5 4.5 0 0 1-9 0C3.5 7'
        ' 6 4.6 8 1.6zM5.2 9.7a2.9 2.9 0 0 0 2.6 3.1v-1.1a1.8 1.8 0 0 1-1.5-2z"/>'
    ),
    "health": '<path d="M6.2 2.6h3.6v3.6h3.6v3.6H9.8v3.6H6.2V9.8H2.6V6.2h3.6z"/>',
    "education": (
        '<path d="M8 2.9l6.8 3.1L8 9.1 1.2 6zM4 8.5l4 1.9 4-1.9v2.8c-1 1.1-2.4 1.7-4'
        ' 1.7s-3-.6-4-1.7zM13.2 7.4h1.2v4h-1.2z"/>'
    ),
    "science": (
        '<g fill="none" stroke="currentColor" stroke-width="1.3">'
        '<ellipse cx="8" cy="8" rx="6.3" ry="2.5" transform="rotate(30 8 8)"/>'
        '<ellipse cx="8" cy="8" rx="6.3" ry="2.5" transform="rotate(-30 8 8)"/>'
        '<ellipse cx="8" cy="8" rx="2.5" ry="6.3"/></g><circle cx="8" cy="8" r="1.3"/>'
    ),
    "agriculture": (
        '<path d="M7.2 14V9.6C4.2 9.5 2.3 7.7 2.2 4.6c2.9 0 4.9 1.2 5.6 3.5C8.3 5'
        ' 10.3 3.1 13.8 3c0 3.9-1.9 6.2-5 6.6V14z"/>'
    ),
    "energy": '<path d="M9.4 1.6L3.6 9h3.5l-1 5.4L12.4 6.8H8.7z"/>',
    "mining": (
        '<path d="M2 6.8C3.6 3.7 5.5 2.4 8 2.4s4.4 1.3 6 4.4c-1.6-1.3-3.2-2-5.1-2.2V14'
        'H7.1V4.6C5.2 4.8 3.6 5.5 2 6.8z"/>'
    ),
    "services": (
        '<path d="M8.7 4.6a5 5 0 0 1 4.4 5.7H2.9a5 5 0 0 1 4.4-5.7v-.7H6V2.7h4v1.2H8.7z'
        'M2 11.4h12V13H2z"/>'
    ),
    "social": (
        '<circle cx="5.2" cy="5" r="2"/><circle cx="10.8" cy="5" r="2"/>'
        '<path d="M1.8 12.8c0-3 1.3-4.9 3.4-4.9 1.2 0 2.2.6 2.8 1.7.6-1.1 1.6-1.7 2.8-1.7'
        ' 2.1 0 3.4 1.9 3.4 4.9z"/>'
    ),
    "anchor": LINE.format(
        '<circle cx="8" cy="3.5" r="1.5"/>'
        '<path d="M8 5v8.8M5.3 7.3h5.4M2.8 9.6c.5 2.7 2.5 4.2 5.2 4.2s4.7-1.5 5.2-4.2"/>'
    ),
    "dot": '<circle cx="8" cy="8" r="3.2"/>',
}

SCREEN_GLYPHS: Final = {
    "search": LINE.format('<circle cx="7" cy="7" r="4.4"/><path d="M10.3 10.3l3.4 3.4"/>'),
    "close": LINE.format('<path d="M4 4l8 8M12 4l-8 8"/>'),
    "plus": LINE.format('<path d="M8 3v10M3 8h10"/>'),
    "minus": LINE.format('<path d="M3 8h10"/>'),
    "fullscreen": LINE.format('<path d="M2.8 6V2.8H6M10 2.8h3.2V6M13.2 10v3.2H10M6 13.2H2.8V10"/>'),
    "locate": LINE.format(
        '<circle cx="8" cy="8" r="4.3"/><path d="M8 1.6v2.1M8 12.3v2.1M1.6 8h2.1M12.3 8h2.1"/>'
    )
    + '<circle cx="8" cy="8" r="1.5"/>',
    "measure": LINE.format(
        '<path d="M1.8 10.7l8.9-8.9 3.5 3.5-8.9 8.9zM5.4 7.1l1.5 1.5M8 4.5l1.5 1.5"/>'
    ),
    "layers": LINE.format(
        '<path d="M8 2l6.2 3.3L8 8.6 1.8 5.3zM1.8 8L8 11.3 14.2 8M1.8 10.7L8 14l6.2-3.3"/>'
    ),
    "legend": LINE.format('<path d="M7.5 3.8h6M7.5 8h6M7.5 12.2h6"/>')
    + '<path d="M3.5 2.2l1.7 1.6-1.7 1.6-1.7-1.6zM2.2 6.7h2.6v2.6H2.2z"/>'
    '<circle cx="3.5" cy="12.2" r="1.4"/>',
    "menu": LINE.format('<path d="M2.5 4h11M2.5 8h11M2.5 12h11"/>'),
    "prev": LINE.format('<path d="M10 3L5 8l5 5"/>'),
    "next": LINE.format('<path d="M6 3l5 5-5 5"/>'),
    "play": '<path d="M4.5 2.6v10.8L13.3 8z"/>',
    "copy": LINE.format('<path d="M6 5.5h7.2v8H6z"/><path d="M10.2 3.2V2.5H2.8v8h1"/>'),
    "filter": LINE.format('<path d="M2.2 3h11.6L9.6 8.2v4.3l-3.2 1.3V8.2z"/>'),
}

HARBOUR_KINDS: Final = {"port", "breakwater", "port_policy"}


def glyph_for(sector: str, kind: str) -> str:
    """Return the name of a project's glyph; a dot when the sector has no drawing."""
    if kind in HARBOUR_KINDS:
        return "anchor"
    return sector if sector in SECTOR_GLYPHS else "dot"
