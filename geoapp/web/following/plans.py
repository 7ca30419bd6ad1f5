"""The forms of a decision that adjusts the plan, and of the baseline that it adjusts."""

from collections.abc import Mapping
from typing import Any

from flask import render_template

from geoapp.domain.messages import message
from geoapp.queries.followed import Followed, get_followed
from geoapp.services.following.plans import (
    BASELINE_FIELDS,
    DECISION_FIELDS,
    approve_baseline,
    decide_plan,
)
from geoapp.web.following.asking import (
    FormState,
    answer_data,
    project_to_change,
    sent_fields,
    settled,
)
from geoapp.web.following.blueprint import blueprint
from geoapp.web.following.fields import FormField, as_text, shown_fields, shown_state
from geoapp.web.page import facts
from geoapp.web.params import wanted
from geoapp.web.shown import asks_for_page
from geoapp.web.state import session


@blueprint.get("/projects/<code>/decisions")
def decisions(code: str) -> Any:
    """Show the form of a new decision."""
    project = project_to_change(code)
    if not asks_for_page():
        return answer_data(_data(project, _followed(project)))
    return _decision_page(project, FormState())


@blueprint.post("/projects/<code>/decisions")
def save_decision(code: str) -> Any:
    """Write a decision."""
    project = project_to_change(code)
    given = sent_fields(*DECISION_FIELDS)

    def write(by: Any) -> Mapping[str, Any]:
        revision = decide_plan(session(), code, given, by)
        return {"revision": revision.id}

    return settled(code, given, write, lambda state: _decision_page(project, state),
                   anchor="decisions", status=201)  # fmt: skip


@blueprint.get("/projects/<code>/baseline")
def baseline(code: str) -> Any:
    """Show the form of a first baseline."""
    project = project_to_change(code)
    if not asks_for_page():
        return answer_data(_data(project, _followed(project)))
    return _baseline_page(project, FormState())


@blueprint.post("/projects/<code>/baseline")
def save_baseline(code: str) -> Any:
    """Write the baseline, once."""
    project = project_to_change(code)
    given = sent_fields(*BASELINE_FIELDS)

    def write(by: Any) -> Mapping[str, Any]:
        revision = approve_baseline(session(), code, given, by)
        return {"revision": revision.id}

    return settled(code, given, write, lambda state: _baseline_page(project, state),
                   anchor="decisions", status=201)  # fmt: skip


STATED = (*BASELINE_FIELDS, "illustrative")


def _followed(project: Any) -> Followed:
    return get_followed(session(), wanted(), project.id)


def _data(project: Any, followed: Followed) -> dict[str, Any]:
    first = followed.baseline
    names = (*DECISION_FIELDS, "reason")
    return {
        "code": project.code,
        "revision": project.revision,
        "baseline": first and {name: getattr(first, name) for name in STATED},
        "decisions": [{name: getattr(one, name) for name in names} for one in followed.decisions],
    }


def _decision_page(project: Any, state: FormState) -> str:
    fields = shown_fields(
        [
            FormField("number", message("Number of the decision"), "text", needed=True),
            FormField("decided_on", message("Decided on"), "date", needed=True),
            FormField("finish", message("New planned finish"), "date",
                      help=message("empty: stays as it is")),
            FormField("investment_vnd", message("New total investment"), "money",
                      help=message("empty: stays as it is")),
        ],
        state,
    )  # fmt: skip
    return render_template(
        "following/decision.html",
        project=project,
        fields=fields,
        followed=_followed(project),
        **shown_state(state, fields),
        **facts(),
    )


def _baseline_page(project: Any, state: FormState) -> str:
    shown = _followed(project).baseline
    finish = "planned_finish" if project.baseline_finish is None else "baseline_finish"
    fields = shown_fields(
        [
            FormField("start", message("Start"), "date", _real(project, "baseline_start"),
                      needed=True),
            FormField("finish", message("Finish"), "date", _real(project, finish), needed=True),
            FormField("investment_vnd", message("Total investment"), "money",
                      _real(project, "investment_vnd", money=True)),
            FormField("decision", message("Decision that approved it"), "text"),
        ],
        state,
    )  # fmt: skip
    return render_template(
        "following/baseline.html",
        project=project,
        fields=fields,
        shown=shown,
        **shown_state(state, fields),
        **facts(),
    )


def _real(project: Any, column: str, *, money: bool = False) -> str:
    """Return a value as the form begins with it; what was invented is nobody's to sign."""
    invented = column in project.illustrative_fields
    return "" if invented else as_text(getattr(project, column), money=money)
