"""Rows that somebody else changed meanwhile, decided one by one or all alike."""

import pytest

from geoapp.domain.messages import catalog
from tests.services.uploading import says
from tests.web.reading import Page

vi = catalog("vi").gettext


@pytest.fixture
def conflicted(send, press):
    """Sends a file about two projects which the administrator changes before it is applied."""

    def make(first: str, second: str) -> str:
        codes = (first, second)
        address = send(*(says(code, name=f"Ý của An {code}") for code in codes))
        other = send(*(says(code, name=f"Ý của Chi {code}") for code in codes), by="chi")
        assert press(f"{other}/apply", name="chi").status_code == 303
        answer = press(f"{address}/apply")
        assert answer.status_code == 409
        return address

    return make


def name_of(people, code):
    return people.get(f"/collections/projects/items/{code}").json["properties"]["name"]


def test_both_sides_are_shown_with_who_came_between(conflicted, look):
    text = Page(look(conflicted("TTH-020", "TTH-021")).text).text
    for words in ("chi", "Ý của Chi TTH-020", "Ý của An TTH-020"):
        assert words in text
    assert vi("Nothing was overwritten. Decide for each of them which values count.") in text


def test_each_row_is_decided_for_itself(conflicted, press, people):
    address = conflicted("TTH-022", "TTH-023")
    decisions = {"decision.TTH-022": "ours", "decision.TTH-023": "theirs"}
    assert press(f"{address}/conflicts", **decisions).status_code == 303
    assert press(f"{address}/apply").status_code == 303
    assert name_of(people, "TTH-022") == "Ý của An TTH-022"
    assert name_of(people, "TTH-023") == "Ý của Chi TTH-023"


def test_one_answer_decides_all(conflicted, press, people):
    address = conflicted("TTH-024", "TTH-025")
    assert press(f"{address}/conflicts", every="theirs").status_code == 303
    assert people.get(address).json["conflicts"] == 0
    assert people.get(address).json["rows"]["left"] == 2


def test_a_decision_that_is_none_is_refused(conflicted, press, people):
    address = conflicted("TTH-026", "TTH-027")
    assert press(f"{address}/conflicts", every="mine").status_code == 400
    assert people.get(address).json["conflicts"] == 2
