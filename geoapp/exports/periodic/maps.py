"""The appendix of a periodic report: maps of all projects, of each sector and each agency."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from geoapp.domain.messages import message
from geoapp.domain.periods import say_period
from geoapp.exports.periodic.facts import Group
from geoapp.exports.periodic.material import Material
from geoapp.exports.periodic.parts import Heading, MapPicture, Part
from geoapp.exports.periodic.tables import Wording

# The width of the text: A4 less 30 mm on the left and 20 mm on the right.
LARGE_MM: Final = (160.0, 98.0)
SMALL_MM: Final = (78.0, 58.0)
MOST_SMALL: Final = 6


def appendix(given: Material, w: Wording) -> Iterator[Part]:
    """Yield the maps that were asked for, behind a heading of their own."""
    maps = [*_large(given, w), *_atlas(given, w)]
    if maps:
        title = message("Appendix: maps, {period}", period=say_period(given.facts.period, w.lang))
        yield Heading(w.say(title), 0)
        yield from maps


def _large(given: Material, w: Wording) -> Iterator[Part]:
    if "maps" not in given.pictures or not any(one.anchor for one in given.content.projects):
        return
    titles = message("Projects against the plan"), message("Projects by sector")
    for title, theme in zip(titles, (given.content.theme, given.sector_theme), strict=True):
        coloured = replace(given.content, theme=theme)
        counted = "; ".join(f"{one.label}: {one.count}" for one in coloured.counts)
        yield MapPicture(f"{w.say(title)} ({counted})", coloured, *LARGE_MM)


def _atlas(given: Material, w: Wording) -> Iterator[Part]:
    """Yield a small map of each sector and agency, those with most projects."""
    if "atlas" not in given.pictures:
        return
    by_sector = message("Maps by sector"), given.facts.sectors
    by_agency = message("Maps by lead agency"), given.facts.agencies
    for title, groups in (by_sector, by_agency):
        maps = list(_small(given, groups, w))
        if len(maps) > 1:
            yield Heading(w.say(title), 2)
            yield from maps


def _small(given: Material, groups: Sequence[Group], w: Wording) -> Iterator[Part]:
    for group in sorted(groups, key=lambda group: -group.projects)[:MOST_SMALL]:
        members = tuple(
            one
            for one in given.content.projects
            if one.anchor and one.properties["code"] in group.members
        )
        if members and group.name:
            title = message(
                "{name} (projects: {projects}, late: {late})",
                name=group.name,
                projects=group.projects,
                late=group.late,
            )
            yield MapPicture(w.say(title), replace(given.content, projects=members), *SMALL_MM)
