"""`geoapp report` writes the same report as the page."""

from io import BytesIO

import pytest
from docx import Document

from geoapp import cli_periodic
from geoapp.cli import parser
from geoapp.domain.errors import BadParameter
from tests.test_cli_exports import Opened


@pytest.fixture
def report(settings, sample, monkeypatch, tmp_path):
    monkeypatch.setattr(cli_periodic, "open_database", lambda _: Opened(sample))
    without = [word for name in ("charts", "maps", "atlas") for word in ("--without", name)]

    def write(*words):
        command = ["report", *words, *without, "--to", str(tmp_path)]
        cli_periodic.report(settings, parser().parse_args(command))
        return {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    return write


def test_a_file_of_each_format_for_period_and_agency(report):
    files = report("--period", "2026-Q4", "--by", "HUE-SXD", "--format", "docx", "--format", "pdf")
    assert sorted(files) == ["bao-cao-2026-q4-hue-sxd.docx", "bao-cao-2026-q4-hue-sxd.pdf"]
    document = Document(BytesIO(files["bao-cao-2026-q4-hue-sxd.docx"]))
    titles = [one.text for one in document.paragraphs if one.style.name == "Title"]
    assert titles == ["BÁO CÁO", "Tình hình thực hiện các dự án trọng điểm quý IV năm 2026"]


def test_without_a_period_it_is_this_months_in_word(report):
    assert list(report("--sector", "health")) == ["bao-cao-2026-11.docx"]


def test_an_agency_that_is_not_there_is_refused(report):
    with pytest.raises(BadParameter):
        report("--by", "NO")
