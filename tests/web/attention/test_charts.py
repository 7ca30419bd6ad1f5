"""The charts of the leader's page, over the real projects and as a part of the page."""

import json
import re

import pytest


@pytest.fixture
def charts(fetch):
    def read(query=""):
        asked = {"Accept": "text/html", "HX-Request": "true"}
        response = fetch(f"/attention/charts{query}", **asked)
        assert response.status_code == 200, response.text[:500]
        return response.text

    return read


def specs(html):
    found = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', html, re.DOTALL)
    return [json.loads(one) for one in found]


def test_works_money_and_standing_are_drawn(charts):
    works, money, standing = specs(charts())
    assert works["datasets"]["done"][-1]["month"] == "2026-10"
    assert money["datasets"]["plan"]
    assert len(standing["datasets"]["bars"]) == 5


def test_standing_agrees_with_the_page(charts, fetch):
    bars = specs(charts())[-1]["datasets"]["bars"]
    told = {bar["part"]: bar["end"] for bar in bars}
    page = fetch("/attention").json
    assert told["late"] == page["totals"]["late"]["count"]
    assert sum(told.values()) == page["numberMatched"]


def test_each_has_its_table_and_its_mark(charts):
    html = charts()
    assert html.count("<table>") == 3
    assert html.count("Số liệu minh họa") == 3


def test_averages_say_how_many_reports_they_rest_on(charts):
    assert '<th scope="col" class="is-number">Reports</th>' in charts("?lang=en")


def test_nothing_found_is_said_in_words(charts):
    html = charts("?q=khongcoduannao")
    assert "Chưa có báo cáo tiến độ thi công." in html
    assert "Chưa có báo cáo giải ngân." in html


def test_the_page_asks_for_them_with_its_filter(browse):
    html = browse("/attention?sector=tourism&lang=en").text
    assert 'data-from="/attention/charts?sector=tourism&amp;lang=en"' in html


def test_a_wrong_filter_is_refused(browse):
    assert browse("/attention/charts?sector=tourizm").status_code == 400


@pytest.mark.parametrize(("part", "tables"), [("charts", 3), ("trend", 1)])
def test_whoever_runs_no_script_gets_a_page_of_its_own(browse, part, tables):
    html = browse(f"/attention/{part}?sector=tourism").text
    assert html.count("<table>") == tables
    assert "<h1>" in html
    assert 'href="/attention?sector=tourism"' in html
