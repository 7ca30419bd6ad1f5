"""Editing one project: one rule with files, one revision, nothing overwritten unseen."""

from datetime import date

import pytest
import shapely
from sqlalchemy import select

from geoapp.domain.errors import BadForm, Conflict, NotFound
from geoapp.domain.rights import Refused, Viewer
from geoapp.models import Baseline, Project, Revision
from geoapp.queries.editable import find_editable
from geoapp.queries.history import find_steps
from geoapp.services.project_edits import ChangedSince, Doubts, Edit, add_project, edit_project
from geoapp.services.projects import retire_project
from geoapp.services.undo import undo_revision
from tests.builders import add_agency, add_unit
from tests.builders import add_project as put_project

TODAY = date(2026, 11, 20)
AN = Viewer("an", frozenset({"planner"}), None, None)
CHI = Viewer("chi", frozenset({"admin"}), None, None)
BOX = (107.0, 16.0, 108.0, 17.0)


pytestmark = pytest.mark.usefixtures("road")


@pytest.fixture
def road(session):
    add_unit(session, "46", level="province", box=BOX)
    return put_project(
        session, "R-1", name="Đường cũ", wkt="POINT(107.5 16.5)", accuracy_m=50,
        planned_finish=date(2027, 1, 1),
    )  # fmt: skip


def edit(session, cells=None, viewer=AN, code="R-1", **given):
    how = {"reason": "Vì thế", "today": TODAY} | {
        name: given.pop(name) for name in ("reason", "seen_revision", "confirmed") if name in given
    }
    return edit_project(session, code, viewer, Edit(cells or {}, **given), **how)


def current(session, code="R-1"):
    return session.scalars(select(Project).where(Project.code == code)).one()


def test_a_change_is_one_revision_with_its_reason(session):
    revision = edit(session, {"name": "Đường mới", "investment_vnd": 5_000_000_000})
    project = current(session)
    assert (project.name, project.investment_vnd) == ("Đường mới", 5_000_000_000)
    assert project.revision_id == revision.id
    step = find_steps(session, "R-1", AN)[0]
    assert (step.revision.reason, step.revision.actor) == ("Vì thế", "an")
    assert [one.field.name for one in step.differences] == ["name", "investment_vnd"]


@pytest.mark.parametrize(
    ("text", "lang", "vnd"),
    [
        ("1.234,5", "vi", 1_234_500_000_000),
        ("1,234.5", "en", 1_234_500_000_000),
        ("700 triệu", "vi", 700_000_000),
        ("", "vi", None),
    ],
)
def test_money_is_read_as_people_type_it(session, text, lang, vnd):
    current(session).investment_vnd = 1
    edit(session, {"investment_vnd": text}, lang=lang)
    assert current(session).investment_vnd == vnd


def test_everything_wrong_is_told_at_once_and_nothing_is_written(session):
    with pytest.raises(BadForm) as wrong:
        edit(
            session, {"area_ha": "rộng lắm", "planned_finish": "31/02/2027", "name": ""}, reason=" "
        )
    assert {one.field for one in wrong.value.problems} == {
        "area_ha", "planned_finish", "name", "reason",
    }  # fmt: skip
    assert current(session).name == "Đường cũ"


def test_a_kind_of_another_sector_brings_its_sector(session):
    edit(session, {"kind": "hospital"})
    assert (current(session).sector, current(session).kind) == ("health", "hospital")


def test_what_is_doubtful_is_written_once_somebody_has_looked(session):
    moved = {"moves": True, "geometry": shapely.Point(109.5, 12)}
    with pytest.raises(Doubts):
        edit(session, confirmed=False, **moved)
    session.rollback()


def test_a_moved_point_is_stored_exactly_and_belongs_to_its_new_units(session):
    unit = add_unit(session, "19999", box=(107.6, 16.6, 107.7, 16.7))
    edit(session, {"position": "surveyed", "accuracy_m": 5}, moves=True,
         geometry=shapely.Point(107.65, 16.65))  # fmt: skip
    known = find_editable(session, "R-1")
    assert shapely.get_coordinates(known.geometry).tolist() == [[107.65, 16.65]]
    assert known.values["accuracy_m"] == 5
    ties = session.connection().exec_driver_sql(
        "SELECT area_id FROM tie WHERE tie_set_id = %s", (current(session).tie_set_id,)
    )
    assert unit.id in {row[0] for row in ties}


def test_a_place_can_be_taken_away(session):
    edit(session, moves=True)
    project = current(session)
    assert (project.position, project.accuracy_m, project.geometry) == ("none", None, None)


def test_an_edit_that_changes_nothing_is_no_revision(session):
    before = session.scalars(select(Revision.id)).all()
    with pytest.raises(BadForm):
        edit(session, {"name": "Đường cũ"})
    assert session.scalars(select(Revision.id)).all() == before


def test_an_invented_figure_that_somebody_states_is_invented_no_more(session):
    current(session).illustrative_fields = ["investment_vnd", "stage"]
    edit(session, {"investment_vnd": 7_000_000_000})
    assert current(session).illustrative_fields == ["stage"]


