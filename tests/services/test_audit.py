"""Entries of the audit log are written once; a refusal's outlives what was refused."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from geoapp.domain.traces import Trace
from geoapp.models import AuditEntry
from geoapp.services.audit import REFUSALS_A_MINUTE, note, note_refusal


def entries(database, who):
    with Session(database.app_engine) as session:
        return session.scalars(select(AuditEntry).where(AuditEntry.who == who)).all()


def refusal(who, **values):
    return Trace(**{"who": who, "what": "administer", "refused": "role", "address": "x"} | values)


def test_an_entry_falls_with_its_transaction(database):
    with Session(database.app_engine) as session:
        note(session, Trace("falls", "sign-in"))
    assert entries(database, "falls") == []


def test_a_refusal_stands_by_itself(database):
    note_refusal(database.app_engine, refusal("stands", thing="/admin"))
    (entry,) = entries(database, "stands")
    assert (entry.what, entry.thing, entry.refused) == ("administer", "/admin", "role")
    assert entry.at.tzinfo is not None


def test_whoever_knocks_without_end_does_not_fill_the_log(database):
    for _ in range(REFUSALS_A_MINUTE + 5):
        note_refusal(database.app_engine, refusal("knocks"))
    assert len(entries(database, "knocks")) == REFUSALS_A_MINUTE
    note_refusal(database.app_engine, refusal("somebody else"))
    note_refusal(database.app_engine, refusal("knocks", address="y"))
    assert len(entries(database, "somebody else")) == 1
    assert len(entries(database, "knocks")) == REFUSALS_A_MINUTE + 1


@pytest.mark.parametrize("strange", ["\0", "\ud800", "x" * 10_000, "<script>", "'; DROP TABLE"])
def test_whatever_was_typed_can_be_noted(database, strange):
    note_refusal(database.app_engine, refusal(f"strange{strange}", thing=strange))
    with Session(database.app_engine) as session:
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert last.who.startswith("strange")
    assert len(last.thing) <= 200


@pytest.mark.parametrize("write", ["UPDATE audit_entry SET who = ''", "DELETE FROM audit_entry"])
def test_the_service_cannot_change_the_log(database, write):
    with pytest.raises(DBAPIError, match="permission denied"), database.app_engine.begin() as one:
        one.execute(text(write))


@pytest.mark.parametrize("write", ["UPDATE audit_entry SET who = ''", "DELETE FROM audit_entry"])
def test_nor_can_who_owns_the_schema(database, write):
    with pytest.raises(DBAPIError, match="never changed"), database.owner_engine.begin() as one:
        one.execute(text(write))
