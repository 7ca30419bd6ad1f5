"""The form as its page shows it: groups of fields with texts, choices, problems and conflicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from geoapp.domain import choices
from geoapp.domain.differences import BY_NAME as SHOWN
from geoapp.domain.differences import say_value
from geoapp.domain.errors import Problem
from geoapp.domain.messages import Message, message, say
from geoapp.domain.sectors import KINDS, SECTORS
from geoapp.ingest.crs import DEGREES, TM3_ZONES, VN2000_UTM, Crs
from geoapp.ingest.editing import NEEDED
from geoapp.ingest.fields import BY_NAME
from geoapp.ingest.row_results import BY_DECISION, PLAN_OF_YEAR
from geoapp.queries.agencies import read_agencies
from geoapp.queries.editable import FIELD_OF_COLUMN, Editable
from geoapp.services.project_edits import ChangedSince, differing
from geoapp.web.edits.typed import TYPED, Texts
from geoapp.web.state import language, session

GROUPS: tuple[tuple[Message, tuple[str, ...]], ...] = (
    (
        message("Name and kind"),
        ("name", "short_name", "name_en", "kind", "stage", "funding"),
    ),
    (message("Agencies"), ("lead_agency", "owner", "partner_agencies")),
    (message("Money and size"), ("investment_vnd", "plan_year_vnd", "area_ha", "length_m")),
    (
        message("Time"),
        ("baseline_start", "baseline_finish", "planned_finish", "actual_finish"),
    ),
)
UNIT_WORDS = {
    "investment_vnd": message("billion VND"),
    "plan_year_vnd": message("billion VND"),
    "area_ha": Message("ha"),
    "length_m": Message("m"),
    "accuracy_m": Message("m"),
}
BASELINE = ("baseline_start", "baseline_finish")
# What is edited elsewhere than in a field of its own.
COLUMN_OF_FIELD = {field: column for column, field in FIELD_OF_COLUMN.items()}
# The zones of the provinces this service is about come first.
ZONES = (9214, 9209, *(zone for zone in TM3_ZONES if zone not in (9214, 9209)), *VN2000_UTM)


# Where a problem stands; others are told above the form.
AT_FIELDS = frozenset({*TYPED, "code", "places", "geometry", "reason"})


@dataclass
class FormView:
    """All that the page shows; `problems` and `doubts` by field, "" for the whole form."""

    texts: Texts
    seen: Texts
    known: Editable | None
    reason: str = ""
    problems: Sequence[Problem] = ()
    doubts: Sequence[Problem] = ()
    conflict: ChangedSince | None = None
    ours: Texts = field(default_factory=dict)

    def as_values(self) -> dict[str, Any]:
        """Return the template's variables."""
        return {
            "groups": [_group(title, names, self) for title, names in GROUPS],
            "position": _field("position", self),
            "accuracy": _field("accuracy_m", self),
            "texts": self.texts,
            "seen": self.seen,
            "known": self.known,
            "reason": self.reason,
            "problems": _by_field(self.problems),
            "elsewhere": [one for one in self.problems if one.field not in AT_FIELDS],
            "doubts": _by_field(self.doubts),
            "conflict": _conflict(self.conflict, self.ours) if self.conflict else None,
            "systems": [{"code": code, "name": Crs(code).name} for code in (DEGREES, *ZONES)],
        }


def _group(title: Message, names: Sequence[str], view: FormView) -> dict[str, Any]:
    fields = [_field(name, view) for name in names]
    return {"title": say(title, language()), "fields": fields}


def _field(name: str, view: FormView) -> SimpleNamespace:
    given, lang = BY_NAME[name], language()
    values = view.known.values if view.known else {}
    decided = name in BY_DECISION and values.get(name) is not None
    whole = all(values.get(one) for one in BASELINE)
    by_decision = decided and whole and not (view.known and view.known.baseline_invented)
    by_source = name == PLAN_OF_YEAR and bool(view.known and view.known.capital_by_source)
    fixed = by_decision or by_source or (name in BASELINE and bool(values.get(name)))
    unit = UNIT_WORDS.get(name)
    return SimpleNamespace(
        name=name,
        title=say(given.title, lang),
        kind=given.kind,
        text=view.texts[name],
        needed=name in NEEDED,
        fixed=fixed,
        by_decision=by_decision,
        by_source=by_source,
        by_approval=name in BASELINE and bool(view.known and view.known.baseline_invented),
        unit=say(unit, lang) if unit else None,
        groups=_choices(name, view.texts[name]),
        chosen=set(view.texts[name].split(";")),
        problems=[one for one in view.problems if one.field == name],
        doubts=[one for one in view.doubts if one.field == name],
    )


