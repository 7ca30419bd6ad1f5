"""What a pack is asked for by: units, formats, filters and looks, checked at the door."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from geoapp.domain.areas import AreaRef, parse_area_ref
from geoapp.domain.choices import COLORS, LEVELS, codes
from geoapp.domain.errors import BadParameter, TooManyFeatures
from geoapp.domain.filters import FILTER_NAMES, ProjectFilter, parse_project_filter
from geoapp.domain.messages import DEFAULT_LANGUAGE, LANGUAGES, message
from geoapp.domain.months import parse_date
from geoapp.exports.formats import FORMATS, find_format
from geoapp.exports.options import OPTION_NAMES, one_of, parse_options
from geoapp.models import Area
from geoapp.queries.areas import Unit, get_unit, last_day_of, select_units, to_unit

Pairs = Sequence[tuple[str, str]]
UNIT_NAMES: Final = ("level", "on", "unit", "format")
ORDER_NAMES: Final = (*UNIT_NAMES, *FILTER_NAMES, *OPTION_NAMES, "template", "color", "lang")
DEFAULT_FORMATS: Final = ("pdf", "pptx", "xlsx")
DEFAULT_LEVEL: Final = "district"
MOST_UNITS: Final = 1_000


@dataclass(frozen=True)
class PackOrder:
    """What is asked for; `pairs` are filters without areas and options, as they came.

    Without `picked` units the pack has every unit of `level` on the day `on` (None: the last on
    which there were any) that lies within the areas of `asked`.
    """

    asked: ProjectFilter
    level: str = DEFAULT_LEVEL
    on: date | None = None
    picked: tuple[AreaRef, ...] = ()
    formats: tuple[str, ...] = DEFAULT_FORMATS
    lang: str = DEFAULT_LANGUAGE
    pairs: tuple[tuple[str, str], ...] = field(default=(), compare=False)


def parse_pack_order(pairs: Pairs, *, today: date) -> PackOrder:
    """Read what a pack is asked for by; raises `BadParameter` naming the choices."""
    given = [(name, value.strip()) for name, value in pairs if value.strip()]
    parse_options(option_values(given))
    levels, days = _of(given, "level"), _of(given, "on")
    formats = {part for value in _of(given, "format") for part in value.split(",")}
    for name in formats:
        find_format(name)
    return PackOrder(
        asked=parse_project_filter(given, today=today),
        level=_known("level", [*levels, DEFAULT_LEVEL][0], codes(LEVELS)),
        on=parse_date("on", days[-1]) if days else None,
        picked=tuple(dict.fromkeys(parse_area_ref(text, "unit") for text in _of(given, "unit"))),
        formats=tuple(name for name in FORMATS if name in formats) or DEFAULT_FORMATS,
        lang=_known("lang", [*_of(given, "lang"), DEFAULT_LANGUAGE][0], LANGUAGES),
        pairs=tuple(pair for pair in given if pair[0] not in (*UNIT_NAMES, "area", "lang")),
    )


def option_values(pairs: Pairs) -> dict[str, str]:
    """Return the options among the pairs; what is given several times is a list."""
    _known("color", [*_of(pairs, "color"), COLORS[0]][0], COLORS)
    return {name: ",".join(_of(pairs, name)) for name in OPTION_NAMES if _of(pairs, name)}


def find_pack_units(session: Session, order: PackOrder, today: date) -> list[Unit]:
    """Return the units of a pack, in Vietnamese order of names; at least one.

    Raises `BadParameter` where there are none, `TooManyFeatures` where there are too many.
    """
    if order.picked:
        found = [get_unit(session, ref, today) for ref in order.picked]
    else:
        day = order.on or last_day_of(session, order.level, today)
        scope = [get_unit(session, ref, today) for ref in order.asked.areas]
        found = [to_unit(row) for row in session.execute(_units(order.level, day, scope)).all()]
    if not found:
        raise BadParameter(
            "on", expected=message("a day on which there are such units"), got=str(order.on or "")
        )
    if len(found) > MOST_UNITS:
        raise TooManyFeatures(
            message("{count} units; at most {most} go into one pack.", count=len(found),
                    most=MOST_UNITS)
        )  # fmt: skip
    return found


def _units(level: str, day: date, scope: Sequence[Unit]) -> Select[*tuple[object, ...]]:
    statement = select_units(level=level, on=day)
    if scope:
        statement = statement.where(or_(*(_within(unit, day) for unit in scope)))
    return statement


def _within(whole: Unit, day: date) -> ColumnElement[bool]:
    """Units whose middle lies in `whole`, of any date; those without outline by their parents."""
    outline, between = aliased(Area), aliased(Area)
    covered = select(func.ST_Covers(outline.geometry, func.ST_PointOnSurface(Area.geometry)))
    children = select(between.code).where(
        between.parent_code == whole.code, between.level != whole.level, between.valid.contains(day)
    )
    below = and_(Area.level != whole.level, Area.level != "province")
    return or_(
        Area.id == whole.id,
        and_(below, covered.where(outline.id == whole.id).scalar_subquery()),
        and_(
            below,
            Area.geometry.is_(None),
            or_(Area.parent_code == whole.code, Area.parent_code.in_(children)),
        ),
    )


def _of(pairs: Pairs, wanted: str) -> list[str]:
    return [value for name, value in pairs if name == wanted]


def _known(name: str, value: str, choices: Sequence[str]) -> str:
    if value not in choices:
        raise BadParameter(name, expected=one_of(choices), got=value)
    return value
