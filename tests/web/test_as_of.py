"""The map, its panels and programs' data as recorded at the end of a day."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from geoapp.app import create_app
from geoapp.models import Project
from geoapp.services.revisions import begin_revision
from tests.days import move_to_day
from tests.web.conftest import BROWSER
from tests.web.reading import Page

BEFORE, THEN, AFTER = "2026-10-31", "2026-11-05", "2026-11-15"


@pytest.fixture(scope="module")
def client(settings, sample, tmp_path_factory):
    """The real projects as if loaded on 1 November, one renamed and one retired on the 10th."""
    with Session(sample.app_engine) as session:
        number = begin_revision(session, actor="an", action="edit", reason="Giao ban").id
        session.query(Project).filter_by(code="TTH-021").one().name = "Tên sau ngày 10"
        session.query(Project).filter_by(code="TTH-022").one().published = False
        session.commit()
    move_to_day(sample, 1, "2026-11-01")
    move_to_day(sample, number, "2026-11-10")
    folder = tmp_path_factory.mktemp("data")
    return create_app(replace(settings, data_dir=folder), sample).test_client()


def read(client, path):
    answer = client.get(path, headers={"Accept": BROWSER})
    assert answer.status_code == 200, answer.text[:300]
    return Page(answer.text)


@pytest.mark.parametrize(("day", "count"), [(BEFORE, 0), (THEN, 127), (AFTER, 126)])
def test_features_totals_and_list_agree_on_a_day(client, day, count):
    items = client.get(f"/collections/projects/items?as_of={day}&limit=1").json
    assert items["numberMatched"] == count
    assert client.get(f"/map/extent?as_of={day}").json["numberMatched"] == count
    for panel in ("summary", "list"):
        assert str(count) in read(client, f"/map/{panel}?as_of={day}").text
    facts = read(client, f"/map/filters?as_of={day}").all("span")
    assert str(count) in [one["data-total"] for one in facts if "data-total" in one]


def test_tiles_of_two_days_differ(client):
    tiles = [
        client.get(f"/tiles/projects/8/204/116.mvt?as_of={day}").data for day in (BEFORE, THEN)
    ]
    assert not tiles[0]
    assert tiles[1]


def test_a_name_is_the_one_of_its_day(client):
    then = client.get(f"/collections/projects/items/TTH-021?as_of={THEN}").json
    after = client.get(f"/collections/projects/items/TTH-021?as_of={AFTER}").json
    assert after["properties"]["name"] == "Tên sau ngày 10"
    assert then["properties"]["name"] != "Tên sau ngày 10"


def test_a_projects_page_shows_its_day_and_the_history_until_then(client):
    then = read(client, f"/projects/TTH-021?as_of={THEN}")
    assert "Dữ liệu như ngày 05/11/2026" in then.text
    assert "Tên sau ngày 10" not in then.text
    assert "Giao ban" not in then.text
    assert "/projects/TTH-021" in then.links()
    assert f"as_of={THEN}" in str(then.all("div"))


def test_a_project_retired_since_is_there_on_its_day(client):
    read(client, f"/projects/TTH-022?as_of={THEN}")
    assert client.get("/projects/TTH-022", headers={"Accept": BROWSER}).status_code == 404


def test_the_map_says_which_day_it_shows_and_leads_back(client):
    for path in (f"/?as_of={THEN}&sector=health", f"/map/summary?as_of={THEN}&sector=health"):
        page = read(client, path)
        assert "Dữ liệu như ngày 05/11/2026" in page.text
        assert "/?sector=health" in page.links()
    assert "Dữ liệu như ngày" not in read(client, "/").text


def test_the_filters_offer_a_day_up_to_today_and_what_changed_since(client):
    page = read(client, f"/map/filters?as_of={THEN}")
    (field,) = [one for one in page.all("input") if one.get("type") == "date"]
    assert (field["value"], field["max"]) == (THEN, "2026-11-20")
    assert "/changes?since=2026-11-06" in page.links()


def test_a_day_before_the_first_data_says_when_they_begin(client):
    assert (
        "dữ liệu đầu tiên là của ngày 01/11/2026" in read(client, f"/map/list?as_of={BEFORE}").text
    )


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/map/list",
        "/collections/projects/items",
        "/changes",
        "/projects/TTH-021",
        "/tiles/projects/8/204/116.mvt",
    ],
)
def test_the_future_is_refused(client, path):
    assert client.get(f"{path}?as_of=2026-11-21&since=2026-11-01").status_code == 400
