"""What is wrong with the rows of an upload, one by one and counted by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.models import UploadIssue


@dataclass(frozen=True)
class IssueGroup:
    """All issues of one kind; `field` is the one they are about, null where there are several."""

    code: str
    severity: str
    field: str | None
    count: int


def group_issues(session: Session, upload_id: int) -> list[IssueGroup]:
    """Return how many issues of each kind there are, errors first, then the most."""
    issue, counted = UploadIssue, func.count()
    field = func.min(issue.field)
    several = func.count(issue.field.distinct()) > 1
    rows = session.execute(
        select(issue.code, issue.severity, field, several, counted)
        .where(issue.upload_id == upload_id)
        .group_by(issue.code, issue.severity)
        .order_by(issue.severity, counted.desc(), issue.code)
    )
    return [IssueGroup(row[0], row[1], None if row[3] else row[2], row[4]) for row in rows]


def find_issues(
    session: Session,
    upload_id: int,
    *conditions: Any,
    limit: int | None = None,
    offset: int = 0,
) -> Sequence[UploadIssue]:
    """Return what is wrong, errors first, then in the order of the file."""
    statement = (
        select(UploadIssue)
        .where(UploadIssue.upload_id == upload_id, *conditions)
        .order_by(UploadIssue.severity, UploadIssue.row.asc().nulls_first(), UploadIssue.id)
    )
    return session.scalars(statement.limit(limit).offset(offset)).all()


def issues_by_row(
    session: Session, upload_id: int, numbers: Sequence[int | None]
) -> dict[int | None, list[UploadIssue]]:
    """Return the issues of these rows by their number."""
    found: dict[int | None, list[UploadIssue]] = {}
    statement = select(UploadIssue).where(
        UploadIssue.upload_id == upload_id,
        UploadIssue.row.in_([number for number in numbers if number is not None]),
    )
    for issue in session.scalars(statement.order_by(UploadIssue.id)):
        found.setdefault(issue.row, []).append(issue)
    return found
