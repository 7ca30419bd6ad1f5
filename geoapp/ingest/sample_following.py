"""What stands in illustrative-following.json, as strictly typed values."""

from typing import Annotated, Literal

from msgspec import Meta

from geoapp.ingest.sample_files import Code, Money, Percent, Strict, Text

Past = Annotated[int, Meta(le=0)]


class InventedMilestone(Strict):
    """`planned` counts months; it happened after `slip` days, or may after `expected` days."""

    kind: Literal["groundbreaking", "land_handover", "completion", "other"]
    name: Text | None
    planned: int
    planned_progress: Percent | None
    slip: int | None
    expected: int | None


class InventedDecision(Strict):
    """Decided so many `days` from loading; `finish` counts months."""

    number: Text
    days: Past
    reason: Text
    finish: int | None
    investment_vnd: Money | None


class InventedCapital(Strict):
    """`year` counts from the year of loading."""

    year: Past
    source: Literal["central", "provincial", "district", "oda", "private", "other"]
    amount_vnd: Money


class InventedObstacle(Strict):
    """Days count from the day of loading."""

    kind: Literal[
        "land_clearance", "procedure", "capital", "contractor", "weather", "other", "task"
    ]
    description: Text
    place: Text | None
    agency: Code
    raised: Past
    due: int
    escalated: Past | None
    escalated_to: Code | None
    escalation: Text | None
    resolved: Past | None
    resolution: Text | None


class Followed(Strict):
    """What is followed of one project, all of it invented."""

    code: Code
    milestones: list[InventedMilestone]
    decisions: list[InventedDecision]
    capital: list[InventedCapital]
    obstacles: list[InventedObstacle]


class FollowedFile(Strict):
    mark: Text
    seed: int
    projects: list[Followed]
