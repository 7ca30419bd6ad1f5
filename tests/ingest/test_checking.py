"""Rows are checked and compared: added, changed, unchanged, refused, missing; all is told."""

from dataclasses import replace
from datetime import date

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoapp.ingest.checked import CheckedRow, FieldChange
from geoapp.ingest.checking import check_upload
from geoapp.ingest.choices import Choices
from geoapp.ingest.crs import Crs, Frame
from geoapp.ingest.fields import Target
from geoapp.ingest.limits import Limits
from geoapp.ingest.reading import Surroundings, proposed_choices, read_upload
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.stored import from_json, to_json
from geoapp.ingest.values.agencies import KnownAgency
from tests.ingest.known_projects import AGENCIES, PROVINCE, Project, known
from tests.ingest.upload_files import collection, feature, point, write

TODAY = date(2026, 11, 20)
HERE = shapely.Point(107.5, 16.4)
AREA = shapely.box(107.5, 16.4, 107.51, 16.41)
BOWTIE = {
    "type": "Polygon",
    "coordinates": [[[107.1, 16.1], [107.3, 16.3], [107.3, 16.1], [107.1, 16.3], [107.1, 16.1]]],
}
NEW = {"code": "N-1", "name": "Cầu mới", "sector": "transport", "kind": "bridge"}


class Checked:
    """What checking made of a file."""

    def __init__(self, folder, content, told=None, **chosen) -> None:
        told = told or known()
        table = folder / "table"
        around = Surroundings(PROVINCE, AGENCIES, usual_systems=(9214,))
        reading = read_upload(write(folder, content), table, around, Limits(), quiet)
        proposed = proposed_choices(reading, TODAY)
        changes = {name: getattr(proposed, name) for name in Choices.__struct_fields__} | chosen
        self.rows: list[CheckedRow] = []
        self.issues = []
        self.choices = Choices(**changes)
        self.summary = check_upload(table, self.choices, told, self.keep, Limits(), quiet)

    def keep(self, batch) -> None:
        self.rows += batch.rows
        self.issues += batch.issues

    @property
    def codes(self) -> list[tuple[int | None, str]]:
        return [(issue.row, issue.code) for issue in self.issues]


def quiet(_done, _all) -> None:
    pass


@pytest.fixture
def check(tmp_path):
    return lambda *features, told=None, **chosen: Checked(
        tmp_path, collection(*features), told, **chosen
    )


def test_a_new_code_is_added_with_all_its_values(check):
    (row,) = check(feature(NEW | {"progress": 5, "note": "x"}, point())).rows
    assert (row.action, row.code, row.name) == ("added", "N-1", "Cầu mới")
    assert row.values == {
        "name": "Cầu mới", "sector": "transport", "kind": "bridge", "progress": 5.0,
        "position": "estimated",
    }  # fmt: skip
    assert shapely.from_wkb(row.geometry) == shapely.Point(107.5796, 16.4698)


def test_a_known_project_tells_what_changes_and_nothing_else(check):
    told = known(Project("A", {"name": "Cầu cũ", "progress": 46.2}, HERE, revision=7))
    (row,) = check(feature({"code": "A", "name": "Cầu", "progress": 46.2}, point(107.5, 16.4)),
                   told=told).rows  # fmt: skip
    assert (row.action, row.known_revision) == ("changed", 7)
    assert row.changes == [FieldChange("name", "Cầu cũ", "Cầu")]
    assert row.values == {"name": "Cầu"}
    assert (row.geometry, row.geometry_change) == (None, None)


def test_a_moved_project_tells_how_far(check):
    told = known(Project("A", {"accuracy_m": 2000, "position": "estimated"}, HERE))
    (row,) = check(feature({"code": "A"}, point(107.51, 16.4)), told=told, position="surveyed").rows
    assert row.geometry_change.moved_m == pytest.approx(1_068, rel=0.01)
    assert row.values == {"position": "surveyed", "accuracy_m": None}
    assert shapely.from_wkb(row.geometry) == shapely.Point(107.51, 16.4)


