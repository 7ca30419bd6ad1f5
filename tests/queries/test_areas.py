"""Units are found by code, level and date, and by name with marks or without."""

from datetime import date

import pytest

from geoapp.domain.areas import AreaRef, parse_area_ref
from geoapp.domain.bbox import Bbox
from geoapp.domain.errors import BadParameter
from geoapp.queries.areas import find_successors, get_unit, select_units, to_unit
from tests.builders import add_unit

JUNE_30, JULY_1 = date(2025, 6, 30), date(2025, 7, 1)
TODAY = date(2026, 11, 20)


def found(session, text, today=TODAY):
    return get_unit(session, parse_area_ref(text), today)


def names(session, **asked):
    return [to_unit(row).name for row in session.execute(select_units(**asked))]


@pytest.fixture
def reused(session):
    """One code held by two units, one after the other."""
    add_unit(session, "19999", name="Xã cũ", until=JUNE_30)
    add_unit(session, "19999", name="Xã mới", since=JULY_1)
    return session


def test_a_date_decides_who_holds_a_reused_code(reused):
    assert found(reused, "19999@2025-06-30").name == "Xã cũ"
    assert found(reused, "19999@2025-07-01").name == "Xã mới"


def test_a_bare_code_is_the_unit_in_force_today(reused):
    assert found(reused, "19999").name == "Xã mới"
    assert found(reused, "19999", today=JUNE_30).name == "Xã cũ"


def test_a_bare_code_that_nobody_holds_today_is_its_last_holder(session):
    add_unit(session, "475", name="Huyện thứ nhất", until=date(1990, 12, 31))
    add_unit(session, "475", name="Huyện Phú Lộc", since=date(1991, 1, 1), until=JUNE_30)
    assert found(session, "475").name == "Huyện Phú Lộc"


def test_a_holder_to_come_is_not_yet_the_last_one(session):
    add_unit(session, "475", name="Huyện Phú Lộc", until=JUNE_30)
    add_unit(session, "475", name="Phường sắp có", since=date(2027, 1, 1))
    assert found(session, "475").name == "Huyện Phú Lộc"


def test_a_dated_code_that_nobody_held_then_is_refused(session):
    add_unit(session, "475", since=date(1991, 1, 1), until=JUNE_30)
    for text in ("475@1990-12-31", "475@2025-07-01", "district:475@2000-01-01", "476"):
        with pytest.raises(BadParameter, match="area: expected a unit that exists"):
            found(session, text)


def test_a_level_tells_units_of_one_code_apart(session):
    add_unit(session, "46", level="province", name="Thành phố Huế")
    add_unit(session, "46", level="commune", name="Phường 46")
    assert found(session, "province:46@2026-01-01").name == "Thành phố Huế"
    assert found(session, "commune:46").name == "Phường 46"


@pytest.mark.parametrize(
    ("since", "until"), [(None, None), (JULY_1, None), (None, JUNE_30), (date(1990, 1, 1), JUNE_30)]
)
def test_the_dated_form_of_a_unit_names_it_for_good(session, since, until):
    unit = add_unit(session, "475", since=since, until=until)
    found_now = found(session, "475")
    assert found_now.ref.level == "commune"
    assert found(session, str(found_now.ref), today=date(2040, 1, 1)).id == unit.id


def test_a_unit_is_former_from_the_day_after_its_last(session):
    add_unit(session, "475", until=JUNE_30)
    unit = found(session, "475")
    assert unit.valid_to == JUNE_30
    assert (unit.former(JUNE_30), unit.former(JULY_1)) == (False, True)


def test_no_two_units_of_a_level_and_code_overlap(session):
    add_unit(session, "1", until=JULY_1)
    with pytest.raises(Exception, match="area_level_code_valid_excl"):
        add_unit(session, "1", since=JULY_1)


def test_units_are_offered_for_a_day(reused):
    assert names(reused, on=JUNE_30) == ["Xã cũ"]
    assert names(reused, on=JULY_1) == ["Xã mới"]
    assert names(reused) == ["Xã cũ", "Xã mới"]


def test_provinces_come_first_then_names_in_vietnamese_order(session):
    for code, level, name in [
        ("1", "commune", "Xã Đông"),
        ("2", "commune", "Xã Dương"),
        ("3", "commune", "Xã Ân"),
        ("4", "commune", "Xã An"),
        ("5", "province", "Tỉnh Vĩnh"),
        ("6", "district", "Huyện Y"),
    ]:
        add_unit(session, code, level=level, name=name)
    assert names(session) == ["Tỉnh Vĩnh", "Huyện Y", "Xã An", "Xã Ân", "Xã Dương", "Xã Đông"]


@pytest.mark.parametrize(
    "typed",
    [
        "huong van",
        "Hương Văn",
        "hương văn",
        "HƯƠNG VĂN",
        "hương v",
        "huong",
        "van",
        "Văn hương",
        "Hương\u00a0Văn",
        "Hu\u031bo\u031bng Va\u0306n",
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words(session, typed):
    add_unit(session, "1", name="Phường Hương Văn")
    assert names(session, q=typed) == ["Phường Hương Văn"]


@pytest.mark.parametrize("typed", ["Hương Vân", "uong", "hướng", "văn xuân", "Hương Vàn"])
def test_marks_that_were_typed_count(session, typed):
    add_unit(session, "1", name="Phường Hương Văn")
    assert names(session, q=typed) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Hoá", "Xã Hóa Châu"),
        ("Hóa", "Xã Hoá Châu"),
        ("thuỷ", "Xã Thủy Bằng"),
        ("thủ", "Xã Thuỷ Bằng"),
        ("lộ", "Xã Lộc Vĩnh"),
        ("lô", "Xã Lộc Vĩnh"),
        ("đ", "Xã Đông"),
        ("cản", "Xã Cảng"),
    ],
)
def test_tone_marks_may_sit_elsewhere_and_words_be_half_typed(session, typed, name):
    add_unit(session, "1", name=name)
    assert names(session, q=typed) == [name]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "(", "[", "*", ".*", "'", "{"])
def test_signs_are_no_patterns(session, typed):
    add_unit(session, "1", name="Xã Hương Văn")
    assert names(session, q=typed + "huong") == ["Xã Hương Văn"]
    assert names(session, q="h" + typed + "ng") == []


def test_a_box_leaves_units_that_lie_apart_and_those_without_outline(session):
    add_unit(session, "1", name="in", box=(107, 16, 107.1, 16.1))
    add_unit(session, "2", name="out", box=(108, 16, 108.1, 16.1))
    add_unit(session, "3", name="nowhere")
    assert names(session, bbox=Bbox(106.9, 15.9, 107.05, 16.05)) == ["in"]


def test_references_choose_units(reused):
    ref = AreaRef("19999", "commune", JUNE_30)
    assert names(reused, refs=[ref]) == ["Xã cũ"]


def test_successors_are_told(sample_session):
    (town,) = [to_unit(row) for row in sample_session.execute(select_units(q="thị trấn Lăng Cô"))]
    followers = find_successors(sample_session, [town.id])[town.id]
    assert [unit.name for unit in followers] == ["Xã Chân Mây - Lăng Cô"]
    assert followers[0].valid_from == JULY_1
