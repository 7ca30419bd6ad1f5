"""The table of figures: what was measured, beside what, against which aim."""

import os
import platform
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

LIBRARIES = ("Flask", "folium", "geopandas", "gunicorn", "psycopg", "SQLAlchemy", "playwright")


@dataclass(frozen=True)
class Line:
    """One row; `met` None where there is no aim but a figure beside."""

    what: str
    ours: str
    beside: str
    aim: str
    met: bool | None

    def row(self) -> str:
        verdict = {None: "", True: "pass", False: "**miss**"}[self.met]
        return f"| {self.what} | {self.ours} | {self.beside} | {self.aim} | {verdict} |"


def table(lines: Iterable[Line]) -> str:
    head = "| | geoapp | beside | aim | |\n|---|---|---|---|---|"
    return "\n".join([head, *(line.row() for line in lines)])


def attempt(what: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Pass lines on; what cannot be measured is said in the table and stops nothing else."""
    try:
        yield from lines
    except Exception as problem:  # noqa: BLE001 - whatever it is, the other figures count
        reason = str(problem).splitlines()[0][:120] if str(problem) else type(problem).__name__
        yield Line(what, f"not measured: {reason}", "", "", None)


def middle(values: Iterable[float]) -> float:
    return median(values)


def highest(values: Iterable[float], share: float = 0.95) -> float:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def in_ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def in_s(seconds: float | None, gave_up_s: float = 0) -> str:
    return f"gave up at {gave_up_s:g} s" if seconds is None else f"{seconds:.2f} s"


def surroundings(server: str, browser: str) -> list[str]:
    """Say on what and with what the figures were made."""
    load = " ".join(f"{part:.1f}" for part in os.getloadavg())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        f"- {datetime.now().astimezone():%Y-%m-%d %H:%M %Z}, load average before: {load}",
        f"- {_processor()}, {os.cpu_count()} cores, {memory:.0f} GB; {_system()}",
        f"- Python {platform.python_version()}, {server}, {browser}",
        "- " + ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
    ]


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    text = information.read_text("utf-8") if information.exists() else ""
    found = re.search(r"model name\s*: (.+)", text)
    return found[1] if found else platform.processor() or platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()
