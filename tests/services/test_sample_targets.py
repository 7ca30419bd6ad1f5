"""The sample's programmes and lists: loaded once, brought up to date, never over an edit."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.domain.rights import Viewer
from geoapp.ingest.sample import read_sample
from geoapp.models import TargetItem, TargetList
from geoapp.queries.target_states import find_kept
from geoapp.services.revisions import begin_revision
from geoapp.services.sample import load_sample
from geoapp.services.sample_targets import load_targets
from geoapp.services.targets import save_list

DAY = date(2026, 11, 20)
PLAN = "nghi-quyet-26-thach-ha"
ALL = Viewer("an", frozenset({"admin"}), None, None)


@pytest.fixture(scope="module")
def files():
    return read_sample()


def again(session: Session, files, *, illustrative=True):
    """Load the lists as a later version of the files would."""
    begin_revision(session, actor="test", action="load-sample", reason="Nạp lại")
    codes = {one.agency for one in files.programmes if one.agency}
    return load_targets(session, files, dict.fromkeys(codes), DAY, illustrative=illustrative)


def test_programmes_name_their_documents_and_hold_the_projects_that_these_put_there(sample_session):
    plan = find_kept(sample_session, PLAN).draft
    assert plan.document.endswith("thực hiện Nghị quyết 26-NQ/TW")
    assert len(plan.entries) == 12
    assert {entry.target for entry in plan.entries} == {None}


def test_the_invented_list_holds_the_days_of_its_year_and_is_marked(sample_session):
    row = sample_session.scalars(select(TargetList).where(TargetList.illustrative)).one()
    assert row.name == "Danh mục công trình khởi công, hoàn thành năm 2026"
    years = sample_session.scalars(
        select(func.extract("year", TargetItem.target)).where(TargetItem.list_id == row.id)
    )
    assert set(years) == {2026}


def test_loading_again_changes_nothing(sample_session):
    before = sample_session.scalar(select(func.count()).select_from(TargetItem))
    load_sample(sample_session, today=date(2027, 3, 1))
    assert sample_session.scalar(select(func.count()).select_from(TargetItem)) == before


def test_a_later_version_of_the_files_is_taken_over(sample_session, files):
    first, *rest = files.programmes
    newer = replace(files, programmes=(replace_struct(first, name="Tên mới"), *rest))
    assert again(sample_session, newer) > 0
    assert find_kept(sample_session, first.code).draft.name == "Tên mới"


def replace_struct(struct, **values):
    return type(struct)(
        **{name: getattr(struct, name) for name in struct.__struct_fields__} | values
    )


def test_what_somebody_edited_stays(sample_session, files):
    draft = replace(find_kept(sample_session, PLAN).draft, note="Sửa tay")
    save_list(sample_session, PLAN, ALL, draft, reason="Sửa")
    again(sample_session, files)
    assert find_kept(sample_session, PLAN).draft.note == "Sửa tay"


def test_without_inventions_there_is_no_invented_list(session):
    load_sample(session, today=DAY, illustrative=False)
    assert session.scalars(select(TargetList).where(TargetList.illustrative)).all() == []