def test_a_first_place_is_a_change_without_a_distance(check):
    (row,) = check(feature({"code": "A"}, point()), told=known(Project("A"))).rows
    assert (row.action, row.geometry_change) == ("changed", None)
    assert row.values == {"position": "estimated"}
    assert row.geometry is not None


def test_what_the_file_leaves_empty_stays_unless_chosen(check):
    told = known(Project("A", {"area_ha": 5.0, "name_en": "Bridge"}, HERE))
    empty = feature({"code": "A", "area_ha": None, "name_en": None}, None)
    assert check(empty, told=told).rows[0].action == "unchanged"
    (row,) = check(empty, told=told, clearing=frozenset({"name_en"})).rows
    assert row.values == {"name_en": None}


def test_what_every_project_has_cannot_be_cleared(check):
    with pytest.raises(UploadRefused, match="name"):
        check(feature(NEW, None), clearing=frozenset({"name"}))


def test_codes_that_the_file_lacks_are_told_and_nothing_more(check):
    told = known(Project("A", geometry=HERE), Project("B"), scope=("A", "B", "C"))
    assert check(feature({"code": "A"}, None), told=told).summary.missing == ["B", "C"]


def test_of_two_rows_with_one_code_neither_wins(check):
    found = check(feature(NEW, point()), feature(NEW | {"code": "N-2"}, point()),
                  feature(NEW | {"code": "n-1"}, point()))  # fmt: skip
    assert [row.action for row in found.rows] == ["refused", "added", "refused"]
    assert found.codes == [(1, "code_twice"), (3, "code_twice")]
    assert "1, 3" in str(found.issues[0].message)


def test_one_code_in_two_batches_is_found(check):
    rows = [feature(NEW | {"code": f"N-{n}"}, None) for n in range(5_001)]
    found = check(*rows, feature(NEW | {"code": "N-0"}, None))
    assert found.codes == [(1, "code_twice"), (5_002, "code_twice")]


def test_a_row_without_a_code_is_offered_projects(check):
    told = known(Project("A", {"name": "Cầu Trường Tiền"}, HERE), Project("B", {"name": "Chợ"}))
    row = feature({"code": None, "name": "Cầu Trường Tiền"}, point(107.5, 16.4))
    found = check(row, feature({"code": "B"}, None), told=told)
    assert found.codes == [(1, "missing_code")]
    (candidate,) = found.rows[0].candidates
    assert (candidate.code, candidate.likeness, candidate.distance_m) == ("A", 1.0, 0.0)


def test_a_confirmed_match_is_the_rows_code(check):
    told = known(Project("A", {"name": "Cầu cũ"}, HERE))
    rows = feature({"code": None, "name": "Cầu"}, None), feature({"code": "X 1", "name": "B"}, None)
    found = check(*rows, told=told, matches={1: "A"})
    assert (found.rows[0].action, found.rows[0].code) == ("changed", "A")
    assert found.codes == [(2, "bad_code")]


def test_a_new_code_for_a_known_name_is_told(check):
    told = known(Project("A", {"name": "Cầu mới"}))
    found = check(feature(NEW, None), told=told)
    assert found.codes == [(1, "looks_like_known")]
    assert found.rows[0].action == "added"


def test_a_new_project_needs_its_sector_and_kind(check):
    found = check(feature({"code": "N", "name": "Cầu"}, None))
    assert [(issue.code, issue.field) for issue in found.issues] == [
        ("needed", "sector"), ("needed", "kind"),
    ]  # fmt: skip
    assert found.rows[0].action == "refused"


def test_a_kind_tells_its_sector(check):
    (row,) = check(feature({"code": "N", "name": "Chợ", "kind": "Chợ"}, None)).rows
    assert (row.values["sector"], row.values["kind"]) == ("commerce", "market")


def test_a_documents_own_words_for_sector_and_kind_are_read(check):
    words = {"sector": "Di sản - nhà ở", "kind": "di dời tái định cư"}
    (row,) = check(feature(NEW | words, None)).rows
    assert (row.values["sector"], row.values["kind"]) == ("urban", "resettlement")


