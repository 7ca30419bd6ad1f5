"""Make illustrative.json: invented figures that show what the colours mean.

    python data/geo/illustrate.py [SEED]

No document states any of them. Months count from the month of loading (0), so that a fresh
load always shows the same mix. The column `illustrative` of decisions.csv says `none` where
nothing is invented (about a fifth) and `mild` for projects that carry a company's name:
these are never shown late or suspended.
"""

import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
BILLION = 1_000_000_000
MONTHS_REPORTED = 14
MIX = {"late": 20, "ahead": 5, "lapsed": 3, "completed": 4, "suspended": 3, "preparation": 9}
SLOW_PAYERS = frozenset({"late", "lapsed", "suspended"})
# Outside the budget by their kind; all others are shown as public investment.
PRIVATE_KINDS = frozenset(
    {
        "tourist_area",
        "resort",
        "resort_town",
        "golf",
        "leisure_area",
        "factory",
        "mall",
        "supermarket",
        "industrial_park",
        "industrial_cluster",
        "non_tariff_zone",
        "residential_area",
        "port",
        "logistics",
        "software_park",
    }
)
COST_BILLION = {
    "transport": (40, 2400),
    "industry": (80, 2600),
    "tourism": (60, 3200),
    "urban": (90, 1800),
    "commerce": (15, 900),
    "culture": (6, 320),
    "environment": (120, 1900),
    "health": (25, 380),
    "education": (18, 160),
    "science": (30, 420),
    "agriculture": (10, 120),
    "services": (40, 500),
    "social": (25, 90),
    "energy": (300, 1500),
}
COST_BILLION_OF_KIND = {
    "street_lighting": (8, 60),
    "street_upgrade": (15, 120),
    "interchange": (40, 260),
    "bridge": (30, 220),
    "port": (400, 2400),
    "breakwater": (300, 1100),
    "craft_village": (4, 25),
    "factory": (60, 900),
    "tourist_site": (6, 70),
    "market": (8, 70),
    "supermarket": (25, 160),
    "trade_centre": (30, 140),
    "mall": (900, 3600),
    "resettlement": (400, 1800),
    "heritage_site": (3, 45),
    "cultural_house": (40, 180),
    "health_centre": (20, 130),
    "school": (15, 90),
}


@dataclass(frozen=True)
class Course:
    """A plan in months from loading, and where the works stand against it in points."""

    start: int
    finish: int
    gap: float

    def planned(self, month: int) -> float:
        """Return percent of the straight line in the middle of the month."""
        done = (month + 0.5 - self.start) / (self.finish + 1 - self.start)
        return 100 * min(1.0, max(0.0, done))

    def share_of_year(self) -> float:
        """Return the part of the whole that is planned for a year ending next month."""
        months = min(self.finish, 1) - max(self.start, -10) + 1
        # What is past its finish is to be finished within half a year.
        return (months if months > 0 else 6) / (self.finish + 1 - self.start)


def main(seed: int) -> None:
    """Write illustrative.json beside projects.geojson."""
    features = json.loads((HERE / "projects.geojson").read_text("utf-8"))["features"]
    projects = [feature["properties"] for feature in features]
    with (HERE / "decisions.csv").open(encoding="utf-8", newline="") as file:
        wanted = {row["code"]: row["illustrative"] for row in csv.DictReader(file)}
    told = [p for p in projects if p["stage"] != "completion" and wanted[p["code"]] != "none"]
    mild = {code for code, word in wanted.items() if word == "mild"}
    random = Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    outcomes = draw_outcomes(told, mild, random)
    rows = [invent(project, outcomes[project["code"]], random) for project in told]
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    text = f'{{\n"mark": "Số liệu minh họa",\n"seed": {seed},\n"projects": [\n{lines}\n]\n}}\n'
    (HERE / "illustrative.json").write_text(text, encoding="utf-8")


