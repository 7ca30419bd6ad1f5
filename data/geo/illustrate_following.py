"""Make illustrative-following.json: invented milestones, decisions, capital plans and obstacles.

    python data/geo/illustrate_following.py [SEED]

They belong to the projects of illustrative.json and agree with it: what is late mostly has an
open obstacle, land clearance first; a year's capital adds up to the plan of that year. Months
and years count from the month and year of loading, days from the day of loading or from the
planned day of a milestone. Agencies only, no people.
"""

import csv
import json
import sys
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
BILLION = 1_000_000_000
Row = dict[str, Any]
# How often an open obstacle of a late project is of this kind.
KINDS = {"land_clearance": 18, "procedure": 4, "capital": 3, "contractor": 2, "weather": 1}
# Percent of works up to which land may still be missing.
MOST_WITHOUT_LAND = 50
SAID = {
    "land_clearance": (
        "Còn {n} hộ chưa nhận tiền bồi thường, chưa bàn giao mặt bằng",
        "Bãi thi công chưa bàn giao xong, vướng {n} thửa đất trồng cây lâu năm",
        "Chưa di dời xong {n} cột điện trung thế trong phạm vi thi công",
    ),
    "procedure": (
        "Hồ sơ điều chỉnh quy hoạch chi tiết chưa được phê duyệt",
        "Chưa có quyết định chuyển mục đích sử dụng {n} ha rừng trồng",
        "Báo cáo đánh giá tác động môi trường đang thẩm định lại",
    ),
    "capital": (
        "Chưa bố trí đủ vốn đối ứng cho {n} gói thầu",
        "Vốn kế hoạch năm giao chậm, chưa thanh toán {n} đợt nghiệm thu",
    ),
    "contractor": (
        "Nhà thầu thiếu máy và nhân lực ở {n} mũi thi công",
        "Đang xử lý vi phạm tiến độ của nhà thầu, phải chia lại {n} gói thầu",
    ),
    "weather": ("Mưa lũ kéo dài, {n} đoạn phải dừng thi công",),
}
SOLVED = {
    "land_clearance": "Đã chi trả và nhận bàn giao toàn bộ mặt bằng",
    "procedure": "Hồ sơ đã được phê duyệt",
    "capital": "Đã bổ sung kế hoạch vốn",
    "contractor": "Nhà thầu đã bổ sung máy và nhân lực",
    "weather": "Đã thi công trở lại",
}
TASKS = (
    "Báo cáo phương án tháo gỡ khó khăn và cam kết tiến độ từng hạng mục",
    "Kiểm tra hiện trường, thống nhất đường găng với nhà thầu",
    "Trình phương án điều chỉnh kế hoạch vốn trong năm",
)
DECISIONS = (
    "Điều chỉnh thời gian thực hiện do bàn giao mặt bằng chậm",
    "Điều chỉnh quy mô và tổng mức đầu tư theo thiết kế được duyệt lại",
    "Gia hạn do thay đổi phương án kết nối hạ tầng",
)
# The whole plan bends at an own milestone, by points against the straight line.
BENT = {"TTH-004": -4, "TTH-028": 5, "TTH-046": 4, "TTH-079": -4, "TTH-084": 6, "TTH-097": 5}
DECIDED = ("TTH-012", "TTH-028", "TTH-049", "TTH-053", "TTH-075", "TTH-084", "TTH-089", "TTH-096")
SOURCES = {
    "public": (("central", 0.4), ("provincial", 0.45), ("district", 0.15)),
    "private": (("private", 1.0),),
    "mixed": (("provincial", 0.6), ("other", 0.4)),
}


def main(seed: int) -> None:
    """Write illustrative-following.json beside illustrative.json."""
    features = json.loads((HERE / "projects.geojson").read_text("utf-8"))["features"]
    projects = {feature["properties"]["code"]: feature["properties"] for feature in features}
    inventions = json.loads((HERE / "illustrative.json").read_text("utf-8"))["projects"]
    with (HERE / "decisions.csv").open(encoding="utf-8", newline="") as file:
        mild = {r["code"] for r in csv.DictReader(file) if r["illustrative"] == "mild"}
    random = Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    rows = [
        follow(projects[one["code"]], one, random, mild=one["code"] in mild) for one in inventions
    ]
    lines = ",\n".join(json.dumps(r, separators=(",", ":"), ensure_ascii=False) for r in rows)
    text = f'{{\n"mark": "Số liệu minh họa",\n"seed": {seed},\n"projects": [\n{lines}\n]\n}}\n'
    (HERE / "illustrative-following.json").write_text(text, encoding="utf-8")