def test_every_problem_of_every_row_is_told_at_once(check):
    bad = {"code": "N", "name": None, "sector": "?", "kind": "bridge", "progress": 101,
           "planned_finish": "soon", "lead_agency": "Sở ?"}  # fmt: skip
    found = check(feature(bad, {"type": "Point", "coordinates": ["x", 1]}), feature(NEW, point()))
    assert {code for _, code in found.codes} == {
        "bad_coordinate", "needed", "unknown_sector", "out_of_range", "not_a_date",
        "unknown_agency",
    }  # fmt: skip
    assert {issue.project for issue in found.issues} == {"N"}
    assert [row.action for row in found.rows] == ["refused", "added"]


def test_warnings_do_not_refuse(check):
    odd = NEW | {"name": "=1+1 <b>", "planned_finish": "2026"}
    found = check(feature(odd, point(105.8, 21.0)), feature(NEW | {"code": "N-2"}, point()))
    assert {code for _, code in found.codes} == {
        "looks_like_formula", "not_a_day", "outside_province",
    }  # fmt: skip
    assert found.rows[0].action == "added"


def test_what_the_project_says_already_is_no_fault_of_the_file(check):
    told = known(Project("A", {"name": "=1+1", "lead_agency": "OLD"}))
    told = replace(told, agencies=[*told.agencies, ENDED])
    row = {"code": "A", "name": "=1+1", "lead_agency": "OLD"}
    assert check(feature(row, None), told=told).issues == []
    changed = check(feature(row | {"progress": 10}, None), told=told)
    assert {code for _, code in changed.codes} == {"looks_like_formula", "agency_ended"}


ENDED = KnownAgency("OLD", "Sở cũ", ended=date(2025, 2, 28), successors=("HUE-SXD",))


def test_an_invalid_geometry_tells_its_place_and_offers_a_repair(check):
    found = check(feature(NEW, BOWTIE), feature(NEW | {"code": "N-2"}, point()))
    (issue,) = found.issues
    assert (issue.code, issue.place) == ("invalid_geometry", pytest.approx((107.2, 16.2)))
    assert found.rows[0].action == "refused"
    assert shapely.from_wkb(found.rows[0].repair.geometry).is_valid
    assert not shapely.from_wkb(found.rows[0].geometry).is_valid


def test_an_accepted_repair_is_taken_and_noted(check):
    found = check(feature(NEW, BOWTIE), repairs=frozenset({1}))
    assert found.rows[0].action == "added"
    assert shapely.from_wkb(found.rows[0].geometry).geom_type == "MultiPolygon"
    assert found.codes == [(1, "repaired_geometry")]


def test_places_of_faults_found_in_reading_are_degrees(tmp_path):
    ring = [[561689, 1821650], [561789, 1821650], [561789, 1821750], [561689, 1821750]]
    content = collection(feature(NEW, {"type": "Polygon", "coordinates": [ring]}),
                         feature(NEW | {"code": "N-2"}, point(561689, 1821650)),
                         crs={"type": "name", "properties": {"name": "EPSG:9214"}})  # fmt: skip
    found = Checked(tmp_path, content)
    assert found.codes == [(1, "open_ring")]
    assert found.issues[0].place == pytest.approx((107.5796, 16.4698), abs=1e-4)


def test_a_baseline_once_approved_stays(check):
    told = known(Project("A", {"baseline_finish": date(2026, 1, 1)}))
    found = check(feature({"code": "A", "baseline_finish": "2027-01-01"}, None), told=told)
    assert (found.rows[0].action, found.codes) == ("unchanged", [(1, "baseline_kept")])


PLANNED = {"baseline_start": date(2024, 1, 1), "baseline_finish": date(2026, 1, 1),
           "planned_finish": date(2026, 1, 1), "investment_vnd": 5_000_000_000}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"), [("planned_finish", "2027-06-30"), ("investment_vnd", 6_000_000_000)]
)
def test_an_approved_plan_changes_by_a_decision_and_not_by_a_file(check, field, value):
    told = known(Project("A", PLANNED))
    found = check(feature({"code": "A", "name": "Cầu khác", field: value}, None), told=told)
    (issue,) = found.issues
    assert (issue.row, issue.project, issue.code, issue.field) == (1, "A", "by_decision", field)
    assert found.rows[0].values == {"name": "Cầu khác"}


