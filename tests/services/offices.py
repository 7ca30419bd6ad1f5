"""Two agencies and two communes side by side, with planners and approvers of their own."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from geoapp.domain.rights import Viewer
from geoapp.queries.users import read_named_viewer
from tests.builders import add_agency, add_project, add_unit
from tests.people import add_user

WEST, EAST = "WEST", "EAST"
IN_WEST, IN_EAST = (107.55, 16.45), (107.65, 16.45)
BOXES = {WEST: (107.5, 16.4, 107.6, 16.5), EAST: (107.6, 16.4, 107.7, 16.5)}


def point(place: tuple[float, float]) -> str:
    return f"POINT({place[0]} {place[1]})"


def found_offices(engine: Engine) -> None:
    """Fill an empty database with agencies, communes, people, and projects of either agency."""
    with Session(engine) as session:
        agencies = {code: add_agency(session, code) for code in ("SXD", "SYT")}
        units = {code: add_unit(session, code, box=box) for code, box in BOXES.items()}
        for code, place, unit in (("W", IN_WEST, WEST), ("E", IN_EAST, EAST)):
            for agency in agencies.values():
                for kind in ("OPEN", "DRAFT"):
                    add_project(
                        session,
                        f"{agency.code}-{code}-{kind}",
                        wkt=point(place),
                        lead_agency_id=agency.id,
                        units={units[unit]: "geometry"},
                        published=kind == "OPEN",
                    )
        session.commit()
        west = ("commune:WEST",)
        add_user(session, "hoa", "planner", agencies=("SXD",), areas=west)
        add_user(session, "lan", "planner", agencies=("SYT",), areas=west)
        add_user(session, "thu", "planner", agencies=("SXD",), every_area=True)
        add_user(session, "minh", "approver", agencies=("SXD",), areas=west)
        add_user(session, "nga", "approver", agencies=("SYT",), every_area=True)
        add_user(session, "both", "planner", "approver", agencies=("SXD",), areas=west)
        add_user(session, "khach", "viewer")


def viewer(engine: Engine, name: str) -> Viewer:
    with Session(engine) as session:
        return read_named_viewer(session, name)
