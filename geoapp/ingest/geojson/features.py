"""Raw features into a batch of rows; whatever is wrong with one is told and the next is read."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from msgspec import UNSET, Raw

from geoapp.domain.messages import message
from geoapp.ingest.batches import Batch, Cell, columns_of
from geoapp.ingest.geojson.faults import Fault, feature_fault, nesting_fault
from geoapp.ingest.geojson.shapes import ShapeReader
from geoapp.ingest.geojson.structs import Feature, LooseFeature
from geoapp.ingest.geojson.twice import KeyTwice, check_keys
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits, feature_over_limit

Row = dict[str, Cell]
FEATURE: Final = msgspec.json.Decoder(Feature)
LOOSE: Final = msgspec.json.Decoder(LooseFeature)
PROPERTIES: Final = msgspec.json.Decoder(dict[str, Any] | None)
ANY: Final = msgspec.json.Decoder()
UNREADABLE: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
NULL: Final = b"null"
# Features smaller than this are decoded as they come.
LARGE_BYTES: Final = 1_000_000
NOTHING_READ: Final = Raw(b'{"type":"Feature"}')


class FeatureReader:
    """Reads features in order and counts their vertices against the limit of the whole file."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self._shapes = limits, ShapeReader(limits)

    def read(self, raws: Sequence[Raw], numbers: list[int]) -> Batch:
        """Return the batch of these features, numbered as given."""
        faults: dict[int, Fault] = {}
        raws = [self._bounded(place, raw, faults) for place, raw in enumerate(raws)]
        features = self._decode(raws, faults)
        rows = [
            self._properties(place, raw, feature, faults)
            for place, (raw, feature) in enumerate(zip(raws, features, strict=True))
        ]
        shapes = [feature.geometry or None for feature in features]
        geometry, issues = self._shapes.read(shapes, numbers)
        issues += [
            Issue(numbers[place], fault.code, "error", fault.message, expected=fault.expected)
            for place, fault in faults.items()
        ]
        issues.sort(key=lambda issue: issue.row or 0)
        return Batch(numbers, columns_of(rows, self.limits), geometry, issues)

    def _bounded(self, place: int, raw: Raw, faults: dict[int, Fault]) -> Raw:
        """Put nothing in the place of a feature with more lists than it may have vertices."""
        if memoryview(raw).nbytes < LARGE_BYTES:
            return raw
        text = bytes(raw)
        most = 2 * self.limits.feature_vertices
        if text.count(b"[") + text.count(b"{") <= most and text.count(b",") <= 4 * most:
            return raw
        said = feature_over_limit(self.limits, "feature_vertices")
        faults[place] = Fault("too_many_vertices", said)
        return NOTHING_READ

    def _decode(self, raws: Sequence[Raw], faults: dict[int, Fault]) -> list[Feature]:
        decode = FEATURE.decode
        try:
            return [decode(raw) for raw in raws]
        except UNREADABLE:
            return [self._decode_one(place, raw, faults) for place, raw in enumerate(raws)]

    def _decode_one(self, place: int, raw: Raw, faults: dict[int, Fault]) -> Feature:
        try:
            return FEATURE.decode(raw)
        except UNREADABLE as problem:
            faults[place] = feature_fault(problem, self.limits)
        try:
            # The row's own words still tell the planner which row it is.
            return Feature("Feature", properties=LOOSE.decode(raw).properties)
        except UNREADABLE:
            return Feature("Feature")

    def _properties(self, place: int, raw: Raw, feature: Feature, faults: dict[int, Fault]) -> Row:
        text = NULL if feature.properties is UNSET else bytes(feature.properties)
        try:
            row: Row = PROPERTIES.decode(text) or {}
            if place not in faults:
                self._check_keys(raw, feature, text, row)
            if text.count(b"[") or text.count(b"{") > 1:
                self._check_depth(row)
            if feature.id is not UNSET and "id" not in row:
                row["id"] = ANY.decode(feature.id)
        except BadFeature as bad:
            faults[place] = bad.fault
        except UNREADABLE as problem:
            faults.setdefault(place, feature_fault(problem, self.limits))
            return {}
        return row

    def _check_keys(self, raw: Raw, feature: Feature, text: bytes, row: Row) -> None:
        """Look closely at what has more colons than its keys account for: a key may be twice."""
        inside = text.count(b":")
        try:
            if bytes(raw).count(b":") - inside != _keys(feature):
                check_keys(bytes(raw))
            elif inside != len(row):
                check_keys(text)
        except KeyTwice as twice:
            said = message("“{key}” stands twice.", key=twice.key[:80])
            raise BadFeature(Fault("key_twice", said)) from twice

    def _check_depth(self, row: Row) -> None:
        if any(_depth(value, self.limits.nesting) < 0 for value in row.values()):
            row.clear()
            raise BadFeature(nesting_fault(self.limits))


class BadFeature(Exception):
    """A feature fails a check that decoding leaves out."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def _keys(feature: Feature) -> int:
    """Count the keys that were decoded outside the properties."""
    # type; then type and coordinates within the geometry.
    shape = feature.geometry
    keys = 1 + (shape is not UNSET) + (feature.properties is not UNSET)
    keys += (feature.id is not UNSET) + (feature.bbox is not UNSET)
    if shape is None or shape is UNSET:
        return keys
    return keys + 2 + (shape.bbox is not UNSET) + (shape.crs is not UNSET)


def _depth(value: object, left: int) -> int:
    """Return how many levels are left below the limit, negative beyond it."""
    if left < 0 or not isinstance(value, list | dict):
        return left
    inner = value.values() if isinstance(value, dict) else value
    return min((_depth(one, left - 1) for one in inner), default=left)
