"""What the form says: days as people write them, pasted lines, and two editors' rows together."""

from datetime import date

import pytest

from geoapp.domain.errors import BadForm
from geoapp.domain.target_drafts import TargetEntry
from geoapp.web.targets.typed import FIELDS, TypedEntry, TypedList, draft_of, merged

BLANK = dict.fromkeys(FIELDS, "") | {"name": "Danh mục", "kind": "list"}


def typed(*entries, **values):
    rows = tuple(TypedEntry(*entry) for entry in entries)
    fields = BLANK | {name: values.pop(name) for name in list(values) if name in FIELDS}
    return TypedList(fields, rows, **values)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/2026", date(2026, 12, 31)),
        ("2026-12-31", date(2026, 12, 31)),
        ("quý II/2026", date(2026, 6, 30)),
        ("11/2026", date(2026, 11, 30)),
        ("năm 2026", date(2026, 12, 31)),
    ],
)
def test_a_day_is_read_as_people_write_it(text, day):
    (entry,) = draft_of(typed(("A", "completion", text, ""))).entries
    assert entry.target == day


def test_pasted_lines_are_code_and_day():
    pasted = "tth-001\t31/12/2026\tcột khác\n\nTTH-002\nTTH-003; 30/6/2027"
    draft = draft_of(typed(pasted=pasted, pasted_milestone="groundbreaking"))
    assert draft.entries == (
        TargetEntry("TTH-001", "groundbreaking", date(2026, 12, 31)),
        TargetEntry("TTH-002", "groundbreaking", None),
        TargetEntry("TTH-003", "groundbreaking", date(2027, 6, 30)),
    )


def test_days_that_are_none_are_told_with_their_project():
    rows = [("A", "completion", "31/13/2026", ""), ("B", "completion", "mai", "")]
    with pytest.raises(BadForm) as wrong:
        draft_of(typed(*rows, closed_on="32/1/2026"))
    assert [problem.field for problem in wrong.value.problems] == [
        "closed_on",
        "entries",
        "entries",
    ]
    assert str(wrong.value.problems[1].sentence) == "A: “31/13/2026” is no date."


def test_what_both_editors_did_is_kept():
    row = ("A", "completion", "31/12/2026", "")
    seen = typed(row, ("B", "completion", "31/12/2026", ""))
    now = typed(row, ("B", "completion", "30/11/2026", ""), ("C", "completion", "1/1/2027", ""))
    ours = typed(
        ("A", "completion", "1/2/2027", ""), ("B", "completion", "31/12/2026", ""), name="Mới"
    )
    found = merged(ours, seen, now)
    assert found.fields["name"] == "Mới"
    assert [(one.project, one.target) for one in found.entries] == [
        ("A", "1/2/2027"), ("B", "30/11/2026"), ("C", "1/1/2027"),
    ]  # fmt: skip


def test_a_row_that_one_editor_removed_stays_removed():
    row = ("A", "completion", "31/12/2026", "")
    assert merged(typed(), typed(row), typed(row)).entries == ()
