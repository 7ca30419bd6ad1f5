"""Packs that come round by themselves: on a set day of every month, as the settings ask."""

from datetime import date, datetime
from urllib.parse import parse_qsl

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.domain.rights import NOBODY
from geoapp.models import Pack
from geoapp.queries.export_templates import with_template
from geoapp.services.pack_orders import ORDER_NAMES, parse_pack_order
from geoapp.services.packs import Asking, order_pack
from geoapp.settings import Settings


def scheduled_pairs(settings: Settings) -> list[tuple[str, str]]:
    """Return what the monthly pack is asked for by; raises `BadParameter` for what it cannot be."""
    pairs = parse_qsl(settings.pack_asks)
    for name, value in pairs:
        if name not in ORDER_NAMES:
            expected = message("one of the parameters {names}", names=", ".join(ORDER_NAMES))
            raise BadParameter(f"GEOAPP_PACK_ASKS: {name}", expected=expected, got=value)
    parse_pack_order(pairs, today=settings.today or date.today())  # noqa: DTZ011 - any day will do
    return pairs


def make_due_pack(engine: Engine, settings: Settings, now: datetime) -> Pack | None:
    """Ask for this month's pack once its day and hour have come; None where nothing was due.

    A machine that was off makes up for it within the month. Two workers ask for one alone.
    """
    today = settings.today or now.date()
    if not settings.pack_day or (today.day, now.hour) < (settings.pack_day, settings.pack_hour):
        return None
    due = today.replace(day=settings.pack_day)
    with Session(engine, expire_on_commit=False) as session:
        if session.scalar(select(Pack.id).where(Pack.scheduled_for == due)):
            return None
        pairs = with_template(session, scheduled_pairs(settings))
        order = parse_pack_order(pairs, today=today)
        try:
            return order_pack(session, order, Asking(NOBODY, today, scheduled_for=due))
        except IntegrityError:
            return None