def draw_outcomes(projects: list[dict[str, Any]], mild: set[str], random: Random) -> dict[str, str]:
    """Give each project one outcome of MIX, the others on_time."""
    outcomes = {p["code"]: "preparation" for p in projects if p["stage"] == "preparation"}
    free = [p["code"] for p in projects if p["code"] not in outcomes]
    random.shuffle(free)
    for outcome, wanted in MIX.items():
        hard = outcome in ("late", "suspended", "lapsed", "completed")
        able = [code for code in free if not (hard and code in mild)]
        for code in able[: wanted - list(outcomes.values()).count(outcome)]:
            outcomes[code] = outcome
            free.remove(code)
    return outcomes | dict.fromkeys(free, "on_time")


def invent(project: dict[str, Any], outcome: str, random: Random) -> dict[str, Any]:
    """Return what a project lacks: money, dates, stage and reports, marked by being here."""
    low, high = COST_BILLION_OF_KIND.get(project["kind"], COST_BILLION[project["sector"]])
    cost = round(low * (high / low) ** random.random()) * BILLION
    course = draw_course(outcome, random)
    reports = list(draw_reports(course, outcome, cost, random))
    slip = random.randint(2, 9) if outcome == "late" else 0
    row: dict[str, Any] = {
        "code": project["code"],
        "stage": {"completed": "completion", "suspended": "suspended"}.get(
            outcome, "preparation" if outcome == "preparation" else "implementation"
        ),
        "funding": "private" if project["kind"] in PRIVATE_KINDS else "public",
        "investment_vnd": cost,
        "plan_year_vnd": round(cost * course.share_of_year() / BILLION) * BILLION
        if outcome not in ("preparation", "completed")
        else None,
        "baseline_start": course.start,
        "baseline_finish": course.finish,
        "planned_finish": course.finish,
        "forecast_finish": max(course.finish, 0) + slip if slip else None,
        "actual_finish": course.finish if outcome == "completed" else None,
        "reports": reports,
    }
    for field in ("stage", "funding"):
        if project[field] != "unknown":
            row[field] = None
    return row


def draw_course(outcome: str, random: Random) -> Course:
    """Draw a plan; on time stays within 3 points, late and ahead are at least 10 away."""
    length = random.randint(16, 44)
    if outcome == "preparation":
        start = random.randint(2, 6)
        return Course(start, start + length, 0)
    if outcome == "completed":
        finish = random.randint(-5, -1)
        return Course(finish - length, finish, 0)
    # What stopped reporting had begun long enough before to have reported at all.
    share = random.uniform(0.6 if outcome in ("lapsed", "suspended") else 0.08, 0.97)
    gap = random.uniform(-2.5, 2.5)
    if outcome == "late":
        share = random.uniform(0.3, 1.12)
        gap = -random.uniform(11, min(38, 90 * min(share, 1)))
    elif outcome == "ahead":
        share, gap = random.uniform(0.25, 0.75), random.uniform(10, 18)
    start = -round(share * length)
    return Course(start, start + length, gap)


def draw_reports(course: Course, outcome: str, cost: int, random: Random) -> Any:
    """Yield monthly reports, percent never falling, `paid_vnd` what was paid in that month."""
    last = {"lapsed": random.randint(-5, -2), "suspended": random.randint(-8, -4)}.get(outcome, 0)
    first = max(1 - MONTHS_REPORTED, course.start if outcome != "preparation" else -5)
    reached, opening = 0.0, max(0.0, course.planned(first - 1))
    for month in range(first, last + 1):
        part = (month + 1 - first) / (last + 1 - first)
        percent = course.planned(month) + course.gap * part + random.uniform(-0.8, 0.8)
        if outcome == "completed" and month >= course.finish:
            percent = 100.0
        reached = max(reached, round(min(max(percent, 0.0), 99.0 if percent < 100 else 100.0), 1))
        if outcome == "preparation":
            reached = 0.0
        # Works that go by their plan are mostly paid for as they are done.
        least, most = (0.7, 1.0) if outcome in SLOW_PAYERS else (0.92, 1.06)
        paid = round(cost * max(0.0, reached - opening) / 100 * random.uniform(least, most), -6)
        silent = outcome == "on_time" and first < month < -1 and random.random() < 0.05
        if not silent:
            # What a silent month did is paid for in the next that tells.
            opening = max(opening, reached)
            yield {
                "month": month,
                "day": random.randint(11, 19),
                "progress": reached,
                "paid_vnd": int(paid),
            }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2026)
