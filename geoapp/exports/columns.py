"""The columns of tables that people read: titles, types and how each is got from a project."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from geoapp.domain.messages import Message, message
from geoapp.exports import words
from geoapp.exports.content import ExportedProject

Cell = str | int | float | date | None
Kind = Literal["text", "whole", "real", "money", "percent", "date"]


@dataclass(frozen=True)
class Column:
    """`width` is in characters; `read` takes the project and a language.

    `of` is the column of the printed tables (`options.COLUMNS`) that it belongs to, ALWAYS for
    what names a project, empty for what is on the screen alone.
    """

    title: Message
    kind: Kind
    width: int
    read: Callable[[ExportedProject, str], Cell]
    of: str = ""


def _stored(name: str) -> Callable[[ExportedProject, str], Cell]:
    def read(project: ExportedProject, _lang: str) -> Cell:
        value: Cell = project.properties[name]
        return value

    return read


def _label(name: str) -> Callable[[ExportedProject, str], Cell]:
    return lambda project, lang: words.label(name, project.properties[name], lang)


def _agency(name: str) -> Callable[[ExportedProject, str], Cell]:
    return lambda project, _lang: words.agency_words(project.properties[name]) or None


def _partners(project: ExportedProject, _lang: str) -> Cell:
    names = (words.agency_words(one) for one in project.properties["partner_agencies"])
    return "; ".join(names) or None


def _degree(place: int) -> Callable[[ExportedProject, str], Cell]:
    return lambda project, _lang: project.anchor[place] if project.anchor else None


def _money(title: Message, name: str, of: str = "") -> Column:
    return Column(title, "money", 17, _stored(name), of)


def _area(project: ExportedProject, lang: str) -> Cell:
    return words.area_words(project.properties, lang)


ALWAYS: Final = "always"
WORKBOOK: Final = (
    Column(message("No."), "whole", 5, lambda project, _lang: project.number, ALWAYS),
    Column(message("Project code"), "text", 9, _stored("code"), ALWAYS),
    Column(
        message("Name"),
        "text",
        34,
        lambda one, lang: words.name_words(one.properties, lang),
        ALWAYS,
    ),
    Column(message("Sector"), "text", 12, _label("sector"), "sector"),
    Column(message("Lead agency"), "text", 20, _agency("lead_agency"), "lead_agency"),
    Column(message("Commune"), "text", 15, _area, "area"),
    _money(message("Total investment, VND"), "investment_vnd", "investment"),
    Column(message("Works done, %"), "percent", 7, _stored("progress"), "progress"),
    Column(message("Planned, %"), "percent", 7, _stored("planned_progress"), "progress"),
    Column(message("Against the plan"), "text", 13, _label("schedule"), "schedule"),
    Column(message("Days late"), "whole", 7, _stored("days_late"), "schedule"),
    Column(message("Planned finish"), "date", 11, _stored("planned_finish"), "finish"),
    Column(message("Forecast finish"), "date", 11, _stored("forecast_finish"), "finish"),
    Column(message("Source of the position"), "text", 14, _label("position"), "position"),
    Column(
        message("Accuracy of the position in m"), "whole", 10, _stored("accuracy_m"), "position"
    ),
    Column(message("Reported on"), "date", 12, _stored("last_report")),
    Column(message("Kind of work"), "text", 20, _label("kind")),
    Column(message("Funding"), "text", 18, _label("funding")),
    Column(message("Stage"), "text", 14, _label("stage")),
    _money(message("Capital plan of the year, VND"), "plan_year_vnd"),
    _money(message("Disbursed this year, VND"), "disbursed_vnd"),
    Column(message("Partner agencies"), "text", 36, _partners),
    Column(message("Owner"), "text", 36, _agency("owner")),
    Column(message("Start in the baseline"), "date", 13, _stored("baseline_start")),
    Column(message("Finish in the baseline"), "date", 13, _stored("baseline_finish")),
    Column(message("Actual finish"), "date", 13, _stored("actual_finish")),
    Column(message("Area, ha"), "real", 12, _stored("area_ha")),
    Column(message("Length, m"), "real", 12, _stored("length_m")),
    Column(message("Longitude"), "real", 12, _degree(0)),
    Column(message("Latitude"), "real", 12, _degree(1)),
)


def printed_first(names: Collection[str]) -> tuple[tuple[Column, ...], int]:
    """Return all columns, those of `names` first, and how many of them are printed."""
    printed = [one for one in WORKBOOK if one.of in (ALWAYS, *names)]
    rest = [one for one in WORKBOOK if one not in printed]
    return (*printed, *rest), len(printed)
