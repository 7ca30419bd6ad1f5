"""The form of a report's texts: what was shown, what was sent, who came between."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from geoapp.domain.errors import Problem
from geoapp.domain.messages import say
from geoapp.domain.report_texts import BLOCKS, ReportTexts
from geoapp.services.report_texts import TextsChangedSince
from geoapp.web.state import language


def sent_bodies(shown: ReportTexts) -> dict[str, str | None]:
    """Return the blocks that differ from what the form had shown, None for “as proposed”.

    The form sends along what it had shown: somebody may have written since.
    """
    bodies: dict[str, str | None] = {}
    for block in BLOCKS:
        if request.form.get(f"reset-{block.code}") == "1":
            bodies[block.code] = None
        elif block.code in request.form:
            body = _tidy(request.form[block.code])
            before = request.form.get(f"shown-{block.code}", shown[block.code])
            if body != _tidy(before):
                bodies[block.code] = body
    return bodies


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


@dataclass
class TextForm:
    """What the page shows of the texts; after a refusal what was typed stands in the fields."""

    texts: ReportTexts
    problems: Sequence[Problem] = ()
    conflict: TextsChangedSince | None = None

    def as_values(self, revision: int) -> dict[str, Any]:
        """Return the template's variables; `revision` is what the next save has seen."""
        typed = sent_bodies(self.texts) if request.method == "POST" else {}
        kept = {code: body for code, body in typed.items() if body is not None}
        # Correcting a mistake is not seeing another's work.
        opened = request.form.get("seen_revision") if self.problems else None
        return {
            "bodies": {
                block.code: kept.get(block.code, self.texts[block.code]) for block in BLOCKS
            },
            "shown": self.texts,
            "reset": {code for code, body in typed.items() if body is None},
            "written": self.texts.written,
            "seen": opened or revision,
            "problems": {one.field: one.sentence for one in self.problems},
            "conflict": self._conflict(kept) if self.conflict else None,
        }

    def _conflict(self, typed: dict[str, str]) -> dict[str, Any]:
        assert self.conflict is not None  # noqa: S101 - asked before
        seen, now, lang = self.conflict.seen.bodies, self.conflict.now.bodies, language()
        differing = [one for one in BLOCKS if seen.get(one.code) != now.get(one.code)]
        return {
            "actor": self.conflict.note.full_name or self.conflict.note.actor,
            "at": self.conflict.note.at,
            "differences": [
                {
                    "title": say(one.title, lang),
                    "seen": seen.get(one.code),
                    "now": now.get(one.code),
                    "ours": typed.get(one.code),
                }
                for one in differing
            ],
        }
