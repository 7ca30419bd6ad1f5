"""Tiles are kept outside the database, tagged, and new as soon as the data are."""

import gzip
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.app import create_app
from geoapp.services.revisions import stamp
from tests.builders import add_project, revise
from tests.mvt import read_layers
from tests.web.conftest import problem, wipe

TILE = "/tiles/projects/8/204/116.mvt"


def cells(client, query=""):
    return read_layers(client.get(TILE + query).data).get("points", [])


def count(client, query=""):
    return sum(cell["n"] for cell in cells(client, query))


def test_a_tile_holds_what_the_filter_wants(client):
    assert count(client) > count(client, "?sector=transport") > 0
    assert count(client, "?as_of=2020-01-01") == 0


def test_a_tile_is_a_vector_tile_packed_for_whoever_reads_gzip(fetch):
    packed, plain = fetch(TILE, **{"Accept-Encoding": "gzip"}), fetch(TILE)
    assert packed.mimetype == plain.mimetype == "application/vnd.mapbox-vector-tile"
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_tile_known_already_is_not_sent_again(fetch):
    tag = fetch(TILE).headers["ETag"]
    again = fetch(TILE, **{"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert fetch(f"{TILE}?sector=urban").headers["ETag"] != tag
    assert fetch(f"{TILE}?color=sector").headers["ETag"] != tag


@pytest.mark.parametrize(
    "query",
    [
        "sector=urban&sector=health&funding=oda",
        "funding=oda&sector=health&sector=urban&sector=urban",
    ],
)
def test_one_filter_in_another_order_is_the_same_tile(fetch, query):
    canonical = fetch(f"{TILE}?sector=urban&sector=health&funding=oda").headers["ETag"]
    assert fetch(f"{TILE}?{query}").headers["ETag"] == canonical


@pytest.mark.parametrize("address", ["1/2/0", "1/0/2", "23/0/0", "99999/0/0", "5/-1/0", "5/0/1.5"])
def test_a_tile_outside_the_scheme_does_not_exist(fetch, address):
    assert problem(fetch(f"/tiles/projects/{address}.mvt"))["status"] == 404


def test_an_empty_tile_is_an_empty_answer(fetch):
    response = fetch("/tiles/projects/8/0/0.mvt")
    assert (response.status_code, response.data) == (200, b"")


@pytest.fixture
def counting(database, settings, tmp_path):
    """A client on the module's empty database with a tile folder of its own."""
    app = create_app(replace(settings, data_dir=tmp_path), database)
    with Session(database.app_engine) as session:
        add_project(session, "A", name="Trước", wkt="POINT(107.9 16.3)")
        session.commit()
    yield app.test_client()
    wipe(database)


def kept(folder):
    return sorted(path for path in (folder / "cache" / "tiles").rglob("*") if path.is_file())


def test_a_tile_is_kept_as_a_file_and_read_from_there(counting, tmp_path):
    first = counting.get(TILE).data
    (path,) = kept(tmp_path)
    path.write_bytes(gzip.compress(b"kept"))
    assert gzip.decompress(path.read_bytes()) == b"kept" == counting.get(TILE).data != first


def test_a_read_only_database_still_serves_tiles(counting, database):
    with database.owner_engine.begin() as connection:
        name = connection.scalar(text("SELECT current_database()"))
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    database.app_engine.dispose()
    assert [cell["code"] for cell in cells(counting, "?color=sector")] == ["A"]
    with database.owner_engine.connect() as connection:
        connection.execute(text("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE"))
        connection.commit()
        connection.execute(text(f'ALTER DATABASE "{name}" RESET default_transaction_read_only'))
        connection.commit()
    database.app_engine.dispose()


def test_a_changed_project_is_in_the_next_tile(counting, database):
    assert [cell["name"] for cell in cells(counting)] == ["Trước"]
    tag = counting.get(TILE).headers["ETag"]
    with Session(database.app_engine) as session:
        revise(session)
        session.execute(text(f"UPDATE project SET name = 'Sau', {stamp('project')}"))
        session.commit()
    response = counting.get(TILE, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert [cell["name"] for cell in read_layers(response.data)["points"]] == ["Sau"]


def test_a_tile_folder_that_cannot_be_written_costs_the_copy_and_not_the_answer(counting, tmp_path):
    (tmp_path / "cache").write_text("a file where a folder is needed")
    assert [cell["code"] for cell in cells(counting)] == ["A"]


def test_another_day_is_another_tile(database, settings, tmp_path):
    tags = {
        create_app(replace(settings, data_dir=tmp_path, today=day), database)
        .test_client().get(TILE).headers["ETag"]
        for day in (date(2026, 11, 20), date(2026, 11, 21))
    }  # fmt: skip
    assert len(tags) == 2