def test_an_approved_plan_is_not_made_unknown_by_an_empty_cell(check):
    told = known(Project("A", PLANNED))
    found = check(feature({"code": "A", "planned_finish": ""}, None), told=told,
                  clearing=frozenset({"planned_finish"}))  # fmt: skip
    assert (found.rows[0].action, found.codes) == ("unchanged", [(1, "by_decision")])


def test_what_is_planned_without_a_baseline_is_taken(check):
    told = known(Project("A", PLANNED | {"baseline_finish": None}))
    (row,) = check(feature({"code": "A", "investment_vnd": 7_000_000_000}, None), told=told).rows
    assert row.values == {"investment_vnd": 7_000_000_000}


def test_an_invented_baseline_was_approved_by_nobody(check):
    told = known(Project("A", PLANNED | {"baseline_invented": True}))
    (row,) = check(feature({"code": "A", "investment_vnd": 7_000_000_000}, None), told=told).rows
    assert row.values == {"investment_vnd": 7_000_000_000}


def test_a_years_plan_that_is_a_sum_of_sources_is_no_files(check):
    told = known(Project("A", {"plan_year_vnd": 5_000_000_000, "capital_by_source": True}))
    found = check(feature({"code": "A", "plan_year_vnd": 7_000_000_000}, None), told=told)
    assert (found.rows[0].action, found.codes) == ("unchanged", [(1, "by_source")])
    assert "5 billion VND stays" in str(found.issues[0].message)


def test_a_years_plan_without_sources_is_taken(check):
    told = known(Project("A", {"plan_year_vnd": 5_000_000_000}))
    (row,) = check(feature({"code": "A", "plan_year_vnd": 7_000_000_000}, None), told=told).rows
    assert row.values == {"plan_year_vnd": 7_000_000_000}


def test_a_first_baseline_is_taken(check):
    (row,) = check(feature({"code": "A", "baseline_finish": "2027-01-01"}, None),
                   told=known(Project("A"))).rows  # fmt: skip
    assert row.values == {"baseline_finish": "2027-01-01"}


def test_a_file_older_than_the_last_change_is_told(check):
    told = known(Project("A", revision=9))
    found = check(feature({"code": "A", "revision": 7}, None), told=told)
    assert found.codes == [(1, "changed_since")]
    assert (found.rows[0].known_revision, found.rows[0].seen_revision) == (9, 7)


@pytest.mark.parametrize(
    ("project", "given", "geometry", "changes"),
    [
        (Project("A", {"position": "estimated"}, HERE), "surveyed", None, {"position": "surveyed"}),
        (Project("A", geometry=HERE), "none", None, {}),
        (Project("A"), "surveyed", None, {}),
        (Project("A"), "schematic", AREA, {"position": "schematic"}),
        (Project("A", geometry=HERE), None, None, {}),
    ],
)
def test_how_a_position_was_found_goes_with_there_being_one(
    check, project, given, geometry, changes
):
    shape = geometry and shapely.geometry.mapping(geometry)
    (row,) = check(feature({"code": "A", "position": given}, shape), told=known(project)).rows
    assert row.values == changes


def test_a_new_project_without_a_place_has_none(check):
    found = check(feature(NEW | {"position": "surveyed"}, None))
    assert found.rows[0].values["position"] == "none"
    assert found.codes == [(1, "no_position")]


def test_old_text_is_read_as_chosen(tmp_path):
    old = collection(feature(NEW | {"name": "C¶ng Ch©n M©y"}, None))
    found = Checked(tmp_path, old, encoding="tcvn3")
    assert found.rows[0].name == "Cảng Chân Mây"


def test_positions_need_a_frame(check):
    with pytest.raises(UploadRefused) as refused:
        check(feature(NEW, point()), frame=None)
    assert refused.value.code == "frame_needed"


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"x": Target("code")}, "unknown_column"),
        ({"code": Target("nothing")}, "unknown_column"),
        ({"code": Target("name"), "name": Target("name")}, "field_twice"),
    ],
)
def test_choices_that_do_not_fit_are_refused(check, columns, code):
    with pytest.raises(UploadRefused) as refused:
        check(feature(NEW, None), columns=columns)
    assert refused.value.code == code


