"""Every answer carries the strict policy, errors and files included."""

import re

import pytest

from tests.web.conftest import BROWSER

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'nonce-N'",
    "style-src": "'self' 'nonce-N'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
ADDRESSES = [
    "/",
    "/?f=json",
    "/?view=present&lang=en",
    "/map/summary",
    "/map/filters",
    "/map/areas",
    "/map/list",
    "/map/card/TTH-001",
    "/map/slide",
    "/map/extent",
    "/projects/TTH-001",
    "/collections",
    "/collections/projects",
    "/conformance",
    "/collections/projects/items?limit=1",
    "/collections/projects/items/TTH-001",
    "/collections/areas/items?limit=1",
    "/collections/areas/items/19999",
    "/tiles/projects/8/204/116.mvt",
    "/layers/areas.geojson",
    "/projects/TTH-001/history",
    "/projects/TTH-001/edit",
    "/projects/TTH-001/milestones",
    "/projects/TTH-001/decisions",
    "/projects/TTH-001/baseline",
    "/projects/TTH-001/capital",
    "/projects/TTH-001/obstacles",
    "/projects/TTH-001/obstacles/1",
    "/projects/new",
    "/projects/place",
    "/changes?since=2026-11-20",
    "/exports/csv?q=TTH-001",
    "/exports?q=TTH-001",
    "/packs",
    "/packs/somebodys-own-pack",
    "/packs/somebodys-own-pack/file",
    "/changes.geojson?since=2026-11-20",
    "/changes.pdf?since=2026-11-20",
    "/attention",
    "/attention?f=json",
    "/attention/charts",
    "/attention/trend",
    "/months",
    "/months.geojson",
    "/agencies/HUE-SXD/reports",
    "/agencies/HUE-SXD/reports.xlsx",
    "/reports",
    "/reports/waiting",
    "/reports/periodic",
    "/reports/periodic/pdf",
    "/photos/1",
    "/photos/1/small",
    "/photos/kept/nobodys",
    "/projects/TTH-001/report",
    "/collections/reports/items?limit=1",
    "/targets",
    "/targets/new",
    "/targets/projects?q=cang",
    "/targets/somebodys-list",
    "/targets/somebodys-list/edit",
    "/revisions",
    "/revisions/1",
    "/revisions/1/map.geojson",
    "/revisions/1/file",
    "/uploads",
    "/uploads/1",
    "/uploads/1/rows",
    "/uploads/1/issues",
    "/uploads/1/issues.json",
    "/uploads/1/issues.xlsx",
    "/uploads/1/map.geojson",
    "/sign-in",
    "/sign-in/again",
    "/sign-in/code",
    "/sign-in/rescue",
    "/sign-in/select",
    "/sign-in/office",
    "/sign-in/office/back",
    "/account",
    "/account/password",
    "/account/second-step",
    "/admin",
    "/admin/people",
    "/admin/people/new",
    "/admin/people/somebody",
    "/admin/agencies",
    "/admin/agencies/new",
    "/admin/agencies/HUE-SXD",
    "/admin/tokens",
    "/admin/audit",
    "/healthz",
    "/static/css/base.css",
    "/static/nothing.js",
    "/?sector=nothing",
    "/projects/NOTHING",
    "/nothing",
    "/tiles/projects/1/9/9.mvt",
]


def policy(response):
    said = response.headers["Content-Security-Policy"]
    return dict(rule.split(" ", 1) for rule in re.sub(r"nonce-[\w-]+", "nonce-N", said).split("; "))


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_carries_the_policy(browse, path):
    response = browse(path)
    assert response.status_code < 500
    assert policy(response) == POLICY


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_answer_may_be_sniffed_or_tell_others_where_one_was(browse, path):
    headers = browse(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_refused_method_carries_it_too(client):
    response = client.post("/map/summary")
    assert response.status_code == 405
    assert policy(response) == POLICY


def test_a_crash_carries_it_too(app, browse, monkeypatch):
    monkeypatch.setitem(app.view_functions, "map.summary", lambda: 1 / 0)
    response = browse("/map/summary")
    assert response.status_code == 500
    assert policy(response) == POLICY


def test_an_answer_of_nothing_new_carries_it_too(client):
    tile = client.get("/tiles/projects/8/204/116.mvt")
    again = client.get(
        "/tiles/projects/8/204/116.mvt", headers={"If-None-Match": tile.headers["ETag"]}
    )
    assert again.status_code == 304
    assert policy(again) == POLICY


def test_every_address_that_can_be_opened_is_in_the_list_above(app):
    adapter = app.url_map.bind("localhost")
    listed = {adapter.match(path.partition("?")[0])[0] for path in ADDRESSES if path != "/nothing"}
    opened = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert opened == listed


def test_a_nonce_is_never_used_twice(browse):
    nonces = {re.search(r"nonce-([\w-]+)", browse("/").headers["Content-Security-Policy"])[1]
              for _ in range(5)}  # fmt: skip
    assert len(nonces) == 5
    assert min(map(len, nonces)) >= 20


PAGES = [
    "/",
    "/?view=present",
    "/projects/TTH-001",
    "/projects/TTH-001/history",
    "/changes?since=2026-11-20",
    "/revisions/1",
    "/?sector=nothing",
    "/nothing",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_script_and_style_of_a_page_carries_its_nonce(browse, path):
    response = browse(path)
    nonce = re.search(r"nonce-([\w-]+)", response.headers["Content-Security-Policy"])[1]
    for tag in re.findall(r"<(?:script|style)\b[^>]*>", response.text):
        assert f'nonce="{nonce}"' in tag


@pytest.mark.parametrize("path", [*PAGES, *(p for p in ADDRESSES if p.startswith("/map/"))])
def test_no_page_needs_inline_handlers_or_styles(browse, path):
    text = re.sub(r"<(script|style)\b.*?</\1>", "", browse(path).text, flags=re.DOTALL)
    assert not re.search(r"<[^>]*\s(on\w+|style)\s*=", text)
    assert "javascript:" not in text


@pytest.mark.parametrize("path", PAGES)
def test_no_page_names_another_host(browse, path):
    text = browse(path).text
    loaded = re.findall(r"<(?:link|script|img|iframe)\b[^>]*?(?:href|src)=\"([^\"]+)\"", text)
    assert loaded
    assert all(address.startswith(("/static/", "data:")) for address in loaded)


def test_an_answer_says_html_only_where_it_is_html(fetch):
    assert fetch("/map/card/TTH-001", Accept=BROWSER).mimetype == "text/html"
    assert fetch("/collections/projects/items", Accept=BROWSER).mimetype == "application/geo+json"
