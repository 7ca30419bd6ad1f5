"""Make illustrative-targets.json: an invented list of works to start and to finish in a year.

    python data/geo/illustrate_targets.py

It asks of projects with invented dates what those dates promise, and of every fourth one
month less, so that all results are seen. Months count from the month of loading (0); loading
keeps what falls into its own year.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tables import write_lines

HERE = Path(__file__).parent
MONTHS = range(-12, 13)
HEAD = {
    "mark": "Số liệu minh họa",
    "code": "khoi-cong-hoan-thanh-{year}",
    "name": "Danh mục công trình khởi công, hoàn thành năm {year}",
    "name_en": "Works to Start and to Finish in {year}",
}


def main() -> None:
    """Write the file beside this one."""
    invented = json.loads((HERE / "illustrative.json").read_text("utf-8"))["projects"]
    write_lines(HERE / "illustrative-targets.json", HEAD, "items", list(items(invented)))


def items(invented: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what is asked of each project, in the order of codes."""
    for place, one in enumerate(invented):
        sooner = 1 if place % 4 == 0 else 0
        dates = {"groundbreaking": one["baseline_start"], "completion": one["baseline_finish"]}
        for milestone, month in dates.items():
            if month - sooner in MONTHS:
                yield {"project": one["code"], "milestone": milestone, "month": month - sooner}


if __name__ == "__main__":
    main()
