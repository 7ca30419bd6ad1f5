"""Projects belong to units of every date: by place, else nearest, else by their documents."""

from datetime import date
from unicodedata import normalize

import pytest
from geoalchemy2.shape import from_shape
from shapely import LineString, Point
from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from geoapp.models import Area, Project, SourceDocument, Tie, TieSet
from geoapp.services.revisions import begin_revision
from geoapp.services.ties import tie_projects

TODAY = date(2026, 11, 20)
LAST_OF_2024 = date(2024, 12, 31)
SPRING_2025 = date(2025, 3, 31)
HUONG_TRA = Point(107.47, 16.48)
HUE_CITY = Point(107.5909, 16.4637)


def ties(session: Session, code: str, level: str | None = None, on: date | None = None) -> dict:
    """Return the names of a project's units with why they are its own."""
    found = (
        select(Area.name, Tie.basis)
        .join(Tie, Tie.area_id == Area.id)
        .join(Project, Project.tie_set_id == Tie.tie_set_id)
        .where(Project.code == code)
    )
    if level:
        found = found.where(Area.level == level)
    if on:
        found = found.where(Area.valid.contains(on))
    return dict(tuple(row) for row in session.execute(found))


def found_by(session: Session, name: str, on: date) -> set[str]:
    """Return the codes of the projects that a filter by that unit finds."""
    return set(
        session.scalars(
            select(Project.code)
            .join(Tie, Tie.tie_set_id == Project.tie_set_id)
            .join(Area, Area.id == Tie.area_id)
            .where(Area.name == name, Area.valid.contains(on), Tie.basis != "outweighed")
        )
    )


def add(session: Session, code: str, place=None, names=(), position="estimated", document="001"):
    """Add a project and tie it; `names` are (level, name, basis)."""
    begin_revision(session, actor="test", action="test", reason="A project to tie")
    keys = ("level", "name", "basis")
    project = Project(
        code=code,
        name=code,
        sector="transport",
        kind="road",
        geometry=None if place is None else from_shape(place, srid=4326),
        position="none" if place is None else position,
        named_areas=[dict(zip(keys, name, strict=True)) for name in names],
        sources=[{"document": document}] if document else [],
    )
    session.add(project)
    session.flush()
    tie_projects(session, TODAY, [project.id])
    session.expire_all()


@pytest.mark.parametrize("code", ["TTH-021", "TTH-026", "TTH-032"])
def test_berths_and_breakwater_in_the_sea_belong_to_commune_and_former_district(
    sample_session, code
):
    assert list(ties(sample_session, code, "commune", TODAY)) == ["Xã Chân Mây - Lăng Cô"]
    assert list(ties(sample_session, code, "district", LAST_OF_2024)) == ["Huyện Phú Lộc"]
    assert list(ties(sample_session, code, "district", SPRING_2025)) == ["Huyện Phú Lộc"]
    assert list(ties(sample_session, code, "province", TODAY)) == ["Thành phố Huế"]


def test_a_zone_is_found_by_its_former_district_and_by_its_present_commune(sample_session):
    assert "TTH-015" in found_by(sample_session, "Huyện Phú Lộc", date(2025, 6, 30))
    assert "TTH-015" in found_by(sample_session, "Huyện Phú Lộc", LAST_OF_2024)
    assert "TTH-015" in found_by(sample_session, "Xã Chân Mây - Lăng Cô", date(2025, 7, 1))


def test_huong_van_and_huong_van_with_a_hat_are_two_wards(sample_session):
    assert "Phường Hương Vân" not in ties(sample_session, "TTH-075")
    assert ties(sample_session, "TTH-075")["Phường Hương Văn"] == "document"
    assert "Phường Hương Văn" not in ties(sample_session, "TTH-077")
    assert ties(sample_session, "TTH-077")["Phường Hương Vân"] == "document"


