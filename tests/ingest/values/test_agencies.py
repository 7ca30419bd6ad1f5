"""Agencies are found by code or name; who has ended or is unknown is said."""

from datetime import date
from unicodedata import normalize

import pytest

from geoapp.ingest.values.agencies import Agencies, KnownAgency
from geoapp.ingest.values.unfit import Doubtful, Unfit

NAME = "Sở Văn hóa, Thể thao và Du lịch"
KNOWN = Agencies(
    [
        KnownAgency("HUE-SVH", NAME, "Department of Culture"),
        KnownAgency("HUE-SXD", "Sở Xây dựng"),
        KnownAgency("TTH-SXD", "Sở Xây dựng", ended=date(2024, 12, 31), successors=("HUE-SXD",)),
        KnownAgency("A", "Ban A"),
        KnownAgency("B", "Ban A"),
    ]
)


@pytest.mark.parametrize(
    "cell",
    ["hue-svh", NAME, NAME.upper(), normalize("NFD", NAME), NAME.replace("hóa", "hoá"),
     "department of culture", {"code": "HUE-SVH", "name": "x"}],
)  # fmt: skip
def test_an_agency_is_found(cell):
    assert KNOWN.read(cell) == "HUE-SVH"


def test_of_one_name_the_agency_that_still_exists_is_meant():
    assert KNOWN.read("Sở Xây dựng") == "HUE-SXD"


def test_an_agency_that_ended_is_said_with_who_answers_now():
    with pytest.raises(Doubtful) as doubt:
        KNOWN.read("TTH-SXD")
    assert doubt.value.value == "TTH-SXD"
    assert "HUE-SXD answers now" in str(doubt.value.message)


@pytest.mark.parametrize("cell", ["Ban A", "Sở Y tế", "Sở Xay dung", 5, None, {"name": "x"}])
def test_what_is_unknown_or_means_two_is_refused(cell):
    with pytest.raises(Unfit, match="unknown_agency"):
        KNOWN.read(cell)


def test_near_names_are_offered():
    with pytest.raises(Unfit) as unfit:
        KNOWN.read("Sở Văn hóa Thể thao Du lịch")
    assert NAME in str(unfit.value.expected)


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        (NAME, ["HUE-SVH"]),
        (f"{NAME}; HUE-SXD", ["HUE-SVH", "HUE-SXD"]),
        ("HUE-SXD, HUE-SVH", ["HUE-SXD", "HUE-SVH"]),
        (["HUE-SXD", {"code": "TTH-SXD"}], ["HUE-SXD", "TTH-SXD"]),
        ([], []),
    ],
)
def test_partners_are_a_list(cell, codes):
    assert KNOWN.read_list(cell) == codes


def test_an_unknown_partner_is_refused():
    with pytest.raises(Unfit):
        KNOWN.read_list("HUE-SXD; Sở X")
