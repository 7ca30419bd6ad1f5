"""The table of contents of a pack."""

from dataclasses import replace
from datetime import date

from msgspec import structs

from geoapp.exports.pack_contents import PackFacts, write_contents
from tests.exports.test_pack_files import UNIT

FACTS = PackFacts("vi", "Bộ tài liệu 9 huyện", "Sở Tài chính", "chậm", date(2026, 11, 20),
                  date(2026, 11, 21), illustrative=True)  # fmt: skip


def page(facts=FACTS, **changes):
    return write_contents(facts, [structs.replace(UNIT, **changes)]).decode()


def test_it_says_what_for_whom_and_of_which_day():
    said = page()
    for words in ("Bộ tài liệu 9 huyện", "Sở Tài chính", "chậm", "20/11/2026", "21/11/2026"):
        assert words in said
    assert "Số liệu minh họa" in said


def test_a_unit_has_its_figures_links_and_what_was_left_out():
    said = page()
    for words in ("Huyện Phú Lộc", "địa giới đến 30/06/2025", ">16<", "<b>2</b>", "PDF: hơn 5.000"):
        assert words in said
    assert 'href="1-phu-loc/a.csv"' in said


def test_unknown_money_is_a_dash_not_zero():
    assert "<td>–</td>" in page()
    assert "<td>760</td>" in page(investment_vnd=760_000_000_000)


def test_names_are_text():
    said = page(name="<script>alert(1)</script>$title", note="</td>")
    assert "<script" not in said
    assert "&lt;/td&gt;" in said
    assert "$title" in said


def test_a_page_without_invented_figures_has_no_mark():
    assert "minh họa" not in page(replace(FACTS, illustrative=False))
