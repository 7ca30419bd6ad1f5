"""A deck in 16:9: title, map, charts, tables, a slide for each project if asked."""

from io import BytesIO
from typing import Any, Final

from pptx import Presentation
from pptx.util import Mm

from geoapp.domain.formatting import say_date
from geoapp.domain.messages import message, say
from geoapp.exports.content import ExportContent
from geoapp.exports.nothing import empty_words
from geoapp.exports.options import ExportOptions
from geoapp.exports.slides.chart_slides import add_charts, add_counts
from geoapp.exports.slides.frame import BRAND, EDGE, HEIGHT, INK_2, WIDTH, add_words, new_slide
from geoapp.exports.slides.map_slide import add_map
from geoapp.exports.slides.project_slides import add_project
from geoapp.exports.slides.table_slides import add_table, pages

# Points by characters: what nearly fits into one line is set smaller, or it breaks within a name.
TITLE_SIZES: Final = ((38, 40), (52, 34), (70, 40), (160, 26))
LONG_TITLE_PT: Final = 18


def write_slides(content: ExportContent, options: ExportOptions) -> bytes:
    """Return a PPTX file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Mm(WIDTH), Mm(HEIGHT)
    _title(deck, content)
    if "map" in options.sections and content.projects:
        add_map(deck, content, options)
        add_counts(deck, content)
    if "charts" in options.sections:
        add_charts(deck, content)
    if "table" in options.sections:
        for projects in pages(content):
            add_table(deck, content, projects)
    if "projects" in options.sections:
        for project in content.projects:
            add_project(deck, content, project)
    _number(deck)
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def _title(deck: Any, content: ExportContent) -> None:
    slide = new_slide(deck, content.agency or content.place, content)
    size = next((size for most, size in TITLE_SIZES if len(content.title) < most), LONG_TITLE_PT)
    add_words(slide, content.title, (EDGE, 48, WIDTH - 2 * EDGE, 50), size, BRAND, bold=True)
    add_words(slide, content.subtitle, (EDGE, 100, WIDTH - 2 * EDGE, 20), 18, INK_2)
    printed = message("Printed on {day}", day=say_date(content.printed, content.lang))
    said = say(printed, content.lang) if content.projects else empty_words(content)[0]
    add_words(slide, said, (EDGE, 124, WIDTH - 2 * EDGE, 12), 14, INK_2)


def _number(deck: Any) -> None:
    total = len(deck.slides)
    for place, slide in enumerate(deck.slides, start=1):
        add_words(slide, f"{place}/{total}", (WIDTH - 32, HEIGHT - 11, 22, 11), 10, INK_2)
