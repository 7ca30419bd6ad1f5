"""What the printed page says: every figure as the words that stand on paper."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any, Final

from geoapp.charts.counts import ClassCount
from geoapp.domain.formatting import (
    BILLION,
    say_area,
    say_date,
    say_length,
    say_money,
    say_number,
    say_percent,
)
from geoapp.domain.messages import Message, message, say
from geoapp.exports import words
from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.nothing import empty_words
from geoapp.exports.options import PAPERS, ExportOptions
from geoapp.exports.remarks import remarks
from geoapp.maps.printed.type_size import text_width
from geoapp.maps.printed.values import DrawnMap

NONE: Final = "–"
MM_PER_PT: Final = 0.3528
# Margins, and what the page's number and day take.
FOOT_TAKEN_MM: Final = 52
# Width in mm of the columns of the long table; 0 takes what is left. Right-aligned where True.
WIDE: Final[dict[str, tuple[Message, int, bool]]] = {
    "sector": (message("Sector"), 20, False),
    "lead_agency": (message("Lead agency"), 40, False),
    "area": (message("Commune"), 28, False),
    "investment": (message("VND billion"), 14, True),
    "progress": (message("Works / plan"), 24, True),
    "schedule": (message("Against the plan"), 25, False),
    "finish": (message("Finish"), 29, False),
    "position": (message("Position"), 22, False),
}
# A table of more rows than this is set close, in a wider panel.
MANY_ROWS: Final = {"a4": 16, "a3": 26}
NARROW_PAGE: Final = ("lead_agency", "investment", "progress", "schedule", "finish")


def page_data(
    content: ExportContent, options: ExportOptions, drawn: DrawnMap | None
) -> dict[str, Any]:
    """Return the data of the template `map_page.typ`, but for sizes of its pictures."""
    width, height = options.page_mm
    return {
        "lang": content.lang,
        "title": content.title,
        "subtitle": content.subtitle,
        "agency": content.agency,
        "illustrative": say(message("Illustrative figures"), content.lang)
        if content.illustrative
        else "",
        "page": {"width": width, "height": height},
        "portrait": options.orientation == "portrait",
        "kpis": kpis(content),
        "legend-title": say(message("Legend, projects on this page"), content.lang),
        "legend": [_legend(one, content) for one in content.counts],
        "legend-width": max(
            (text_width(one.label, 8.2 * MM_PER_PT) + 1.5 for one in content.counts), default=20
        ),
        "notes": _notes(drawn, content) if drawn else [],
        "small-titles": [
            "",
            say(message("Project"), content.lang),
            say(message("VND billion"), content.lang),
            say(message("Works / plan"), content.lang),
            say(message("Days late"), content.lang),
        ],
        "rows": [row(one, content, options) for one in content.projects],
        "wide": _wide(content, options),
        # A number on a pie could not be read.
        "plain-numbers": content.theme.id == "progress",
        # The template alone knows how many rows found no room.
        "more-words": say(
            message("{count} more projects on the next pages", count="{count}"), content.lang
        ),
        "rest-words": say(message("and {count} more projects", count="{count}"), content.lang),
        "empty": dict(zip(("title", "words"), empty_words(content), strict=True)),
        "remarks": " ".join(remarks(content)),
        "footer-height": footer_height(content, options),
        "printed": say(
            message("Printed on {day}", day=say_date(content.printed, content.lang)), content.lang
        ),
        "page-word": say(message("Page"), content.lang),
        "with-map": "map" in options.sections,
        "with-table": "table" in options.sections,
        "works-title": say(message("Works done and planned by month, %"), content.lang),
        "no-place": say(message("No known place"), content.lang),
    }


def footer_height(content: ExportContent, options: ExportOptions) -> float:
    """Return how many mm the foot of each page needs for all that it must say."""
    width = options.page_mm[0] - FOOT_TAKEN_MM
    lines = ceil(text_width(" ".join(remarks(content)), 7.4 * MM_PER_PT) / width * 1.04)
    return 1.8 + 3.2 * max(2, lines)


def kpis(content: ExportContent) -> list[dict[str, Any]]:
    """Return the totals: a figure, its words, and the share of the width it needs."""
    totals, lang = content.totals, content.lang
    known = say(message("total investment, VND billion"), lang)
    if totals.investment_known < totals.projects:
        count = say_number(totals.investment_known, lang)
        known += say(message(" ({count} known)", count=count), lang)
    rests = say_number(totals.progress_known, lang)
    return [
        _kpi(say_number(totals.projects, lang), say(message("projects"), lang), 0.55),
        _kpi(say_number(totals.late, lang), say(message("late"), lang), 0.4),
        _kpi(_billions(totals.investment_vnd, lang), known, 1.15),
        _kpi(
            NONE if totals.progress is None else say_percent(totals.progress, lang),
            say(message("average progress by investment ({count} reported)", count=rests), lang),
            1.35,
        ),
    ]


def _kpi(figure: str, said: str, share: float) -> dict[str, Any]:
    return {"figure": figure, "words": said, "share": share}


def _billions(vnd: int | None, lang: str) -> str:
    if vnd is None:
        return NONE
    return say_number(vnd / BILLION, lang, 0 if vnd >= 100 * BILLION else 1)


def _legend(found: ClassCount, content: ExportContent) -> dict[str, Any]:
    most = max(one.count for one in content.counts)
    return {
        "name": found.style.value,
        "label": found.label,
        "count": say_number(found.count, content.lang),
        "share": found.count / most,
        **look(found.style),
    }


def look(style: Any) -> dict[str, Any]:
    """Return how a bar of a class is filled and edged."""
    return {
        "fill": style.fill,
        "edge": style.ink,
        "area": style.area,
        "dashed": style.edge_line == "dashed",
    }


def _notes(drawn: DrawnMap, content: ExportContent) -> list[dict[str, str]]:
    """Return what else is on the map: small pictures with their words."""
    level = content.ground.selected[0].level if content.ground.selected else "province"
    outlines = {
        "province": message("province"),
        "district": message("district outline"),
        "commune": message("commune outline"),
    }
    said: list[tuple[bool, str, Message]] = [
        (True, "outline", outlines[level]),
        (drawn.within, "within", _within_words(content)),
        (drawn.lines, "line", message("line")),
        (drawn.areas, "site", message("site")),
        (drawn.schematic, "schematic", message("schematic site")),
        (drawn.clustered, "cluster", message("group; the red part is late")),
        (bool(drawn.enlarged), "dot", message("drawn in the enlargement")),
        (drawn.moved, "leader", message("moved aside from its place")),
    ]
    return [
        {"picture": f"note-{name}.svg", "words": say(one, content.lang)}
        for wanted, name, one in said
        if wanted
    ]


def _within_words(content: ExportContent) -> Message:
    """Return what the finer outlines are, and since when where they are not of the map's day."""
    ground = content.ground
    today = all(one.valid_to is None for one in ground.within)
    if today and any(one.valid_to for one in ground.selected):
        since = max(date.fromisoformat(one.ref.partition("@")[2]) for one in ground.within)
        return message("communes since {day}", day=say_date(since, content.lang))
    return message("communes")


