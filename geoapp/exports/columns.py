"""The columns of tables that people read: titles, types and how each is got from a project."""

from collections.abc import Callable
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
    """`width` is in characters; `read` takes the project and a language."""

    title: Message
    kind: Kind
    width: int
    read: Callable[[ExportedProject, str], Cell]


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


def _money(title: Message, name: str) -> Column:
    return Column(title, "money", 20, _stored(name))


WORKBOOK: Final = (
    Column(message("No."), "whole", 6, lambda project, _lang: project.number),
    Column(message("Project code"), "text", 12, _stored("code")),
    Column(message("Name"), "text", 52, lambda one, lang: words.name_words(one.properties, lang)),
    Column(message("Sector"), "text", 16, _label("sector")),
    Column(message("Kind of work"), "text", 20, _label("kind")),
    Column(message("Funding"), "text", 18, _label("funding")),
    Column(message("Stage"), "text", 14, _label("stage")),
    Column(message("Against the plan"), "text", 18, _label("schedule")),
    Column(message("Days late"), "whole", 10, _stored("days_late")),
    Column(message("Works done, %"), "percent", 12, _stored("progress")),
    Column(message("Planned, %"), "percent", 12, _stored("planned_progress")),
    Column(message("Reported on"), "date", 13, _stored("last_report")),
    _money(message("Total investment, VND"), "investment_vnd"),
    _money(message("Capital plan of the year, VND"), "plan_year_vnd"),
    _money(message("Disbursed this year, VND"), "disbursed_vnd"),
    Column(message("Lead agency"), "text", 36, _agency("lead_agency")),
    Column(message("Partner agencies"), "text", 36, _partners),
    Column(message("Owner"), "text", 36, _agency("owner")),
    Column(message("Start in the baseline"), "date", 13, _stored("baseline_start")),
    Column(message("Finish in the baseline"), "date", 13, _stored("baseline_finish")),
    Column(message("Planned finish"), "date", 13, _stored("planned_finish")),
    Column(message("Forecast finish"), "date", 13, _stored("forecast_finish")),
    Column(message("Actual finish"), "date", 13, _stored("actual_finish")),
    Column(
        message("Commune"), "text", 28, lambda one, lang: words.area_words(one.properties, lang)
    ),
    Column(message("Area, ha"), "real", 12, _stored("area_ha")),
    Column(message("Length, m"), "real", 12, _stored("length_m")),
    Column(message("Longitude"), "real", 12, _degree(0)),
    Column(message("Latitude"), "real", 12, _degree(1)),
    Column(message("Source of the position"), "text", 18, _label("position")),
    Column(message("Accuracy of the position in m"), "whole", 12, _stored("accuracy_m")),
)
