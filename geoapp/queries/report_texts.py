"""Texts of a periodic report as they are, and as they were at a revision."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, column, select, union_all
from sqlalchemy import table as named
from sqlalchemy.orm import Session

from geoapp.models import ReportText


@dataclass(frozen=True)
class TextKey:
    """Whose texts: a period as in addresses, the report's language, an agency or the office."""

    period: str
    lang: str
    agency_id: int | None


@dataclass(frozen=True)
class WrittenTexts:
    """The blocks that somebody wrote; `revision` wrote or took back the last one, 0 none yet."""

    bodies: Mapping[str, str]
    revision: int


def find_texts(session: Session, key: TextKey, revision: int | None = None) -> WrittenTexts:
    """Return the texts as they are, or as they stood at a revision."""
    now: Any = ReportText.__table__
    past = named(
        "report_text_history",
        *(column(one.name, one.type) for one in now.c),
        column("superseded_by"),
    )
    last = max([0, *find_text_revisions(session, key)])
    seen = last if revision is None else revision
    rows = union_all(
        select(now.c.block, now.c.body).where(*_of(now, key), now.c.revision_id <= seen),
        select(past.c.block, past.c.body).where(
            *_of(past, key), past.c.revision_id <= seen, past.c.superseded_by > seen
        ),
    )
    return WrittenTexts({row.block: row.body for row in session.execute(rows)}, seen)


def find_text_revisions(session: Session, key: TextKey) -> list[int]:
    """Return the revisions that wrote any of the texts or took one back, the latest first."""
    now: Any = ReportText.__table__
    past = named("report_text_history", *(column(name) for name in HISTORY))
    found = union_all(
        select(now.c.revision_id).where(*_of(now, key)),
        select(past.c.revision_id).where(*_of(past, key)),
        select(past.c.superseded_by).where(*_of(past, key)),
    )
    return sorted(set(session.scalars(found)), reverse=True)


HISTORY = ("period", "lang", "agency_id", "revision_id", "superseded_by")


def find_carried(session: Session, key: TextKey, blocks: Collection[str]) -> dict[str, str]:
    """Return what the same reporter wrote last into these blocks, for whatever other period."""
    rows = session.execute(
        select(ReportText.block, ReportText.body)
        .where(
            ReportText.lang == key.lang,
            ReportText.agency_id.is_not_distinct_from(key.agency_id),
            ReportText.period != key.period,
            ReportText.block.in_(blocks),
        )
        .order_by(ReportText.revision_id)
    )
    return {row.block: row.body for row in rows}


def _of(table: Any, key: TextKey) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.period == key.period,
        table.c.lang == key.lang,
        table.c.agency_id.is_not_distinct_from(key.agency_id),
    )
