"""What templates say: translations, numbers, dates and names of codes."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from flask import Flask
from jinja2 import pass_context

from geoapp.domain import choices, formatting
from geoapp.domain.attention import GROUPINGS, MOVES, SECTIONS
from geoapp.domain.messages import catalog
from geoapp.domain.rights import ROLES
from geoapp.domain.sectors import KINDS, SECTORS
from geoapp.maps.glyphs import glyph_for
from geoapp.web.state import language


class Named(Protocol):
    """A code with its names in both languages."""

    @property
    def code(self) -> str:
        """The code."""

    @property
    def vi(self) -> str:
        """The Vietnamese name."""

    @property
    def en(self) -> str:
        """The English name."""


SHORT_SCHEDULES = (
    choices.Choice("late", "chậm", "late"),
    choices.Choice("not_reported", "chưa báo cáo", "not reported"),
    choices.Choice("on_time", "đúng", "on time"),
    choices.Choice("ahead", "vượt", "ahead"),
)
SORT_NAMES = (
    choices.Choice("worst", "chậm nhất trước", "worst first"),
    choices.Choice("name", "theo tên", "by name"),
    choices.Choice("investment", "vốn lớn nhất trước", "largest investment first"),
    choices.Choice("progress", "tiến độ thấp nhất trước", "least progress first"),
    choices.Choice("finish", "hoàn thành sớm nhất trước", "earliest finish first"),
    choices.Choice("code", "theo mã", "by code"),
)
LISTS: dict[str, Sequence[Named]] = {
    "schedule": choices.SCHEDULES,
    "schedule_short": SHORT_SCHEDULES,
    "stage": choices.STAGES,
    "funding": choices.FUNDING,
    "position": choices.POSITIONS,
    "level": choices.LEVELS,
    "basis": choices.TIE_BASES,
    "sort": SORT_NAMES,
    "sector": SECTORS,
    "kind": KINDS,
    "role": ROLES,
    "obstacle": choices.OBSTACLE_KINDS,
    "grouping": GROUPINGS,
    "attention": SECTIONS,
    "move": MOVES,
}
LABELS: dict[tuple[str, str], dict[str, str]] = {
    (name, choice.code): {"vi": choice.vi, "en": choice.en}
    for name, listed in LISTS.items()
    for choice in listed
}
NUMBERS: dict[str, Callable[..., str]] = {
    "number": formatting.say_number,
    "percent": formatting.say_percent,
    "money": formatting.say_money,
    "date": formatting.say_date,
    "month": formatting.say_month,
    "distance": formatting.say_length,
    "area_ha": formatting.say_area,
}


def label(name: str, code: str) -> str:
    """Return the name of a code in the request's language; a code without one names itself."""
    return LABELS.get((name, code), {}).get(language(), code)


def _said(say: Callable[..., str]) -> Callable[..., str]:
    # Filters without a context are worked out of constants once, in whoever's language came first.
    @pass_context
    def said(_context: Any, value: Any, *more: Any) -> str:
        return say(value, language(), *more)

    return said


def init_app(app: Flask) -> None:
    """Install filters, globals and translations."""
    env = app.jinja_env
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: catalog(language()).gettext(text),
        lambda one, many, count: catalog(language()).ngettext(one, many, count),
        newstyle=True,
    )
    env.filters |= {name: _said(say) for name, say in NUMBERS.items()}
    env.globals |= {"label": label, "glyph": glyph_for}
