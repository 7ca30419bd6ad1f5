"""What nobody will look at again goes after its days; what history needs stays for ever."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.queries.rights import uploads_seen_by
from geoapp.queries.uploads import find_uploads, get_upload
from geoapp.services.received_files import kept_file
from geoapp.services.upload_pruning import prune_uploads
from tests.conftest import TODAY
from tests.services.offices import IN_WEST, found_offices, viewer
from tests.services.uploading import PLANNER, Desk, feature, says


@pytest.fixture(scope="module")
def offices(database):
    found_offices(database.app_engine)
    return database


@pytest.fixture
def desk(offices, tmp_path):
    return Desk(offices.app_engine, tmp_path, TODAY)


def prune(desk, days_later=0.0):
    """Tidy up some days from now; files are as old then as events are."""
    later = timedelta(days=days_later)
    for path in desk.shop.files_dir.parent.rglob("*"):
        if path.is_file():
            then = path.stat().st_mtime - later.total_seconds()
            os.utime(path, (then, then))
    prune_uploads(desk.shop, datetime.now(UTC) + later, rows_days=7, days=90)


def count(desk, table, number):
    return desk.rows(f"SELECT count(*) AS n FROM {table} WHERE upload_id = :n", n=number)[0]["n"]


def file_of(desk, number):
    return kept_file(desk.shop.files_dir, desk.upload(number).file_sha256)


def test_rows_of_an_applied_upload_go_after_a_week_and_its_counts_stay(desk):
    number = desk.receive(feature("P-1", IN_WEST, lead_agency="SXD"))
    desk.act("apply", number)
    prune(desk, 6)
    assert count(desk, "upload_row", number) > 0
    prune(desk, 8)
    for table in ("upload_row", "upload_tie", "upload_issue"):
        assert count(desk, table, number) == 0
    with Session(desk.engine) as session:
        assert get_upload(session, number, PLANNER).rows["added"] == 1


def test_whoever_saw_it_before_sees_it_after(desk):
    hoa = viewer(desk.engine, "hoa")
    number = desk.receive(says("SXD-W-OPEN", name="Sau khi dọn"), viewer=hoa)
    desk.act("apply", number, hoa)

    def seeing():
        with Session(desk.engine) as session:
            return {
                name
                for name in ("hoa", "thu", "minh", "lan", "nga")
                for one in find_uploads(
                    session, uploads_seen_by(viewer(desk.engine, name)), limit=1000
                )
                if one.id == number
            }

    before = seeing()
    prune(desk, 8)
    assert seeing() == before == {"hoa", "thu", "minh"}


def test_an_open_upload_keeps_its_rows_and_what_was_read(desk):
    number = desk.receive(feature("P-2", IN_WEST, lead_agency="SXD"))
    prune(desk, 80)
    assert desk.upload(number).state == "ready"
    assert count(desk, "upload_row", number) > 0
    assert desk.shop.table_path(number).exists()


def test_an_upload_that_nobody_touched_is_cancelled(desk):
    number = desk.receive(feature("P-3", IN_WEST, lead_agency="SXD"))
    prune(desk, 91)
    assert desk.upload(number).state == "cancelled"
    assert not desk.shop.table_path(number).exists()


def test_the_file_of_an_applied_upload_is_kept_for_ever(desk):
    number = desk.receive(feature("P-4", IN_WEST, lead_agency="SXD"))
    desk.act("apply", number)
    prune(desk, 5_000)
    assert file_of(desk, number).exists()


def test_the_file_of_a_cancelled_upload_goes_after_its_days(desk):
    number = desk.receive(feature("P-5", IN_WEST, lead_agency="SXD"))
    desk.act("cancel", number)
    prune(desk, 89)
    assert file_of(desk, number).exists()
    prune(desk, 91)
    assert not file_of(desk, number).exists()


@pytest.mark.parametrize("how", ["applied", "open"])
def test_a_file_that_another_upload_brought_too_stays(desk, how):
    same = feature(f"P-6-{how}", IN_WEST, lead_agency="SXD")
    number = desk.receive(same)
    desk.act("cancel", number)
    other = desk.receive(same)
    if how == "applied":
        desk.act("apply", other)
    else:
        keep_touched(desk, other)
    prune(desk, 91)
    assert file_of(desk, number).exists()


def keep_touched(desk, number):
    with desk.engine.begin() as connection:
        connection.execute(
            text("""
                INSERT INTO upload_event (upload_id, at, actor, action)
                VALUES (:n, now() + interval '90 days', 'an', 'choose')"""),
            {"n": number},
        )


def test_a_file_that_comes_again_this_moment_is_not_taken_away(desk):
    number = desk.receive(feature("P-7", IN_WEST, lead_agency="SXD"))
    desk.act("cancel", number)
    later = datetime.now(UTC) + timedelta(days=91)
    prune_uploads(desk.shop, later, rows_days=7, days=90)
    assert file_of(desk, number).exists()


def test_halves_of_files_are_swept_out(desk):
    desk.shop.files_dir.mkdir(exist_ok=True)
    half = desk.shop.files_dir / ".part-abc"
    half.write_bytes(b"half")
    prune(desk)
    assert half.exists()
    prune(desk, 2)
    assert not half.exists()
