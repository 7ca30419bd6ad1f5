"""Templates are saved, replaced and removed by those they belong to."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadParameter, NotFound, NotSignedIn
from geoapp.domain.rights import NOBODY, Refused, Viewer
from geoapp.queries.export_templates import find_templates, with_template
from geoapp.services.export_templates import remove_template, save_template

PLANNER = Viewer("an", frozenset({"planner"}), None, None)
OTHER = Viewer("binh", frozenset({"planner"}), None, None)
READER = Viewer("xem", frozenset({"viewer"}))
ADMIN = Viewer("chi", frozenset({"admin"}), None, None)
CHOSEN = [("title", "Giao ban tháng"), ("paper", "a3"), ("sections", "map"), ("sections", "table"),
          ("color", "sector"), ("area", "482")]  # fmt: skip


@pytest.fixture
def session(database):
    with Session(database.app_engine) as session:
        yield session
    with database.app_engine.begin() as connection:
        connection.execute(text("DELETE FROM export_template"))


def test_what_was_chosen_is_saved_and_filters_are_not(session):
    saved = save_template(session, PLANNER, "  Giao ban   tháng ", CHOSEN)
    assert saved.name == "Giao ban tháng"
    assert saved.chosen == {
        "title": "Giao ban tháng", "paper": "a3", "sections": "map,table", "color": "sector",
    }  # fmt: skip


def test_a_template_fills_in_what_is_not_asked_for(session):
    save_template(session, PLANNER, "Giao ban tháng", CHOSEN)
    asked = [("template", "giao ban THÁNG"), ("paper", "a4"), ("title", ""), ("q", "cảng")]
    found = dict(with_template(session, asked))
    assert (found["paper"], found["color"], found["q"]) == ("a4", "sector", "cảng")
    assert found["title"] == "Giao ban tháng"
    assert "template" not in found


def test_an_unknown_template_is_refused_with_those_there_are(session):
    save_template(session, PLANNER, "Giao ban tháng", CHOSEN)
    with pytest.raises(BadParameter, match="Giao ban tháng"):
        with_template(session, [("template", "quý")])


@pytest.mark.parametrize("name", ["", " ", "x" * 81])
def test_a_template_has_a_name(session, name):
    with pytest.raises(BadParameter):
        save_template(session, PLANNER, name, CHOSEN)


def test_what_cannot_be_chosen_cannot_be_saved(session):
    with pytest.raises(BadParameter, match="a4"):
        save_template(session, PLANNER, "x", [("paper", "a5")])


@pytest.mark.parametrize(("viewer", "error"), [(NOBODY, NotSignedIn), (READER, Refused)])
def test_who_handles_no_data_saves_none(session, viewer, error):
    with pytest.raises(error):
        save_template(session, viewer, "x", CHOSEN)


def test_one_of_somebody_else_is_left_alone(session):
    save_template(session, PLANNER, "x", CHOSEN)
    with pytest.raises(Refused):
        save_template(session, OTHER, "X", [("paper", "a4")])
    with pytest.raises(Refused):
        remove_template(session, OTHER, "x")


def test_its_owner_replaces_it_and_an_administrator_removes_it(session):
    save_template(session, PLANNER, "x", CHOSEN)
    save_template(session, PLANNER, "X", [("paper", "a4")])
    assert [one.chosen for one in find_templates(session)] == [{"paper": "a4"}]
    remove_template(session, ADMIN, "x")
    assert find_templates(session) == []
    with pytest.raises(NotFound):
        remove_template(session, ADMIN, "x")
