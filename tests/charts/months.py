"""Months of a project as tests write them: (month, works done, planned)."""

from datetime import date

from geoapp.charts.month_progress import MonthProgress


def months_of(*told):
    return [MonthProgress(day(month), done, planned) for month, done, planned in told]


def day(month):
    return date.fromisoformat(f"{month}-01")
