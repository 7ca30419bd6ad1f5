"""Five years of reports: the leader's page, a step of the months' slider, two months compared.

Beside each stands a plain SQLAlchemy version that loops over projects, as one writes it first: the
same answer, computed in Python from a query for each. It loops over a part of them, and its time
is scaled to all: the whole would take minutes.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.app import create_app
from geoapp.db.engine import Database
from geoapp.domain.months import add_months, end_of_month, last_month_due
from geoapp.models import Obstacle, ProgressReport, Project
from geoapp.services.revisions import begin_revision
from geoapp.services.synthetic import settle
from geoapp.settings import Settings
from tests.bench.five_years import MONTHS, fill_five_years
from tests.bench.plan import Plan
from tests.bench.stage import Stage
from tests.bench.table import Line, in_ms, middle

ROUNDS = 7
LOOPED = 1_000
POINTS, DUE_DAY = 5, 20
PROVINCE = "/tiles/projects/8/204/116.mvt"
BROWSER, PROGRAM = {"Accept": "text/html"}, {"Accept": "application/json"}
STEPS = range(2, 2 + ROUNDS)
FILTERS = ("", "&funding=public", "&sector=transport", "&stage=implementation", "&sector=urban")


def measure_following(stage: Stage, plan: Plan) -> Iterator[Line]:
    """Measure in a copy of the synthetic province, by the application's own clock, no HTTP."""
    size = plan.following
    with stage.copy(size) as (settings, database):
        fill_five_years(database.owner_engine)
        settle(database.owner_engine)
        app, today = create_app(settings, database), _today(settings)
        due = last_month_due(today, DUE_DAY)
        what = f"{size:,} projects, {size * MONTHS:,} reports"
        share = size / LOOPED
        loops = {
            "page": share * _once(lambda: _looped_page(database, due, today)),
            "step": share * _once(lambda: _looped_month(database, add_months(due, -7), today)),
            "moves": share
            * _once(lambda: _looped_moves(database, add_months(due, -5), due, today)),
        }
        fresh = middle(_fresh(app, database, f"/attention?{words}") for words in FILTERS)
        again = middle(_timed(app, "/attention", BROWSER) for _ in range(ROUNDS))
        yield _line(
            f"leader's page, first look after a change, {what}", fresh, loops["page"], 0.150
        )
        yield _line("— the same, looked at again", again, loops["page"], 0.150)
        months = middle(_fresh(app, database, f"/attention/trend?{words}") for words in FILTERS)
        yield Line("— its months before, asked for once it is shown", in_ms(months), "", "", None)
        charts = middle(_fresh(app, database, f"/attention/charts?{words}") for words in FILTERS)
        yield Line("— its charts, asked for by whoever looks there", in_ms(charts), "", "", None)
        before = middle(
            _fresh(app, database, f"/attention?month={_back(due, back)}") for back in STEPS
        )
        yield _alone("— as a month before told it, first look after a change", before, 0.300)
        # Those of an earlier run of a kept folder show the same data, and would not be fresh.
        stage.clear_tiles()
        steps = middle(_timed(app, f"{PROVINCE}?month={_back(due, back)}", {}) for back in STEPS)
        yield _line("slider step: a fresh tile of the whole province", steps, loops["step"], 0.100)
        for name, path in (("totals", "summary"), ("list", "list"), ("filters", "filters")):
            told = middle(
                _timed(app, f"/map/{path}?month={_back(due, back)}", BROWSER) for back in STEPS
            )
            if name == "totals":
                yield _line("— its totals", told, loops["step"], 0.100)
            else:
                yield Line(f"— its {name}", in_ms(told), "", "", None)
        pairs = middle(
            _timed(app, f"/months?from={_back(due, back)}", BROWSER)
            for back in range(1, 1 + ROUNDS)
        )
        yield _line("two months compared: page", pairs, loops["moves"], 0.300)
        since = today - timedelta(days=30)
        changes = middle(
            _fresh(app, database, f"/changes?since={since}{words}") for words in FILTERS
        )
        yield _alone("what changed in 30 days, half of the projects: page", changes, 0.300)
        page = f"/collections/reports/items?limit=1000&offset={size * MONTHS // 2}"
        deep = middle(_timed(app, page, PROGRAM) for _ in range(ROUNDS))
        yield Line("1,000 reports from the middle of all, as JSON", in_ms(deep), "", "", None)


