"""A worker makes a pack, goes on where another left off, and stops when told to."""

import errno
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count

import orjson
import pytest
from sqlalchemy.orm import Session

from geoapp.domain.messages import stored_message
from geoapp.domain.rights import Viewer
from geoapp.exports.formats import FORMATS
from geoapp.exports.options import ExportOptions
from geoapp.services import pack_making, pack_units
from geoapp.services.packs import stop_pack
from tests.services.packing import PHU_LOC, TWO, desk

__all__ = ["desk"]


class PulledPlug(BaseException):
    """What a process that dies does not handle either."""


def writes(monkeypatch, before=bool):
    """Count the files that are written; `before` hears of each."""
    written = []
    real = pack_units.write_file

    def write(path, content):
        before(len(written))
        written.append(path.name)
        real(path, content)

    monkeypatch.setattr(pack_units, "write_file", write)
    return written


def test_the_zip_has_every_format_of_every_unit_and_its_contents(desk):
    number = desk.ask()
    pack = desk.make(number)
    assert (pack.state, pack.done, pack.total) == ("done", 4, 4)
    assert desk.names(number) == [
        "00-muc-luc.html",
        "1-huyen-phu-loc/ban-do-huyen-phu-loc-2026-11-20.geojson",
        "1-huyen-phu-loc/ban-do-huyen-phu-loc-2026-11-20.csv",
        "2-huyen-phu-vang/ban-do-huyen-phu-vang-2026-11-20.geojson",
        "2-huyen-phu-vang/ban-do-huyen-phu-vang-2026-11-20.csv",
    ]


def test_the_contents_lead_to_every_file(desk):
    number = desk.ask()
    desk.make(number)
    with desk.archive(number) as archive:
        page = archive.read("00-muc-luc.html").decode()
    assert re.findall(r'href="([^"]+)"', page) == desk.names(number)[1:]


def test_files_obey_filters_as_exports_do(desk, client):
    number = desk.ask(*TWO, ("sector", "tourism"))
    desk.make(number)
    with desk.archive(number) as archive:
        found = orjson.loads(archive.read(desk.names(number)[1]))["features"]
    asked = client.get(f"/exports/geojson?area={PHU_LOC}&sector=tourism").data
    assert [one["id"] for one in found] == [one["id"] for one in orjson.loads(asked)["features"]]
    assert found


def test_it_can_be_fetched_for_the_set_time(desk):
    pack = desk.make(desk.ask())
    assert pack.expires_at - pack.ended_at == pytest.approx(timedelta(days=7), abs=timedelta(1))
    assert pack.file_bytes == desk.room.archive_path(pack.id).stat().st_size


def test_the_next_worker_goes_on_with_the_file_that_was_missing(desk, monkeypatch):
    def die(count):
        if count == 3:
            raise PulledPlug

    number = desk.ask()
    with monkeypatch.context() as patch:
        writes(patch, die)
        with pytest.raises(PulledPlug):
            desk.make(number)
    assert (desk.pack(number).state, desk.pack(number).done) == ("making", 3)
    written = writes(monkeypatch)
    assert desk.make(number).state == "done"
    assert written == ["ban-do-huyen-phu-vang-2026-11-20.csv"]
    assert len(desk.names(number)) == 5


def test_two_workers_make_one_pack_together(desk, monkeypatch):
    both, files = threading.Barrier(2), count()
    written = writes(monkeypatch, lambda _: next(files) < 2 and both.wait(60))
    number = desk.ask()
    with ThreadPoolExecutor(2) as workers:
        for made in [workers.submit(desk.make, number) for _ in range(2)]:
            made.result()
    assert desk.pack(number).state == "done"
    assert sorted(written) == sorted(name.split("/")[1] for name in desk.names(number)[1:])


def test_who_finds_every_unit_taken_leaves_the_rest_to_the_others(desk, monkeypatch):
    number = desk.ask(TWO[0], ("format", "csv"))
    seen = []
    writes(monkeypatch, lambda _: seen.append(desk.make(number).state))
    assert desk.make(number).state == "done"
    assert seen == ["making"]


