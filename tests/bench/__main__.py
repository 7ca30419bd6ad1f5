"""Measure everything in one run, print the table and write docs/bench.md.

Parts named are measured alone and only printed; GEOAPP_BENCH_DIR keeps the made-up projects.
"""

import signal
import sys

from tests.bench.browser import browser_name
from tests.bench.exports import measure_exports
from tests.bench.features import measure_features
from tests.bench.filters import measure_filters
from tests.bench.following import measure_following
from tests.bench.pages import measure_pages
from tests.bench.plan import Plan, chosen_plan
from tests.bench.programs import ROOT
from tests.bench.stage import REAL, open_stage
from tests.bench.table import Line, attempt, surroundings, table
from tests.bench.tiles import measure_tiles
from tests.bench.uploads import measure_uploads

PAGE = ROOT / "docs" / "bench.md"
NEWLINE = "\n"
PARTS = {
    "filters": measure_filters,
    "features": measure_features,
    "tiles": measure_tiles,
    "pages": measure_pages,
    "following": measure_following,
    "uploads": measure_uploads,
    "exports": measure_exports,
}


class OutOfTime(BaseException):
    """The whole bench took too long; no single measure may catch it."""


def main(chosen: list[str]) -> int:
    """Measure the parts named, all of them without a name; only a whole run is written down."""
    if unknown := [name for name in chosen if name not in PARTS]:
        say(f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}")
        return 2
    plan = chosen_plan()
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(plan.all_within_s)
    lines: list[Line] = []
    machine: list[str] = []
    try:
        measure(plan, chosen or list(PARTS), machine, lines)
    except OutOfTime:
        lines.append(Line("the rest", f"not measured within {plan.all_within_s} s", "", "", None))
    text = page(plan, machine, lines)
    sys.stdout.write(text)
    if not chosen and not plan.short:
        PAGE.write_text(text, encoding="utf-8")
    return 0


def measure(plan: Plan, parts: list[str], machine: list[str], lines: list[Line]) -> None:
    """Append to `machine` and `lines` as they are found."""
    with open_stage() as stage:
        machine += surroundings(stage.server(), browser_name())
        for size in sizes(plan, parts):
            say(f"making {size:,} projects ...")
            with stage.database(size):
                pass
        for name in parts:
            say(f"measuring {name} ...")
            for line in attempt(name, PARTS[name](stage, plan)):
                say(line.row())
                lines.append(line)


def sizes(plan: Plan, parts: list[str]) -> list[int]:
    """Return which databases these parts need."""
    needed = {
        "pages": (REAL, plan.middle, plan.large),
        "following": (plan.following,),
        "exports": (REAL, plan.middle),
    }
    return sorted({size for name in parts for size in needed.get(name, (plan.large,))})


def page(plan: Plan, machine: list[str], lines: list[Line]) -> str:
    size = f"{plan.large:,} projects stand for 100,000. " if plan.short else ""
    return f"""# Measured

`make bench` measures all of this in one run and writes this page; `make bench QUICK=1` is a
shorter run that only prints. {size}Times are medians. “Beside” is what the same machine did in the
same run with a plain Flask view that draws a GeoDataFrame with Folium, with geopandas, with
psycopg alone, or with matplotlib and WeasyPrint. Ratios count; absolute times are this machine's.

{NEWLINE.join(machine)}

{table(lines)}
"""


def say(words: str) -> None:
    sys.stderr.write(f"bench: {words}\n")
    sys.stderr.flush()


def _give_up(*_: object) -> None:
    raise OutOfTime


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
