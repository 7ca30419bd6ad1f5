"""The fields that a file can set, with the words by which planners' columns name them."""

from dataclasses import dataclass
from typing import Final, Literal

from msgspec import Struct

from geoapp.domain.messages import Message, message

FieldKind = Literal[
    "code", "text", "sector", "kind", "funding", "stage", "position", "money", "area", "length",
    "percent", "whole", "date", "agency", "agencies", "coordinate", "wkt",
]  # fmt: skip


@dataclass(frozen=True)
class Field:
    """`words` are without marks, in the order of likelihood; English and Vietnamese."""

    name: str
    kind: FieldKind
    title: Message
    words: tuple[str, ...]


class Target(Struct, frozen=True):
    """What a column means: a field, the unit of bare numbers, and their decimal sign."""

    field: str
    unit: str | None = None
    decimal: Literal[",", "."] | None = None


# Words a unit is written with, without marks, and how much of the stored unit it is.
UNITS: Final[dict[FieldKind, dict[str, float]]] = {
    "money": {"vnd": 1, "thousand": 1e3, "million": 1e6, "billion": 1e9},
    "length": {"m": 1, "km": 1e3},
    "area": {"ha": 1, "m2": 1e-4, "km2": 100},
    "percent": {"percent": 1, "share": 100},
}
UNIT_WORDS: Final[dict[FieldKind, dict[str, str]]] = {
    "money": {
        "ty dong": "billion", "ti dong": "billion", "ty": "billion", "ti": "billion",
        "ty vnd": "billion", "bn": "billion", "billion": "billion",
        "trieu dong": "million", "trieu": "million", "tr dong": "million", "trd": "million",
        "trieu vnd": "million", "million": "million",
        "nghin dong": "thousand", "ngan dong": "thousand", "thousand": "thousand",
        "dong": "vnd", "vnd": "vnd", "d": "vnd",
    },
    "length": {"km": "km", "m": "m", "met": "m"},
    "area": {"km2": "km2", "ha": "ha", "hecta": "ha", "m2": "m2", "met vuong": "m2"},
    "percent": {"%": "percent", "phan tram": "percent", "percent": "percent"},
}  # fmt: skip

