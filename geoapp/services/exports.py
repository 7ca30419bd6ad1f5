"""What an export is made of, gathered from the database; reads only, whoever asks sees no more."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from geoapp.domain.errors import TooManyFeatures
from geoapp.domain.formatting import say_number
from geoapp.domain.layers.definition import LayerDefinition, Theme
from geoapp.domain.messages import message
from geoapp.exports.content import ExportContent, ExportedProject, Totals
from geoapp.exports.options import ExportOptions
from geoapp.exports.titles import TitleFacts, fill_title, propose_subtitle, propose_title
from geoapp.queries.exported import Whole, find_document_titles, find_whole
from geoapp.queries.summary import Summary, summarise
from geoapp.queries.wanted import Wanted
from geoapp.services.export_ground import find_ground
from geoapp.services.export_months import find_told_months
from geoapp.settings import Settings


@dataclass(frozen=True)
class Office:
    """Who exports and with what: names from the settings, layers whoever asks may see."""

    lang: str
    place: str
    today: date
    layers: tuple[LayerDefinition, ...]
    color: str = "schedule"
    agency: str = ""
    logo: bytes | None = None
    root_url: str = ""

    @property
    def themes(self) -> list[Theme]:
        """The ways in which projects can be coloured."""
        return [
            theme for layer in self.layers if layer.kind == "projects" for theme in layer.themes
        ]

    @property
    def theme(self) -> Theme:
        """The way in which projects are coloured, the first where there is none such."""
        return next((theme for theme in self.themes if theme.id == self.color), self.themes[0])


def open_office(
    settings: Settings,
    layers: tuple[LayerDefinition, ...],
    *,
    lang: str,
    color: str,
    today: date,
    root_url: str = "",
) -> Office:
    """Return whom exported pages name, as the settings say; `layers` are those that may be seen."""
    vietnamese = lang == "vi"
    return Office(
        lang=lang,
        place=settings.place_vi if vietnamese else settings.place_en,
        today=today,
        layers=layers,
        color=color,
        agency=settings.agency_vi if vietnamese else settings.agency_en,
        logo=settings.logo.read_bytes() if settings.logo else None,
        root_url=root_url,
    )


@dataclass(frozen=True)
class Proposal:
    """The title and subtitle that a filter proposes."""

    title: str
    subtitle: str


def propose(session: Session, wanted: Wanted, office: Office) -> Proposal:
    """Return what the page would be called without a title of one's own."""
    facts = _facts(wanted, office, summarise(session, wanted))
    return Proposal(propose_title(facts, office.lang), propose_subtitle(facts, office.lang))


def gather(
    session: Session, wanted: Wanted, office: Office, options: ExportOptions, *, most: int
) -> ExportContent:
    """Gather what a writer may say; raises `TooManyFeatures` rather than leave projects out."""
    totals = summarise(session, wanted)
    if totals.projects > most:
        raise TooManyFeatures(
            message(
                "{count} projects match; at most {most} go into one file. Narrow the filter.",
                count=say_number(totals.projects, office.lang),
                most=say_number(most, office.lang),
            )
        )
    projects = tuple(
        _project(number, found)
        for number, found in enumerate(find_whole(session, wanted, limit=most), start=1)
    )
    facts = _facts(wanted, office, totals)
    return ExportContent(
        lang=office.lang,
        title=_own(options.title, facts, office) or propose_title(facts, office.lang),
        subtitle=_own(options.subtitle, facts, office) or propose_subtitle(facts, office.lang),
        place=office.place,
        area_names=facts.area_names,
        day=wanted.standing.day,
        printed=office.today,
        projects=projects,
        totals=_totals(totals),
        ground=find_ground(session, wanted, projects, office.today),
        layers=office.layers,
        theme=office.theme,
        sources=_sources(session, projects, office),
        illustrative=totals.illustrative,
        narrowed=not replace(wanted.filter, areas=()).is_empty,
        agency=office.agency,
        logo=office.logo,
        root_url=office.root_url,
        told=find_told_months(session, wanted, options),
    )


def _project(number: int, found: Whole) -> ExportedProject:
    anchor = found.anchor
    return ExportedProject(
        number, found.properties, found.geometry, (anchor.x, anchor.y) if anchor else None
    )


def _facts(wanted: Wanted, office: Office, totals: Summary) -> TitleFacts:
    ended = [unit.valid_to for unit in wanted.units if unit.former(office.today)]
    agencies = wanted.agencies.by_code
    return TitleFacts(
        asked=wanted.filter,
        area_names=tuple(dict.fromkeys(unit.name for unit in wanted.units)),
        agency_names=tuple(
            agencies[code].current_label(office.lang) for code in wanted.filter.agencies
        ),
        place=office.place,
        theme=office.theme.title.say(office.lang),
        projects=totals.projects,
        last_day=max((day for day in ended if day), default=None),
        day=wanted.standing.day,
    )


def _own(text: str | None, facts: TitleFacts, office: Office) -> str:
    return fill_title(text, facts, office.lang) if text else ""


def _totals(found: Summary) -> Totals:
    return Totals(
        found.projects,
        found.located,
        found.by_schedule["late"],
        found.investment_vnd,
        found.investment_known,
        found.progress,
        found.progress_known,
    )


def _sources(
    session: Session, projects: tuple[ExportedProject, ...], office: Office
) -> tuple[str, ...]:
    """Return the documents that speak of these projects, then who made the outlines."""
    codes = {
        source["document"]
        for project in projects
        for source in project.properties["source"]
        if source.get("document")
    }
    said = [
        layer.attribution.text.say(office.lang)
        for layer in office.layers
        if layer.attribution and layer.visible
    ]
    return tuple(dict.fromkeys([*find_document_titles(session, sorted(codes)), *said]))
