"""How much is measured: in full, or in short with QUICK=1."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """Sizes in projects, times in seconds; `large` stands for the aims' 100,000."""

    middle: int = 10_000
    large: int = 100_000
    loads: int = 5
    slow_loads: int = 3
    rounds: int = 5
    filters: int = 20
    following: int = 20_000
    uploads: tuple[int, ...] = (50_000, 200_000)
    gives_up_s: int = 120
    all_within_s: int = 1800

    @property
    def short(self) -> bool:
        """Tell whether the figures stand for less than the aims speak of."""
        return self.large < Plan.large


FULL = Plan()
QUICK = Plan(
    middle=2_000,
    large=20_000,
    loads=2,
    slow_loads=1,
    rounds=2,
    gives_up_s=30,
    uploads=(10_000,),
    following=4_000,
)


def chosen_plan() -> Plan:
    return QUICK if os.environ.get("QUICK", "0") not in ("", "0") else FULL