def test_the_summary_counts_everything(check):
    told = known(Project("A", geometry=HERE), Project("B"))
    rows = [feature({"code": "A"}, None), feature({"code": "B", "stage": "Thực hiện"}, None),
            feature(NEW, None), feature({"code": "?"}, None)]  # fmt: skip
    summary = check(*rows, told=told).summary
    assert summary.actions == {"unchanged": 1, "changed": 1, "added": 1, "refused": 1}
    assert summary.errors == {"bad_code": 1}
    assert from_json(type(summary), to_json(summary)) == summary


def test_a_checked_row_survives_as_json(check):
    told = known(Project("A", {"name": "Cầu"}, AREA))
    found = check(feature({"code": "A", "name": "B"}, point()), feature(NEW, BOWTIE), told=told)
    for row in found.rows:
        assert from_json(CheckedRow, to_json(row)) == row


CODES = st.text("ABC012", min_size=1, max_size=3).map(lambda tail: f"P-{tail}")
WORDS = ["Cầu", "đường", "Hoá", "Hóa", "biển", "số 1:", '"A"', "<b>", "{{x}}", "=1", "-", "O'Neil"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2026, 11, 1))
MONEY = st.none() | st.integers(0, 10**15)
PLACES = st.one_of(
    st.none(),
    st.builds(shapely.Point, st.floats(107.1, 108.1), st.floats(16.1, 16.7)),
    st.builds(
        lambda x, y: shapely.box(x, y, x + 0.01, y + 0.01),
        st.floats(107.1, 108.1), st.floats(16.1, 16.7),
    ),
)  # fmt: skip
PROJECTS = st.builds(
    Project,
    code=CODES,
    geometry=PLACES,
    revision=st.integers(1, 99),
    values=st.fixed_dictionaries(
        {
            "name": NAMES.filter(lambda name: name != "-"),
            "investment_vnd": MONEY,
            "disbursed_vnd": MONEY,
            "area_ha": st.none() | st.floats(1e-6, 1e9),
            "progress": st.none() | st.floats(0, 100, width=32).map(lambda n: round(n, 4)),
            "planned_finish": DAYS,
            "last_report": DAYS,
            "stage": st.sampled_from(["implementation", "suspended", "unknown"]),
            "lead_agency": st.sampled_from([None, "HUE-SXD"]),
            "partner_agencies": st.lists(st.sampled_from(["HUE-SYT", "HUE-SXD"]), unique=True),
        }
    ),
)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PROJECTS, min_size=1, max_size=6, unique_by=lambda project: project.code))
def test_our_own_features_read_back_change_nothing(tmp_path_factory, projects):
    folder = tmp_path_factory.mktemp("own")
    content = collection(*(project.feature() for project in projects))
    found = Checked(folder, content, known(*projects))
    assert [(row.code, row.action) for row in found.rows] == [
        (project.code, "unchanged") for project in projects
    ]
    assert found.summary.errors == {}


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PROJECTS, min_size=1, max_size=4, unique_by=lambda project: project.code))
def test_what_is_added_is_what_the_file_says(tmp_path_factory, projects):
    folder = tmp_path_factory.mktemp("own")
    found = Checked(folder, collection(*(project.feature() for project in projects)))
    for project, row in zip(projects, found.rows, strict=True):
        assert row.action == "added"
        for name, value in row.values.items():
            known_value = project.values[name]
            plain = known_value.isoformat() if isinstance(known_value, date) else known_value
            assert value == plain


def test_degrees_are_kept_bit_by_bit(check):
    (row,) = check(feature(NEW, point(107.123456789012, 16.123456789012))).rows
    assert shapely.from_wkb(row.geometry).coords[0] == (107.123456789012, 16.123456789012)


def test_metres_become_degrees_by_the_chosen_frame(check):
    (row,) = check(feature(NEW, point(107.5, 16.4)), frame=Frame(Crs(4326))).rows
    assert shapely.from_wkb(row.geometry) == HERE
