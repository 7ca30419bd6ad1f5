"""Where reports begin: whoever handles one agency goes to its page, others choose one."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template

from geoapp.domain.report_desk import Count, due_date, total
from geoapp.domain.rights import may_handle, require
from geoapp.queries.agencies import Agencies, AgencyName, read_agencies
from geoapp.queries.report_desk import count_months
from geoapp.web.accounts.viewer import viewer
from geoapp.web.page import facts
from geoapp.web.reports.desk import blueprint
from geoapp.web.reports.desks import read_month
from geoapp.web.reports.moves import month_url, months_around
from geoapp.web.state import clock, session


@dataclass(frozen=True)
class Line:
    """An agency that answers today, with how its month stands."""

    agency: AgencyName | None
    count: Count


@blueprint.get("/reports")
def overview() -> Any:
    """List agencies by what is still open, or lead to the only one."""
    require(may_handle(viewer()), viewer(), "submit-report")
    month = read_month()
    agencies = read_agencies(session())
    lines = _lines(agencies, count_months(session(), viewer(), month))
    if (only := _only(agencies, lines)) is not None:
        return redirect(month_url("reports.agency", month, code=only), 302)
    return render_template(
        "reports/overview.html",
        lines=lines,
        all=total(line.count for line in lines),
        month=month,
        months=months_around(month),
        due=due_date(month, clock().rule.due_day),
        **facts(),
    )


def _only(agencies: Agencies, lines: list[Line]) -> str | None:
    """Return the one agency whose page there is to go to; it may lead nothing and be asked much."""
    mine = viewer().agency_ids
    if mine is None or len(lines) > 1:
        return None
    led = {line.agency.code for line in lines if line.agency}
    codes = led or {agencies.by_id[key].current_code for key in mine if key in agencies.by_id}
    return next(iter(codes)) if len(codes) == 1 else None


def _lines(agencies: Agencies, counts: dict[int | None, Count]) -> list[Line]:
    """Return a line for each agency that answers today, those with most to do first."""
    found: dict[str | None, list[Count]] = {}
    for key, count in counts.items():
        code = agencies.by_id[key].current_code if key in agencies.by_id else None
        found.setdefault(code, []).append(count)
    lines = [Line(agencies.by_code.get(code or ""), total(group)) for code, group in found.items()]
    return sorted(
        lines, key=lambda line: (-line.count.open, line.agency.name if line.agency else "")
    )