@pytest.mark.parametrize(
    ("level", "day"),
    [
        ("commune", TODAY),
        ("district", LAST_OF_2024),
        ("district", SPRING_2025),
        ("province", LAST_OF_2024),
        ("province", TODAY),
    ],
)
def test_every_located_project_belongs_to_a_unit_of_each_level_and_date(sample_session, level, day):
    without = sample_session.scalars(
        text("""
            SELECT code FROM project p WHERE geometry IS NOT NULL AND NOT EXISTS (
              SELECT FROM tie t JOIN area a ON a.id = t.area_id WHERE t.tie_set_id = p.tie_set_id
              AND a.level = :level AND a.valid @> CAST(:day AS date)
              AND t.basis <> 'outweighed')"""),
        {"level": level, "day": day},
    )
    assert without.all() == []


def test_a_commune_of_the_same_name_in_another_province_is_left_out(sample_session):
    found = sample_session.execute(
        select(Area.parent_code)
        .join(Tie, Tie.area_id == Area.id)
        .join(Project, Project.tie_set_id == Tie.tie_set_id)
        .where(Project.code == "TTH-095", Area.name == "Xã Hương Bình")
    )
    assert found.scalars().all() == ["480"]


def test_units_that_the_source_calls_inferred_are_marked_so(sample_session):
    assert ties(sample_session, "TTH-015", "commune", LAST_OF_2024) == {
        "Xã Lộc Tiến": "inferred",
        "Xã Lộc Vĩnh": "inferred",
    }


def test_a_commune_that_only_changed_its_district_keeps_its_projects(sample_session):
    assert ties(sample_session, "HTI-003", "commune", SPRING_2025) == {
        "Xã Tân Lâm Hương": "document"
    }


def test_projects_without_a_place_belong_to_the_units_their_documents_name(sample_session):
    assert ties(sample_session, "TTH-094", "district", LAST_OF_2024) == {
        "Thị xã Hương Trà": "document"
    }
    assert "TTH-094" in found_by(sample_session, "Thị xã Hương Trà", SPRING_2025)
    assert "TTH-094" in found_by(sample_session, "Thành phố Huế", TODAY)


def test_a_district_that_was_redrawn_does_not_inherit_a_project_without_a_place(sample_session):
    assert ties(sample_session, "HTI-011", "district", SPRING_2025) == {}
    assert "HTI-011" in found_by(sample_session, "Tỉnh Hà Tĩnh", TODAY)


def test_the_named_unit_wins_over_an_estimated_position_and_both_are_kept(sample_session):
    assert ties(sample_session, "TTH-088", "district", LAST_OF_2024) == {
        "Thị xã Hương Trà": "document",
        "Thành phố Huế": "outweighed",
    }
    assert "TTH-088" not in found_by(sample_session, "Thành phố Huế", LAST_OF_2024)


def test_an_inferred_unit_does_not_win_over_a_position(sample_session):
    add(sample_session, "T-1", HUE_CITY, [("district", "Thị xã Hương Trà", "inferred")])
    assert ties(sample_session, "T-1", "district", LAST_OF_2024) == {"Thành phố Huế": "geometry"}


def test_a_surveyed_position_wins_over_a_document(sample_session):
    named = [("district", "Thị xã Hương Trà", "document")]
    add(sample_session, "T-2", HUE_CITY, named, position="surveyed")
    assert ties(sample_session, "T-2", "district", LAST_OF_2024) == {"Thành phố Huế": "geometry"}


def test_a_document_names_units_of_its_own_date_only(sample_session):
    add(sample_session, "T-3", None, [("district", "Quận Phú Xuân", "document")])
    assert ties(sample_session, "T-3") == {}


def test_without_a_document_the_units_of_today_are_named(sample_session):
    add(sample_session, "T-4", None, [("commune", "Xã Chân Mây - Lăng Cô", "document")],
        document=None)  # fmt: skip
    assert ties(sample_session, "T-4", on=TODAY) == {
        "Xã Chân Mây - Lăng Cô": "document",
        "Thành phố Huế": "document",
    }


@pytest.mark.parametrize(
    "name", ["Phường Thuỷ Biều", "Phường Thủy Biều", normalize("NFD", "phường  thủy biều")]
)
def test_names_are_compared_whatever_their_unicode_form_and_tone_placement(sample_session, name):
    add(sample_session, "T-5", None, [("commune", name, "document")])
    assert len(ties(sample_session, "T-5", "commune", LAST_OF_2024)) == 1


