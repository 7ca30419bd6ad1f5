"""Columns find their fields by names in Vietnamese or English, with or without marks."""

import pytest

from geoapp.ingest.columns import ColumnSample, bare_words, propose_columns
from geoapp.ingest.fields import BY_NAME, COMPUTED, FIELDS, UNIT_WORDS, UNITS, Target
from geoapp.ingest.values.agencies import Agencies

NOBODY = Agencies([])


def propose(columns: dict[str, tuple], remembered=None) -> dict[str, Target | None]:
    samples = [ColumnSample(name, len(values), values) for name, values in columns.items()]
    titles = {name: name for name in columns}
    found = propose_columns(samples, titles, remembered or {}, NOBODY)
    return {one.name: one.target for one in found}


def fields(*names: str) -> list[str | None]:
    return [target and target.field for target in propose(dict.fromkeys(names, ())).values()]


def test_vietnamese_names_are_matched():
    names = ["Mã dự án", "Tên dự án", "Lĩnh vực", "Chủ đầu tư", "Tiến độ", "Ghi chú"]
    assert fields(*names) == ["code", "name", "sector", "owner", "progress", None]


def test_names_without_marks_and_in_capitals_are_matched():
    names = ["MA_DU_AN", "TEN_DU_AN", "linhvuc", "CHU DAU TU", "Tien do thi cong"]
    assert fields(*names) == ["code", "name", "sector", "owner", "progress"]


def test_names_that_a_shapefile_cut_are_matched():
    assert fields("MA_CONG_TR", "TEN_CONG_T", "TONG_MUC_D") == ["code", "name", "investment_vnd"]


def test_our_own_names_are_matched_and_what_we_compute_is_not():
    own = [field.name for field in FIELDS]
    assert fields(*own, *COMPUTED) == [*own, *[None] * len(COMPUTED)]


def test_a_forecast_is_computed_and_never_taken_for_the_planned_finish():
    assert fields("Dự báo hoàn thành", "Hoàn thành") == [None, "planned_finish"]


def test_a_field_goes_to_the_column_that_fits_best():
    assert fields("id", "Mã", "Mã dự án") == [None, None, "code"]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Tổng mức đầu tư (tỷ đồng)", Target("investment_vnd", "billion")),
        ("TMĐT (triệu đồng)", Target("investment_vnd", "million")),
        ("investment_vnd", Target("investment_vnd")),
        ("Chiều dài (km)", Target("length_m", "km")),
        ("Diện tích [m²]", Target("area_ha", "m2")),
        ("Diện tích ha", Target("area_ha", "ha")),
        ("Tiến độ (%)", Target("progress", "percent")),
    ],
)
def test_the_unit_is_read_from_the_name(name, target):
    assert propose({name: ()})[name] == target


def test_shares_are_told_from_percentages_by_their_values():
    found = propose({"Tiến độ": (0.25, 1, 0.5)})
    assert found["Tiến độ"] == Target("progress", "share")
    assert propose({"Tiến độ": (1, 0, 1)})["Tiến độ"] == Target("progress")


@pytest.mark.parametrize(
    ("name", "value", "certain"),
    [
        ("Tiến độ", 50, True),
        ("Tiến độ", 0.5, False),
        ("progress", 0.5, True),
        ("Tiến độ của gói thầu", 50, False),
        ("Ghi chú", "x", True),
    ],
)
def test_what_is_only_likely_waits_for_a_person(name, value, certain):
    (found,) = propose_columns([ColumnSample(name, 1, (value,))], {name: name}, {}, NOBODY)
    assert found.is_certain == certain


def test_the_decimal_sign_is_told_from_the_values():
    found = propose({"Diện tích": ("1.234,5", "2.000")})
    assert found["Diện tích"] == Target("area_ha", None, ",")


def test_values_that_do_not_fit_make_a_name_count_less():
    found = propose({"Hoàn thành": ("A", "B"), "Ngày hoàn thành": ("20/11/2026", "1/1/2027")})
    assert found["Hoàn thành"] is None
    assert found["Ngày hoàn thành"] == Target("planned_finish")


def test_a_count_of_rows_is_no_code_where_another_column_fits():
    found = propose({"Mã số": (1, 2), "Mã công trình": ("TTH-1", "TTH-2")})
    assert found == {"Mã số": None, "Mã công trình": Target("code")}


def test_what_is_remembered_of_a_column_that_this_file_lacks_takes_nothing():
    remembered = {"ghi_chu": Target("name")}
    assert propose({"ten_du_an": ()}, remembered)["ten_du_an"] == Target("name")


def test_what_was_chosen_before_is_remembered():
    chosen = {"Cột 7": Target("name"), "Tên": Target("short_name")}
    assert propose({"Cột 7": (), "Tên": (), "Tên dự án": ()}, chosen) == {
        **chosen,
        "Tên dự án": None,
    }


def test_a_proposal_shows_values_briefly():
    samples = [ColumnSample("a", 2, ("x" * 200, 5))]
    (found,) = propose_columns(samples, {"a": "a"}, {}, NOBODY)
    assert found.samples == ("x" * 80, "5")


def test_bare_words_are_without_marks_and_units():
    assert bare_words("  Tổng mức_đầu-tư (tỷ đồng)") == "tong muc dau tu"


def test_the_tables_agree():
    assert len(BY_NAME) == len(FIELDS)
    for kind, words in UNIT_WORDS.items():
        assert set(words.values()) <= set(UNITS[kind])
    for field in FIELDS:
        assert all(word == bare_words(word) for word in field.words)
