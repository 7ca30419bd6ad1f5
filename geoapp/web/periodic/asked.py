"""Which report an address asks for, and the choices that its page offers."""

from typing import Any

from flask import g, request

from geoapp.domain.errors import BadParameter
from geoapp.domain.filters import FILTER_NAMES
from geoapp.domain.messages import message
from geoapp.domain.periods import KINDS, MONTHS, Period, parse_period, period_of, say_period
from geoapp.exports.periodic.material import PICTURES
from geoapp.queries.agencies import AgencyName, read_agencies
from geoapp.queries.wanted import Wanted, resolve
from geoapp.services.periodic import as_of_period
from geoapp.services.periodic_paper import Asked
from geoapp.web.accounts.viewer import viewer
from geoapp.web.params import Pairs, filter_pairs, read_filter
from geoapp.web.state import clock, language, session

NAMES = (*FILTER_NAMES, "period", "by", "pictures", "lang")
# How many of each kind of period the page offers, the present one first.
OFFERED = {"month": 14, "quarter": 6, "half": 4, "year": 3}
NONE = "none"


def asked() -> Asked:
    """Read which report is wanted; raises `BadParameter`."""
    if "asked_report" not in g:
        g.asked_report = Asked(_period(), _agency(), _pictures())
    found: Asked = g.asked_report
    return found


def _period() -> Period:
    text = request.args.get("period", "")
    return parse_period(text) if text else period_of(clock().today, "month")


def _agency() -> AgencyName | None:
    code = request.args.get("by", "")
    if not code:
        return None
    found = read_agencies(session()).by_code.get(code)
    if found is None:
        raise BadParameter("by", expected=message("the code of an agency"), got=code)
    return found


def _pictures() -> tuple[str, ...]:
    given = request.args.getlist("pictures")
    for name in given:
        if name not in (*PICTURES, NONE):
            known = ", ".join((*PICTURES, NONE))
            expected = message("one of {choices}", choices=known)
            raise BadParameter("pictures", expected=expected, got=name)
    return tuple(name for name in PICTURES if name in given) if given else PICTURES


def wanted_then() -> Wanted:
    """Resolve the filter for the period's end, or for now while it lasts."""
    if "wanted_then" not in g:
        today = clock().today
        then = as_of_period(read_filter(), asked().period, today)
        g.wanted_then = resolve(session(), then, clock(), viewer())
    found: Wanted = g.wanted_then
    return found


def own_pairs() -> Pairs:
    """Return what the address says beside the filters."""
    pairs = [("period", str(asked().period))]
    if by := asked().by:
        pairs.append(("by", by.code))
    if asked().pictures != PICTURES:
        pairs += [("pictures", name) for name in asked().pictures or (NONE,)]
    return pairs


def all_pairs() -> Pairs:
    """Return filters, then the report's own parameters, then the language."""
    kept = [pair for pair in filter_pairs() if pair[0] != "month"]
    return [*kept, *own_pairs(), *([("lang", "en")] if language() == "en" else [])]


def offered_periods() -> list[dict[str, Any]]:
    """Return the periods that the page offers, by kind, and the one that is asked for."""
    lang, now = language(), asked().period
    groups = []
    for kind in KINDS:
        periods = _latest(kind.code, OFFERED[kind.code])
        if now.kind == kind.code and now not in periods:
            periods.append(now)
        options = [(str(one), say_period(one, lang), one == now) for one in periods]
        groups.append({"title": kind.label(lang), "options": options})
    return groups


def _latest(kind: str, count: int) -> list[Period]:
    found = [period_of(clock().today, kind)]
    while len(found) < count:
        last = found[-1]
        before = (last.year, last.number - 1) if last.number > 1 else (
            last.year - 1, 12 // MONTHS[kind],
        )  # fmt: skip
        found.append(Period(before[0], kind, before[1]))
    return found


def offered_agencies() -> list[tuple[str, str]]:
    """Return the agencies that answer today."""
    lang = language()
    found = read_agencies(session()).by_code.values()
    pairs = ((one.code, one.label(lang)) for one in found if not one.former)
    return sorted(pairs, key=lambda pair: pair[1].lower())
