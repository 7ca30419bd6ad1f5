"""In which system a file's positions are: proposals with their reason, for a person to choose."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import shapely
from msgspec import Struct
from shapely.geometry.base import BaseGeometry

from geoapp.domain.bbox import Bbox
from geoapp.domain.messages import Message
from geoapp.ingest import crs as systems
from geoapp.ingest.crs import Crs, Floats, Frame, to_degrees
from geoapp.ingest.distances import metres_between
from geoapp.ingest.position_reasons import landing_reason, mistake_reason

# What lies off the coast or just over the border still counts as in the province.
AROUND_PROVINCE: Final = 0.05
LANDED: Final = 0.5
DRAWN: Final = 200
# Fewer known projects than this prove nothing.
ENOUGH_KNOWN: Final = 3
# Known positions are often estimates: only a reading this many times closer is an argument.
MUCH_CLOSER: Final = 4
OFF_M: Final = 20
FAR_M: Final = 1e7
WEB_MERCATOR: Final = 3857
ORDINARY: Final = {*systems.TM3_ZONES, *systems.VN2000_UTM}


class PositionProposal(Struct, frozen=True):
    """One way to read the positions, with what a small map needs.

    `inside` is the share of positions in the province; `distance_m` the median distance to
    `known` projects. `certain` means that nobody needs to be asked.
    """

    frame: Frame
    name: str
    reason: Message
    inside: float
    bbox: Bbox | None
    drawn: tuple[tuple[float, float], ...]
    known: int
    distance_m: float | None
    stated: bool
    certain: bool


@dataclass(frozen=True)
class Sample:
    """Positions of a file, and those of them whose project is known, with its lon, lat."""

    xy: Floats
    known_xy: Floats = field(default_factory=lambda: np.empty((0, 2)))
    known_lon_lat: Floats = field(default_factory=lambda: np.empty((0, 2)))

    @property
    def has_enough_known(self) -> bool:
        """Tell whether distances to known projects are an argument."""
        return len(self.known_xy) >= ENOUGH_KNOWN

    @property
    def in_degrees(self) -> bool:
        """Tell whether nearly all numbers can be degrees."""
        return bool((np.abs(self.xy) <= 180).all(axis=1).mean() > 0.9)


@dataclass(frozen=True)
class Tried:
    """How one frame fits; `apart_m` is infinite where too few projects are known."""

    frame: Frame
    lon_lat: Floats
    inside: float
    apart_m: float

    @property
    def lands(self) -> bool:
        """Tell whether most positions fall into the province."""
        return self.inside >= LANDED


def propose_positions(
    sample: Sample, stated: Crs | None, province: BaseGeometry, usual: Sequence[int] = ()
) -> list[PositionProposal]:
    """Return the frames in which positions fall into the province, the best first.

    A stated system is always among them. `usual` are the EPSG codes that this province uses.
    """
    if not len(sample.xy):
        return []
    around = shapely.buffer(province, AROUND_PROVINCE)
    shapely.prepare(around)
    tried = [_try(frame, sample, around) for frame in _frames(sample, stated)]
    base = _base(tried, sample, stated, usual)
    landed = [one for one in tried if one.lands or one is base]
    better = _better(base, [*landed, *_variants(landed, sample, around)])
    kept = landed if better is None or better in landed else [better, *landed]
    kept.sort(key=lambda one: _rank(one, base, better, usual))
    sure = better is None and base is not None and base.lands and (stated or sample.in_degrees)
    return [
        _proposal(
            one,
            _reason(one, stated, base if one is better else None),
            known=len(sample.known_xy),
            stated=_is_stated(one, stated),
            certain=bool(sure) and one is base,
        )
        for one in kept
    ]


def _frames(sample: Sample, stated: Crs | None) -> Iterator[Frame]:
    """Yield what the size of the numbers allows, a stated system first."""
    if sample.in_degrees:
        found = [Crs(systems.DEGREES)]
        if sample.has_enough_known:
            found.append(Crs(systems.VN2000_DEGREES))
    else:
        codes = (*systems.TM3_ZONES, *systems.VN2000_UTM, *systems.WGS84_UTM, WEB_MERCATOR)
        found = [Crs(code) for code in codes]
    for crs in dict.fromkeys([*([stated] if stated else []), *found]):
        yield Frame(crs)
        yield Frame(crs, swapped=True)


def _variants(landed: Iterable[Tried], sample: Sample, around: BaseGeometry) -> Iterator[Tried]:
    """Yield the known mistakes of projected systems; only known projects can tell them."""
    if not sample.has_enough_known:
        return
    for one in landed:
        tm = systems.transverse_mercator(one.frame.crs)
        if tm is None or tm.meridian is None:
            continue
        other_datum: systems.Datum = "WGS 84" if tm.datum == "VN-2000" else "VN-2000"
        other_scale = systems.UTM_SCALE if tm.scale == systems.TM3_SCALE else systems.TM3_SCALE
        for crs in (
            systems.zone_of(tm.meridian, tm.scale, other_datum),
            systems.zone_of(tm.meridian, other_scale, tm.datum),
        ):
            yield _try(Frame(crs, one.frame.swapped), sample, around)


def _try(frame: Frame, sample: Sample, around: BaseGeometry) -> Tried:
    lon_lat = to_degrees(frame, sample.xy)
    finite = np.isfinite(lon_lat).all(axis=1)
    inside = shapely.contains_xy(around, lon_lat[finite]).sum() / len(lon_lat)
    return Tried(frame, lon_lat[finite], float(inside), _distance(frame, sample))


def _distance(frame: Frame, sample: Sample) -> float:
    if not sample.has_enough_known:
        return np.inf
    lon_lat = to_degrees(frame, sample.known_xy)
    finite = np.isfinite(lon_lat).all(axis=1)
    if finite.sum() < ENOUGH_KNOWN:
        return FAR_M
    return float(np.median(metres_between(lon_lat[finite], sample.known_lon_lat[finite])))


def _base(
    tried: Sequence[Tried], sample: Sample, stated: Crs | None, usual: Sequence[int]
) -> Tried | None:
    """Return how the file would be read if nothing were wrong with it."""
    if stated or sample.in_degrees:
        return tried[0]
    ordinary = [
        one for one in tried
        if one.lands and not one.frame.swapped and one.frame.crs.epsg in ORDINARY
    ]  # fmt: skip
    return min(ordinary, key=lambda one: _fit(one, usual), default=None)


def _better(base: Tried | None, others: Iterable[Tried]) -> Tried | None:
    """Return a frame that proves, by known projects, that the file is not what it seems."""
    best = min(others, key=lambda one: one.apart_m, default=None)
    if base is None or best is None or base.apart_m < OFF_M:
        return None
    return best if best.apart_m * MUCH_CLOSER < base.apart_m else None


def _fit(one: Tried, usual: Sequence[int]) -> tuple[float, bool, float]:
    return min(one.apart_m, FAR_M), one.frame.crs.epsg not in usual, -one.inside


def _rank(
    one: Tried, base: Tried | None, better: Tried | None, usual: Sequence[int]
) -> tuple[bool, bool, bool, bool, tuple[float, bool, float]]:
    fit = _fit(one, usual)
    return one is not better, not one.lands, one is not base, one.frame.swapped, fit


def _proposal(
    one: Tried, reason: Message, *, known: int, stated: bool, certain: bool
) -> PositionProposal:
    drawn = one.lon_lat[:: max(1, len(one.lon_lat) // DRAWN)][:DRAWN].round(6)
    return PositionProposal(
        frame=one.frame,
        name=one.frame.crs.name,
        reason=reason,
        inside=one.inside,
        bbox=Bbox(*shapely.MultiPoint(one.lon_lat).bounds) if len(one.lon_lat) else None,
        drawn=tuple((float(lon), float(lat)) for lon, lat in drawn),
        known=known,
        distance_m=one.apart_m if one.apart_m < FAR_M else None,
        stated=stated,
        certain=certain,
    )


def _reason(one: Tried, stated: Crs | None, instead_of: Tried | None) -> Message:
    if instead_of is not None:
        return mistake_reason(one.frame, one.apart_m, instead_of.frame, instead_of.apart_m)
    return landing_reason(one.frame, one.inside, stated=_is_stated(one, stated))


def _is_stated(one: Tried, stated: Crs | None) -> bool:
    return stated is not None and one.frame == Frame(stated)
