"""Writing the audit log: with the action, or after what was refused."""

from typing import Any

from sqlalchemy import ColumnElement, Engine, ScalarSelect, func, insert, literal, select, text
from sqlalchemy.orm import Session

from geoapp.domain.traces import Trace
from geoapp.models import AuditEntry

# Whoever knocks without end must not fill the disk.
REFUSALS_A_MINUTE = 60


def note(session: Session, trace: Trace) -> None:
    """Add an entry that stands or falls with the transaction of what it tells of."""
    session.execute(insert(AuditEntry), [_values(trace)])


def note_refusal(engine: Engine, trace: Trace) -> None:
    """Add an entry in a transaction of its own: what was refused has none that is committed.

    Of one person at one address no more than `REFUSALS_A_MINUTE` are kept.
    """
    columns: Any = AuditEntry.__table__.c
    values = _values(trace)
    row = select(*(literal(value, columns[name].type) for name, value in values.items()))
    few = _in_the_last_minute(values["who"], values["address"]) < REFUSALS_A_MINUTE
    with engine.begin() as connection:
        connection.execute(insert(AuditEntry).from_select(list(values), row.where(few)))


def _in_the_last_minute(who: str, address: str) -> ScalarSelect[int]:
    same: list[ColumnElement[bool]] = [
        AuditEntry.who == who,
        AuditEntry.address == address,
        AuditEntry.refused.is_not(None),
        AuditEntry.at > text("now() - interval '1 minute'"),
    ]
    return select(func.count()).select_from(AuditEntry).where(*same).scalar_subquery()


def _values(trace: Trace) -> dict[str, Any]:
    # PostgreSQL keeps no NUL, and a name that was typed wrong may be anything.
    return {
        "who": _plain(trace.who)[:100],
        "what": trace.what,
        "thing": _plain(trace.thing)[:200],
        "refused": trace.refused,
        "address": trace.address or "",
        "details": dict(trace.details),
    }


def _plain(value: str) -> str:
    return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
