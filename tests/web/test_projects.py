"""A project's page shows everything known, each figure with its source."""

import json
import re
from datetime import date

import pytest
from sqlalchemy import text

from geoapp.models import ProjectIdentifier, SourceDocument
from tests.builders import (
    add_agency,
    add_baseline,
    add_milestone,
    add_project,
    add_report,
    add_unit,
)
from tests.web.conftest import BROWSER, problem
from tests.web.reading import Page


def read(client, path):
    response = client.get(path, headers={"Accept": BROWSER})
    assert response.status_code == 200, response.text[:500]
    return Page(response.text)


@pytest.fixture
def full(own_session):
    """A project of which everything is known."""
    old = add_agency(own_session, "OLD", name="Sở Giao thông vận tải")
    add_agency(own_session, "NEW", name="Sở Xây dựng", after=[old])
    owner = add_agency(own_session, "OWN", name="Công ty Cảng")
    units = {
        add_unit(own_session, "482", level="district", name="Huyện Phú Lộc",
                 since=date(1990, 1, 1), until=date(2025, 6, 30)): "geometry",
        add_unit(own_session, "20107", name="Xã Chân Mây", since=date(2025, 7, 1)): "document",
    }  # fmt: skip
    own_session.add(SourceDocument(
        code="D7", title="Báo cáo số 7", dated="03/2026", day=date(2026, 3, 1)))  # fmt: skip
    project = add_project(
        own_session, "A-1", name="Bến số 3", name_en="Berth 3", kind="port", stage="implementation",
        funding="private", investment_vnd=1_234_500_000_000, plan_year_vnd=200_000_000_000,
        area_ha=24.3, length_m=12_500, lead_agency_id=old.id, owner_agency_id=owner.id,
        partner_agency_ids=[owner.id], planned_finish=date(2027, 6, 30),
        forecast_finish=date(2027, 9, 30), accuracy_m=2000, wkt="POINT(107.97 16.33)",
        position="estimated", units=units, figures_text="tổng vốn 1.234,5 tỷ",
        sources=[{"document": "D7", "section": "II.3", "fields": ["investment_vnd"]}],
    )  # fmt: skip
    own_session.add(ProjectIdentifier(project_id=project.id, scheme="oc4ids", value="xyz-42"))
    add_baseline(own_session, project, date(2025, 1, 1), date(2027, 6, 30))
    add_milestone(own_session, project, date(2025, 2, 3), name="Khởi công", actual=date(2025, 2, 4))
    add_report(own_session, project, "2026-10", 46.2, disbursed_vnd=50_000_000_000)
    own_session.commit()
    return project


VIETNAMESE = [
    "Bến số 3", "A-1", "46,2%", "1.234,5", "tỷ", "24,3", "12,5", "30/06/2027", "30/09/2027",
    "15/10/2026", "03/02/2025", "04/02/2025", "Khởi công", "Sở Xây dựng", "Sở Giao thông vận tải",
    "Công ty Cảng", "Huyện Phú Lộc", "Xã Chân Mây", "30/06/2025", "theo văn bản", "Báo cáo số 7",
    "03/2026", "II.3", "tổng vốn 1.234,5 tỷ", "xyz-42", "10/2026", "25%",
    "Ngoài ngân sách"]  # fmt: skip


def test_everything_known_is_shown(own_client, full):
    text = read(own_client, f"/projects/{full.code}").text
    assert [words for words in VIETNAMESE if words not in text] == []


def test_the_page_in_english_says_it_in_english(own_client, full):
    text = read(own_client, f"/projects/{full.code}?lang=en").text
    for words in ("Berth 3", "46.2%", "1,234.5", "30 Jun 2027", "Outside the budget", "Seaport"):
        assert words.lower() in text.lower(), words


def test_how_exact_the_place_is_stands_beside_it(own_client, full):
    assert "2.000\u00a0m" in read(own_client, f"/projects/{full.code}").text


def test_what_nobody_said_is_said_to_be_unknown(own_client, own_session):
    add_project(own_session, "B-1")
    own_session.commit()
    text = read(own_client, "/projects/B-1?lang=en").text
    assert text.count("not in the documents") >= 5
    assert "not reported" in text
    for nought in ("0%", "0 billion", "None", "null", "nan"):
        assert nought not in text


def test_a_project_without_a_place_says_that_it_is_not_drawn(own_client, own_session):
    add_project(own_session, "B-1")
    own_session.commit()
    page = read(own_client, "/projects/B-1?lang=en")
    assert "not drawn" in page.text
    assert not [given for _, given in page.elements if given.get("class") == "mini-map"]


FIRST_DOCUMENT = """
    SELECT p.code, d.title FROM project p
    JOIN source_document d ON d.code = p.sources->0->>'document'"""


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_real_project_has_a_page_that_names_its_document(client, sample_session, lang):
    named = sample_session.execute(text(FIRST_DOCUMENT)).all()
    assert len(named) == 127
    for code, title in named:
        assert title in read(client, f"/projects/{code}?lang={lang}").text, code


def test_programs_get_the_feature(client):
    for how in ({"headers": {"Accept": "application/geo+json"}}, {"query_string": {"f": "json"}}):
        response = client.get("/projects/TTH-001", **how)
        assert json.loads(response.text)["id"] == "TTH-001"
        assert response.mimetype == "application/geo+json"


def test_an_unknown_and_an_unpublished_project_answer_alike(own_client, own_session):
    add_project(own_session, "SECRET", published=False)
    own_session.commit()
    for accept in (BROWSER, "*/*"):
        hidden, missing = (
            own_client.get(f"/projects/{code}", headers={"Accept": accept})
            for code in ("SECRET", "NOSUCH")
        )
        assert hidden.status_code == missing.status_code == 404
        assert bare(hidden, "SECRET") == bare(missing, "NOSUCH")


def bare(response, code):
    return re.sub(r'nonce="[^"]*"', "", response.text).replace(code, "X")


def test_a_project_on_a_day_before_it_was_recorded_is_not_there(client):
    response = client.get("/projects/TTH-001?as_of=2020-01-01")
    assert problem(response)["status"] == 404


def test_the_way_back_to_the_map_keeps_the_filter(own_client, full):
    page = read(own_client, f"/projects/{full.code}?sector=transport&q=bến&lang=en")
    back = f"/?sector=transport&q=b%E1%BA%BFn&lang=en&project={full.code}"
    assert back in page.links()
