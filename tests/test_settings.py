"""Settings come from the environment, are checked at the door and name what is wrong."""

from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

import pytest

from geoapp.environment import BadSetting, variables_of
from geoapp.ingest.limits import RANGES, Limits, setting_name
from geoapp.settings import Settings


def test_every_setting_has_a_default():
    settings = Settings.from_env({})
    assert (settings.host, settings.port, settings.late_points) == ("127.0.0.1", 8000, 5)
    assert settings.database_url is None


def test_settings_are_read_from_the_environment(tmp_path):
    env = {"GEOAPP_DATA_DIR": str(tmp_path), "PORT": "8101", "GEOAPP_TODAY": "2026-11-20"}
    settings = Settings.from_env(env)
    assert (settings.data_dir, settings.port) == (tmp_path, 8101)
    assert settings.today == date(2026, 11, 20)


def test_an_empty_variable_counts_as_unset():
    assert Settings.from_env({"PORT": "", "DATABASE_URL": ""}).database_url is None


def test_the_owner_address_is_the_services_own_unless_given():
    settings = Settings.from_env({"DATABASE_URL": "postgresql+psycopg://a/b"})
    assert settings.owner_database_url == "postgresql+psycopg://a/b"


def test_the_map_is_public_unless_it_is_closed():
    assert Settings.from_env({}).public
    assert Settings.from_env({"GEOAPP_PUBLIC": "1"}).public
    assert not Settings.from_env({"GEOAPP_PUBLIC": "0"}).public


def test_the_demos_password_can_be_chosen(tmp_path):
    env = {"GEOAPP_DATA_DIR": str(tmp_path), "GEOAPP_DEMO_PASSWORD": "thử"}
    assert Settings.from_env(env).demo_password == "thử"
    assert not list(tmp_path.iterdir())


def test_every_limit_of_uploads_is_a_setting():
    env = {setting_name(one.name): str(RANGES[one.name][0]) for one in fields(Limits)}
    limits = Settings.from_env(env).upload_limits
    assert asdict(limits) == {name: low for name, (low, _) in RANGES.items()}
    assert Settings.from_env({}).upload_limits == Limits()


def test_a_limit_beyond_what_readers_bear_is_refused():
    with pytest.raises(BadSetting, match="GEOAPP_UPLOAD_NESTING: expected a whole number from 8"):
        Settings.from_env({"GEOAPP_UPLOAD_NESTING": "1000000"})


VARIABLES = [one.name for one in variables_of(Settings).values() if one.name != "GEOAPP_DURABLE"]
LIMITS = [setting_name(one.name) for one in fields(Limits)]


@pytest.mark.parametrize("name", VARIABLES + LIMITS)
def test_every_setting_is_in_the_handbook(name):
    handbook = Path(__file__).parent.parent / "docs" / "operations.md"
    assert f"`{name}`" in handbook.read_text(encoding="utf-8")


def test_a_database_of_ones_own_has_workers_of_its_own():
    assert Settings.from_env({}).workers == 2
    assert Settings.from_env({"DATABASE_URL": "postgresql+psycopg://a/b"}).workers == 0
    given = {"DATABASE_URL": "postgresql+psycopg://a/b", "GEOAPP_WORKERS": "3"}
    assert Settings.from_env(given).workers == 3