def follow(project: Row, invention: Row, random: Random, *, mild: bool) -> Row:
    """Return what is followed of one project."""
    outcome = outcome_of(invention)
    reached = invention["reports"][-1]["progress"]
    obstacles = [] if mild else list(draw_obstacles(project, outcome, reached, random))
    held_up = any(o["kind"] == "land_clearance" and o["resolved"] is None for o in obstacles)
    return {
        "code": project["code"],
        "milestones": list(draw_milestones(invention, outcome, random, held_up=held_up)),
        "decisions": list(draw_decisions(invention, random)),
        "capital": list(draw_capital(project, invention, random)),
        "obstacles": obstacles,
    }


def outcome_of(invention: Row) -> str:
    """Tell what illustrate.py drew for a project, from what it wrote."""
    reports = invention["reports"]
    stage = invention["stage"] or "preparation"
    if stage != "implementation":
        return str(stage)
    last = reports[-1]
    gap = last["progress"] - line_at(invention, last["month"])
    return "lapsed" if last["month"] < -1 else "late" if gap < -8 else "going"


def line_at(invention: Row, month: float) -> float:
    """Return percent of the straight line in the middle of the month."""
    start, finish = invention["baseline_start"], invention["baseline_finish"]
    return 100 * min(1.0, max(0.0, (month + 0.5 - start) / (finish + 1 - start)))


def draw_milestones(invention: Row, outcome: str, random: Random, *, held_up: bool) -> Any:
    """Yield groundbreaking, land, sometimes an own one, and completion; `slip` is days late.

    `slip` None has not happened; `expected` is the forecast in days after the plan. Where land
    is not cleared it was not handed over.
    """
    start, finish = invention["baseline_start"], invention["baseline_finish"]
    far = invention["reports"][-1]["progress"] > MOST_WITHOUT_LAND
    begun = outcome != "preparation" and start < 0
    yield milestone("groundbreaking", start, slip=random.randint(0, 9) if begun else None)
    land = start + max(1, round((finish - start) * random.uniform(0.2, 0.4)))
    # Nobody builds half of something on land that was not handed over.
    land = min(land, -2) if far else land
    there = begun and land < -1 and not held_up
    awaited = (-land * 31 if land < 0 else 0) + random.randint(30, 150) if held_up else None
    yield milestone(
        "land_handover", land, slip=random.randint(-20, 35) if there else None, expected=awaited
    )
    if invention["code"] in BENT:
        middle = (start + finish) // 2
        percent = round(line_at(invention, middle + 0.5) + BENT[invention["code"]])
        yield milestone("other", middle, name="Hoàn thành phần thô", percent=percent)
    done = invention["actual_finish"] is not None
    yield milestone("completion", finish, slip=0 if done else None)


def milestone(
    kind: str,
    month: int,
    *,
    slip: int | None = None,
    expected: int | None = None,
    name: str | None = None,
    percent: int | None = None,
) -> Row:
    """Return one milestone, planned for the first (groundbreaking) or last day of its month."""
    return {
        "kind": kind,
        "name": name,
        "planned": month,
        "planned_progress": percent,
        "slip": slip,
        "expected": expected,
    }


def draw_decisions(invention: Row, random: Random) -> Any:
    """Yield a later finish, or a later finish and a higher cost, for some projects."""
    if invention["code"] in DECIDED:
        number = DECIDED.index(invention["code"])
        cost = invention["investment_vnd"]
        yield {
            "number": f"{110 + 37 * number}/QĐ-MH",
            "days": -random.randint(60, 240),
            "reason": DECISIONS[number % len(DECISIONS)],
            "finish": invention["baseline_finish"] + random.randint(3, 8),
            "investment_vnd": round(cost * random.uniform(1.04, 1.16) / BILLION) * BILLION
            if number % 3 == 1
            else None,
        }


