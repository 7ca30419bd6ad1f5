"""Made-up projects as rows for COPY: what, where, who, how much, since when, how far."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.domain.sectors import KINDS
from geoapp.ingest.sample_files import Document, Unit
from geoapp.ingest.synthetic.places import Places
from geoapp.ingest.synthetic.plans import Plans
from geoapp.ingest.synthetic.units import FIRST_DAY_OF_COMMUNES, Placed, place_names

Columns = dict[str, Sequence[Any]]

SECTOR_WEIGHTS = {
    "transport": 28, "urban": 14, "education": 10, "tourism": 8, "industry": 7, "health": 6,
    "agriculture": 6, "environment": 5, "culture": 4, "energy": 3, "commerce": 3, "services": 2,
    "science": 1, "mining": 1, "social": 1, "other": 1,
}  # fmt: skip
FUNDING_WEIGHTS = {"public": 50, "private": 28, "oda": 7, "mixed": 7, "unknown": 8}
DOCUMENTS = tuple(
    Document(f"SYN-{day.year}", f"Danh mục dự án tự sinh năm {day.year}", day.isoformat(), day)
    for day in (date(2022, 6, 1), date(2024, 3, 1), date(2026, 1, 15))
)
INVENTED = ("investment_vnd", "baseline_start", "baseline_finish", "planned_finish", "progress")


def make_projects(
    count: int, seed: int, today: date, units: Sequence[Placed], agencies: Mapping[str, int]
) -> tuple[Sequence[str], Iterator[tuple[Any, ...]]]:
    """Return the names of columns, and the rows; `agencies` are ids by code.

    The same arguments give the same rows. About 3 % have no place and name a unit instead.
    """
    random = np.random.default_rng([seed, count])
    places, plans = Places(random, count), Plans(random, count, today)
    columns = (
        _what(random, count)
        | _where(random, places, [unit for unit, _, _ in units])
        | _who(random, count, list(agencies.values()))
        | _when(plans)
        | _how_much(random, plans)
    )
    columns["illustrative_fields"] = [list(INVENTED)] * count
    return list(columns), zip(*columns.values(), strict=True)


def _what(random: np.random.Generator, count: int) -> Columns:
    alike = {sector: sum(kind.sector == sector for kind in KINDS) for sector in SECTOR_WEIGHTS}
    weights = [SECTOR_WEIGHTS[kind.sector] / alike[kind.sector] for kind in KINDS]
    kinds = _pick(random, KINDS, weights, count)
    names = place_names()
    spots = _pick(random, names, [1] * len(names), count)
    numbered = list(zip(kinds, spots, range(1, count + 1), strict=True))
    return {
        "code": [f"SYN-{number:06}" for number in range(1, count + 1)],
        "name": [f"{kind.vi} {spot}, gói {number}" for kind, spot, number in numbered],
        "name_en": [f"{kind.en} {spot}, package {number}" for kind, spot, number in numbered],
        "sector": [kind.sector for kind in kinds],
        "kind": [kind.code for kind in kinds],
        "funding": _pick(random, list(FUNDING_WEIGHTS), list(FUNDING_WEIGHTS.values()), count),
    }


def _where(random: np.random.Generator, places: Places, units: Sequence[Unit]) -> Columns:
    count = len(places.geometries)
    placed = np.array([place is not None for place in places.geometries])
    surveyed = random.random(count) < 0.3
    located = shapely.set_srid(places.geometries, 4326)
    wkb = np.array(shapely.to_wkb(located, hex=True, include_srid=True))
    accuracy = np.where(surveyed, 10, random.choice([100, 500, 2000], count))
    position = np.where(surveyed, "surveyed", "estimated")
    documents = _pick(random, DOCUMENTS, [2, 3, 5], count)
    return {
        "geometry": wkb.tolist(),
        "position": np.where(placed, position, "none").tolist(),
        "accuracy_m": _where_known(accuracy, placed),
        "length_m": _where_known(places.length_m, placed & ~np.isnan(places.length_m)),
        "area_ha": _where_known(places.area_ha, placed & ~np.isnan(places.area_ha)),
        "sources": [_said_by(document, number) for number, document in enumerate(documents)],
        "named_areas": [
            "[]" if known else _naming(random, document, units)
            for known, document in zip(placed, documents, strict=True)
        ],
    }


def _said_by(document: Document, number: int) -> str:
    section = f"{number % 9 + 1}.{number % 40 + 1}"
    return json.dumps(
        [{"document": document.code, "section": section, "says": None, "fields": ["name"]}]
    )


def _naming(random: np.random.Generator, document: Document, units: Sequence[Unit]) -> str:
    """Name a commune that was in force on the document's day."""
    new = document.day >= FIRST_DAY_OF_COMMUNES
    communes = [unit for unit in units if unit.level == "commune"]
    names = [unit.name for unit in communes if (unit.valid_to is None) == new]
    name = names[random.integers(len(names))]
    return json.dumps([{"level": "commune", "name": name, "basis": "document"}])


def _who(random: np.random.Generator, count: int, agencies: Sequence[int]) -> Columns:
    weights = [1 / (place + 3) for place in range(len(agencies))]
    leads = np.array(_pick(random, agencies, weights, count))
    partners = _pick(random, agencies, weights, count)
    owners = np.array(_pick(random, agencies, weights, count))
    return {
        "lead_agency_id": _where_known(leads, random.random(count) < 0.93),
        "partner_agency_ids": [
            [partner] if partner % 4 == 0 and partner != lead else []
            for partner, lead in zip(partners, leads.tolist(), strict=True)
        ],
        "owner_agency_id": _where_known(owners, random.random(count) < 0.4),
    }


def _when(plans: Plans) -> Columns:
    plan, report = plans.has_plan, plans.has_report
    done = report & (plans.stage == "completion")
    return {
        "stage": plans.stage.tolist(),
        "baseline_start": _days(plans.start, plan),
        "baseline_finish": _days(plans.finish, plan),
        "planned_finish": _days(plans.planned_finish, plan),
        "actual_finish": _days(np.minimum(plans.finish, plans.reported), done),
        "progress": _where_known(plans.progress, report),
        "planned_progress": _where_known(plans.planned, report & plan),
        "days_behind": _where_known(plans.days_behind, report & plan),
        "report_month": _days(plans.month, report),
        "last_report": _days(plans.reported, report),
    }


def _how_much(random: np.random.Generator, plans: Plans) -> Columns:
    count = len(plans.stage)
    billions = np.ceil(random.lognormal(4.4, 1.3, count)).astype(np.int64)
    investment = billions * 1_000_000_000
    this_year = investment // random.integers(2, 8, count)
    paid = np.rint(this_year * plans.progress.astype(np.float64) / 100).astype(np.int64)
    known = random.random(count) < 0.85
    return {
        "investment_vnd": _where_known(investment, known),
        "plan_year_vnd": _where_known(this_year, known & plans.has_plan),
        "disbursed_vnd": _where_known(paid, known & plans.has_report),
    }


def _pick(
    random: np.random.Generator, values: Sequence[Any], weights: Sequence[float], count: int
) -> list[Any]:
    chances = np.array(weights) / sum(weights)
    return [values[index] for index in random.choice(len(values), count, p=chances).tolist()]


def _where_known(values: NDArray[Any], known: NDArray[np.bool_]) -> list[Any]:
    return [
        value if told else None for value, told in zip(values.tolist(), known.tolist(), strict=True)
    ]


def _days(ordinals: NDArray[np.int64], known: NDArray[np.bool_]) -> list[date | None]:
    return [None if day is None else date.fromordinal(day) for day in _where_known(ordinals, known)]
