"""How works and money went month by month: what the report says, and its charts."""

from collections.abc import Iterator

from geoapp.charts.end_labels import difference
from geoapp.domain.formatting import say_money, say_month
from geoapp.domain.messages import message
from geoapp.exports.periodic.material import Material
from geoapp.exports.periodic.parts import ChartPicture, Paragraph, Part
from geoapp.exports.periodic.tables import Wording
from geoapp.exports.printed_charts import money_chart, works_chart
from geoapp.exports.told_months import ToldMonths


def works_by_month(given: Material, w: Wording) -> Iterator[Part]:
    """Yield the averages of the last month told of, and the months before as a chart."""
    told = given.content.told
    if told is None or not told.works:
        yield Paragraph(w.say(message("No works reported yet.")))
        return
    yield Paragraph(_average(told, w))
    if "charts" in given.pictures:
        drawn = works_chart(given.content, told)
        yield ChartPicture(drawn.title, drawn.chart)


def _average(told: ToldMonths, w: Wording) -> str:
    last = told.works[-1]
    done, planned = last.actual or 0, last.planned or 0
    return w.say(
        message(
            "On average over the {reports} projects that reported for {month} and have a plan,"
            " {done} of the works are done, {plan} were planned: {difference}.",
            reports=w.number(last.reports),
            month=say_month(last.month, w.lang),
            done=w.percent(done),
            plan=w.percent(planned),
            difference=difference(done, planned, w.lang),
        )
    )


def money_by_month(given: Material, w: Wording) -> Iterator[Part]:
    """Yield the year's payments as a chart, and whose they are where that is not all."""
    told = given.content.told
    if told is None or not told.paid or "charts" not in given.pictures:
        return
    drawn = money_chart(given.content, told)
    yield ChartPicture(drawn.title, drawn.chart)
    if told.plan_vnd != given.facts.money.capital_vnd:
        yield Paragraph(
            w.say(
                message(
                    "The chart adds up the projects that told what they paid; the plan of these"
                    " is {plan}.",
                    plan=say_money(told.plan_vnd, w.lang),
                )
            ),
            small=True,
        )
