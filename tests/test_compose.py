"""docker-compose.yml is what Compose accepts, and describes the service this code is.

No Docker runs here; the schema is the Compose project's own, as check-jsonschema carries it.
"""

import json
import os
import re
import subprocess
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML
from sqlalchemy import make_url, text

from geoapp.cli import parser
from geoapp.db.engine import open_database
from geoapp.db.migrate import upgrade
from geoapp.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = "builtin_schemas/vendor/compose-spec.json"


@pytest.fixture(scope="module")
def compose():
    return YAML(typ="safe").load(ROOT / "docker-compose.yml")


def test_compose_accepts_it(compose):
    schema = json.loads(files("check_jsonschema").joinpath(SCHEMA).read_text())
    jsonschema.validate(compose, schema)


def test_the_schema_notices_a_mistake(compose):
    schema = json.loads(files("check_jsonschema").joinpath(SCHEMA).read_text())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(compose | {"services": {"web": {"imagee": "x"}}}, schema)


@pytest.mark.parametrize("name", ["db", "web", "worker"])
def test_every_service_says_whether_it_is_well(compose, name):
    assert compose["services"][name]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", ["web", "worker"])
def test_commands_are_commands_of_the_shell(compose, name):
    program, *given = compose["services"][name]["command"]
    assert program == "geoapp"
    parser().parse_args(given)


def test_every_named_volume_is_declared(compose):
    named = {
        volume.split(":")[0]
        for service in compose["services"].values()
        for volume in service["volumes"]
        if not volume.startswith(".")
    }
    assert named == set(compose["volumes"])


def test_every_variable_is_one_the_service_reads(compose):
    said = set(compose["services"]["worker"]["environment"])
    read = set(re.findall(r'"([A-Z_]+)"', (ROOT / "geoapp" / "settings.py").read_text()))
    assert said <= read


def test_the_service_runs_on_a_database_prepared_by_the_script(cluster, settings):
    """As in the container: a superuser's psql, then owner and service over their own addresses."""
    with cluster.admin() as connection:
        connection.execute("CREATE DATABASE elsewhere TEMPLATE template0")
    try:
        run_script(cluster, "elsewhere")
        env = {"GEOAPP_DATA_DIR": str(settings.data_dir)} | addresses(cluster, "elsewhere")
        with open_database(Settings.from_env(env)) as database:
            assert database.cluster is None
            upgrade(database.owner_engine, database.app_role)
            with database.app_engine.connect() as service:
                assert service.scalar(text("SELECT count(*) FROM project")) == 0
    finally:
        cluster.drop_database("elsewhere")


def run_script(cluster, name):
    passwords = cluster.folder.passwords()
    subprocess.run(
        [
            cluster.programs["psql"],
            "--no-psqlrc",
            f"--host={cluster.socket_folder}",
            "--username=geoapp_superuser",
            f"--dbname={name}",
            f"--file={ROOT / 'docker' / 'database.sql'}",
        ],
        env=os.environ
        | {
            "PGPASSWORD": passwords["geoapp_superuser"],
            "GEOAPP_OWNER_PASSWORD": passwords["geoapp_owner"],
            "GEOAPP_APP_PASSWORD": passwords["geoapp_app"],
        },
        check=True,
        capture_output=True,
    )


def addresses(cluster, name):
    owner, app = (
        make_url(cluster.url(name, role))
        .set(drivername="postgresql")
        .render_as_string(hide_password=False)
        for role in ("geoapp_owner", "geoapp_app")
    )
    return {"DATABASE_URL": app, "GEOAPP_OWNER_DATABASE_URL": owner}
