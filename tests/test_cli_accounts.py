"""Whoever runs the commands makes accounts without signing in."""

import io
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp import cli, cli_accounts
from geoapp.db.cluster import Cluster
from geoapp.db.engine import cluster_database
from geoapp.queries.users import get_account, get_user
from geoapp.services.accounts import read_profile
from geoapp.services.passwords import verify_password
from geoapp.settings import Settings
from tests.builders import add_agency, add_unit
from tests.conftest import dispose


@pytest.fixture(scope="module")
def office(cluster: Cluster, settings: Settings, sampled: str):
    """The environment in which the commands find a database of their own."""
    cluster.create_database("shell", template=sampled)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "GEOAPP_DATA_DIR": str(settings.data_dir),
            "GEOAPP_RUN_DIR": str(settings.run_dir),
            "GEOAPP_DURABLE": "0",
            "GEOAPP_DATABASE": "shell",
            "GEOAPP_TODAY": "2026-11-20",
        }.items():
            patch.setenv(name, value)
        yield
    cluster.drop_database("shell")


@pytest.fixture
def session(office, cluster):  # noqa: ARG001 - the commands find its database
    database = cluster_database(cluster, "shell")
    with Session(database.app_engine) as session:
        yield session
    dispose(database)


def run(capsys, *given):
    done = cli.main([*given])
    return done, capsys.readouterr()


def test_an_account_is_made_and_its_password_printed(session, capsys):
    add_agency(session, "SXD-TEST")
    add_unit(session, "test-1")
    session.commit()
    done, said = run(
        capsys, "create-user", "hoa", "--role", "planner", "--role", "approver",
        "--agency", "SXD-TEST", "--area", "commune:test-1", "--full-name", "Trần Hòa",
    )  # fmt: skip
    assert done == 0
    user = get_user(session, "hoa")
    assert verify_password(said.out.split()[-1], user.password)
    assert user.must_change_password
    profile = read_profile(get_account(session, "hoa"))
    assert (profile.roles, profile.agencies) == ({"planner", "approver"}, ("SXD-TEST",))
    assert session.scalar(text("SELECT who FROM audit_entry WHERE thing = 'hoa'")) == (
        cli_accounts.shell_viewer(cli_accounts.getuser()).name
    )


def test_a_password_can_be_given_without_being_seen(session, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("một mật khẩu được trao\n"))
    done, said = run(
        capsys, "create-user", "lan", "--role", "viewer", "--agency", "all", "--area", "all",
        "--password-stdin",
    )  # fmt: skip
    assert done == 0
    assert "trao" not in said.out
    user = get_user(session, "lan")
    assert verify_password("một mật khẩu được trao", user.password)
    assert (user.must_change_password, user.every_agency, user.every_area) == (False, True, True)


@pytest.mark.usefixtures("office")
def test_everything_wrong_is_said_at_once(capsys):
    done, said = run(
        capsys, "create-user", "Hòa", "--role", "viewer", "--agency", "NONE", "--email", "x"
    )
    assert done == 1
    for words in ("small letters", "no agency NONE", "no e-mail address"):
        assert words in said.err


def test_a_new_password_is_given_in_the_shell_too(session, capsys):
    run(capsys, "create-user", "minh", "--role", "viewer")
    user = get_user(session, "minh")
    user.tf_primary_method, user.tf_totp_secret = "authenticator", "{}"
    session.commit()
    done, said = run(capsys, "set-password", "minh", "--without-second-step")
    session.expire_all()
    user = get_user(session, "minh")
    assert done == 0
    assert verify_password(said.out.split()[-1], user.password)
    assert user.tf_primary_method is None


@pytest.mark.usefixtures("office")
def test_an_unknown_account_is_said(capsys):
    done, said = run(capsys, "--lang", "en", "set-password", "nobody")
    assert (done, said.err) == (1, "There is no account nobody.\n")


def test_the_demos_accounts_share_the_password_that_is_printed(session, capsys, monkeypatch):
    monkeypatch.setenv("GEOAPP_DEMO_PASSWORD", "thử xem")
    done, said = run(capsys, "create-demo-users")
    assert done == 0
    assert "viewer, planner, approver, admin" in said.out
    assert "thử xem" in said.out
    assert verify_password("thử xem", get_user(session, "admin").password)


def test_a_demo_password_that_nobody_chose_is_kept(session, capsys, settings):
    run(capsys, "create-demo-users")
    first = settings.demo_password
    run(capsys, "create-demo-users")
    assert settings.demo_password == first
    assert (settings.data_dir / "demo-password").stat().st_mode & 0o077 == 0
    assert verify_password(first, get_user(session, "viewer").password)
