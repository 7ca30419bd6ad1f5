"""One account for each role, so that the demo can be tried from every side."""

import secrets
from datetime import date

from sqlalchemy.orm import Session

from geoapp.domain.accounts import Profile
from geoapp.domain.rights import Viewer
from geoapp.models import User
from geoapp.queries.users import find_user
from geoapp.services.accounts import create_user
from geoapp.services.audit import note
from geoapp.services.passwords import hash_password, verify_password

# The planner's department follows two former ones; Hà Tĩnh is not theirs.
USERS: dict[str, Profile] = {
    "viewer": Profile(full_name="Người xem (mẫu)", roles=frozenset({"viewer"})),
    "planner": Profile(
        full_name="Cán bộ kế hoạch (mẫu)",
        roles=frozenset({"planner"}),
        agencies=("HUE-SXD", "TTH-UBND-HUONG-TRA"),
        areas=("province:46",),
    ),
    "approver": Profile(
        full_name="Người duyệt (mẫu)",
        roles=frozenset({"approver"}),
        every_agency=True,
        every_area=True,
    ),
    "admin": Profile(full_name="Quản trị (mẫu)", roles=frozenset({"admin"})),
}


def ensure_demo_users(session: Session, by: Viewer, password: str, *, today: date) -> list[str]:
    """Make the accounts that are missing, give all of them this password; return their names.

    What else somebody changed in them stays.
    """
    for name, profile in USERS.items():
        user = find_user(session, name)
        if user is None:
            create_user(session, by, name, profile, password=None, today=today)
            user = find_user(session, name)
        if user is not None and not verify_password(password, user.password):
            _set_password(session, by, user, password)
    session.commit()
    return list(USERS)


def _set_password(session: Session, by: Viewer, user: User, password: str) -> None:
    # A demo's password is for showing and may be as short as whoever shows it likes.
    user.password, user.must_change_password = hash_password(password), False
    user.fs_uniquifier = secrets.token_hex(16)
    note(session, by.trace("set-password", user.name))
