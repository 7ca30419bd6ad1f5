"""What a meeting is handed: changes since the last one, obstacles, and the projects to draw."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from geoapp.exports.content import ExportedProject
from geoapp.exports.meeting import Meeting, Told
from geoapp.exports.options import ExportOptions
from geoapp.queries.changes import Change, find_changes
from geoapp.queries.obstacles_since import count_obstacles_since
from geoapp.queries.wanted import Wanted
from geoapp.services.exports import Office, gather

# So many always find room on one page, whatever their names.
MOST_TOLD = 13


def gather_meeting(
    session: Session, before: Wanted, after: Wanted, since: date, office: Office
) -> Meeting:
    """Gather the page for a meeting; the worst of the changes carry numbers, as on its map."""
    changes = find_changes(session, before, after, limit=MOST_TOLD)
    content = gather(session, _alone(after, changes.items), office, ExportOptions(), most=MOST_TOLD)
    numbers = {one.code: number for number, one in enumerate(changes.items, start=1)}
    drawn = tuple(
        sorted((_numbered(one, numbers) for one in content.projects), key=lambda one: one.number)
    )
    return Meeting(
        content=replace(content, projects=drawn),
        since=since,
        counts=changes.groups,
        told=tuple(_told(one, numbers[one.code]) for one in changes.items),
        obstacles=vars(count_obstacles_since(session, after, since)),
        agencies={key: one.current_label(office.lang) for key, one in after.agencies.by_id.items()},
    )


def _alone(after: Wanted, changes: Sequence[Change]) -> Wanted:
    """Return the filter narrowed to what changed; what was filtered by may have changed too."""
    codes = [one.code for one in changes]
    return replace(after, conditions_by_name={"code": after.p.c.code.in_(codes)})


def _numbered(project: ExportedProject, numbers: dict[str, int]) -> ExportedProject:
    return replace(project, number=numbers[project.properties["code"]])


def _told(change: Change, number: int) -> Told:
    return Told(
        number=number,
        group=change.group,
        state=change.state,
        schedules=(
            change.before["schedule"] if change.before else None,
            change.after["schedule"] if change.after else None,
        ),
        differences=tuple(change.differences),
    )
