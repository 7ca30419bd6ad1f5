"""How a project is put into words for people who read a page, a slide or a table."""

from collections.abc import Mapping
from typing import Any, Final

from geoapp.domain.choices import FUNDING, POSITIONS, SCHEDULES, STAGES
from geoapp.domain.formatting import NBSP, say_date, say_length, say_number, say_percent
from geoapp.domain.messages import Message, message, say
from geoapp.domain.sectors import KINDS, SECTORS

Properties = Mapping[str, Any]
LEVELS_FINEST_FIRST: Final = ("commune", "district", "province")
MOST_UNITS: Final = 2
LABELS: Final = {
    (name, choice.code): {"vi": choice.vi, "en": choice.en}
    for name, listed in (
        ("schedule", SCHEDULES),
        ("stage", STAGES),
        ("funding", FUNDING),
        ("position", POSITIONS),
        ("sector", SECTORS),
        ("kind", KINDS),
    )
    for choice in listed
}


def label(name: str, code: str | None, lang: str) -> str:
    """Return the name of a code; a code without one names itself."""
    return LABELS.get((name, code or ""), {}).get(lang, code or "")


def name_words(properties: Properties, lang: str) -> str:
    """Return the project's name in `lang`, Vietnamese where there is no other."""
    return str((lang == "en" and properties["name_en"]) or properties["name"])


def schedule_words(properties: Properties, lang: str) -> str:
    """Return “Chậm 132 ngày”, another status, or the stage of who stands outside."""
    if properties["schedule"] == "late" and properties["days_late"]:
        days = say_number(properties["days_late"], lang)
        return say(message("Late by {days} days", days=days), lang)
    if properties["schedule"]:
        return label("schedule", properties["schedule"], lang)
    return label("stage", properties["stage"], lang)


def progress_words(properties: Properties, lang: str) -> str:
    """Return “47% / 68%”, works done and planned, or that nobody reported."""
    if properties["progress"] is None:
        return say(message("not reported"), lang)
    done = say_percent(properties["progress"], lang)
    planned = properties["planned_progress"]
    return done if planned is None else f"{done} / {say_percent(planned, lang)}"


def standing_words(properties: Properties, lang: str) -> str:
    """Return “Chậm 132 ngày · thi công 47%, kế hoạch 68%”, or that nobody reported."""
    schedule = schedule_words(properties, lang)
    if properties["progress"] is None:
        return schedule
    done, planned = say_percent(properties["progress"], lang), properties["planned_progress"]
    works: Message = message("works {done}", done=done)
    if planned is not None:
        works = message("works {done}, planned {plan}", done=done, plan=say_percent(planned, lang))
    return f"{schedule} · {say(works, lang)}"


def works_words(properties: Properties, lang: str) -> str:
    """Return “47% / 68” in whole percent, for narrow columns."""
    if properties["progress"] is None:
        return say(message("not reported"), lang).replace(" ", NBSP)
    done = say_number(properties["progress"], lang, 0)
    planned = properties["planned_progress"]
    return f"{done}%" if planned is None else f"{done}% / {say_number(planned, lang, 0)}"


def agency_words(agency: Mapping[str, str] | None) -> str:
    """Return who answers today."""
    return "" if agency is None else agency.get("now") or agency["name"]


def finish_words(properties: Properties, lang: str) -> str:
    """Return the planned finish and the forecast one where it differs."""
    if properties["actual_finish"]:
        day = say_date(properties["actual_finish"], lang)
        return say(message("finished {day}", day=day), lang)
    planned, forecast = properties["planned_finish"], properties["forecast_finish"]
    said = [say_date(planned, lang)] if planned else []
    if forecast and forecast != planned:
        words = say(message("forecast {day}", day=say_date(forecast, lang)), lang)
        said.append(words.replace(" ", NBSP))
    return ", ".join(said)


def position_words(properties: Properties, lang: str) -> str:
    """Return “Ước lượng, ± 1.200 m”."""
    words = label("position", properties["position"], lang)
    accuracy = properties["accuracy_m"]
    return f"{words}, ±{NBSP}{say_length(accuracy, lang)}" if accuracy else words


def area_words(properties: Properties, lang: str) -> str:
    """Return the finest units in force last that the project belongs to, two of them by name."""
    tied = [one for one in properties["areas"] if one["basis"] != "outweighed"]
    for level in LEVELS_FINEST_FIRST:
        found = [one for one in tied if one["area"].startswith(f"{level}:")]
        if found:
            latest = max(_day(one) for one in found)
            return _some([one["name"] for one in found if _day(one) == latest], lang)
    return ""


def _day(tied: Mapping[str, str]) -> str:
    return tied["area"].partition("@")[2]


def _some(names: list[str], lang: str) -> str:
    rest = len(names) - MOST_UNITS
    if rest <= 0:
        return ", ".join(names)
    more: Message = message(
        "{names} and {count} more", names=", ".join(names[:MOST_UNITS]), count=rest
    )
    return say(more, lang)
