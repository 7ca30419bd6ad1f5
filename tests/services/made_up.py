"""Rows of files as chance makes them: known projects and new ones, any field, any shape."""

import json

import shapely
from hypothesis import strategies as st

from tests.conftest import TODAY
from tests.services.uploading import feature

codes = st.sampled_from([*(f"TTH-{n:03}" for n in range(1, 60)), *(f"N-{n}" for n in range(40))])
names = st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=40).filter(
    lambda text: text.strip()
)
dates = st.dates(min_value=TODAY.replace(year=2020), max_value=TODAY.replace(year=2032))
places = st.tuples(st.floats(107.5, 107.6), st.floats(16.35, 16.45))
lines = st.lists(places, min_size=2, max_size=6, unique=True).map(shapely.LineString)
boxes = places.map(lambda p: shapely.box(p[0], p[1], p[0] + 0.01, p[1] + 0.02))
shapes = st.one_of(places.map(shapely.Point), lines, boxes)
values = st.fixed_dictionaries(
    {},
    optional={
        "name_en": names,
        "stage": st.sampled_from(["preparation", "implementation", "suspended"]),
        "funding": st.sampled_from(["public", "private", "oda"]),
        "investment_vnd": st.integers(1_000_000, 10**14),
        "area_ha": st.floats(0.01, 9_999),
        "length_m": st.floats(1, 99_999),
        "planned_finish": dates.map(str),
        "baseline_start": st.just("2024-03-01"),
        "baseline_finish": st.just("2027-03-01"),
        "progress": st.integers(0, 100),
        "accuracy_m": st.integers(0, 500),
        "partner_agencies": st.just(None),
    },
)


@st.composite
def rows(draw):
    shape, given = draw(st.none() | shapes), draw(values)
    row = feature(draw(codes), None, name=draw(names), **given)
    row["geometry"] = None if shape is None else json.loads(shapely.to_geojson(shape))
    return row
