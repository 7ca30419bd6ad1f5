"""The page of the periodic report: what it will say, the texts, the files, who may do what."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from geoapp.app import create_app
from geoapp.domain.rights import Viewer
from tests.web.conftest import BROWSER, problem
from tests.web.reading import Page
from tests.web.recognised import recognising

PAGE = "/reports/periodic"
PLAIN = "pictures=none"
LIMITED = Viewer("dung", frozenset({"planner"}), frozenset({1}), None)


@pytest.fixture
def client(settings, sample, tmp_path):
    return recognising(create_app(replace(settings, data_dir=tmp_path), sample), dung=LIMITED)


@pytest.fixture
def read(client):
    def get(query="", who="an", path=PAGE):
        return client.get(f"{path}?{query}", headers={"Accept": BROWSER, "X-Name": who})

    return get


@pytest.fixture
def send(client):
    def post(query="", who="an", **fields):
        headers = {"Accept": BROWSER, "X-Name": who}
        return client.post(f"{PAGE}?{query}", data=fields, headers=headers)

    return post


def fields_of(response):
    """Return what the form of the texts holds, as a browser would send it."""
    form = re.search(r'<form class="panel periodic-texts".*?</form>', response.text, re.DOTALL)[0]
    fields = {
        one["name"]: one.get("value") or ""
        for one in Page(form).all("input")
        if one.get("type") != "checkbox"
    }
    areas = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL)
    return fields | dict(areas)


def words(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def file_of(client, query, name="docx"):
    return client.get(f"{PAGE}/{name}?{query}", headers={"X-Name": "an"})


def test_everybody_reads_what_the_report_will_say_and_writers_alone_write(read):
    page = Page(read(PLAIN, "em").text)
    for said in ("BÁO CÁO", "tháng 11 năm 2026", "Số liệu minh họa", "Cơ quan chưa báo cáo"):
        assert said in page.text
    assert "seen_revision" not in read(PLAIN, "em").text


def test_the_page_the_word_file_and_the_pdf_say_the_same_totals(client, read):
    sentence = re.search(r"theo dõi (\d+) dự án", Page(read(PLAIN).text).text)[0]
    document = Document(BytesIO(file_of(client, PLAIN).data))
    assert sentence in words(document)
    assert file_of(client, PLAIN, "pdf").data.startswith(b"%PDF-")


def test_a_file_is_named_after_period_and_area_and_kept(client):
    answer = file_of(client, f"{PLAIN}&period=2026-Q4&area=district:478@2024-12-31")
    assert (
        'filename="bao-cao-du-an-2026-q4-huyen-phu-vang.docx"'
        in (answer.headers["Content-Disposition"])
    )
    assert "no-store" in answer.headers["Cache-Control"]


def test_filters_narrow_the_report_and_are_named_in_its_title(read):
    page = Page(read(f"{PLAIN}&sector=health").text)
    assert "tháng 11 năm 2026: y tế" in page.text
    assert "Giao thông" not in page.text.partition("Theo lĩnh vực")[2].partition("Tổng cộng")[0]


def test_nothing_that_matches_still_makes_a_report(client, read):
    nothing = f"{PLAIN}&q=khongcoduannaonhuthe"
    assert "Không có dự án nào thuộc phạm vi báo cáo này." in Page(read(nothing).text).text
    assert "NHIỆM VỤ KỲ TỚI" in words(Document(BytesIO(file_of(client, nothing).data)))


def test_a_text_is_written_shown_and_taken_back(client, read, send):
    query = f"{PLAIN}&by=HUE-SXD"
    fields = fields_of(read(query)) | {"proposals": "Đề nghị bố trí vốn.\n\nĐoạn hai."}
    assert send(query, **fields).status_code == 303
    document = Document(BytesIO(file_of(client, query).data))
    assert "Đề nghị bố trí vốn." in [one.text for one in document.paragraphs]
    again = fields_of(read(query))
    assert again["proposals"] == "Đề nghị bố trí vốn.\n\nĐoạn hai."
    assert send(query, **again | {"reset-proposals": "1"}).status_code == 303
    assert fields_of(read(query))["proposals"] == ""


def test_the_second_of_two_writers_sees_the_firsts_text_before_saving(read, send):
    query = f"{PLAIN}&period=2026-10"
    opened = fields_of(read(query))
    assert send(query, **opened | {"closing": "Của An."}).status_code == 303
    answer = send(query, "binh", **opened | {"closing": "Của Bình.", "place": "Huế"})
    assert answer.status_code == 412
    conflict = Page(answer.text).text
    assert "Của An." in conflict
    assert fields_of(answer)["closing"] == "Của Bình."
    assert send(query, "binh", **fields_of(answer)).status_code == 303
    assert (fields_of(read(query))["closing"], fields_of(read(query))["place"]) == (
        "Của Bình.", "Huế",
    )  # fmt: skip


def test_who_may_not_write_is_refused(send, read):
    fields = fields_of(read(PLAIN)) | {"next": "x"}
    assert send(PLAIN, "em", **fields).status_code == 403
    assert send(PLAIN, "dung", **fields).status_code == 403
    assert send(f"{PLAIN}&by=TTH-SDL", "dung", **fields).status_code == 303


@pytest.mark.parametrize(
    ("query", "name"),
    [("period=2026-13", "period"), ("period=2030", "period"), ("by=NO", "by"),
     ("pictures=all", "pictures"), ("perod=2026", "perod")],
)  # fmt: skip
def test_what_is_no_report_is_refused_with_the_parameters_name(client, query, name):
    answer = client.get(f"{PAGE}/docx?{query}")
    assert (answer.status_code, problem(answer)["name"]) == (400, name)


def test_an_unknown_kind_of_file_is_not_there(client):
    assert client.get(f"{PAGE}/exe").status_code == 404


def test_hostile_text_stays_text(client, read, send):
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    query = f"{PLAIN}&period=2026-09"
    assert send(query, **fields_of(read(query)) | {"issuer": hostile}).status_code == 303
    page = Page(read(query).text)
    assert page.inert
    assert hostile.upper() in page.text
    assert hostile.upper() in words(Document(BytesIO(file_of(client, query).data)))


def test_works_and_disbursement_by_month_are_drawn_on_the_page(read):
    page = Page(read("pictures=charts").text)
    assert "Thi công và kế hoạch theo tháng, bình quân giản đơn, %" in page.text
    assert "Giải ngân so với kế hoạch năm 2026, tỷ đồng" in page.text
