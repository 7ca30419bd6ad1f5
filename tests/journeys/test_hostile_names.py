"""Whatever a name holds is shown as that text, everywhere, and the rest of the map stays whole."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.db.engine import cluster_database
from geoapp.models import Agency, Project
from geoapp.services.revisions import begin_revision
from tests.conftest import dispose
from tests.journeys.own_service import own_service

HOSTILE = {
    "TTH-015": "<b>Khu</b> <img src=x onerror=window.ran=1>",
    "TTH-020": "Cụm {{ 7*7 }} {{ config }}",
    "TTH-021": "Bến {% 50 {# số 4",
    "TTH-026": "Tuyến ${1} ${window.ran=1} `${window.ran=1}`",
    "TTH-032": "Đê </script><script>window.ran=1</script>",
    "TTH-061": "Đô thị \"><svg onload=window.ran=1> ' onfocus=window.ran=1 x='",
}
WRITTEN = """name => [...document.querySelectorAll(".map-names .name-project")].some((one) =>
  [...one.children].map((line) => line.textContent).join(" ") === name)"""
RAN = "() => window.ran"
codes = pytest.mark.parametrize("code", HOSTILE)


@pytest.fixture(scope="module")
def hostile(settings, cluster, sampled) -> Iterator[str]:
    """The address of a service in whose data somebody wrote such names."""
    cluster.create_database("hostile", template=sampled)
    database = cluster_database(cluster, "hostile")
    with Session(database.app_engine) as session:
        rename(session)
        session.commit()
    dispose(database)
    with own_service(settings, cluster, "hostile") as address:
        yield address


def rename(session: Session) -> None:
    begin_revision(session, actor="test", action="test", reason="Names that bite")
    for project in session.scalars(select(Project).where(Project.code.in_(HOSTILE))):
        project.name = project.short_name = project.name_en = HOSTILE[project.code]
        session.get(Agency, project.lead_agency_id).name = "Sở <i>{{ 7*7 }}</i>"


@pytest.fixture
def address(hostile: str) -> str:
    return hostile


@pytest.fixture(autouse=True)
def nothing_ran(witness, page) -> Iterator[None]:
    """No name was executed, however long the page was looked at."""
    yield
    witness.hear_out()
    assert page.evaluate(RAN) is None


@codes
def test_a_name_is_that_text_wherever_it_stands(map_page, code):
    page, name = map_page.page, HOSTILE[code]
    page.goto(f"{map_page.address}/projects/{code}")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("main")).to_contain_text("Sở <i>{{ 7*7 }}</i>")
    expect(page.locator(".mini-map svg")).to_be_visible()
    page.get_by_role("link", name="Trình chiếu").click()
    expect(map_page.slide.locator(".slide-name")).to_have_text(name)
    page.keyboard.press("Escape")
    expect(map_page.card.locator("#card-name")).to_have_text(name)
    page.locator(".map-symbol.is-chosen").hover()
    map_page.expect_tip(name)
    map_page.search.fill(code)
    expect(map_page.row(code).locator(".row-name")).to_have_text(name)


def test_a_name_is_that_text_written_on_the_map(map_page):
    map_page.open("?project=TTH-021")
    map_page.page.wait_for_function(WRITTEN, arg=HOSTILE["TTH-021"])


def test_the_rest_of_the_map_stays_whole(map_page):
    map_page.open()
    map_page.expect_total(127)
    map_page.expect_on_map(120)
    map_page.expect_sum(".legend-count", 120 - map_page.elsewhere)


def test_such_text_can_be_searched_and_shared(map_page):
    map_page.open()
    map_page.search.fill("{{ 7*7 }}")
    map_page.expect_query("q={{ 7*7 }}")
    expect(map_page.chips).to_contain_text(["“{{ 7*7 }}”"])
    map_page.page.reload()
    map_page.wait_until_painted()
    expect(map_page.search).to_have_value("{{ 7*7 }}")
