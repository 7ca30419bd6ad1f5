"""Tokens are shown once, kept as hashes, and end."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from geoapp.domain.errors import BadForm, NotFound
from geoapp.domain.rights import NOBODY, Refused, Viewer
from geoapp.models import ApiToken, AuditEntry
from geoapp.services.tokens import LONGEST_DAYS, digest_of, make_token, revoke_token
from tests.people import SHELL, add_user

HOA = Viewer("hoa", frozenset({"viewer"}))
LAN = Viewer("lan", frozenset({"planner", "approver"}))


@pytest.fixture
def token(session):
    add_user(session, "hoa")
    return make_token(session, HOA, "hoa", name=" QGIS ", days=90)


def row(session):
    return session.scalars(select(ApiToken)).one()


def test_the_token_itself_is_kept_nowhere(session, token):
    kept = row(session)
    assert kept.digest == digest_of(token)
    assert token.startswith(kept.hint)
    assert len(kept.hint) < len(token) / 3
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.what, entry.thing) == ("make-token", "hoa: QGIS")
    assert token not in str(entry.details)


@pytest.mark.usefixtures("token")
def test_a_token_is_valid_for_the_days_it_was_given(session):
    assert (row(session).expires_at - datetime.now(UTC)).days in (89, 90)


def test_two_tokens_differ(session, token):
    assert make_token(session, HOA, "hoa", name="QGIS", days=90) != token


@pytest.mark.parametrize(("name", "days"), [("", 1), (" ", 1), ("a", 0), ("a", LONGEST_DAYS + 1)])
def test_a_token_needs_a_name_and_an_end(session, name, days):
    add_user(session, "hoa")
    with pytest.raises(BadForm):
        make_token(session, HOA, "hoa", name=name, days=days)


@pytest.mark.usefixtures("token")
def test_nobody_makes_tokens_for_others_but_administrators(session):
    with pytest.raises(Refused):
        make_token(session, LAN, "hoa", name="x", days=1)
    assert make_token(session, SHELL, "hoa", name="x", days=1)


@pytest.mark.usefixtures("token")
def test_ones_own_token_can_be_revoked_once_and_for_good(session):
    first = revoke_token(session, HOA, row(session).id).revoked_at
    assert first is not None
    assert revoke_token(session, HOA, row(session).id).revoked_at == first


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize("by", [LAN, NOBODY])
def test_others_tokens_look_like_none(session, by):
    with pytest.raises(NotFound) as others:
        revoke_token(session, by, row(session).id)
    with pytest.raises(NotFound) as missing:
        revoke_token(session, by, 999_999)
    assert others.value.detail == missing.value.detail
    assert row(session).revoked_at is None


@pytest.mark.usefixtures("token")
def test_administrators_revoke_any_token(session):
    assert revoke_token(session, SHELL, row(session).id).revoked_at
