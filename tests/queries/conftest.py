"""A small province whose every project is known to the test as well as to the database."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from geoapp.db.engine import Database
from geoapp.domain.choices import FUNDING, STAGES, codes
from tests.builders import (
    add_agency,
    add_baseline,
    add_project,
    add_report,
    add_unit,
)

JUNE_30, JULY_1 = date(2025, 6, 30), date(2025, 7, 1)
KINDS = {"transport": ["road", "bridge"], "urban": ["new_urban_area"], "health": ["hospital"]}
NAMES = ["Cảng Chân Mây", "Đường Hồ Chí Minh", "Bệnh viện Hóa Châu", "Khu đô thị An Vân Dương"]
PLACES = [
    None,
    "POINT({x} {y})",
    "LINESTRING({x} {y}, {x}5 {y}5)",
    "POLYGON(({x} {y}, {x}9 {y}, {x}9 {y}9, {x} {y}))",
]


@dataclass
class Known:
    """One project as the test knows it; `status` and `units` are what answers must say."""

    code: str
    name: str
    sector: str
    kind: str
    funding: str
    stage: str
    published: bool
    investment_vnd: int | None
    progress: int | None
    reported: date
    status: str | None
    agency: str | None
    units: set[str]
    outweighed: set[str]
    place: str | None


@dataclass
class Province:
    """What was built: the projects, who follows which agency, and the names of units."""

    projects: list[Known]
    units: dict[str, str]
    answers: dict[str, str] = field(
        default_factory=lambda: {"SGTVT": "SXD2", "SXD": "SXD2", "SXD2": "SXD2", "SYT": "SYT"}
    )


def expected_status(stage: str, progress: int | None, reported: date) -> str | None:
    """Apply the contract's rule to a plan of 2026, on 20 November, due to end with the year."""
    if stage in ("suspended", "cancelled", "completion"):
        return None
    if progress is None or reported < date(2026, 10, 1):
        return "not_reported"
    behind = 100 * (reported - date(2026, 1, 1)).days / 365 - progress
    return "late" if behind > 5 else "ahead" if behind < -5 else "on_time"


def invent(chance: random.Random, number: int, units: list[str]) -> Known:
    sector = chance.choice(list(KINDS))
    stage, progress = chance.choice(codes(STAGES)), chance.choice([None, *range(0, 101, 3)])
    reported = date(2026, 11, 15) - timedelta(days=chance.choice([0, 1, 30, 60]))
    chosen = chance.sample(units, chance.randrange(3))
    return Known(
        code=f"K-{number:03}",
        name=chance.choice(NAMES),
        sector=sector,
        kind=chance.choice(KINDS[sector]),
        funding=chance.choice(codes(FUNDING)),
        stage=stage,
        published=chance.random() < 0.9,
        investment_vnd=chance.choice([None, 10**9, 760 * 10**9, 10**13]),
        progress=progress,
        reported=reported,
        status=expected_status(stage, progress, reported),
        agency=chance.choice([None, "SGTVT", "SXD", "SXD2", "SYT"]),
        units=set(chosen[:1]),
        outweighed=set(chosen[1:]),
        place=chance.choice(PLACES),
    )


@pytest.fixture(scope="module")
def province(database: Database) -> Province:
    """Seventy projects, some unpublished, in units of two times, led by merged agencies."""
    with Session(database.app_engine) as session:
        built = build(session)
        session.commit()
    return built


def build(session: Session) -> Province:
    agencies = {code: add_agency(session, code) for code in ("SGTVT", "SXD", "SYT")}
    followed = [agencies["SGTVT"], agencies["SXD"]]
    agencies["SXD2"] = add_agency(session, "SXD2", name="Sở SXD2", after=followed)
    units = {
        "district:475@2025-06-30": add_unit(
            session, "475", level="district", name="Huyện Phú Lộc", until=JUNE_30),
        "commune:475@2025-07-01": add_unit(session, "475", name="Xã Vinh Lộc", since=JULY_1),
        "commune:476@2025-07-01": add_unit(session, "476", name="Xã Chân Mây", since=JULY_1),
    }  # fmt: skip
    chance = random.Random(20261120)
    known = [invent(chance, number, list(units)) for number in range(70)]
    for one in known:
        put(session, one, agencies, units, chance)
    return Province(known, {ref: unit.name for ref, unit in units.items()})


def put(session, one: Known, agencies, units, chance: random.Random) -> None:
    x, y = f"107.{chance.randrange(10, 99)}", f"16.{chance.randrange(10, 60)}"
    ties = {units[ref]: "geometry" for ref in one.units}
    ties |= {units[ref]: "outweighed" for ref in one.outweighed}
    project = add_project(
        session,
        one.code,
        wkt=one.place and one.place.format(x=x, y=y),
        units=ties,
        name=one.name,
        sector=one.sector,
        kind=one.kind,
        funding=one.funding,
        stage=one.stage,
        published=one.published,
        investment_vnd=one.investment_vnd,
        lead_agency_id=agencies[one.agency].id if one.agency else None,
        planned_finish=date(2026, 12, 31),
    )
    add_baseline(session, project, date(2026, 1, 1), date(2027, 1, 1))
    if one.progress is not None:
        month = f"{one.reported:%Y-%m}"
        add_report(session, project, month, one.progress, reported_on=one.reported)


@pytest.fixture
def owner_session(database: Database) -> Iterator[Session]:
    """A session of the tables' owner, who may move what was recorded to another day."""
    with Session(database.owner_engine) as session:
        yield session
        session.rollback()