def test_a_name_that_two_units_share_ties_to_neither_without_a_hint(sample_session):
    add(sample_session, "T-6", None, [("commune", "Xã Hương Bình", "document")])
    assert ties(sample_session, "T-6") == {}


def test_a_commune_without_an_outline_brings_its_district_and_province(sample_session):
    add(sample_session, "T-7", None, [("commune", "Xã Lộc Vĩnh", "inferred")])
    assert ties(sample_session, "T-7", on=LAST_OF_2024) == {
        "Xã Lộc Vĩnh": "inferred",
        "Huyện Phú Lộc": "inferred",
        "Tỉnh Thừa Thiên Huế": "inferred",
    }


def test_a_line_belongs_to_every_unit_it_touches(sample_session):
    add(sample_session, "T-8", LineString([HUONG_TRA, HUE_CITY]))
    assert set(ties(sample_session, "T-8", "district", LAST_OF_2024)) == {
        "Thị xã Hương Trà",
        "Thành phố Huế",
    }


def test_what_lies_far_out_belongs_nowhere(sample_session):
    add(sample_session, "T-9", Point(109.3, 16.9))
    assert ties(sample_session, "T-9") == {}


def test_a_gap_between_outlines_belongs_to_the_nearest_even_without_an_accuracy(sample_session):
    add(sample_session, "T-10", Point(108.01, 16.342))
    assert ties(sample_session, "T-10", "commune", TODAY) == {"Xã Chân Mây - Lăng Cô": "nearest"}


def test_a_few_outlines_of_a_date_do_not_draw_in_what_lies_elsewhere(sample_session):
    """Outlines may be known for a part of the province only; Hương Trà is none of theirs."""
    begin_revision(sample_session, actor="test", action="test", reason="One former commune drawn")
    commune = sample_session.scalars(select(Area).where(Area.name == "Xã Lộc Vĩnh")).one()
    square = Point(108.0, 16.31).buffer(0.02)
    commune.geometry = func.ST_Multi(from_shape(square, srid=4326))
    sample_session.flush()
    add(sample_session, "T-11", HUONG_TRA)
    add(sample_session, "T-12", Point(108.0, 16.31))
    assert ties(sample_session, "T-11", "commune", LAST_OF_2024) == {}
    assert ties(sample_session, "T-12", "commune", LAST_OF_2024) == {"Xã Lộc Vĩnh": "geometry"}


def test_a_moved_project_is_tied_anew(sample_session):
    add(sample_session, "T-13", HUE_CITY)
    project = sample_session.scalars(select(Project).where(Project.code == "T-13")).one()
    project.geometry = from_shape(HUONG_TRA, srid=4326)
    sample_session.flush()
    assert tie_projects(sample_session, TODAY, [project.id]) == 1
    assert tie_projects(sample_session, TODAY, [project.id]) == 0
    assert ties(sample_session, "T-13", "district", LAST_OF_2024) == {
        "Thị xã Hương Trà": "geometry"
    }


def test_projects_of_the_same_units_share_one_set(sample_session):
    sets = sample_session.scalar(select(func.count()).select_from(TieSet))
    assert sets < 100


def test_units_of_any_calendar_can_be_tied(session):
    """Nothing in the rule knows of 2025: two states of one district, far in the future."""
    begin_revision(session, actor="test", action="test", reason="Two states of one district")
    west, east = (Point(x, 16).buffer(0.5) for x in (107, 108))
    for outline, valid in ((west, Range(None, date(2040, 1, 1))), (east, Range(date(2040, 1, 1)))):
        session.add(
            Area(level="district", code="1", name="Một", valid=valid, source="test",
                 geometry=func.ST_Multi(from_shape(outline, srid=4326)))
        )  # fmt: skip
    session.add(SourceDocument(code="001", title="x", dated="2039", day=date(2039, 1, 1)))
    session.flush()
    add(session, "T-14", Point(107, 16))
    assert len(ties(session, "T-14", on=date(2039, 1, 1))) == 1
    assert ties(session, "T-14", on=date(2041, 1, 1)) == {}
