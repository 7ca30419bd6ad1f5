"""What each option would leave is what is found when it is chosen."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoapp.domain.choices import FUNDING, SCHEDULES, STAGES, codes
from geoapp.queries.facets import count_options, select_counts
from geoapp.queries.features import count_projects, find_features
from tests.builders import ask
from tests.queries.conftest import KINDS, NAMES

UNITS = ["district:475@2025-06-30", "commune:475@2025-07-01", "commune:476@2025-07-01"]
AGENCIES = ["SGTVT", "SXD", "SXD2", "SYT"]
OPTIONS = {
    "sector": list(KINDS),
    "kind": [kind for kinds in KINDS.values() for kind in kinds],
    "funding": codes(FUNDING),
    "stage": codes(STAGES),
    "schedule": codes(SCHEDULES),
    "agency": AGENCIES,
    "area": UNITS,
}
chosen = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.lists(st.sampled_from(listed), min_size=1, max_size=2, unique=True)
           for name, listed in OPTIONS.items()},
        "progress": st.sampled_from(["0-50", "25-75", "60-60", "0-100"]),
        "q": st.sampled_from(["chan may", "Hóa", "Hồ Chí", "vinh loc", "sxd2", "K-00", "zzz"]),
    },
)  # fmt: skip
few = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def matches(one, province, asked):
    """Tell whether the test's own reading of the filter wants a project."""
    low, high = map(float, asked.get("progress", "0-100").split("-"))
    said = {
        "sector": one.sector, "kind": one.kind, "funding": one.funding, "stage": one.stage,
        "schedule": one.status}  # fmt: skip
    answers = {province.answers[code] for code in asked.get("agency", [])}
    return (
        one.published
        and all(said[name] in asked[name] for name in said if name in asked)
        and ("area" not in asked or one.units & set(asked["area"]))
        and ("agency" not in asked or province.answers.get(one.agency) in answers)
        and ("progress" not in asked or (one.progress is not None and low <= one.progress <= high))
        and ("q" not in asked or says(one, province, asked["q"]))
    )


def says(one, province, words):
    """Tell whether one of the few searches of these tests finds a project."""
    units = {province.units[ref] for ref in one.units}
    return {
        "chan may": one.name == NAMES[0] or "Xã Chân Mây" in units,
        "Hóa": one.name == NAMES[2],
        "Hồ Chí": one.name == NAMES[1],
        "vinh loc": "Xã Vinh Lộc" in units,
        "sxd2": one.agency == "SXD2",
        "K-00": one.code < "K-010",
        "zzz": False,
    }[words]


pytestmark = pytest.mark.usefixtures("province")


@few
@given(asked=chosen)
def test_what_is_found_is_what_the_filter_says(session, province, asked):
    found = find_features(session, ask(session, **asked), limit=100)
    expected = [one.code for one in province.projects if matches(one, province, asked)]
    assert [feature["id"] for feature in found] == expected


CLOSED = [(name, option) for name in ("sector", "kind", "funding", "stage", "schedule")
          for option in OPTIONS[name]]  # fmt: skip


@few
@given(asked=chosen, one=st.sampled_from(CLOSED))
def test_an_option_counts_what_choosing_it_would_leave(session, asked, one):
    name, option = one
    counts = getattr(count_options(session, ask(session, **asked)), name)
    alone = ask(session, **asked | {name: option})
    assert counts.get(option, 0) == count_projects(session, alone)


@few
@given(asked=chosen, ref=st.sampled_from(UNITS))
def test_an_area_counts_what_choosing_it_would_leave(session, asked, ref):
    counts = count_options(session, ask(session, **asked)).area
    alone = ask(session, **asked | {"area": ref})
    assert counts.get(alone.units[0].id, 0) == count_projects(session, alone)


@few
@given(asked=chosen, code=st.sampled_from(AGENCIES))
def test_an_agency_counts_with_the_work_it_took_over(session, asked, code):
    counts = count_options(session, ask(session, **asked)).agency
    alone = ask(session, **asked | {"agency": code})
    ids = alone.agencies.answering_as(code)
    assert sum(counts.get(key, 0) for key in ids) == count_projects(session, alone)


@few
@given(asked=chosen)
def test_ten_steps_of_progress_and_the_unreported_add_up(session, province, asked):
    counts = count_options(session, ask(session, **asked)).progress
    rest = {name: value for name, value in asked.items() if name != "progress"}
    mine = [one for one in province.projects if matches(one, province, rest)]
    for step in range(10):
        assert counts.get(step, 0) == len([
            one for one in mine
            if one.progress is not None and min(one.progress // 10, 9) == step])  # fmt: skip
    assert counts.get(None, 0) == len([one for one in mine if one.progress is None])


@few
@given(asked=chosen)
def test_the_options_of_a_filter_share_out_all_that_the_others_leave(session, asked):
    counts = count_options(session, ask(session, **asked))
    assert counts.projects == count_projects(session, ask(session, **asked))
    for name in ("sector", "kind", "funding", "stage", "schedule", "progress", "agency"):
        rest = {one: value for one, value in asked.items() if one != name}
        total = count_projects(session, ask(session, **rest))
        assert sum(getattr(counts, name).values()) == total, name


@pytest.mark.parametrize("when", [{"as_of": "2026-11-20"}, {"month": "2026-10"}])
def test_counts_hold_for_another_day_or_month(session, when):
    counts = count_options(session, ask(session, **when))
    for status in codes(SCHEDULES):
        alone = ask(session, schedule=status, **when)
        assert counts.schedule.get(status, 0) == count_projects(session, alone)


def test_a_filter_that_nothing_meets_leaves_no_counts(session):
    counts = count_options(session, ask(session, q="zzz"))
    assert counts.sector == counts.agency == counts.progress == counts.area == {}


def test_counting_a_month_reads_no_other(session):
    statement = select_counts(ask(session, month="2026-10"))
    sql = str(statement.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
    plan = " ".join(session.connection().exec_driver_sql(f"EXPLAIN {sql}").scalars())
    assert "2026-10-01" in plan
    assert "2024-10" not in plan
