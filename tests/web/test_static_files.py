"""Static files: addresses change with content, and are kept for good."""

import re


def linked(client, ending):
    page = client.get("/", headers={"Accept": "text/html"}).text
    return re.findall(rf'="(/static/[^"]+{ending}[^"]*)"', page)


def headers_of(client, path):
    with client.get(path) as answer:
        return answer.headers


def test_a_page_asks_for_one_script_and_one_style_sheet_of_ours(client):
    assert len([link for link in linked(client, ".js") if "/built/" in link]) == 1
    assert len([link for link in linked(client, ".css") if "/built/" in link]) == 1


def test_a_file_asked_for_by_its_digest_is_kept_for_good(client):
    (script,) = [link for link in linked(client, ".js") if "/built/" in link]
    assert "immutable" in headers_of(client, script)["Cache-Control"]


def test_the_digest_is_that_of_the_content(app, tmp_path, monkeypatch):
    monkeypatch.setattr(app, "_static_folder", str(tmp_path))
    (tmp_path / "a.css").write_text("one")
    with app.test_request_context():
        first = app.url_for("static", filename="a.css")
        (tmp_path / "a.css").write_text("two, longer")
        assert app.url_for("static", filename="a.css") != first


def test_a_file_asked_for_without_a_digest_is_asked_for_again(client):
    kept = headers_of(client, "/static/built/map.js")["Cache-Control"]
    assert "no-cache" in kept


def test_fonts_are_named_alike_by_page_and_style_sheet(client):
    fonts = linked(client, ".woff2")
    assert fonts
    assert not [font for font in fonts if "?" in font]
    assert "max-age" in headers_of(client, fonts[0])["Cache-Control"]
