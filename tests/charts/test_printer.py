"""A press is kept while it lives, and another started when it does not."""

from pathlib import Path

import pytest

from geoapp.charts import printer as printer_module
from geoapp.charts.printer import Printer
from tests.charts.samples import sample

WISH = {"spec": sample("trend").spec | {"width": 300}}


@pytest.fixture
def printer():
    printer = Printer()
    yield printer
    printer.end()


def pid(printer):
    return printer._press.pid


def test_one_press_prints_many_charts(printer):
    printer.ask(WISH)
    first = pid(printer)
    assert printer.ask(WISH).startswith("<svg")
    assert pid(printer) == first


def test_a_press_that_was_killed_is_started_anew(printer):
    printer.ask(WISH)
    printer._press.kill()
    printer._press.wait()
    assert printer.ask(WISH).startswith("<svg")


def test_what_cannot_be_printed_is_said(printer):
    with pytest.raises(ValueError, match="conversion failed"):
        printer.ask({"spec": {"mark": "nothing", "data": {"values": []}}})


def test_a_press_that_does_not_answer_is_ended(printer, monkeypatch):
    monkeypatch.setattr(printer_module, "ANSWERS_WITHIN_S", 0)
    with pytest.raises(TimeoutError):
        printer.ask(WISH)
    assert printer._press is None


def test_no_secret_of_the_service_reaches_the_press(printer, monkeypatch):
    monkeypatch.setenv("GEOAPP_SECRET_KEY", "hidden")
    printer.ask(WISH)
    assert b"hidden" not in Path(f"/proc/{pid(printer)}/environ").read_bytes()