def draw_capital(project: Row, invention: Row, random: Random) -> Any:
    """Yield this year's capital by source, and what last year had; together the year's plan."""
    plan = invention["plan_year_vnd"]
    funding = invention["funding"] or project["funding"]
    if plan is None:
        return
    for year in (-1, 0):
        if year < 0 and invention["baseline_start"] > -12:
            continue
        left = plan if year == 0 else round(plan * random.uniform(0.7, 1.1) / BILLION) * BILLION
        cost = invention["investment_vnd"]
        # Two years together give no more than the whole costs.
        left = left if year == 0 else min(left, max(0, cost - plan))
        if not left:
            continue
        shares = SOURCES[funding]
        for source, share in shares[:-1]:
            amount = round(plan * share / BILLION) * BILLION
            if 0 < amount < left:
                yield {"year": year, "source": source, "amount_vnd": amount}
                left -= amount
        yield {"year": year, "source": shares[-1][0], "amount_vnd": left}


def draw_obstacles(project: Row, outcome: str, reached: float, random: Random) -> Any:
    """Yield what blocks: late projects mostly have one open, some others one that is solved.

    Works that got far have their land: something else holds them up.
    """
    kinds = dict(KINDS)
    if reached > MOST_WITHOUT_LAND:
        del kinds["land_clearance"]
    many = {"late": (1, 1, 1, 1, 1, 1, 2, 2, 0), "suspended": (1,), "lapsed": (0, 1)}
    count = random.choice(many.get(outcome, (0, 0, 0, 0, 1)))
    for _ in range(count):
        overdue = random.random() < {"late": 0.35, "suspended": 0.7}.get(outcome, 0.05)
        yield open_obstacle(project, overdue, kinds, random)
    if outcome in ("late", "going", "completion") and random.random() < 0.25:
        yield solved_obstacle(project, random)
    if outcome == "late" and random.random() < 0.3:
        raised = -random.randint(25, 45)
        yield blank(project, "task", random.choice(TASKS), raised, raised + 35, random)


def open_obstacle(project: Row, overdue: bool, kinds: dict[str, int], random: Random) -> Row:
    """Return an obstacle nobody has solved; of the longest overdue some were escalated."""
    kind = random.choices(list(kinds), list(kinds.values()))[0]
    due = -random.randint(8, 150) if overdue else random.randint(5, 90)
    raised = min(due, 0) - random.randint(20, 120)
    row = blank(project, kind, say(kind, random), raised, due, random)
    if due < -45:
        row |= {
            "escalated": due + random.randint(15, 40),
            "escalated_to": "HTI-UBND" if project["code"].startswith("HTI") else "HUE-STC",
            "escalation": "Quá hạn, đề nghị chủ trì họp tháo gỡ",
        }
    return row if row["escalated_to"] != row["agency"] else row | NOT_ESCALATED


def solved_obstacle(project: Row, random: Random) -> Row:
    """Return an obstacle of last year's kind: it is solved, mostly in time."""
    kind = random.choices(list(KINDS), list(KINDS.values()))[0]
    raised = -random.randint(180, 300)
    row = blank(project, kind, say(kind, random), raised, raised + 90, random)
    return row | {"resolved": raised + random.randint(40, 120), "resolution": SOLVED[kind]}


def say(kind: str, random: Random) -> str:
    """Return an invented description."""
    return random.choice(SAID[kind]).format(n=random.randint(2, 14))


NOT_ESCALATED: Row = {"escalated": None, "escalated_to": None, "escalation": None}


def blank(project: Row, kind: str, said: str, raised: int, due: int, random: Random) -> Row:
    """Return an open obstacle or task, its days counted from the day of loading."""
    communes = [area["name"] for area in project["named_areas"] if area["level"] == "commune"]
    return {
        "kind": kind,
        "description": said,
        "place": communes[0] if communes and kind == "land_clearance" else None,
        "agency": agency_for(project, kind, random),
        "raised": raised,
        "due": due,
        "resolved": None,
        "resolution": None,
    } | NOT_ESCALATED


def agency_for(project: Row, kind: str, random: Random) -> str:
    """Return who resolves: of the same province, and answering today."""
    lead = str(project["lead_agency"])
    if project["code"].startswith("HTI"):
        return lead if lead != "TW" else "HTI-UBND"
    if kind == "land_clearance":
        return lead if "UBND" in lead else random.choice(("TTH-BQLDTXD", "HUE-BQLKKTCN"))
    able = {"capital": "HUE-STC", "contractor": "HUE-SXD", "procedure": "HUE-SXD"}
    return able.get(kind, lead)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
