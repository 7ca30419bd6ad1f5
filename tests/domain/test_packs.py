"""Who sees a pack, and who stops it."""

import pytest

from geoapp.domain.packs import audience_for, may_see_pack, may_stop_pack
from geoapp.domain.rights import NOBODY, Viewer

READER = Viewer("xem", frozenset({"viewer"}))
PLANNER = Viewer("an", frozenset({"planner"}))
OTHER = Viewer("binh", frozenset({"planner"}))
ADMIN = Viewer("chi", frozenset({"admin"}))


@pytest.mark.parametrize(
    ("asked_by", "seen_by", "not_by"),
    [
        (NOBODY, [NOBODY, READER, PLANNER], []),
        (READER, [READER, OTHER, ADMIN], [NOBODY]),
        (PLANNER, [PLANNER, ADMIN], [NOBODY, READER, OTHER]),
    ],
)
def test_nobody_sees_more_than_on_the_map(asked_by, seen_by, not_by):
    pack = {"audience": audience_for(asked_by), "owner": asked_by.name}
    assert all(may_see_pack(viewer, **pack) for viewer in seen_by)
    assert not any(may_see_pack(viewer, **pack) for viewer in not_by)


def test_whoever_asked_stops_it_or_an_administrator():
    assert may_stop_pack(READER, owner="xem")
    assert may_stop_pack(ADMIN, owner="xem")
    assert not may_stop_pack(OTHER, owner="xem")
