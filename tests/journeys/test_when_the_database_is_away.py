"""PostgreSQL stops while people look: they are told, and the page comes back by itself."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from geoapp.db.cluster import Cluster, attach
from geoapp.db.cluster_folder import APP, OWNER
from geoapp.db.engine import cluster_database
from geoapp.db.locks import FileLock
from geoapp.db.migrate import upgrade
from geoapp.services.sample import load_sample
from tests.conftest import dispose, free_port, serving


class Away:
    """A PostgreSQL that the service reaches by DATABASE_URL and cannot start itself."""

    def __init__(self, settings) -> None:
        self.settings = settings
        self.cluster: Cluster | None = attach(settings)

    def url(self, role: str) -> str:
        return self.cluster.url("geoapp", role)

    def stop(self) -> None:
        """Leave it; it stops with its last user."""
        keeper = FileLock(self.cluster.folder.keeper_lock)
        self.cluster.close()
        self.cluster = None
        assert keeper.wait(60)
        keeper.close()

    def start(self) -> None:
        self.cluster = self.cluster or attach(self.settings)


@pytest.fixture(scope="module")
def postgres(settings) -> Iterator[Away]:
    folder = Path(tempfile.mkdtemp(prefix="geoapp-test-", dir="/var/tmp"))
    folder.chmod(0o755)
    away = Away(replace(settings, data_dir=folder, run_dir=folder / "run"))
    away.cluster.create_database("geoapp")
    database = cluster_database(away.cluster, "geoapp")
    upgrade(database.owner_engine, database.app_role)
    with Session(database.app_engine) as session:
        load_sample(session, today=settings.today)
        session.commit()
    dispose(database)
    yield away
    away.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def service(settings, postgres) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", postgres.url(APP))
        patch.setenv("GEOAPP_OWNER_DATABASE_URL", postgres.url(OWNER))
        with serving(replace(settings, port=free_port())) as address:
            yield address


@pytest.fixture
def address(service: str) -> str:
    return service


@pytest.fixture
def away(postgres, witness) -> Iterator[Away]:
    """PostgreSQL, running before and after the journey."""
    witness.expect(503)
    yield postgres
    postgres.start()


def test_an_open_page_says_so_keeps_the_filter_and_recovers(map_page, away):
    map_page.open("?sector=tourism")
    away.stop()
    map_page.tick("schedule", "late")
    expect(map_page.band).to_contain_text("Chưa đọc được danh sách")
    map_page.expect_query("sector=tourism&schedule=late")
    expect(map_page.rows).not_to_have_count(0)
    away.start()
    expect(map_page.band).to_be_hidden()
    late = map_page.ask(f"/map/extent?{map_page.query}")["located"]
    map_page.expect_on_map(late)


def test_a_new_visitor_waits_on_a_page_that_comes_back_by_itself(map_page, away):
    away.stop()
    map_page.page.goto(f"{map_page.address}/?schedule=late")
    expect(map_page.page.get_by_role("main")).to_contain_text("503")
    expect(map_page.page.get_by_role("heading", level=1)).to_contain_text("Cơ sở dữ liệu")
    away.start()
    map_page.wait_until_painted()
    map_page.expect_total(20)


def test_programs_are_told_when_to_ask_again(map_page, away):
    away.stop()
    for path in ("/collections/projects/items", "/tiles/projects/7/102/58.mvt"):
        answer = map_page.page.request.get(f"{map_page.address}{path}")
        assert answer.status == 503
        assert int(answer.headers["retry-after"]) > 0
        assert answer.json()["status"] == 503
    assert map_page.page.request.get(f"{map_page.address}/healthz").status == 503