FIELDS: Final = (
    Field("code", "code", message("Project code"),
          ("code", "ma du an", "ma da", "ma so", "ma so du an", "ma cong trinh", "ma", "ma hieu",
           "project code", "project id", "id du an", "madean", "id")),
    Field("name", "text", message("Name"),
          ("name", "ten du an", "ten da", "ten cong trinh", "ten", "du an", "cong trinh",
           "project name", "project", "ten goi", "danh muc", "danh muc du an", "title")),
    Field("short_name", "text", message("Short name"),
          ("short name", "ten ngan", "ten viet tat", "ten tat", "ten rut gon")),
    Field("name_en", "text", message("Name in English"),
          ("name en", "english name", "ten tieng anh", "ten ta")),
    Field("sector", "sector", message("Sector"),
          ("sector", "linh vuc", "nganh", "nganh linh vuc", "linh vuc dau tu")),
    Field("kind", "kind", message("Kind of work"),
          ("kind", "loai", "loai cong trinh", "loai du an", "loai hinh", "type")),
    Field("funding", "funding", message("Funding"),
          ("funding", "nguon von", "von", "hinh thuc dau tu", "loai von")),
    Field("stage", "stage", message("Stage"),
          ("stage", "giai doan", "trang thai", "tinh trang", "status", "buoc")),
    Field("investment_vnd", "money", message("Total investment"),
          ("investment vnd", "tong muc dau tu", "tmdt", "tong von", "tong von dau tu", "muc dau tu",
           "tong muc", "tong dau tu", "von dau tu", "kinh phi", "investment", "total investment",
           "cost", "budget")),
    Field("plan_year_vnd", "money", message("Capital plan of the year"),
          ("plan year vnd", "ke hoach von nam", "ke hoach von", "khv", "von nam", "khv nam",
           "von ke hoach", "plan year")),
    Field("disbursed_vnd", "money", message("Disbursed this year"),
          ("disbursed vnd", "giai ngan", "da giai ngan", "so giai ngan", "luy ke giai ngan",
           "disbursed", "disbursement")),
    Field("area_ha", "area", message("Area of the site"),
          ("area ha", "dien tich", "dt", "quy mo dien tich", "area", "dientich")),
    Field("length_m", "length", message("Length"),
          ("length m", "chieu dai", "dai", "tong chieu dai", "length", "chieu dai tuyen")),
    Field("lead_agency", "agency", message("Lead agency"),
          ("lead agency", "co quan chu tri", "chu tri", "don vi chu tri", "agency", "co quan",
           "don vi quan ly", "don vi")),
    Field("partner_agencies", "agencies", message("Partner agencies"),
          ("partner agencies", "co quan phoi hop", "phoi hop", "don vi phoi hop", "partners")),
    Field("owner", "agency", message("Owner"),
          ("owner", "chu dau tu", "cdt", "nha dau tu", "chu dtu", "investor", "don vi dau tu")),
    Field("baseline_start", "date", message("Start in the baseline"),
          ("baseline start", "khoi cong", "ngay khoi cong", "bat dau", "ngay bat dau", "start",
           "start date", "khoi cong ke hoach", "thoi gian khoi cong")),
    Field("baseline_finish", "date", message("Finish in the baseline"),
          ("baseline finish", "hoan thanh ke hoach goc", "ke hoach goc")),
    Field("planned_finish", "date", message("Planned finish"),
          ("planned finish", "hoan thanh", "ngay hoan thanh", "ke hoach hoan thanh", "ket thuc",
           "ngay ket thuc", "du kien hoan thanh", "thoi gian hoan thanh", "finish", "end date",
           "thoi han hoan thanh")),
    Field("actual_finish", "date", message("Actual finish"),
          ("actual finish", "hoan thanh thuc te", "thuc te hoan thanh", "ngay hoan thanh thuc te")),
    Field("progress", "percent", message("Progress"),
          ("progress", "tien do", "tien do thi cong", "ty le hoan thanh", "khoi luong",
           "khoi luong thuc hien", "phan tram hoan thanh", "hoan thanh phan tram", "percent",
           "tien do %")),
    Field("last_report", "date", message("Reported on"),
          ("last report", "ngay bao cao", "bao cao ngay", "thoi diem bao cao", "report date")),
    Field("position", "position", message("Source of the position"),
          ("position", "nguon vi tri", "do chinh xac vi tri", "loai vi tri")),
    Field("accuracy_m", "whole", message("Accuracy of the position in m"),
          ("accuracy m", "sai so", "do chinh xac", "accuracy")),
    Field("revision", "whole", message("Revision the file was made from"),
          ("revision", "lan sua doi", "phien ban")),
    Field("x", "coordinate", message("Longitude or easting (X)"),
          ("x", "lon", "long", "lng", "longitude", "kinh do", "toa do x", "easting", "toado x",
           "x vn2000", "e", "dong", "coord x", "point x")),
    Field("y", "coordinate", message("Latitude or northing (Y)"),
          ("y", "lat", "latitude", "vi do", "toa do y", "northing", "toado y", "y vn2000", "n",
           "bac", "coord y", "point y")),
    Field("wkt", "wkt", message("Geometry as text (WKT)"),
          ("wkt", "geometry", "the geom", "geom", "hinh hoc")),
)  # fmt: skip
BY_NAME: Final = {field.name: field for field in FIELDS}
# Where a row lies is no value of the project.
PLACE_FIELDS: Final = ("x", "y", "wkt")
# In our own files, and counted here: read back, they change nothing.
COMPUTED: Final = frozenset(
    {
        "planned_progress",
        "schedule",
        "days_late",
        "forecast_finish",
        "source",
        "illustrative",
        "areas",
        "now",
    }
)
# What people call them; without this a forecast would be taken for the planned finish.
COMPUTED_WORDS: Final = frozenset(
    {"forecast finish", "forecast", "du bao hoan thanh", "uoc hoan thanh", "ngay du bao hoan thanh"}
)