def test_one_that_is_stopped_while_two_are_at_it_leaves_nothing(desk, monkeypatch):
    number = desk.ask()

    def stop_and_tidy(count):
        if count == 1:
            with Session(desk.engine) as session:
                stop_pack(session, desk.pack(number).key, Viewer())
            desk.make(number)

    writes(monkeypatch, stop_and_tidy)
    assert desk.make(number).state == "cancelled"
    assert list(desk.room.settings.packs_dir.iterdir()) == []


def test_half_a_file_of_a_dead_worker_is_never_taken_for_one(desk):
    number = desk.ask()
    folder = desk.room.work_dir(number) / "0"
    folder.mkdir(parents=True)
    (folder / ".ban-do-huyen-phu-loc-2026-11-20.csv.part").write_bytes(b"half")
    desk.make(number)
    with desk.archive(number) as archive:
        assert archive.testzip() is None
        assert len(archive.read(desk.names(number)[2])) > 1000


def test_who_takes_up_a_pack_that_breaks_every_time_gives_it_up(desk, monkeypatch):
    def break_off(*_):
        raise PulledPlug

    number = desk.ask()
    monkeypatch.setattr(pack_making, "make_unit", break_off)
    for _ in range(pack_making.MOST_ATTEMPTS):
        with pytest.raises(PulledPlug):
            desk.make(number)
    pack = desk.make(number)
    assert pack.state == "failed"
    assert "broke off" in str(stored_message(pack.problem))


def test_one_that_is_stopped_in_between_leaves_nothing(desk, monkeypatch):
    number = desk.ask()

    def stop(count):
        if count == 1:
            with Session(desk.engine) as session:
                stop_pack(session, desk.pack(number).key, Viewer())

    written = writes(monkeypatch, stop)
    assert desk.make(number).state == "cancelled"
    assert len(written) == 2
    assert list(desk.room.settings.packs_dir.iterdir()) == []


def test_a_full_disk_is_told(desk, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(pack_units, "write_file", full)
    pack = desk.make(desk.ask())
    assert pack.state == "failed"
    assert "room" in str(stored_message(pack.problem))


def test_a_format_that_takes_fewer_projects_is_left_out_and_said_so(desk, monkeypatch):
    few = FORMATS["csv"].__class__(**{**vars(FORMATS["csv"]), "most": 10})
    monkeypatch.setitem(FORMATS, "csv", few)
    number = desk.ask()
    desk.make(number)
    assert [name for name in desk.names(number) if name.endswith("csv")] == [
        "2-huyen-phu-vang/ban-do-huyen-phu-vang-2026-11-20.csv"
    ]
    with desk.archive(number) as archive:
        assert "CSV: hơn 10 dự án" in archive.read("00-muc-luc.html").decode()


def test_a_long_pack_lets_others_have_their_turn(desk, monkeypatch):
    monkeypatch.setattr(pack_making, "SLICE_S", 0.0)
    number = desk.ask()
    assert desk.make(number).done == 2
    assert desk.make(number).done == 4
    assert desk.make(number).state == "done"


def test_a_pack_for_everybody_has_no_drafts(desk, monkeypatch):
    seen = []
    real = pack_units.resolve

    def resolve(session, asked, clock, viewer):
        seen.append(viewer.sees_drafts)
        return real(session, asked, clock, viewer)

    monkeypatch.setattr(pack_units, "resolve", resolve)
    desk.make(desk.ask())
    desk.make(desk.ask(viewer=Viewer("xem", frozenset({"viewer"}))))
    assert set(seen) == {False}


def test_what_was_chosen_reaches_the_writers(desk, monkeypatch):
    heard = []

    def write(_, content, options: ExportOptions):
        heard.append((options.paper, content.title, content.theme.id))
        return b"x"

    monkeypatch.setattr(FORMATS["csv"].__class__, "write", write)
    desk.make(desk.ask(TWO[0], ("format", "csv"), ("paper", "a3"), ("title", "Giao ban"),
                       ("color", "sector")))  # fmt: skip
    assert heard == [("a3", "Giao ban", "sector")]
