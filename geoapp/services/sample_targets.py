"""Loading the sample's programmes and target lists; what somebody edited since is left alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from geoapp.domain.months import end_of_month
from geoapp.ingest.sample import Sample
from geoapp.ingest.sample_targets import Programme, StatedList
from geoapp.models import Project, Revision, TargetItem, TargetList
from geoapp.services.inventions import month_from
from geoapp.services.sample_projects import NOT_EDITS

Row = dict[str, Any]


@dataclass
class SampleList:
    """A list to be: columns of its own row, and items with the codes of their projects."""

    columns: Row
    items: list[Row] = field(default_factory=list)


def load_targets(
    session: Session, sample: Sample, agencies: Mapping[str, int], day: date, *, illustrative: bool
) -> int:
    """Add missing lists and bring up to date those nobody edited; return how many changed.

    The invented list is added once: its days belong to the month of the first loading.
    """
    titles = {one.code: one.title for one in sample.documents}
    lists = [_programme(one, titles, agencies) for one in sample.programmes]
    lists += [_stated(one, titles) for one in sample.stated_lists]
    invented = select(TargetList.id).where(TargetList.illustrative).limit(1)
    if illustrative and session.scalar(invented) is None:
        lists.append(_invented(sample, day))
    ids = {row.code: row.id for row in session.execute(select(Project.code, Project.id))}
    return sum(_load(session, one, ids) for one in lists)


def _load(session: Session, given: SampleList, ids: Mapping[str, int]) -> bool:
    known = session.execute(
        select(TargetList, Revision.action)
        .join(Revision, Revision.id == TargetList.revision_id)
        .where(TargetList.code == given.columns["code"])
    ).first()
    items = [_item(row, ids) for row in given.items if row["project"] in ids]
    if known is None:
        added = insert(TargetList).values(given.columns).returning(TargetList.id)
        _put(session, int(session.scalar(added) or 0), items)
        return True
    found, action = known
    if action not in NOT_EDITS or not _differs(session, found, given.columns, items):
        return False
    session.execute(update(TargetList).where(TargetList.id == found.id).values(given.columns))
    session.execute(delete(TargetItem).where(TargetItem.list_id == found.id))
    _put(session, found.id, items)
    return True


def _item(row: Row, ids: Mapping[str, int]) -> Row:
    return {name: value for name, value in row.items() if name != "project"} | {
        "project_id": ids[row["project"]]
    }


def _put(session: Session, list_id: int, items: list[Row]) -> None:
    if items:
        session.execute(insert(TargetItem), [row | {"list_id": list_id} for row in items])


def _differs(session: Session, found: TargetList, columns: Row, items: list[Row]) -> bool:
    if any(getattr(found, name) != value for name, value in columns.items()):
        return True
    stored = session.scalars(select(TargetItem).where(TargetItem.list_id == found.id))
    now = {(one.project_id, one.milestone, one.target, one.note) for one in stored}
    return now != {
        (row["project_id"], row["milestone"], row["target"], row["note"]) for row in items
    }


def _programme(
    one: Programme, titles: Mapping[str, str], agencies: Mapping[str, int]
) -> SampleList:
    # Some numbers stand behind the kind of the document, others alone.
    reference = one.reference or ""
    numbers = [f"Số {reference}" if reference[:1].isdigit() else reference] if reference else []
    return SampleList(
        {
            "code": one.code,
            "kind": "programme",
            "name": one.name,
            "name_en": one.name_en,
            "agency_id": agencies[one.agency] if one.agency else None,
            "document": "; ".join([*numbers, *(titles[code] for code in one.documents)]),
            "note": " ".join(_facts(one)),
        },
        [_row(code, "completion", None, None) for code in one.projects],
    )


def _facts(one: Programme) -> Iterator[str]:
    """Yield what the documents say of a programme; the data are Vietnamese, as all their words."""
    yield f"Loại: {one.type}. Phạm vi: {one.area}."
    if one.lead_agency and not one.agency:
        yield f"Cơ quan chủ trì theo văn bản: {one.lead_agency}."
    if one.remark:
        yield one.remark


def _stated(one: StatedList, titles: Mapping[str, str]) -> SampleList:
    return SampleList(
        {
            "code": one.code,
            "name": one.name,
            "name_en": one.name_en,
            "document": "; ".join(titles[code] for code in one.documents),
        },
        [_row(item.project, item.milestone, item.target, item.says) for item in one.items],
    )


def _invented(sample: Sample, day: date) -> SampleList:
    given = sample.invented_targets
    dated = ((item, end_of_month(month_from(day, item.month))) for item in given.items)
    return SampleList(
        {
            "code": given.code.format(year=day.year),
            "name": given.name.format(year=day.year),
            "name_en": given.name_en.format(year=day.year),
            "illustrative": True,
        },
        [
            _row(item.project, item.milestone, target, None)
            for item, target in dated
            if target.year == day.year
        ],
    )


def _row(project: str, milestone: str, target: date | None, note: str | None) -> Row:
    return {"project": project, "milestone": milestone, "target": target, "note": note}
