"""Agencies and who followed them; few enough to be read whole."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.models import Agency, AgencySuccessor


@dataclass(frozen=True)
class AgencyName:
    """An agency as it is shown: its own name, and its successor's when it ended.

    `needs_approval`: it, or whoever answers for it today, wants a second person.
    """

    id: int
    code: str
    name: str
    name_en: str | None
    current_code: str
    current_name: str
    current_name_en: str | None
    needs_approval: bool

    @property
    def former(self) -> bool:
        """Tell whether another agency has taken over."""
        return self.code != self.current_code

    def label(self, lang: str) -> str:
        """Return the agency's own name in `lang`, Vietnamese where there is no other."""
        return (lang == "en" and self.name_en) or self.name

    def current_label(self, lang: str) -> str:
        """Return the name of who answers today."""
        return (lang == "en" and self.current_name_en) or self.current_name


class Agencies:
    """All agencies by id and code, each with the one that answers today.

    An agency with several successors keeps answering under its own name: which of them
    has a project is not ours to guess.
    """

    def __init__(self, agencies: list[Agency], successors: dict[int, list[int]]) -> None:
        rows = {agency.id: agency for agency in agencies}
        self.by_id: dict[int, AgencyName] = {}
        for agency in agencies:
            now = rows[_last_successor(agency.id, successors)]
            self.by_id[agency.id] = AgencyName(
                agency.id,
                agency.code,
                agency.name,
                agency.name_en,
                now.code,
                now.name,
                now.name_en,
                agency.needs_approval or now.needs_approval,
            )
        self.by_code = {agency.code: agency for agency in self.by_id.values()}

    def answering_as(self, code: str) -> list[int]:
        """Return the ids of all agencies whose work today is that of `code`."""
        if code not in self.by_code:
            raise BadParameter("agency", expected=message("the code of an agency"), got=code)
        current = self.by_code[code].current_code
        return [agency.id for agency in self.by_id.values() if agency.current_code == current]

    def wanting_approval(self) -> list[int]:
        """Return the ids of all agencies whose figures a second person accepts."""
        return [agency.id for agency in self.by_id.values() if agency.needs_approval]


def _last_successor(agency_id: int, successors: dict[int, list[int]]) -> int:
    seen = {agency_id}
    while len(following := successors.get(agency_id, [])) == 1 and following[0] not in seen:
        agency_id = following[0]
        seen.add(agency_id)
    return agency_id


def read_agencies(session: Session) -> Agencies:
    """Read all agencies with their successors."""
    successors: dict[int, list[int]] = {}
    for row in session.scalars(select(AgencySuccessor)):
        successors.setdefault(row.agency_id, []).append(row.successor_id)
    return Agencies(list(session.scalars(select(Agency).order_by(Agency.name))), successors)
