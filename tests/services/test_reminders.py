"""Planners are written to before reports are due and once after, nobody twice of the same."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from geoapp.models import ProgressReport, Project
from geoapp.services.reminders import send_reminders
from tests.builders import add_report, revise
from tests.people import add_user
from tests.services.mail_server import mail_server
from tests.services.offices import found_offices
from tests.web.conftest import wipe

BEFORE, AFTER = date(2026, 11, 18), date(2026, 11, 21)
HOA, LAN, DUYET = "hoa@sxd.example", "lan@syt.example", "duyet@ubnd.example"


@pytest.fixture
def office(database):
    found_offices(database.app_engine)
    with Session(database.app_engine) as session:
        add_user(session, "ke-hoach", "planner", agencies=("SXD",), every_area=True, email=HOA)
        add_user(session, "y-te", "planner", agencies=("SYT",), every_area=True, email=LAN)
        add_user(
            session, "duyet", "approver", every_agency=True, every_area=True, email="d@x.example"
        )
    yield database.app_engine
    wipe(database)


@pytest.fixture
def post():
    with mail_server() as server:
        yield server


@pytest.fixture
def remind(settings, office, post):
    mailing = replace(
        settings, smtp_host="127.0.0.1", smtp_port=post.port, smtp_security="none",
        smtp_from="geoapp@ubnd.example", root_url="https://duan.example",
    )  # fmt: skip
    return lambda day: send_reminders(mailing, office, day)


def report_all(engine, agency="SXD", **values):
    with Session(engine) as session:
        revise(session)
        for project in session.query(Project).filter(Project.code.startswith(agency)):
            add_report(session, project, "2026-11", 10, **values)
        session.commit()


def test_planners_with_something_missing_are_written_to_before_the_day(remind, post):
    assert remind(BEFORE) == 2
    assert post.recipients() == [HOA, LAN]
    letter = post.letters[0]
    assert letter["Subject"] == "Báo cáo tháng 11/2026: hạn 20/11/2026, còn 4 dự án chưa báo cáo"
    words = letter.get_content()
    assert "- Sở SXD: 4 dự án" in words
    assert "https://duan.example/agencies/SXD/reports?month=2026-11" in words


def test_nobody_is_reminded_twice_of_the_same(remind, post):
    remind(BEFORE)
    assert remind(date(2026, 11, 19)) == 0
    assert len(post.letters) == 2


def test_after_the_day_once_more_those_alone_who_still_miss_something(remind, post, office):
    remind(BEFORE)
    report_all(office)
    assert remind(AFTER) == 1
    assert post.recipients()[2:] == [LAN]
    assert "quá hạn" in post.letters[2]["Subject"]
    assert remind(date(2026, 11, 22)) == 0


def test_what_went_back_is_missing_again(remind, office):
    report_all(office, accepted=False, returned=True)
    assert remind(BEFORE) == 2
    report_all(office, accepted=False)
    assert remind(AFTER) == 1


@pytest.mark.parametrize("day", [date(2026, 11, 16), date(2026, 11, 29), date(2026, 12, 1)])
def test_on_other_days_nothing_is_sent(remind, post, day):
    assert remind(day) == 0
    assert post.letters == []


def test_an_address_that_is_refused_is_tried_again_and_the_others_get_theirs(remind, post):
    post.refuses.add(HOA)
    assert (remind(BEFORE), post.recipients()) == (1, [LAN])
    post.refuses.clear()
    assert (remind(BEFORE), post.recipients()) == (1, [LAN, HOA])


def test_without_a_mail_server_nothing_is_sent_or_noted(settings, office, remind):
    assert send_reminders(settings, office, BEFORE) == 0
    assert remind(BEFORE) == 2


def test_a_server_that_is_away_leaves_everybody_to_the_next_run(settings, office, remind):
    gone = replace(settings, smtp_host="127.0.0.1", smtp_port=1, smtp_security="none")
    with pytest.raises(OSError, match="refused"):
        send_reminders(gone, office, BEFORE)
    assert remind(BEFORE) == 2


def test_reports_of_finished_projects_are_not_asked_for(remind, office):
    with Session(office) as session:
        revise(session)
        for project in session.query(Project):
            project.stage = "completion"
        session.commit()
        assert session.query(ProgressReport).count() == 0
    assert remind(BEFORE) == 0
