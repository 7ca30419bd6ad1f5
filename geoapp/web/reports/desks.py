"""An agency's desk: whose it is, which month it is about, how that month stands."""

from dataclasses import dataclass, replace
from datetime import date

from flask import request

from geoapp.domain.errors import BadParameter, NotFound
from geoapp.domain.messages import message
from geoapp.domain.months import first_of_month, parse_month
from geoapp.domain.report_desk import Count, due_date, total
from geoapp.domain.rights import Refused, may_handle, require
from geoapp.queries.agencies import AgencyName, read_agencies
from geoapp.queries.report_desk import count_months
from geoapp.web.accounts.viewer import viewer
from geoapp.web.state import clock, session


@dataclass(frozen=True)
class Desk:
    """An agency that answers today, with all agencies whose work it took over."""

    agency: AgencyName
    ids: tuple[int, ...]
    month: date

    @property
    def due(self) -> date:
        """The day by which the month's reports are in."""
        return due_date(self.month, clock().rule.due_day)

    def in_month(self, month: date) -> "Desk":
        """Return the same desk in another month."""
        return replace(self, month=month)

    def count(self) -> Count:
        """Count the viewer's projects by how their month stands."""
        return total(count_months(session(), viewer(), self.month, agency_ids=self.ids).values())


def read_month() -> date:
    """Return the month asked for, else the present one; raises `BadParameter` for a later one."""
    text = request.args.get("month")
    this = first_of_month(clock().today)
    if not text:
        return this
    month = parse_month("month", text)
    if month > this:
        raise BadParameter(
            "month", expected=message("a month up to {month}", month=f"{this:%m/%Y}"), got=text
        )
    return month


def read_desk(code: str) -> Desk:
    """Return the desk of an agency; raises `NotFound`, and `Refused` where it is not theirs."""
    asker = viewer()
    require(may_handle(asker), asker, "submit-report", code)
    agencies = read_agencies(session())
    if code not in agencies.by_code:
        raise NotFound(message("There is no agency {code}.", code=code[:60]))
    ids = agencies.answering_as(code)
    if asker.agency_ids is not None and asker.agency_ids.isdisjoint(ids):
        raise Refused("speaks-for", "submit-report", code)
    current = agencies.by_code[agencies.by_code[code].current_code]
    return Desk(current, tuple(ids), read_month())
