"""The press answers line by line, and ends by itself."""

import json
import subprocess
import sys

from tests.charts.samples import sample

WISH = json.dumps({"spec": sample("trend").spec | {"width": 300}}) + "\n"


def press(wishes, patience="60"):
    command = [sys.executable, "-I", "-m", "geoapp.charts.press", patience]
    return subprocess.run(
        command, input=wishes, text=True, capture_output=True, timeout=120, check=True
    )


def test_each_wish_has_its_answer_and_the_end_of_wishes_ends_it():
    ended = press(WISH + WISH)
    assert ["printed" in json.loads(line) for line in ended.stdout.splitlines()] == [True, True]


def test_what_cannot_be_printed_is_refused_and_the_next_is_printed():
    ended = press('{"spec": {"mark": "nothing"}}\n' + WISH)
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [list(answer) for answer in answers] == [["refused"], ["printed"]]


def test_it_rests_when_nobody_wishes_for_anything():
    command = [sys.executable, "-I", "-m", "geoapp.charts.press", "0.1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.wait(60) == 0
