"""Accounts by name and by token, and what each may do."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from geoapp.domain.errors import NotFound
from geoapp.domain.rights import Viewer
from geoapp.models import ApiToken, User
from geoapp.queries.users import (
    find_user,
    get_account,
    get_user,
    list_accounts,
    list_tokens,
    read_token_viewer,
    read_viewer,
)
from geoapp.services.tokens import digest_of, make_token
from tests.builders import add_agency, add_unit
from tests.people import SHELL, add_user


def test_a_name_is_found_however_it_is_capitalised(session):
    user = add_user(session, "hoa")
    assert find_user(session, " HOA ") == user
    assert find_user(session, "hoa2") is None


def test_an_unknown_account_is_not_found(session):
    with pytest.raises(NotFound):
        get_user(session, "hoa")


def test_a_planner_handles_agencies_with_those_they_followed(session):
    former = add_agency(session, "SGTVT")
    agency = add_agency(session, "SXD", after=[former])
    add_agency(session, "SYT")
    commune = add_unit(session, "19999")
    user = add_user(session, "hoa", "planner", agencies=("SXD",), areas=("commune:19999",))
    assert read_viewer(session, user) == Viewer(
        "hoa",
        frozenset({"planner"}),
        frozenset({agency.id, former.id}),
        frozenset({commune.id}),
    )


def test_who_was_given_a_former_agency_follows_it(session):
    former = add_agency(session, "SGTVT")
    agency = add_agency(session, "SXD", after=[former])
    user = add_user(session, "hoa", "planner", agencies=("SGTVT",))
    assert read_viewer(session, user).agency_ids == {agency.id, former.id}


def test_an_agency_that_was_split_leads_to_neither_part(session):
    former = add_agency(session, "UBND")
    for part in ("A", "B"):
        add_agency(session, part, after=[former])
    user = add_user(session, "hoa", "planner", agencies=("UBND",))
    assert read_viewer(session, user).agency_ids == {former.id}


def test_limits_can_be_lifted(session):
    user = add_user(session, "hoa", "planner", every_agency=True, every_area=True)
    viewer = read_viewer(session, user)
    assert (viewer.agency_ids, viewer.area_ids) == (None, None)


def test_administrators_have_no_limits(session):
    viewer = read_viewer(session, add_user(session, "an", "admin"))
    assert (viewer.agency_ids, viewer.area_ids) == (None, None)


def test_without_agencies_and_areas_nothing_is_theirs(session):
    viewer = read_viewer(session, add_user(session, "hoa", "planner"))
    assert (viewer.agency_ids, viewer.area_ids) == (frozenset(), frozenset())


def test_a_token_speaks_for_its_account(session):
    add_user(session, "hoa", "planner")
    token = make_token(session, SHELL, "hoa", name="QGIS", days=1)
    viewer = read_token_viewer(session, digest_of(token))
    assert (viewer.name, viewer.roles) == ("hoa", {"planner"})


def test_an_unknown_token_speaks_for_nobody(session):
    assert read_token_viewer(session, digest_of("geoapp_x")) is None


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (ApiToken, {"revoked_at": datetime.now(UTC)}),
        (ApiToken, {"expires_at": datetime.now(UTC) - timedelta(seconds=1)}),
        (User, {"active": False}),
    ],
)
def test_a_token_ends_when_it_is_revoked_expires_or_its_account_is_off(session, table, values):
    add_user(session, "hoa")
    token = make_token(session, SHELL, "hoa", name="QGIS", days=1)
    session.execute(update(table).values(**values))
    assert read_token_viewer(session, digest_of(token)) is None


def test_accounts_come_in_vietnamese_order_those_switched_off_last(session):
    for name, full_name in (("a", "Đỗ An"), ("b", "Dương Bình"), ("c", "Ân"), ("d", "Anh")):
        add_user(session, f"{name}1", full_name=full_name)
    session.execute(update(User).where(User.name == "d1").values(active=False))
    session.expire_all()
    names = [one.user.full_name for one in list_accounts(session)]
    assert names == ["Ân", "Dương Bình", "Đỗ An", "Anh"]


def test_an_account_is_shown_with_its_agencies_and_units(session):
    add_agency(session, "SXD")
    add_unit(session, "19999", name="Xã Chân Mây - Lăng Cô")
    add_user(session, "hoa", "planner", agencies=("SXD",), areas=("19999",))
    account = get_account(session, "hoa")
    assert [agency.code for agency in account.agencies] == ["SXD"]
    assert [unit.name for unit in account.units] == ["Xã Chân Mây - Lăng Cô"]


def test_tokens_are_listed_newest_first_ones_own_or_all(session):
    for name in ("hoa", "lan"):
        make_token(session, SHELL, add_user(session, name).name, name=f"of {name}", days=1)
    assert [row[0].name for row in list_tokens(session)] == ["of lan", "of hoa"]
    own = list_tokens(session, find_user(session, "hoa"))
    assert [(row[0].name, row[1]) for row in own] == [("of hoa", "hoa")]