def row(project: ExportedProject, content: ExportContent, options: ExportOptions) -> dict[str, Any]:
    """Return a project as a row of the table on the first page, and of the long one."""
    one, lang = project.properties, content.lang
    style = content.class_of(project)
    late = one["schedule"] == "late"
    return {
        "number": str(project.number),
        "class": style.value,
        "color": style.glyph_color,
        "name": words.name_words(one, lang),
        "money": _billions(one["investment_vnd"], lang),
        "works": words.works_words(one, lang),
        "days": f"+{say_number(one['days_late'], lang)}" if late and one["days_late"] else NONE,
        "late": late,
        "wide": [
            f"{words.name_words(one, lang)} ({one['code']})",
            *(wide_cell(name, project, content) for name in wide_columns(options)),
        ],
    }


def wide_columns(options: ExportOptions) -> tuple[str, ...]:
    """Return the columns of the long table: those that were chosen, fewer on a narrow page."""
    if options.page_mm[0] < 250:
        return tuple(name for name in options.columns if name in NARROW_PAGE)
    return options.columns


def wide_cell(name: str, project: ExportedProject, content: ExportContent) -> str:
    """Return one cell of the long table in words."""
    one, lang = project.properties, content.lang
    match name:
        case "sector":
            said = words.label("sector", one["sector"], lang)
        case "lead_agency":
            said = words.agency_words(one["lead_agency"])
        case "area":
            said = words.area_words(one, lang)
        case "investment":
            said = _billions(one["investment_vnd"], lang)
        case "progress":
            said = words.progress_words(one, lang)
        case "schedule":
            said = words.schedule_words(one, lang)
        case "finish":
            said = words.finish_words(one, lang)
        case _:
            said = words.position_words(one, lang)
    return said or NONE


