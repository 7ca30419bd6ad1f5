"""Features, list, details, summary, counts and tiles say the same of one filter."""

from collections import Counter

import pytest

from geoapp.domain.bbox import Tile
from geoapp.queries.details import get_details
from geoapp.queries.facets import count_options
from geoapp.queries.features import count_projects, find_features
from geoapp.queries.listing import SORTS, list_projects
from geoapp.queries.summary import summarise
from geoapp.queries.tiles import SCHEDULES, read_tile
from tests.builders import ask, plain
from tests.mvt import read_layers

pytestmark = pytest.mark.usefixtures("province")
ASKED = [
    {},
    {"schedule": ["late", "ahead"]},
    {"sector": "transport", "progress": "0-60"},
    {"area": "district:475@2025-06-30", "month": "2026-10"},
    {"agency": "SGTVT"},
    {"q": "chan may", "stage": ["implementation", "preparation"]},
    {"month": "2026-09"},
]


def statuses(session, **asked):
    features = plain(find_features(session, ask(session, **asked), limit=99))
    return {one["id"]: one["properties"]["schedule"] for one in features}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("sort", SORTS)
def test_the_list_shows_what_the_features_say(session, asked, sort):
    wanted = ask(session, **asked)
    pages = [list_projects(session, wanted, sort=sort, number=number) for number in (1, 2)]
    rows = {row.code: row for page in pages for row in page.rows}
    assert {code: row.schedule for code, row in rows.items()} == statuses(session, **asked)


@pytest.mark.parametrize("asked", ASKED)
def test_list_and_features_count_the_same_days(session, asked):
    wanted = ask(session, **asked)
    rows = list_projects(session, wanted, sort="worst", number=1).rows
    late = {one["id"]: one["properties"]["days_late"]
            for one in plain(find_features(session, wanted, limit=99))}  # fmt: skip
    assert all(late[row.code] == row.days_late for row in rows)


@pytest.mark.parametrize("asked", ASKED)
def test_summary_and_options_count_what_the_features_say(session, asked):
    wanted = ask(session, **asked)
    said = Counter(status or "outside" for status in statuses(session, **asked).values())
    summary = summarise(session, wanted)
    assert +Counter(summary.by_schedule) == said
    assert summary.projects == count_projects(session, wanted) == said.total()


@pytest.mark.parametrize("asked", [asked for asked in ASKED if "schedule" not in asked])
def test_the_options_of_status_are_the_summarys(session, asked):
    wanted = ask(session, **asked)
    options = {key or "outside": n for key, n in count_options(session, wanted).schedule.items()}
    assert options == +Counter(summarise(session, wanted).by_schedule)


@pytest.mark.parametrize("asked", ASKED)
def test_the_tile_shows_what_the_features_say(session, asked):
    wanted = ask(session, **asked)
    said = statuses(session, **asked)
    found = Counter()
    for cell in read_layers(read_tile(session, wanted, Tile(8, 204, 116), "schedule"))["points"]:
        if cell["n"] == 1:
            assert cell["schedule"] == (said[cell["code"]] or "")
            found[cell["schedule"] or "outside"] += 1
        else:
            counts = map(int, cell["schedule_counts"].split(","))
            found.update(dict(zip([*SCHEDULES, "outside"], counts, strict=True)))
    assert found.total() <= summarise(session, wanted).located
    assert found <= Counter(status or "outside" for status in said.values())


@pytest.mark.parametrize("asked", [{}, {"month": "2026-10"}])
def test_the_page_of_a_project_says_it_too(session, asked):
    for code, status in list(statuses(session, **asked).items())[:20]:
        assert get_details(session, ask(session, **asked), code).row["schedule"] == status