def _back(due: date, months: int) -> str:
    return f"{add_months(due, -months):%Y-%m}"


def _alone(what: str, ours: float, aim: float) -> Line:
    return Line(what, in_ms(ours), "", f"≤ {aim * 1000:.0f} ms", ours <= aim)


def _today(settings: Settings) -> date:
    return settings.today or date.today()  # noqa: DTZ011 - the bench's own day


def _line(what: str, ours: float, looped: float, aim: float) -> Line:
    beside = f"SQLAlchemy, looping over projects {looped:.1f} s = {looped / ours:.0f}×"
    return Line(what, in_ms(ours), beside, f"≤ {aim * 1000:.0f} ms", ours <= aim)


def _once(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _timed(app: Flask, path: str, headers: dict[str, str]) -> float:
    client = app.test_client()
    begun = time.perf_counter()
    answer = client.get(path, headers=headers, buffered=True)
    seconds = time.perf_counter() - begun
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return seconds


def _fresh(app: Flask, database: Database, path: str) -> float:
    """The page after somebody changed a project: nothing that was kept counts any more."""
    _timed(app, path, BROWSER)
    with Session(database.app_engine) as session:
        begin_revision(session, actor="bench", action="edit", reason="One project more is known")
        project = session.scalars(select(Project).limit(1)).one()
        project.area_ha = (project.area_ha or 0) + 1
        session.commit()
    return _timed(app, path, BROWSER)


# --- as one writes it first --------------------------------------------------------------------


def _status(project: Project, report: ProgressReport | None, day: date, due: date) -> str | None:
    if project.stage in ("suspended", "cancelled", "completion"):
        return None
    if report is None or report.month < due:
        return "not_reported"
    behind = (report.planned_progress or 0) - report.progress
    if behind > POINTS or (project.planned_finish and project.planned_finish < day):
        return "late"
    return "ahead" if -behind > POINTS else "on_time"


def _report_of(session: Session, project: Project, month: date) -> ProgressReport | None:
    return session.scalar(
        select(ProgressReport)
        .where(
            ProgressReport.project_id == project.id,
            ProgressReport.month == month,
            ProgressReport.accepted,
        )
        .order_by(ProgressReport.id.desc())
        .limit(1)
    )


def _looped_month(database: Database, month: date, today: date) -> dict[str, str | None]:
    with Session(database.app_engine) as session:
        day = min(end_of_month(month), today)
        return {
            project.code: _status(project, _report_of(session, project, month), day, month)
            for project in session.scalars(select(Project).limit(LOOPED))
        }


def _looped_moves(database: Database, first: date, last: date, today: date) -> dict[str, Any]:
    with Session(database.app_engine) as session:
        found = {}
        for project in session.scalars(select(Project).limit(LOOPED)):
            reports = [_report_of(session, project, month) for month in (first, last)]
            states = [
                _status(project, report, min(end_of_month(month), today), month)
                for report, month in zip(reports, (first, last), strict=True)
            ]
            found[project.code] = (states, [report and report.progress for report in reports])
        return found


def _looped_page(database: Database, due: date, today: date) -> dict[str, Any]:
    with Session(database.app_engine) as session:
        late, silent, still, overdue = [], [], [], []
        by_month: dict[date, int] = {}
        for project in session.scalars(select(Project).limit(LOOPED)):
            report = _report_of(session, project, due)
            status = _status(project, report, today, due)
            if status == "late":
                late.append(project)
            if status == "not_reported":
                silent.append(project)
            history = [_report_of(session, project, add_months(due, -back)) for back in range(1, 6)]
            for back, earlier in enumerate(history, start=1):
                month = add_months(due, -back)
                if _status(project, earlier, end_of_month(month), month) == "late":
                    by_month[month] = by_month.get(month, 0) + 1
            if report and history[2] and history[2].progress == report.progress:
                still.append(project)
            overdue += session.scalars(
                select(Obstacle).where(
                    Obstacle.project_id == project.id,
                    Obstacle.resolved_on.is_(None),
                    Obstacle.due < today,
                )
            )
        late.sort(key=lambda one: -(one.investment_vnd or 0) * (one.days_behind or 0))
        return {
            "late": late,
            "silent": silent,
            "still": still,
            "overdue": overdue,
            "trend": by_month,
        }
