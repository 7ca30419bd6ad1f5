"""Issues and messages survive the way through a database as JSON."""

from geoapp.domain.messages import message, say
from geoapp.ingest.issues import Issue
from geoapp.ingest.stored import from_json, to_json

ISSUE = Issue(
    3,
    "bad_coordinate",
    "error",
    message("There is {got} at {path}.", got=message("text"), path="geometry"),
    field="geometry",
    expected=message("numbers in lists"),
    place=(107.5, 16.4),
)


def test_an_issue_comes_back_the_same():
    assert from_json(Issue, to_json(ISSUE)) == ISSUE


def test_a_message_within_a_message_is_still_said_in_the_language():
    again = from_json(Issue, to_json(ISSUE))
    assert say(again.message, "en") == "There is text at geometry."


def test_what_is_not_known_is_left_out():
    assert to_json(Issue(None, "a", "warning", message("b"))) == (
        b'{"row":null,"code":"a","severity":"warning","message":{"text":"b","values":{}}}'
    )
