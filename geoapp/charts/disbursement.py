"""Money disbursed to date, month by month, against the year's plan."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from geoapp.charts.chart import Chart, ChartTable, with_rows
from geoapp.charts.month_axis import month_key
from geoapp.charts.month_paid import MonthPaid, year_told
from geoapp.charts.paid_bars import paid_bars
from geoapp.domain.formatting import BILLION, say_money, say_month, say_percent
from geoapp.domain.messages import message, say


def disbursement_chart(
    months: Iterable[MonthPaid], plan_vnd: float | None, lang: str, until: date | None = None
) -> Chart:
    """Draw the last year among `months`, of one project or a sum; `until` is the month due last."""
    told = year_told(months, until)
    paid = [one for one in told if one.paid_vnd is not None]
    last = paid[-1] if paid else None
    rows = {
        "year": _year(told),
        "paid": [_bar(one, one is last, plan_vnd, lang) for one in paid],
        "gaps": [{"month": month_key(one.month)} for one in told if one.paid_vnd is None],
        "plan": _plan((last or told[-1]).month, plan_vnd, lang) if told else [],
    }
    return Chart(
        with_rows(paid_bars(lang), rows),
        _sentence(last, plan_vnd, lang),
        _table(told, plan_vnd, lang),
    )


def _year(told: Sequence[MonthPaid]) -> list[dict[str, Any]]:
    """Return all months of the year, those still to come too."""
    year = {one.month.year for one in told}
    return [{"month": month_key(date(one, month, 1))} for one in year for month in range(1, 13)]


def _bar(one: MonthPaid, last: bool, plan_vnd: float | None, lang: str) -> dict[str, Any]:
    paid = one.paid_vnd or 0
    money = say_money(paid, lang, 1)
    words = [money, _share(paid, plan_vnd, lang)] if plan_vnd else [money]
    return {
        "month": month_key(one.month),
        "billions": paid / BILLION,
        "last": last,
        "words": words if last else "",
        "short": words[-1] if last else "",
        "tip": f"{say_month(one.month, lang)}: {say_money(paid, lang)}",
    }


def _plan(last: date, plan_vnd: float | None, lang: str) -> list[dict[str, Any]]:
    """Return the plan, its words in the half of the year where the last bar is not."""
    if not plan_vnd:
        return []
    left = last.month > 7
    return [
        {
            "billions": plan_vnd / BILLION,
            "words": say(
                message("Plan of the year {money}", money=say_money(plan_vnd, lang, 1)), lang
            ),
            "month": month_key(last.replace(month=1 if left else 12)),
            "side": "left" if left else "right",
        }
    ]


def _share(paid: float, plan_vnd: float, lang: str) -> str:
    return say_percent(100 * paid / plan_vnd, lang)


def _sentence(last: MonthPaid | None, plan_vnd: float | None, lang: str) -> str:
    if last is None or last.paid_vnd is None:
        return say(message("No disbursement reported yet."), lang)
    values: dict[str, object] = {
        "month": say_month(last.month, lang), "paid": say_money(last.paid_vnd, lang),
    }  # fmt: skip
    if not plan_vnd:
        return say(message("{month}: {paid} disbursed, no plan of the year.", **values), lang)
    values |= {
        "plan": say_money(plan_vnd, lang), "share": _share(last.paid_vnd, plan_vnd, lang),
    }  # fmt: skip
    return say(
        message("{month}: {paid} disbursed, {share} of the year’s plan {plan}.", **values), lang
    )


def _table(months: Sequence[MonthPaid], plan_vnd: float | None, lang: str) -> ChartTable:
    heads = (message("Month"), message("Disbursed to date"), message("Of the year’s plan"))
    unknown = say(message("not reported"), lang)
    cells = (
        (
            say_month(one.month, lang),
            unknown if one.paid_vnd is None else say_money(one.paid_vnd, lang),
            "–" if one.paid_vnd is None or not plan_vnd else _share(one.paid_vnd, plan_vnd, lang),
        )
        for one in reversed(months)
    )
    return ChartTable(tuple(say(head, lang) for head in heads), tuple(cells))