def test_a_baseline_is_frozen_and_then_kept(session):
    edit(session, {"baseline_start": "2025-01-01", "baseline_finish": "2026-12-01"})
    frozen = session.scalars(select(Baseline)).one()
    assert (frozen.start, frozen.finish) == (date(2025, 1, 1), date(2026, 12, 1))
    with pytest.raises(BadForm):
        edit(session, {"baseline_finish": "2029-01-01"})


def test_somebody_who_came_between_is_named_with_what_they_changed(session):
    seen = current(session).revision_id
    edit(session, {"name": "Tên của chị"}, viewer=CHI)
    with pytest.raises(ChangedSince) as refused:
        edit(session, {"stage": "suspended"}, seen_revision=seen)
    conflict = refused.value
    assert conflict.note.actor == "chi"
    assert conflict.seen.values["name"] == "Đường cũ"
    assert conflict.now.values["name"] == "Tên của chị"
    assert current(session).stage == "unknown"


def test_a_revision_that_changed_nothing_one_edits_is_no_conflict(session):
    seen = current(session).revision_id
    edit(session, {"name": "Lạ"}, viewer=CHI)
    edit(session, {"name": "Đường cũ"}, viewer=CHI)
    edit(session, {"stage": "suspended"}, seen_revision=seen)
    assert current(session).stage == "suspended"


def test_a_draft_is_published_by_an_edit(session):
    put_project(session, "R-2", published=False)
    edit(session, code="R-2", published=True)
    assert current(session, "R-2").published


@pytest.fixture
def limited(session, road):  # noqa: ARG001 - the road is moved to them
    """A planner of agency MINE in the west; the road is theirs."""
    mine = add_agency(session, "MINE")
    west = add_unit(session, "1", level="district", box=(107.0, 16.0, 107.55, 17.0))
    add_unit(session, "2", level="district", box=(107.55, 16.0, 108.0, 17.0))
    edit(session, {"lead_agency": "MINE", "position": "surveyed"}, moves=True,
         geometry=shapely.Point(107.51, 16.5))  # fmt: skip
    return Viewer("em", frozenset({"planner"}), frozenset({mine.id}), frozenset({west.id}))


def test_a_planner_changes_what_is_theirs(session, limited):
    edit(session, {"name": "Của em"}, viewer=limited)
    assert current(session).name == "Của em"


def test_another_agencys_project_is_refused(session, limited):
    put_project(session, "R-9")
    with pytest.raises(Refused) as refused:
        edit(session, {"name": "Của em"}, viewer=limited, code="R-9")
    assert refused.value.reason == "agency"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"cells": {"lead_agency": "OTHER"}}, "agency"),
        ({"moves": True, "geometry": shapely.Point(107.8, 16.5)}, "area"),
    ],
)
def test_nothing_is_moved_out_of_ones_own_agency_or_area(session, limited, given, reason):
    add_agency(session, "OTHER")
    session.commit()
    with pytest.raises(Refused) as refused:
        edit(session, viewer=limited, **given)
    assert refused.value.reason == reason
    assert current(session).name == "Đường cũ"


def test_somebody_without_the_role_is_refused(session):
    with pytest.raises(Refused):
        edit(session, {"name": "Lạ"}, viewer=Viewer("em", frozenset({"viewer"})))


def test_a_missing_project_is_not_found(session):
    with pytest.raises(NotFound):
        edit(session, {"name": "Lạ"}, code="NONE-1")


def test_a_new_project_needs_what_a_row_of_a_file_needs(session):
    with pytest.raises(BadForm) as wrong:
        add_project(session, "R-3", AN, Edit({"name": "Cầu"}), reason="Mới", today=TODAY)
    assert {one.field for one in wrong.value.problems} == {"sector", "kind"}
    add_project(
        session, "R-3", AN, Edit({"name": "Cầu", "kind": "bridge"}), reason="Mới", today=TODAY
    )
    assert current(session, "R-3").sector == "transport"


def test_a_code_is_given_once(session):
    with pytest.raises(BadForm) as wrong:
        add_project(
            session, "R-1", AN, Edit({"name": "A", "kind": "road"}), reason="Mới", today=TODAY
        )
    assert wrong.value.problems[0].field == "code"


def test_an_edit_is_undone_to_the_byte(session):
    before = find_editable(session, "R-1")
    revision = edit(session, {"name": "Khác", "planned_finish": ""}, moves=True,
                    geometry=shapely.Point(107.9, 16.9))  # fmt: skip
    undo_revision(session, revision.id, AN, reason="Nhầm")
    after = find_editable(session, "R-1")
    assert (after.values, shapely.to_wkb(after.geometry)) == (
        before.values, shapely.to_wkb(before.geometry),
    )  # fmt: skip


def test_a_retired_project_is_brought_back_by_undo(session):
    revision = retire_project(session, "R-1", AN, reason="Gộp", today=TODAY)
    assert not current(session).published
    undo_revision(session, revision.id, AN)
    session.expire_all()
    assert current(session).published
    assert current(session).retired_on is None


@pytest.mark.parametrize("viewer", [AN, CHI])
def test_where_a_second_person_must_consent_planners_send_files(session, viewer):
    add_agency(session, "TWO", needs_approval=True)
    edit(session, {"lead_agency": "TWO"}, viewer=CHI)
    if viewer is CHI:
        edit(session, {"name": "Khác"}, viewer=viewer)
        return
    with pytest.raises(Conflict):
        edit(session, {"name": "Khác"}, viewer=viewer)
