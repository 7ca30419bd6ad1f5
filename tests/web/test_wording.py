"""Templates speak the language of the request, with names for every code."""

import re

import pytest

from geoapp.domain import choices
from geoapp.domain.sectors import KINDS, SECTORS
from geoapp.queries.listing import SORTS
from geoapp.web.texts import script_texts
from geoapp.web.wording import LISTS, label


@pytest.mark.parametrize(("name", "codes"), [
    ("sector", [one.code for one in SECTORS]), ("kind", [one.code for one in KINDS]),
    ("stage", choices.codes(choices.STAGES)), ("funding", choices.codes(choices.FUNDING)),
    ("schedule", choices.codes(choices.SCHEDULES)), ("position", choices.codes(choices.POSITIONS)),
    ("schedule_short", choices.codes(choices.SCHEDULES)), ("sort", SORTS),
    ("level", choices.codes(choices.LEVELS)), ("basis", choices.codes(choices.TIE_BASES)),
])  # fmt: skip
def test_every_code_has_a_name_in_both_languages(app, name, codes):
    assert {one.code for one in LISTS[name]} == set(codes)
    for lang in ("vi", "en"):
        with app.test_request_context(f"/?lang={lang}"):
            assert all(label(name, code) for code in codes)


def test_a_code_without_a_name_names_itself(app):
    with app.test_request_context("/"):
        assert label("sector", "spaceflight") == "spaceflight"


def test_numbers_in_templates_follow_the_language(app):
    template = app.jinja_env.from_string("{{ 1234.5|number }} {{ 46.2|percent }}")
    for lang, said in (("vi", "1.234,5 46,2%"), ("en", "1,234.5 46.2%")):
        with app.test_request_context(f"/?lang={lang}"):
            assert template.render() == said


def test_every_template_escapes_what_it_shows(app):
    # Letters are plain text: ours of reminders, and those that the account library brings along.
    templates = [
        name
        for name in app.jinja_env.list_templates()
        if not name.startswith(("security/email/", "mail/"))
    ]
    assert len(templates) > 10
    assert all(app.jinja_env.autoescape(name) for name in templates)


def test_scripts_have_every_text_in_both_languages():
    vietnamese, english = script_texts("vi"), script_texts("en")
    assert vietnamese.keys() == english.keys()
    for key, text in english.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", vietnamese[key])), (
            key
        )