def _choices(name: str, chosen: str) -> list[dict[str, Any]]:
    """Return groups of options; of closed lists one group without a title."""
    lang = language()
    if name == "kind":
        return [
            {
                "title": sector.vi if lang == "vi" else sector.en,
                "options": [
                    (kind.code, kind.vi if lang == "vi" else kind.en)
                    for kind in KINDS
                    if kind.sector == sector.code
                ],
            }
            for sector in SECTORS
        ]
    listed = {"stage": choices.STAGES, "funding": choices.FUNDING, "position": choices.POSITIONS}
    if name in listed:
        options = [(one.code, one.label(lang)) for one in listed[name] if one.code != "none"]
        return [{"title": None, "options": options}]
    if name in ("lead_agency", "owner", "partner_agencies"):
        return [{"title": None, "options": _agencies(chosen.split(";"))}]
    return []


def _agencies(chosen: Sequence[str]) -> list[tuple[str, str]]:
    """Return agencies that answer today, and former ones that the project has."""
    lang = language()
    agencies = read_agencies(session()).by_code
    kept = [one for one in agencies.values() if not one.former or one.code in chosen]
    return sorted(
        ((one.code, _agency_words(one, lang)) for one in kept), key=lambda pair: pair[1].lower()
    )


def _agency_words(agency: Any, lang: str) -> str:
    if not agency.former:
        return str(agency.label(lang))
    now = say(message("now {name}", name=agency.current_label(lang)), lang)
    return f"{agency.label(lang)} ({now})"


def _by_field(problems: Sequence[Problem]) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.field, []).append(problem)
    return found


def _conflict(conflict: ChangedSince, ours: Mapping[str, str]) -> dict[str, Any]:
    """Return who came between, and each field as seen, as it is now, and as typed."""
    seen, now = conflict.seen, conflict.now
    fields = differing(seen, now) if seen else []
    return {
        "actor": conflict.note.full_name or conflict.note.actor,
        "at": conflict.note.at,
        "reason": conflict.note.reason,
        "revision": conflict.note.id,
        "fields": [
            {
                "field": name,
                "title": say(_title(name), language()),
                "seen": _words(name, seen),
                "now": _words(name, now),
                "ours": _typed_words(name, ours[name]) if name in ours else None,
            }
            for name in fields
        ],
    }


def _typed_words(name: str, text: str) -> str:
    """Return what was typed or chosen as people read it; "" for nothing."""
    lang = language()
    if name in ("kind", "stage", "funding", "position"):
        return say_value(SHOWN[name], text, lang, {}) or ""
    if name in COLUMN_OF_FIELD:
        by_code = read_agencies(session()).by_code
        return ", ".join(by_code[code].label(lang) for code in text.split(";") if code in by_code)
    if name == "published":
        return say_value(SHOWN[name], text == "1", lang, {}) or ""
    unit = UNIT_WORDS.get(name)
    return f"{text} {say(unit, lang)}" if unit and text else text


def _title(name: str) -> Message:
    return SHOWN[COLUMN_OF_FIELD.get(name, name)].title


def _words(name: str, state: Editable | None) -> str | None:
    if state is None:
        return None
    shown, lang = SHOWN[COLUMN_OF_FIELD.get(name, name)], language()
    if name == "published":
        return say_value(shown, state.published, lang, {})
    if name == "geometry":
        return say_value(shown, state.geometry and True, lang, {})
    value = state.values[name]
    by_code = read_agencies(session()).by_code
    if name in COLUMN_OF_FIELD and value:
        codes = value if isinstance(value, list) else [value]
        return ", ".join(by_code[code].label(lang) for code in codes)
    return say_value(shown, value, lang, {})
