"""The late projects by month, over the real projects and as a part of the leader's page."""

import pytest

from tests.web.reading import Page


@pytest.fixture
def trend(fetch):
    def read(query=""):
        asked = {"Accept": "text/html", "HX-Request": "true"}
        response = fetch(f"/attention/trend{query}", **asked)
        assert response.status_code == 200, response.text[:500]
        return response.text

    return read


def test_months_stand_as_bars_and_as_a_table(trend):
    assert '"counted":[{"month":"2026-05"' in trend().replace(", ", ",")
    assert "10/2026" in Page(trend()).text


def test_the_last_month_is_counted_as_the_page_counts_it(trend, fetch):
    late = fetch("/attention").json["totals"]["late"]["count"]
    assert f"Dự án chậm: {late} vào tháng 10/2026" in trend()


def test_what_changed_since_the_month_before_is_said(trend, fetch):
    assert fetch("/attention").json["totals"]["late"]["change"] == 0
    assert "bằng tháng 09/2026</p>" in trend()


def test_the_page_asks_for_them_with_its_filter(browse):
    html = browse("/attention?sector=tourism&lang=en").text
    assert 'data-from="/attention/trend?sector=tourism&amp;lang=en"' in html


def test_who_runs_no_script_is_led_to_them(browse):
    html = browse("/attention?sector=tourism").text
    assert '<noscript><a href="/attention/trend?sector=tourism">' in html


def test_a_wrong_filter_is_refused(browse):
    assert browse("/attention/trend?sector=tourizm").status_code == 400
