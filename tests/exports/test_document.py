"""The document read back: map, table with a repeated head, every project."""

import re
from io import BytesIO

import pytest
from docx import Document

from geoapp.exports.document import write_document
from geoapp.exports.options import ExportOptions
from geoapp.exports.printed_charts import charts_of
from tests.exports.conftest import PHU_LOC

DESCRIBED = re.compile(r'<wp:docPr [^>]*descr="([^"]*)"')


@pytest.fixture
def district(gathered):
    return gathered(area=PHU_LOC)


def read(content, **options):
    return Document(BytesIO(write_document(content, ExportOptions(**options))))


def test_title_map_and_every_project_are_in_it(district):
    document = read(district)
    assert document.paragraphs[0].text == district.title
    assert len(document.inline_shapes) == 1
    names = [row.cells[1].text for row in document.tables[0].rows[1:]]
    assert names == [project.name for project in district.projects]


def test_the_head_of_the_table_is_repeated_and_rows_stay_whole(district):
    (table,) = read(district).tables
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)


@pytest.mark.parametrize(("orientation", "wide"), [("landscape", True), ("portrait", False)])
def test_the_page_lies_as_it_was_asked(district, orientation, wide):
    section = read(district, orientation=orientation).sections[0]
    assert (section.page_width > section.page_height) is wide


def test_nothing_fitting_is_said(gathered):
    document = read(gathered(area=PHU_LOC, sector="mining"))
    assert "Không có dự án nào khớp." in [one.text for one in document.paragraphs]
    assert document.tables == []


def test_charts_are_pictures_under_their_titles(gathered):
    content = gathered(ExportOptions(sections=("charts",)), area=PHU_LOC)
    document = read(content, sections=("charts",))
    charts = charts_of(content)
    described = DESCRIBED.findall(document.tables[0]._tbl.xml)
    assert described == [one.chart.sentence for one in charts]
    cells = [cell for row in document.tables[0].rows for cell in row.cells]
    assert [cell.paragraphs[0].text for cell in cells] == [one.title for one in charts]


def test_totals_and_counts_take_a_line_each(district):
    said = [one.text for one in read(district).paragraphs]
    counts = " · ".join(f"{one.label}: {one.count}" for one in district.counts)
    assert counts in said
    assert said[said.index(counts) - 1].startswith(f"{len(district.projects)} dự án · ")


def test_sources_day_and_page_stand_at_the_foot_of_each_page(district):
    footer = read(district).sections[0].footer
    said = " ".join(one.text for one in footer.paragraphs)
    assert "In ngày 20/11/2026 · Trang" in said
    assert "Nguồn: " in said
    assert "NUMPAGES" in footer._element.xml


def test_the_last_rows_of_a_table_stand_together(district):
    rows = read(district).tables[0].rows
    kept = [row.cells[1].paragraphs[0].paragraph_format.keep_with_next for row in rows]
    assert kept[-4:] == [True, True, True, None]
    assert kept[-5] is None
