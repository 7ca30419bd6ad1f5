"""Accounts are made and changed by administrators, checked whole, and told to the audit log."""

import pytest
from sqlalchemy import select

from geoapp.domain.accounts import Profile
from geoapp.domain.errors import BadForm, Conflict, NotFound, NotSignedIn
from geoapp.domain.rights import NOBODY, Refused, Viewer
from geoapp.models import AuditEntry, UserAgency
from geoapp.queries.users import get_account, get_user
from geoapp.services.accounts import (
    change_user,
    create_user,
    read_profile,
    remove_second_factor,
    set_password,
)
from geoapp.services.passwords import verify_password
from tests.builders import add_agency, add_unit
from tests.people import PASSWORD, SHELL, TODAY, add_user

PLANNER = Viewer("lan", frozenset({"planner"}), None, None)
GOOD = Profile(full_name="Hòa", roles=frozenset({"planner"}))


def make(session, name="hoa", profile=GOOD, by=SHELL, password=None):
    return create_user(session, by, name, profile, password=password, today=TODAY)


def last_entry(session):
    return session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()


def wrong_fields(refused):
    return [problem.field for problem in refused.value.problems]


def test_an_account_is_made_with_all_it_was_given(session):
    add_agency(session, "SXD")
    add_unit(session, "19999")
    given = Profile(
        full_name=" Hòa ",
        roles=frozenset({"planner", "approver"}),
        email="Hoa@so.vn",
        agencies=("SXD",),
        areas=("commune:19999",),
    )
    user = make(session, profile=given, password=PASSWORD)
    assert (user.full_name, user.email) == ("Hòa", "hoa@so.vn")
    assert verify_password(PASSWORD, user.password)
    profile = read_profile(get_account(session, "hoa"))
    assert profile.roles == given.roles
    assert profile.agencies == ("SXD",)
    assert profile.areas[0].startswith("commune:19999@")


def test_making_an_account_is_in_the_log_without_the_password(session):
    make(session, password=PASSWORD)
    entry = last_entry(session)
    assert (entry.who, entry.what, entry.thing) == ("shell:test", "create-user", "hoa")
    assert entry.details["role_codes"] == ["planner"]
    assert PASSWORD not in str(entry.details)


def test_without_a_password_only_the_offices_sign_in_opens(session):
    assert make(session).password is None


def test_everything_wrong_with_a_new_account_is_said_at_once(session):
    add_user(session, "hoa")
    add_user(session, "lan", email="lan@so.vn")
    bad = Profile(
        full_name="",
        roles=frozenset(),
        email="lan@so.vn",
        agencies=("NONE",),
        areas=("99999", "???"),
    )
    with pytest.raises(BadForm) as refused:
        make(session, profile=bad, password="ngắn")
    assert sorted(wrong_fields(refused)) == sorted(
        ["full_name", "roles", "agencies", "areas", "areas", "password", "name", "email"]
    )


def test_a_refused_account_is_not_made(session):
    with pytest.raises(BadForm):
        make(session, name="Hoa Nguyễn")
    with pytest.raises(NotFound):
        get_user(session, "hoa nguyễn")


@pytest.mark.parametrize(("by", "error"), [(PLANNER, Refused), (NOBODY, NotSignedIn)])
def test_only_administrators_manage_accounts(session, by, error):
    add_user(session, "hoa")
    for forbidden in (
        lambda: make(session, "lan", by=by),
        lambda: change_user(session, by, "hoa", GOOD, today=TODAY),
        lambda: set_password(session, by, "hoa", PASSWORD, must_change=False),
        lambda: remove_second_factor(session, by, "hoa"),
    ):
        with pytest.raises(error):
            forbidden()


def test_a_change_tells_the_log_what_was_before(session):
    for code in ("SXD", "SYT"):
        add_agency(session, code)
    add_user(session, "hoa", "planner", agencies=("SXD",))
    changed = Profile(full_name="Hoa", roles=frozenset({"planner"}), agencies=("SYT",))
    change_user(session, SHELL, "hoa", changed, today=TODAY)
    assert last_entry(session).details == {"agencies": [["SXD"], ["SYT"]]}


def test_a_change_replaces_agencies_and_areas(session):
    for code in ("SXD", "SYT"):
        add_agency(session, code)
    add_user(session, "hoa", "planner", agencies=("SXD", "SYT"), every_area=True)
    change_user(session, SHELL, "hoa", GOOD, today=TODAY)
    assert session.scalars(select(UserAgency)).all() == []
    assert read_profile(get_account(session, "hoa")).every_area is False


def test_a_bad_change_changes_nothing(session):
    add_user(session, "hoa", "planner")
    with pytest.raises(BadForm) as refused:
        change_user(
            session, SHELL, "hoa", Profile(full_name="x", roles=frozenset({"boss"})), today=TODAY
        )
    assert wrong_fields(refused) == ["roles"]
    assert get_user(session, "hoa").full_name == "Hoa"


def test_ones_own_address_is_not_anothers(session):
    add_user(session, "hoa", email="hoa@so.vn")
    kept = Profile(full_name="Hòa", roles=frozenset({"viewer"}), email="hoa@so.vn")
    assert change_user(session, SHELL, "hoa", kept, today=TODAY).email == "hoa@so.vn"


@pytest.mark.parametrize(
    "less",
    [
        Profile(full_name="An", roles=frozenset({"viewer"})),
        Profile(full_name="An", roles=frozenset({"admin"}), active=False),
    ],
)
def test_somebody_is_left_to_administer(session, less):
    add_user(session, "an", "admin")
    with pytest.raises(Conflict):
        change_user(session, SHELL, "an", less, today=TODAY)
    add_user(session, "binh", "admin")
    change_user(session, SHELL, "an", less, today=TODAY)


def test_an_unknown_account_is_not_found(session):
    with pytest.raises(NotFound):
        change_user(session, SHELL, "nobody", GOOD, today=TODAY)


def test_a_new_password_signs_the_person_out(session):
    before = add_user(session, "hoa").fs_uniquifier
    set_password(session, SHELL, "hoa", "một mật khẩu khác", must_change=True)
    user = get_user(session, "hoa")
    assert verify_password("một mật khẩu khác", user.password)
    assert user.fs_uniquifier != before
    assert user.must_change_password


def test_a_bad_password_is_not_given(session):
    add_user(session, "hoa")
    with pytest.raises(BadForm):
        set_password(session, SHELL, "hoa", "hoa-hoa-hoa", must_change=False)


def test_the_second_step_can_be_taken_away(session):
    user = add_user(session, "hoa")
    before = user.fs_uniquifier
    user.tf_primary_method, user.tf_totp_secret = "authenticator", "{}"
    remove_second_factor(session, SHELL, "hoa")
    user = get_user(session, "hoa")
    assert (user.tf_primary_method, user.tf_totp_secret) == (None, None)
    assert user.fs_uniquifier != before
    assert last_entry(session).what == "remove-second-factor"
