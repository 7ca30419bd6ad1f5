"""A list as its keepers see it, now and as a revision left it."""

from geoapp.domain.rights import Viewer
from geoapp.domain.target_drafts import TargetDraft, TargetEntry
from geoapp.queries.target_states import find_kept, without_hidden
from geoapp.services.targets import add_list
from tests.builders import add_agency, add_project

ALL = Viewer("an", frozenset({"admin"}), None, None)


def test_everything_in_the_list_is_read_back(session):
    add_agency(session, "SXD")
    add_project(session, "A")
    session.commit()
    draft = TargetDraft(
        name="Tên", kind="programme", name_en="Name", agency="SXD", document="Số 1", note="Ghi chú",
        entries=(TargetEntry("A", "completion", None, "một dòng"),),
    )  # fmt: skip
    add_list(session, "ds", ALL, draft, reason="Vì thế")
    assert find_kept(session, "ds").draft == draft


def test_hidden_projects_are_told_apart(session):
    add_project(session, "A")
    add_project(session, "B", published=False)
    session.commit()
    entries = (TargetEntry("A"), TargetEntry("B"))
    draft = TargetDraft(name="Tên", kind="programme", entries=entries)
    add_list(session, "ds", ALL, draft, reason="Vì thế")
    limited = Viewer("b", frozenset({"approver"}), None, frozenset())
    seen, hidden = without_hidden(session, limited, find_kept(session, "ds"))
    assert ([one.project for one in seen.draft.entries], hidden) == (["A"], (entries[1],))


def test_a_list_that_was_not_there_yet_is_none(session):
    revision = add_list(session, "ds", ALL, TargetDraft(name="Tên"), reason="Vì thế")
    assert find_kept(session, "ds", revision.id - 1) is None
