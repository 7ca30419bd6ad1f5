"""Without a database every address says so, and works again as soon as there is one."""

import shutil
import socket
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine, text

from geoapp.app import create_app
from geoapp.db.cluster import attach
from geoapp.db.engine import cluster_database, open_engine
from geoapp.db.migrate import upgrade
from geoapp.web import health, state
from tests.db.homes import Home, kill
from tests.web.conftest import BROWSER, problem
from tests.web.reading import Page

PAGES = ["/", "/projects/TTH-001", "/map/list", "/map/card/TTH-001"]
DATA = ["/collections/projects/items", "/collections/areas/items", "/collections/projects/items/A",
        "/tiles/projects/8/204/116.mvt", "/map/extent"]  # fmt: skip


def app_over(settings, engine):
    return create_app(settings, SimpleNamespace(app_engine=engine)).test_client()


@pytest.fixture
def nobody(settings, tmp_path):
    """The application over an address where nothing listens."""
    engine = open_engine("postgresql+psycopg://app@127.0.0.1:1/none")
    yield app_over(replace(settings, data_dir=tmp_path), engine)
    engine.dispose()


@pytest.fixture
def silent(settings):
    """The application over a database that takes a connection and never says a word."""
    with closing(socket.create_server(("127.0.0.1", 0), backlog=50)) as listener:
        port = listener.getsockname()[1]
        engine = open_engine(f"postgresql+psycopg://app@127.0.0.1:{port}/none")
        yield app_over(settings, engine)
        engine.dispose()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_says_so_and_when_to_come_back(nobody, path, lang):
    response = nobody.get(f"{path}?lang={lang}", headers={"Accept": BROWSER})
    assert (response.status_code, response.mimetype) == (503, "text/html")
    assert int(response.headers["Retry-After"]) > 0
    page = Page(response.text)
    assert page.all("html")[0]["lang"] == lang
    assert [given for _, given in page.elements if given.get("data-health") == "/healthz"]


@pytest.mark.parametrize("path", DATA)
def test_data_answer_a_problem_and_when_to_come_back(nobody, path):
    response = nobody.get(path)
    assert problem(response)["status"] == response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "Content-Security-Policy" in response.headers


def test_what_needs_no_database_still_answers(nobody):
    for path in ("/?f=json", "/static/css/base.css", "/layers/areas.geojson"):
        response = nobody.get(path, buffered=True)
        assert response.status_code in (200, 404), path


def test_bad_input_is_still_named(nobody):
    assert problem(nobody.get("/map/extent?sector=trains"))["name"] == "sector"


def test_the_health_page_says_that_the_database_is_gone(nobody):
    response = nobody.get("/healthz")
    assert (response.status_code, response.get_json()["database"]) == (503, "unavailable")


def test_the_health_page_of_a_working_service(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.get_json() == {"service": "geoapp", "database": "ok", "worker": False}
    assert response.headers["Cache-Control"] == "no-store"


@pytest.fixture
def hanging(settings, monkeypatch):
    """The application over a database that answers nothing until the test is over."""
    over = threading.Event()
    engine = SimpleNamespace(connect=lambda: over.wait(30))
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 0.01)
    yield app_over(settings, engine)
    over.set()


def test_the_health_page_answers_while_the_database_hangs_however_often_it_is_asked(hanging):
    assert [hanging.get("/healthz").status_code for _ in range(5)] == [503] * 5


def test_the_health_page_waits_for_less_than_a_second():
    assert health.PATIENCE_SECONDS < 1


def test_a_page_gives_up_on_a_database_that_hangs(silent):
    response = silent.get("/", headers={"Accept": BROWSER})
    assert response.status_code == 503


@pytest.fixture
def own_server(settings):
    """A cluster of its own, so that stopping it disturbs nobody else."""
    folder = Path(tempfile.mkdtemp(prefix="geoapp-test-", dir="/var/tmp"))
    folder.chmod(0o755)
    own = replace(settings, data_dir=folder, run_dir=folder / "run")
    with attach(own) as cluster:
        cluster.create_database("gone")
        yield own, cluster
    Home(own).close()
    shutil.rmtree(folder)


@pytest.mark.cluster
def test_the_service_goes_on_by_itself_after_postgresql_was_killed(own_server):
    settings, cluster = own_server
    database = cluster_database(cluster, "gone")
    upgrade(database.owner_engine, database.app_role)
    client = create_app(settings, database).test_client()
    assert client.get("/map/extent").status_code == 200
    kill(Home(settings).server())
    answers = wait_for(client, 200)
    assert set(answers) <= {200, 503}
    assert client.get("/healthz").status_code == 200
    database.app_engine.dispose()
    database.owner_engine.dispose()


def wait_for(client, status):
    answers = []
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and answers[-2:] != [status, status]:
        answers.append(client.get("/map/extent").status_code)
    assert answers[-1] == status
    return answers


def test_a_connection_cut_while_idle_is_replaced_without_a_word(client, sample):
    assert client.get("/map/extent").status_code == 200
    cut_all(sample)
    assert client.get("/map/extent").status_code == 200


def cut_all(database):
    with database.app_engine.connect() as kept, database.app_engine.connect():
        kept.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = current_user AND pid <> pg_backend_pid()"
        )


def test_who_finds_every_connection_taken_is_told_to_come_back(settings, sample):
    engine = create_engine(sample.app_engine.url, pool_size=1, max_overflow=0, pool_timeout=0.05)
    with engine.connect():
        response = app_over(settings, engine).get("/map/extent")
    assert response.status_code == 503
    assert "Retry-After" in response.headers
    engine.dispose()


def test_a_question_that_takes_too_long_ends_in_503(settings, sample):
    engine = create_engine(
        sample.app_engine.url, connect_args={"options": "-c statement_timeout=1ms"}
    )
    client = app_over(settings, engine)
    client.application.view_functions["map.summary"] = lambda: str(
        state.session().scalar(text("SELECT pg_sleep(5)"))
    )
    assert client.get("/map/summary").status_code == 503
    engine.dispose()
