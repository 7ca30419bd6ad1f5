"""Better outlines replace the coarse ones by code and date, and projects follow."""

import json
from datetime import date

import geopandas
import pytest
from geoalchemy2.shape import from_shape, to_shape
from shapely import Point, box
from shapely.geometry import shape
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadFile
from geoapp.ingest.sample import FOLDER
from geoapp.models import Area, Project, Revision, Tie
from geoapp.services.area_outlines import import_areas
from geoapp.services.revisions import begin_revision
from geoapp.services.sample import load_sample

TODAY = date(2026, 11, 20)
# East of the coast, where no unit is.
AT_SEA = Point(108.3, 16.7)
ISLAND = AT_SEA.buffer(0.02)


def write(tmp_path, rows, crs=4326, name="better.gpkg"):
    frame = geopandas.GeoDataFrame(
        [columns for columns, _ in rows], geometry=[drawn for _, drawn in rows], crs=4326
    )
    path = tmp_path / name
    frame.to_crs(crs).to_file(path)
    return path


def unit(session: Session, code: str, on: date) -> Area:
    return session.scalars(select(Area).where(Area.code == code, Area.valid.contains(on))).one()


def units_of(session: Session, code: str) -> set[str]:
    found = (
        select(Area.name)
        .join(Tie, Tie.area_id == Area.id)
        .join(Project, Project.tie_set_id == Tie.tie_set_id)
        .where(Project.code == code, Area.valid.contains(TODAY))
    )
    return set(session.scalars(found))


def add_at_sea(session: Session) -> None:
    begin_revision(session, actor="test", action="test", reason="A project far out")
    session.add(Project(code="T-1", name="Đảo", sector="transport", kind="port",
                        geometry=from_shape(AT_SEA, srid=4326), position="estimated"))  # fmt: skip
    session.flush()


def test_an_outline_in_vn_2000_replaces_the_unit_in_force(sample_session, tmp_path):
    path = write(tmp_path, [({"ma_xa": "20137"}, ISLAND)], crs=9214)
    said = str(import_areas(sample_session, path, today=TODAY, accuracy_m=5))
    area = unit(sample_session, "20137", TODAY)
    assert "1 rows: 1 matched a unit, 1 outlines changed" in said
    assert "commune:20137 Xã Chân Mây - Lăng Cô" in said
    assert to_shape(area.geometry).hausdorff_distance(ISLAND) < 1e-7
    assert (area.accuracy_m, area.source) == (5, "better.gpkg")


def test_projects_are_tied_anew(sample_session, tmp_path):
    add_at_sea(sample_session)
    import_areas(sample_session, write(tmp_path, [({"code": "20137"}, ISLAND)]), today=TODAY)
    assert units_of(sample_session, "T-1") == {"Xã Chân Mây - Lăng Cô"}


def test_the_date_decides_which_unit_of_a_code_is_meant(sample_session, tmp_path):
    rows = [({"code": "20137", "name": "Lộc Vĩnh", "valid_to": "2025-06-30"}, ISLAND)]
    import_areas(sample_session, write(tmp_path, rows), today=TODAY)
    assert unit(sample_session, "20137", date(2025, 6, 30)).geometry is not None
    today = to_shape(unit(sample_session, "20137", TODAY).geometry)
    assert today.disjoint(ISLAND)


def test_a_date_for_the_whole_file_can_be_given(sample_session, tmp_path):
    path = write(tmp_path, [({"code": "474"}, ISLAND)])
    import_areas(sample_session, path, today=TODAY, on=date(2024, 12, 31))
    assert to_shape(unit(sample_session, "474", date(2024, 12, 31)).geometry).equals(ISLAND)
    assert not to_shape(unit(sample_session, "474", date(2025, 6, 30)).geometry).equals(ISLAND)


