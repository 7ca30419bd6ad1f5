"""Texts of a report: kept per period and agency, with history, and never overwritten unseen."""

import pytest
from sqlalchemy import select

from geoapp.domain.errors import BadForm
from geoapp.domain.rights import Refused, Viewer
from geoapp.models import AuditEntry
from geoapp.queries.report_texts import TextKey, find_carried, find_text_revisions, find_texts
from geoapp.services.report_texts import TextsChangedSince, write_texts
from tests.builders import add_agency

ALL = Viewer("an", frozenset({"planner"}), None, None)
OTHER = Viewer("binh", frozenset({"approver"}), None, None)
KEY = TextKey("2026-11", "vi", None)


def write(session, bodies, seen=0, key=KEY, viewer=ALL):
    return write_texts(session, key, viewer, bodies, seen_revision=seen).id


def bodies(session, key=KEY, revision=None):
    return find_texts(session, key, revision).bodies


def test_a_text_is_written_changed_and_taken_back_each_by_a_revision(session):
    first = write(session, {"next": "Một", "signer": "A"})
    second = write(session, {"next": "Hai"}, first)
    third = write(session, {"next": None}, second)
    assert bodies(session) == {"signer": "A"}
    assert bodies(session, revision=first) == {"next": "Một", "signer": "A"}
    assert bodies(session, revision=second) == {"next": "Hai", "signer": "A"}
    assert find_text_revisions(session, KEY) == [third, second, first]


def test_another_period_agency_and_language_have_texts_of_their_own(session):
    agency = add_agency(session, "SXD")
    session.commit()
    write(session, {"next": "Của cơ quan chung"})
    for key in (
        TextKey("2026-10", "vi", None),
        TextKey("2026-11", "en", None),
        TextKey("2026-11", "vi", agency.id),
    ):
        assert bodies(session, key) == {}


def test_the_second_of_two_writers_is_told_of_the_first(session):
    first = write(session, {"next": "Một"})
    write(session, {"next": "Của Bình"}, first, viewer=OTHER)
    with pytest.raises(TextsChangedSince) as refused:
        write(session, {"closing": "Của tôi"}, first)
    assert refused.value.note.actor == "binh"
    assert refused.value.now.bodies == {"next": "Của Bình"}


def test_heads_and_feet_are_carried_from_the_last_report(session):
    write(session, {"superior": "UBND thành phố Huế", "next": "Việc tháng 11"})
    following = TextKey("2026-12", "vi", None)
    assert find_carried(session, following, {"superior"}) == {"superior": "UBND thành phố Huế"}


def test_who_may_not_write_is_refused_and_what_is_too_long_too(session):
    with pytest.raises(Refused):
        write(session, {"next": "x"}, viewer=Viewer("em", frozenset({"viewer"}), None, None))
    limited = Viewer("dung", frozenset({"planner"}), frozenset({999}), None)
    with pytest.raises(Refused):
        write(session, {"next": "x"}, viewer=limited)
    for wrong in ({"next": "x" * 50_000}, {"khac": "x"}, {}):
        with pytest.raises(BadForm):
            write(session, wrong)
        session.rollback()
    assert bodies(session) == {}


def test_writing_leaves_a_trace(session):
    write(session, {"next": "Một"})
    entry = session.scalars(select(AuditEntry).where(AuditEntry.what == "write-report-text")).one()
    assert (entry.who, entry.thing) == ("an", "2026-11")