def _wide(content: ExportContent, options: ExportOptions) -> dict[str, Any]:
    columns = [WIDE[name] for name in wide_columns(options)]
    # On large paper every column takes its part of the room.
    wider = max(1.0, options.page_mm[0] / PAPERS["a4"][0])
    return {
        "titles": ["", say(message("Project"), content.lang)]
        + [say(title, content.lang) for title, *_ in columns],
        "widths": [8, 0, *(round(width * wider) for _, width, _ in columns)],
        "right": [False, False, *(right for *_, right in columns)],
    }


def project_page(project: ExportedProject, content: ExportContent, picture: str) -> dict[str, Any]:
    """Return what the page of one project says."""
    one, lang = project.properties, content.lang
    style = content.class_of(project)
    planned = one["planned_progress"]
    done = one["progress"]
    return {
        "number": str(project.number),
        "class": style.value,
        "color": style.glyph_color,
        "name": words.name_words(one, lang),
        "kind": " · ".join(
            said
            for said in (
                words.label("sector", one["sector"], lang),
                words.label("kind", one["kind"], lang),
                str(one["code"]),
            )
            if said
        ),
        "status": words.schedule_words(one, lang),
        "late": one["schedule"] == "late",
        "progress": NONE if done is None else say_percent(done, lang),
        "against": ""
        if planned is None
        else say(message("planned {percent}", percent=say_percent(planned, lang)), lang),
        "done": done,
        "planned": planned,
        "look": look(style),
        "facts": facts(project, content),
        "map": picture,
    }


def facts(project: ExportedProject, content: ExportContent) -> Sequence[tuple[str, str]]:
    """Return what is known of a project as titles and words, unknown said so."""
    one, lang = project.properties, content.lang
    unknown = say(message("not in the documents"), lang)
    money, report = one["investment_vnd"], one["last_report"]
    size = [say_area(one["area_ha"], lang)] if one["area_ha"] else []
    size += [say_length(one["length_m"], lang)] if one["length_m"] else []
    partners = "; ".join(words.agency_words(agency) for agency in one["partner_agencies"])
    said: list[tuple[Message, str]] = [
        (message("Stage"), words.label("stage", one["stage"], lang)),
        (message("Finish"), words.finish_words(one, lang)),
        (message("Total investment"), say_money(money, lang) if money is not None else ""),
        (message("Funding"), words.label("funding", one["funding"], lang)),
        (message("Size"), ", ".join(size)),
        (message("Lead agency"), words.agency_words(one["lead_agency"])),
        (message("Partner agencies"), partners),
        (message("Owner"), words.agency_words(one["owner"])),
        (message("Commune"), words.area_words(one, lang)),
        (message("Position"), words.position_words(one, lang)),
        (message("Last report"), say_date(report, lang) if report else ""),
    ]
    return [(say(title, lang), text or unknown) for title, text in said]
