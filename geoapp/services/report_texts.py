"""Writing the texts of a periodic report: one revision, and nobody is overwritten unseen."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadForm, PreconditionFailed, Problem
from geoapp.domain.messages import message
from geoapp.domain.report_texts import BY_CODE, LONGEST
from geoapp.domain.rights import Viewer, require
from geoapp.domain.target_drafts import may_keep
from geoapp.models import ReportText, Revision
from geoapp.queries.report_texts import TextKey, WrittenTexts, find_texts
from geoapp.queries.revisions import RevisionNote, find_notes
from geoapp.services.audit import note
from geoapp.services.revisions import begin_revision

WHAT = "write-report-text"
ACTION = "report-text"
# Two people who write the same report take turns.
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext(:key))")


class TextsChangedSince(PreconditionFailed):
    """Somebody wrote the texts since they were opened; `seen` and `now` are both states."""

    def __init__(self, seen: WrittenTexts, now: WrittenTexts, note: RevisionNote) -> None:
        super().__init__(
            message(
                "{actor} wrote this report’s texts since you opened it.",
                actor=note.full_name or note.actor,
            )
        )
        self.seen, self.now, self.note = seen, now, note


def write_texts(
    session: Session,
    key: TextKey,
    viewer: Viewer,
    bodies: Mapping[str, str | None],
    *,
    seen_revision: int,
) -> Revision:
    """Write the blocks named, None taking one back to its proposal, and commit.

    Raises `Refused`, `TextsChangedSince`, and `BadForm` for texts too long or nothing changed.
    """
    require(may_keep(viewer, key.agency_id), viewer, WHAT, key.period)
    session.execute(ONE_AT_A_TIME, {"key": f"report-text {key}"})
    now = find_texts(session, key)
    if seen_revision != now.revision:
        seen = find_texts(session, key, seen_revision)
        if seen.bodies != now.bodies:
            raise TextsChangedSince(seen, now, find_notes(session, [now.revision])[now.revision])
    changed = {code: body for code, body in bodies.items() if body != now.bodies.get(code)}
    _check(changed)
    revision = begin_revision(
        session, actor=viewer.name, action=ACTION, reason=f"Viết báo cáo kỳ {key.period}"
    )
    for code, body in changed.items():
        _write(session, key, code, body)
    note(session, viewer.trace(WHAT, key.period, revision=revision.id))
    session.commit()
    return revision


def _check(changed: Mapping[str, str | None]) -> None:
    problems = [
        Problem(code, message("At most {count} characters fit here.", count=LONGEST))
        for code, body in changed.items()
        if len(body or "") > LONGEST
    ]
    problems += [
        Problem(code, message("There is no such text.")) for code in changed if code not in BY_CODE
    ]
    if not changed:
        problems = [Problem("", message("Nothing was changed."))]
    if problems:
        raise BadForm(problems)


def _write(session: Session, key: TextKey, code: str, body: str | None) -> None:
    same = (
        ReportText.period == key.period,
        ReportText.lang == key.lang,
        ReportText.agency_id.is_not_distinct_from(key.agency_id),
        ReportText.block == code,
    )
    if body is None:
        session.execute(delete(ReportText).where(*same))
        return
    row = session.scalars(select(ReportText).where(*same)).first()
    if row is not None:
        row.body = body
        session.flush()
        return
    values = {"period": key.period, "lang": key.lang, "agency_id": key.agency_id}
    session.execute(insert(ReportText).values(**values, block=code, body=body))