def test_a_reused_code_is_told_by_its_name(sample_session, tmp_path):
    rows = [({"code": "20137", "ten": "Xã Lộc Vĩnh"}, ISLAND), ({"code": "20107"}, ISLAND)]
    said = str(import_areas(sample_session, write(tmp_path, rows), today=TODAY))
    assert "row 1: code 20137 is “Xã Chân Mây - Lăng Cô” on 2026-11-20, not “Xã Lộc Vĩnh”" in said
    assert "1 rows left out" in said


@pytest.mark.parametrize("name", ["Chân Mây - Lăng Cô", "xã Chân Mây -  Lăng Cô"])
def test_names_may_leave_out_the_word_before_them(sample_session, tmp_path, name):
    path = write(tmp_path, [({"code": "20137", "ten": name}, ISLAND)])
    assert "1 matched" in str(import_areas(sample_session, path, today=TODAY))


def test_codes_that_no_unit_has_and_second_outlines_are_reported(sample_session, tmp_path):
    rows = [({"code": "20137"}, ISLAND), ({"code": "99999"}, ISLAND), ({"code": "20137"}, ISLAND)]
    said = str(import_areas(sample_session, write(tmp_path, rows), today=TODAY))
    assert "row 2: no single unit has code 99999 on 2026-11-20" in said
    assert "row 3: the unit of row 1 again" in said


def test_a_file_of_which_nothing_matches_stores_nothing(sample_session, tmp_path):
    path = write(tmp_path, [({"code": "99999"}, ISLAND)])
    before = sample_session.scalar(select(func.count()).select_from(Revision))
    with pytest.raises(BadFile, match="no single unit has code 99999"):
        import_areas(sample_session, path, today=TODAY)
    assert sample_session.scalar(select(func.count()).select_from(Revision)) == before


def test_sizes_before_and_after_are_reported(sample_session, tmp_path):
    before = to_shape(unit(sample_session, "20137", TODAY).geometry)
    path = write(tmp_path, [({"code": "20137"}, before.intersection(box(100, 10, 120, 16.29)))])
    said = str(import_areas(sample_session, path, today=TODAY))
    assert " km² (-" in said


def test_our_own_outlines_come_back_unchanged(sample_session):
    said = str(import_areas(sample_session, FOLDER / "areas.geojson", today=TODAY))
    assert "155 rows: 155 matched a unit, 0 outlines changed, 0 rows left out" in said


def test_all_our_outlines_in_vn_2000_give_the_same_ties(sample_session, tmp_path):
    ties = text("SELECT code, key FROM project JOIN tie_set s ON s.id = tie_set_id ORDER BY code")
    before = set(sample_session.execute(ties).all())
    areas = json.loads((FOLDER / "areas.geojson").read_text("utf-8"))["features"]
    rows = [(area["properties"], shape(area["geometry"])) for area in areas]
    import_areas(sample_session, write(tmp_path, rows, crs=9214), today=TODAY)
    changed = before - set(sample_session.execute(ties).all())
    # These touch an edge exactly and are moved off it by a fraction of a millimetre.
    assert {row.code for row in changed} <= {"TTH-005", "TTH-032", "TTH-045"}


def test_loading_the_sample_again_keeps_the_better_outlines(sample_session, tmp_path):
    import_areas(sample_session, write(tmp_path, [({"code": "20137"}, ISLAND)]), today=TODAY)
    load_sample(sample_session, today=TODAY)
    sample_session.expire_all()
    assert to_shape(unit(sample_session, "20137", TODAY).geometry).equals(ISLAND)


def test_a_revision_names_the_file_and_its_checksum(sample_session, tmp_path):
    path = write(tmp_path, [({"code": "20137"}, ISLAND)])
    import_areas(sample_session, path, today=TODAY, actor="shell:admin")
    revision = sample_session.scalars(select(Revision).order_by(Revision.id.desc())).first()
    assert (revision.action, revision.actor) == ("import-areas", "shell:admin")
    assert (revision.file_name, len(revision.file_sha256)) == ("better.gpkg", 64)
