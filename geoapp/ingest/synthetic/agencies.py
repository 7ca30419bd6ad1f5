"""Agencies of the made-up province: departments merged in 2025, their successors, others."""

from collections.abc import Iterator
from datetime import date

from geoapp.ingest.sample_files import Agency
from geoapp.ingest.synthetic.units import LAST_DAY_OF_DISTRICTS, place_names

MERGED = date(2025, 3, 1)
LAST_DAY_BEFORE = date(2025, 2, 28)
# Departments of today, with those merged into them.
DEPARTMENTS = {
    "Sở Xây dựng": ("Sở Giao thông vận tải", "Sở Xây dựng (trước 3/2025)"),
    "Sở Tài chính": ("Sở Kế hoạch và Đầu tư", "Sở Tài chính (trước 3/2025)"),
    "Sở Nông nghiệp và Môi trường": (
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Sở Tài nguyên và Môi trường",
    ),
    "Sở Khoa học và Công nghệ": (
        "Sở Thông tin và Truyền thông",
        "Sở Khoa học và Công nghệ (trước 3/2025)",
    ),
    "Sở Nội vụ": ("Sở Lao động - Thương binh và Xã hội",),
    "Sở Công Thương": (),
    "Sở Y tế": (),
    "Sở Giáo dục và Đào tạo": (),
    "Sở Du lịch": (),
    "Sở Văn hóa và Thể thao": (),
}
BOARDS = (
    "giao thông",
    "dân dụng và công nghiệp",
    "nông nghiệp",
    "khu kinh tế",
    "phát triển đô thị",
)
COMPANIES = 8


def make_agencies() -> list[Agency]:
    """Make all agencies; departments that ended name who followed, districts' committees nobody."""
    return [*_departments(), *_committees(), *_others()]


def _departments() -> Iterator[Agency]:
    former = 0
    for number, (name, merged) in enumerate(DEPARTMENTS.items(), start=1):
        code = f"S-{number:02}"
        yield _agency(code, name, valid_from=MERGED if merged else None)
        for old in merged:
            former += 1
            yield _agency(f"C-{former:02}", old, valid_to=LAST_DAY_BEFORE, successors=[code])


def _committees() -> Iterator[Agency]:
    for number, place in enumerate(place_names()[40:50], start=1):
        name = f"Ủy ban nhân dân huyện {place}"
        yield _agency(f"H-{number:02}", name, valid_to=LAST_DAY_OF_DISTRICTS)


def _others() -> Iterator[Agency]:
    for number, field in enumerate(BOARDS, start=1):
        yield _agency(f"B-{number:02}", f"Ban Quản lý dự án {field}")
    for number in range(1, COMPANIES + 1):
        yield _agency(f"D-{number:02}", f"Công ty cổ phần Tự Sinh {number}")


def _agency(
    code: str,
    name: str,
    *,
    valid_from: date | None = None,
    valid_to: date | None = None,
    successors: list[str] | None = None,
) -> Agency:
    return Agency(
        code=code,
        name=name,
        name_en=f"Synthetic agency {code}",
        valid_from=valid_from,
        valid_to=valid_to,
        successors=successors or [],
        source=None,
    )
