"""Each chosen value is a chip that says what it is and leads to the page without it."""

import pytest

from geoapp.web.chosen import chosen


@pytest.fixture
def chips(app):
    """Returns the chips at an address, by name."""

    def read(query):
        with app.test_request_context(f"/?{query}"):
            return {chip["name"]: chip for chip in chosen()}

    return read


def test_nothing_chosen_has_no_chip(chips):
    assert chips("sort=name&lang=en&fbclid=1") == {}


@pytest.mark.parametrize(("query", "name", "vi", "en"), [
    ("sector=health", "sector", "Y tế", "Health"),
    ("kind=port", "kind", "Cảng biển", "Seaport"),
    ("stage=suspended", "stage", "Tạm dừng", "Suspended"),
    ("schedule=late", "schedule", "Chậm", "Late"),
    ("funding=oda", "funding", "ODA", "ODA"),
    ("progress=25-49.5", "progress", "25 – 49,5%", "25 – 49.5%"),
    ("q=cang", "q", "“cang”", "“cang”"),
    ("area=482", "area", "Huyện Phú Lộc (đến 30/06/2025)", "Huyện Phú Lộc (to 30 Jun 2025)"),
    ("month=2026-10", "month", "10/2026", "Oct 2026"),
    ("as_of=2026-11-01", "as_of", "01/11/2026", "1 Nov 2026"),
])  # fmt: skip
def test_a_chip_says_what_was_chosen_in_both_languages(chips, query, name, vi, en):
    assert vi in chips(query)[name]["label"]
    assert en in chips(f"{query}&lang=en")[name]["label"]


def test_a_chip_leads_to_the_page_without_it(chips):
    found = chips("sector=urban&q=x&page=3&lang=en&project=TTH-001")
    assert found["sector"]["url"] == "/?q=x&lang=en"
    assert found["q"]["url"] == "/?sector=urban&lang=en"


def test_one_of_two_values_is_taken_away_alone(app):
    with app.test_request_context("/?sector=urban&sector=health"):
        assert [chip["url"] for chip in chosen()] == ["/?sector=health", "/?sector=urban"]


def test_a_former_unit_is_marked(chips):
    assert chips("area=482")["area"]["former"]
    assert not chips("area=20107")["area"]["former"]


def test_the_unit_of_today_needs_no_dates(chips):
    assert "(" not in chips("area=20107")["area"]["label"]
