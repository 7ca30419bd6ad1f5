"""The demo has one account for each role, all with the password it prints."""

from datetime import date

from geoapp.domain.choices import codes
from geoapp.domain.rights import ROLES
from geoapp.queries.users import get_user, read_viewer
from geoapp.services.demo_users import USERS, ensure_demo_users
from geoapp.services.passwords import verify_password
from tests.people import SHELL, TODAY


def test_there_is_an_account_for_each_role(sample_session):
    names = ensure_demo_users(sample_session, SHELL, "demo", today=TODAY)
    assert names == list(codes(ROLES)) == list(USERS)
    for name in names:
        user = get_user(sample_session, name)
        assert verify_password("demo", user.password)
        assert user.role_codes == [name]


def test_the_planner_has_limits_and_some_projects(sample_session):
    ensure_demo_users(sample_session, SHELL, "demo", today=TODAY)
    viewer = read_viewer(sample_session, get_user(sample_session, "planner"))
    assert len(viewer.agency_ids) > 2
    assert len(viewer.area_ids) == 1


def test_a_second_start_changes_nothing_but_a_new_password(sample_session):
    ensure_demo_users(sample_session, SHELL, "demo", today=TODAY)
    before = get_user(sample_session, "admin").fs_uniquifier
    ensure_demo_users(sample_session, SHELL, "demo", today=date(2027, 1, 1))
    assert get_user(sample_session, "admin").fs_uniquifier == before
    ensure_demo_users(sample_session, SHELL, "other", today=TODAY)
    assert verify_password("other", get_user(sample_session, "admin").password)
