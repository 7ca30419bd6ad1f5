"""The outermost object of a GeoJSON file: which features it has, and in which CRS it says."""

import json
from dataclasses import dataclass
from typing import Any, Final

import msgspec
import numpy as np
from msgspec import Raw

from geoapp.domain.messages import Message, message
from geoapp.ingest.geojson.faults import file_fault
from geoapp.ingest.geojson.structs import SHAPE_NAMES, Document
from geoapp.ingest.geojson.twice import KeyTwice, check_keys
from geoapp.ingest.kinds import looks_like
from geoapp.ingest.limits import Limits, over_limit
from geoapp.ingest.refusals import UploadRefused

# What stands around the features: names, metadata, the CRS.
AROUND_BYTES: Final = 4_000_000
BLANKS: Final = b" \t\r\n"
UNREADABLE: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
OTHER_JSON: Final = {
    "Topology": message("TopoJSON; save it as GeoJSON"),
    "GeometryCollection": message("a collection of geometries without properties"),
}


@dataclass(frozen=True)
class Opened:
    """The list of features, from bracket to bracket, and the name of the CRS the file states."""

    features: memoryview
    stated_crs: str | None


def open_document(data: memoryview, limits: Limits) -> Opened:
    """Find the features; raises `UploadRefused` with what the file is instead."""
    try:
        document = msgspec.json.decode(data, type=Document)
        kind = _kind_of(document)
        if kind == "FeatureCollection":
            features = memoryview(document.features)
            _check_around(data, features, limits)
        elif kind == "Feature":
            features = memoryview(b"[%b]" % bytes(data))
        elif kind in SHAPE_NAMES:
            features = memoryview(b'[{"type":"Feature","geometry":%b}]' % bytes(data))
        else:
            raise looks_like(_other_kind(kind, document))
    except UNREADABLE as problem:
        raise file_fault(problem, data, limits) from problem
    _check_list(features)
    return Opened(features, read_crs_member(document.crs))


def _check_list(features: memoryview) -> None:
    if bytes(features[:1]) != b"[":
        raise UploadRefused("not_geojson", message("The file is JSON but no GeoJSON."))
    if not bytes(features[1:1000]).strip(BLANKS + b"]"):
        raise UploadRefused("no_features", message("The file has no features."))


def read_crs_member(raw: Raw) -> str | None:
    """Return the name in an old `crs` member; a link is never followed."""
    member: Any = msgspec.json.decode(raw)
    if member is None:
        return None
    kind = member.get("type") if isinstance(member, dict) else None
    if kind == "link":
        raise UploadRefused(
            "crs_link",
            message("The file points at another address for its coordinate system; "
                    "links are not followed. Expected a name such as EPSG:9214."),
        )  # fmt: skip
    about = member.get("properties") if isinstance(member, dict) else None
    name = about.get("name", about.get("code")) if isinstance(about, dict) else None
    if isinstance(name, int) and kind == "EPSG":
        return f"EPSG:{name}"
    if kind != "name" or not isinstance(name, str):
        raise UploadRefused(
            "bad_crs",
            message(
                "The coordinate system (crs) cannot be read. Expected a name such as EPSG:9214."
            ),
        )
    return name[:200]


def _kind_of(document: Document) -> str | None:
    raw = bytes(document.type)
    return msgspec.json.decode(raw, type=str) if raw.startswith(b'"') else None


def _other_kind(kind: str | None, document: Document) -> Message:
    if bytes(document.geometryType).startswith(b'"esri'):
        return message("Esri JSON; save it as GeoJSON")
    if kind in OTHER_JSON:
        return OTHER_JSON[kind]
    return message("JSON that is no GeoJSON (type: {kind})", kind=(kind or "–")[:40])


def _check_around(data: memoryview, features: memoryview, limits: Limits) -> None:
    """Find keys that stand twice beside the features; of two lists one would be lost."""
    begin = _address(features) - _address(data)
    end = begin + len(features)
    if len(data) - (end - begin) > AROUND_BYTES:
        raise UploadRefused(
            "too_much_around",
            message("There is more than one list of features, or too much beside it."),
        )
    try:
        check_keys(bytes(data[:begin]) + b"null" + bytes(data[end:]))
    except KeyTwice as twice:
        raise UploadRefused(
            "key_twice", message("“{key}” stands twice in the file.", key=twice.key[:80])
        ) from twice
    except (json.JSONDecodeError, RecursionError) as problem:
        raise over_limit(limits, "nesting") from problem


def _address(view: memoryview) -> int:
    return int(np.frombuffer(view, np.uint8).ctypes.data)
