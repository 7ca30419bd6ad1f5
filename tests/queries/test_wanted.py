"""A filter is resolved once: areas and agencies to keys, words to what says them."""

import pytest

from geoapp.domain.errors import BadParameter
from geoapp.queries.features import count_projects, find_features
from tests.builders import add_agency, add_project, add_report, add_unit, ask


def codes(session, **filters):
    return [feature["id"] for feature in find_features(session, ask(session, **filters), limit=99)]


def test_alternatives_of_one_filter_and_narrowing_by_two(session):
    for code, sector, funding in [
        ("A", "urban", "oda"),
        ("B", "health", "oda"),
        ("C", "urban", "public"),
        ("D", "energy", "oda"),
    ]:
        add_project(session, code, sector=sector, funding=funding)
    assert codes(session, sector=["urban", "health"]) == ["A", "B", "C"]
    assert codes(session, sector=["urban", "health"], funding="oda") == ["A", "B"]


def test_an_unpublished_project_is_never_found(session):
    add_project(session, "A", published=False)
    assert codes(session) == []


@pytest.mark.parametrize("basis", ["geometry", "nearest", "document", "inferred"])
def test_whatever_ties_a_project_to_a_unit_it_is_found_there(session, basis):
    unit = add_unit(session, "1")
    add_project(session, "A", units={unit: basis})
    assert codes(session, area="1") == ["A"]


def test_a_tie_that_the_document_outweighed_never_matches(session):
    here = add_unit(session, "1", name="Xã Vị Trí")
    there = add_unit(session, "2", name="Xã Văn Bản")
    add_project(session, "A", units={here: "outweighed", there: "document"})
    assert (codes(session, area="1"), codes(session, area="2")) == ([], ["A"])
    assert (codes(session, q="vi tri"), codes(session, q="van ban")) == ([], ["A"])


def test_an_area_without_projects_finds_none(session):
    add_unit(session, "1")
    add_project(session, "A")
    assert codes(session, area="1") == []


@pytest.mark.parametrize("ref", ["9", "commune:9", "9@2020-01-01", "district:1@2026-01-01"])
def test_an_unknown_area_is_refused(session, ref):
    add_unit(session, "1")
    with pytest.raises(BadParameter, match="area: expected a unit that exists"):
        ask(session, area=ref)


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ("0-100", True),
        ("33.3-33.3", True),
        ("33.3-40", True),
        ("20-33.3", True),
        ("33.4-40", False),
        ("0-33.2", False),
    ],
)
def test_a_range_takes_in_both_its_ends(session, span, found):
    add_report(session, add_project(session, "A"), "2026-10", 33.3)
    assert codes(session, progress=span) == (["A"] if found else [])


def test_a_range_leaves_out_what_nobody_reported(session):
    add_project(session, "A")
    assert codes(session, progress="0-100") == []


def test_two_ranges_are_alternatives(session):
    for code, progress in (("A", 10), ("B", 50), ("C", 90)):
        add_report(session, add_project(session, code), "2026-10", progress)
    assert codes(session, progress=["0-20", "80-100"]) == ["A", "C"]


PORT = "Bến số 3, Cảng Chân Mây (giai đoạn II) – khu bến 5.000 DWT"


@pytest.mark.parametrize(
    "typed",
    [
        "cang chan may",
        "Cảng Chân Mây",
        "CẢNG",
        "cản",
        "chân",
        "chan ma",
        "mây cảng",
        "giai doan ii",
        "Cang Chân",
        "bến 3",
        "5.000",
        "khu-ben",
        "P-1",
        "seaport",
        "Ca\u0309ng",
    ],
)
def test_a_project_is_found_by_what_its_names_say(session, typed):
    add_project(session, "P-1", name=PORT, name_en="Chan May Seaport")
    add_project(session, "X-2", name="Đường Hồ Chí Minh")
    assert codes(session, q=typed) == ["P-1"]


@pytest.mark.parametrize("typed", ["càng", "ang", "cang x", "chấn", "cangchan", "Căng"])
def test_a_project_is_not_found_by_what_its_names_do_not_say(session, typed):
    add_project(session, "P-1", name=PORT)
    assert codes(session, q=typed) == []


def test_huong_van_is_not_huong_van_with_other_marks(session):
    for code, name in (("A", "Trạm Hương Văn"), ("B", "Trạm Hương Vân")):
        add_project(session, code, name=name)
    assert codes(session, q="Hương Văn") == ["A"]
    assert codes(session, q="huong van") == ["A", "B"]


@pytest.mark.parametrize(
    "name", ["Cảng Chân\u00a0Mây", "Cảng Chân\u2003Mây", "Cảng Cha\u0302n Ma\u0302y"]
)
def test_blanks_and_forms_in_the_name_do_not_hide_it(session, name):
    add_project(session, "A", name=name)
    assert codes(session, q="chan may") == codes(session, q="Chân Mây") == ["A"]


def test_words_may_be_said_by_agency_and_unit_too(session):
    agency = add_agency(session, "BQL", name="Ban Quản lý khu kinh tế")
    unit = add_unit(session, "1", name="Xã Lộc Vĩnh")
    add_project(
        session, "A", name="Đê chắn sóng", lead_agency_id=agency.id, units={unit: "nearest"}
    )
    for typed in ("kinh te", "lộc vĩnh", "đê kinh tế vĩnh"):
        assert codes(session, q=typed) == ["A"], typed
    assert codes(session, q="đê thủy") == []


def test_two_texts_are_alternatives(session):
    for code in ("A1", "B1", "C1"):
        add_project(session, code)
    assert codes(session, q=["A1", "C1"]) == ["A1", "C1"]


@pytest.mark.parametrize(
    "typed", ["%", "_", "\\", "'; DROP TABLE project; --", "(((", "[", "*", "?"]
)
def test_signs_mean_nothing(session, typed):
    add_project(session, "A")
    assert count_projects(session, ask(session, q=typed)) == (0 if "DROP" in typed else 1)
