"""Web, worker, database killed (kill -9) in mid-upload: the old state or the new, no third."""

import pytest

from tests.db.homes import kill, wait_until
from tests.faults.site import PATIENCE_S, half_sent, post
from tests.services.uploading import collection, feature

ROWS = 300
MOMENTS = {"reading": "ready", "checking": "ready", "applying": "applied"}
pytestmark = pytest.mark.cluster


def a_file(name, padding=0):
    """A file of new projects; `padding` makes it too large to be read while the sender waits."""
    note = "x" * (padding // ROWS)
    features = [
        feature(f"{name}-{n}", (107.5 + n / 10_000, 16.4), remark=note) for n in range(ROWS)
    ]
    return collection(*features)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_worker(site, moment):
    killed(site, moment, f"W{moment}".upper(), site.kill)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_database(site, moment):
    killed(site, moment, f"D{moment}".upper(), lambda: kill_database(site))


def killed(site, moment, name, stroke):
    file, before = a_file(name), site.projects()
    number = site.receive(file)
    if moment == "applying":
        site.start("worker")
        assert site.reaches(number, "ready")
    with site.held_at(moment):
        if moment == "applying":
            site.apply(number)
        else:
            site.start("worker")
        assert wait_until(site.is_waiting, PATIENCE_S)
        stroke()
        site.kill()
    assert site.reaches(number, moment)
    assert site.projects() == before
    assert site.staged(number) == (ROWS if moment == "applying" else 0)
    assert site.keeps(file)
    site.start("worker")
    assert site.reaches(number, MOMENTS[moment])
    assert site.staged(number) == ROWS
    assert site.projects() - before == (ROWS if moment == "applying" else 0)


def kill_database(site):
    folder = site.database.cluster.folder.data
    server = int((folder / "postmaster.pid").read_text().split()[0])
    kill(server)
    assert wait_until(lambda: site.state(0) is None, PATIENCE_S)


def test_a_web_service_killed_while_it_receives(site, token):
    file, address = a_file("HALF", padding=3_000_000), site.serve()
    uploads = site.ask("SELECT count(*) FROM upload")
    with half_sent(address, token, file):
        assert wait_until(lambda: list(site.settings.files_dir.glob(".part-*")), PATIENCE_S)
        site.kill()
    assert site.ask("SELECT count(*) FROM upload") == uploads
    assert not site.keeps(file)
    assert post(site.serve(), token, file)["state"] == "received"
    assert site.keeps(file)


def test_a_web_service_killed_after_it_answered(site, token):
    file = a_file("ANSWERED", padding=3_000_000)
    number = post(site.serve(), token, file)["id"]
    site.kill()
    site.start("worker")
    assert site.reaches(number, "ready")
    assert site.staged(number) == ROWS
