"""One value says what is wanted: read once, written back in one canonical way."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.domain.areas import AreaRef
from geoapp.domain.choices import FUNDING, LEVELS, SCHEDULES, STAGES, codes
from geoapp.domain.errors import BadParameter
from geoapp.domain.filters import FILTER_NAMES, ProjectFilter, parse_project_filter
from geoapp.domain.messages import say
from geoapp.domain.sectors import KINDS, SECTORS

TODAY = date(2026, 11, 20)
ONE_OF_EACH = {
    "area": "district:475@2025-06-30",
    "sector": "transport",
    "kind": "port",
    "funding": "oda",
    "stage": "implementation",
    "schedule": "late",
    "progress": "25-49.5",
    "agency": "SO-GTVT",
    "q": "cang chan may",
    "as_of": "2026-11-01",
    "month": "2026-10",
}


def parse(*pairs):
    return parse_project_filter(pairs, today=TODAY)


def test_the_filters_are_the_contracts_in_its_order():
    assert tuple(ONE_OF_EACH) == FILTER_NAMES
    assert len(fields(ProjectFilter)) == len(FILTER_NAMES)


def test_every_filter_is_read():
    wanted = parse(*ONE_OF_EACH.items())
    assert wanted == ProjectFilter(
        areas=(AreaRef("475", "district", date(2025, 6, 30)),),
        sectors=("transport",),
        kinds=("port",),
        funding=("oda",),
        stages=("implementation",),
        schedules=("late",),
        progress=((25.0, 49.5),),
        agencies=("SO-GTVT",),
        q=("cang chan may",),
        as_of=date(2026, 11, 1),
        month=date(2026, 10, 1),
    )


def test_whatever_order_they_come_in_they_are_written_in_the_contracts():
    shuffled = reversed(ONE_OF_EACH.items())
    assert parse(*shuffled).as_pairs() == list(ONE_OF_EACH.items())


def test_repeated_values_are_kept_once_in_the_order_of_the_list():
    wanted = parse(("sector", "urban"), ("sector", "transport"), ("sector", "urban"))
    assert wanted.sectors == ("transport", "urban")


def test_areas_and_agencies_repeat_too():
    wanted = parse(("area", "1"), ("area", "2"), ("area", "1"), ("agency", "A"), ("agency", "A"))
    assert [str(area) for area in wanted.areas] == ["1", "2"]
    assert wanted.agencies == ("A",)


def test_blanks_around_a_value_do_not_matter_and_an_empty_one_is_none():
    assert parse(("sector", " urban "), ("kind", ""), ("q", "  ")) == parse(("sector", "urban"))


def test_names_that_are_no_filters_are_left_alone():
    assert parse(("fbclid", "x"), ("utm_source", "zalo"), ("Sector", "?")) == ProjectFilter()


def test_nothing_asked_is_empty_and_a_date_alone_narrows_nothing():
    assert ProjectFilter().is_empty
    assert parse(("as_of", "2026-11-01"), ("month", "2026-10")).is_empty
    assert not parse(("q", "cảng")).is_empty


some_dates = st.dates(date(1900, 1, 1), TODAY)
percents = st.tuples(*[st.integers(0, 1000).map(lambda tenths: tenths / 10)] * 2)
words = st.text(st.characters(exclude_categories=("C",)), max_size=40).map(str.strip)


def some_of(listed):
    return st.sets(st.sampled_from(listed)).map(
        lambda chosen: tuple(code for code in listed if code in chosen)
    )


wanted_filters = st.builds(
    ProjectFilter,
    areas=st.lists(
        st.builds(
            AreaRef,
            st.from_regex(r"[0-9]{1,5}", fullmatch=True),
            st.sampled_from([None, *codes(LEVELS)]),
            st.none() | some_dates,
        ),
        unique=True,
        max_size=3,
    ).map(tuple),
    sectors=some_of([sector.code for sector in SECTORS]),
    kinds=some_of([kind.code for kind in KINDS]),
    funding=some_of(codes(FUNDING)),
    stages=some_of(codes(STAGES)),
    schedules=some_of(codes(SCHEDULES)),
    progress=st.lists(
        percents.map(lambda pair: (min(pair), max(pair))), unique=True, max_size=2
    ).map(lambda spans: tuple(sorted(spans))),
    agencies=st.lists(words.filter(bool), unique=True, max_size=3).map(tuple),
    q=st.lists(words.filter(bool), unique=True, max_size=2).map(lambda texts: tuple(sorted(texts))),
    as_of=st.none() | some_dates,
    month=st.none() | some_dates.map(lambda day: day.replace(day=1)),
)


@given(wanted_filters)
def test_a_filter_written_and_read_is_the_same_filter(wanted):
    assert parse(*wanted.as_pairs()) == wanted


@given(wanted_filters, st.randoms())
def test_one_filter_has_one_address(wanted, chance):
    closed = replace(wanted, areas=(), agencies=())
    pairs = closed.as_pairs()
    chance.shuffle(pairs)
    assert parse(*pairs).as_pairs() == closed.as_pairs()


BAD = [
    ("area", "Phú Lộc"),
    ("area", "475@30/06/2025"),
    ("sector", "giao-thong"),
    ("sector", "transport,urban"),
    ("kind", "bridges"),
    ("funding", "loan"),
    ("stage", "late"),
    ("schedule", "outside"),
    ("progress", "50"),
    ("progress", "80-20"),
    ("progress", "-5-20"),
    ("progress", "0-101"),
    ("progress", "a-b"),
    ("progress", "nan-50"),
    ("progress", "0-inf"),
    ("progress", "1_0-20"),
    ("progress", "1e1-20"),
    ("progress", "٣-٥"),
    ("progress", "10-20-30"),
    ("progress", "0.00001-5"),
    ("q", "x" * 201),
    ("q", "a\x00b"),
    ("as_of", "2026-11-21"),
    ("as_of", "yesterday"),
    ("as_of", "2026-02-30"),
    ("month", "2026-13"),
    ("month", "11/2026"),
]


@pytest.mark.parametrize(("name", "value"), BAD)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_bad_value_names_parameter_expectation_and_what_came(name, value, lang):
    with pytest.raises(BadParameter) as caught:
        parse((name, value))
    assert caught.value.name == name
    sentence = say(caught.value.detail, lang)
    assert name in sentence
    assert caught.value.got[:200] in sentence
    assert say(caught.value.expected, lang) in sentence


def test_a_bad_code_is_answered_with_the_codes_there_are():
    with pytest.raises(BadParameter, match="preparation, implementation, completion"):
        parse(("stage", "done"))


def test_one_bad_value_among_good_ones_is_still_refused():
    with pytest.raises(BadParameter, match="trains"):
        parse(("sector", "urban"), ("sector", "trains"))


def test_the_data_can_be_asked_for_as_of_today_and_not_of_tomorrow():
    assert parse(("as_of", "2026-11-20")).as_of == TODAY
    with pytest.raises(BadParameter, match="a day up to today"):
        parse(("as_of", "2026-11-21"))


def test_text_may_be_200_characters_long():
    assert parse(("q", "x" * 200)).q == ("x" * 200,)


def test_the_span_of_progress_reaches_over_all_ranges():
    assert parse(("progress", "60-80"), ("progress", "0-20")).progress_span == (0, 80)
    assert ProjectFilter().progress_span == (0, 100)
