"""Who may do what in the private cluster, and what it says when it cannot run."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from geoapp.db.cluster import attach
from geoapp.db.cluster_folder import APP, SUPERUSER
from geoapp.db.engine import cluster_database
from geoapp.domain.errors import DatabaseUnavailable
from tests.db.homes import ask

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture(scope="module")
def empty(cluster):
    """A database with its extensions and nothing else."""
    cluster.create_database("empty")
    database = cluster_database(cluster, "empty")
    yield database
    database.app_engine.dispose()
    database.owner_engine.dispose()
    cluster.drop_database("empty")


def run(engine, statement):
    with engine.begin() as connection:
        result = connection.exec_driver_sql(statement)
        return result.scalar() if result.returns_rows else None


def test_it_listens_on_its_socket_alone(cluster):
    with cluster.admin() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_nobody_else_may_enter_its_folders(cluster):
    for folder in (cluster.folder.data, Path(cluster.socket_folder)):
        assert folder.stat().st_mode & 0o077 == 0


def test_nobody_else_may_read_its_passwords(cluster):
    assert cluster.folder.passwords_file.stat().st_mode & 0o077 == 0


@as_root
def test_the_server_never_runs_as_root(cluster):
    assert cluster.folder.data.stat().st_uid != 0


def test_a_wrong_password_is_refused(cluster):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(
            host=cluster.socket_folder, user=SUPERUSER, password="guess", dbname="postgres"
        )


@pytest.mark.parametrize("extension", ["postgis", "btree_gist", "pg_trgm"])
def test_a_new_database_has_the_extensions(empty, extension):
    found = run(empty.app_engine, f"SELECT 1 FROM pg_extension WHERE extname = '{extension}'")
    assert found == 1


def test_vietnamese_order_is_at_hand(empty):
    words = run(
        empty.app_engine,
        "SELECT string_agg(word, ' ' ORDER BY word COLLATE \"vi-x-icu\")"
        " FROM unnest(ARRAY['đá', 'em', 'da', 'ăn', 'an', 'ấn', 'dz']) AS word",
    )
    assert words == "an ăn ấn da dz đá em"


def test_letters_beyond_ascii_have_lower_case(empty):
    assert run(empty.app_engine, "SELECT lower('ĐẬP ẤP Ơ')") == "đập ấp ơ"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        "DROP EXTENSION postgis",
        "DELETE FROM spatial_ref_sys",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "COPY (SELECT 1) TO '/tmp/geoapp-test'",
        "SET ROLE geoapp_owner",
    ],
)
def test_the_services_role_cannot(empty, statement):
    with pytest.raises(DBAPIError):
        run(empty.app_engine, statement)


def test_the_owner_makes_tables_but_is_no_superuser(empty):
    run(empty.owner_engine, "CREATE TABLE theirs AS SELECT 1 AS id")
    with pytest.raises(DBAPIError):
        run(empty.owner_engine, "COPY theirs TO PROGRAM 'true'")


def test_a_database_asked_for_by_many_is_made_once(cluster):
    with ThreadPoolExecutor() as pool:
        list(pool.map(cluster.create_database, ["asked"] * 4))
    assert cluster.has_database("asked")
    assert not cluster.has_database("asked_new")
    cluster.drop_database("asked")


def test_what_a_killed_start_left_of_a_database_is_made_anew(cluster):
    with cluster.admin() as connection:
        connection.execute("CREATE DATABASE half_new")
    cluster.create_database("half")
    with cluster.admin("half") as connection:
        assert connection.execute("SELECT postgis_version()").fetchone()
    cluster.drop_database("half")


def test_a_copy_keeps_rows_and_rights(cluster, empty):
    run(empty.owner_engine, "CREATE TABLE shown AS SELECT 7 AS number")
    run(empty.owner_engine, f"GRANT SELECT ON shown TO {APP}")
    empty.app_engine.dispose()
    empty.owner_engine.dispose()
    cluster.create_database("copy", template="empty")
    copy = cluster_database(cluster, "copy")
    assert run(copy.app_engine, "SELECT number FROM shown") == 7
    copy.app_engine.dispose()
    cluster.drop_database("copy")


def test_a_socket_folder_with_too_long_a_name_is_said(settings, tmp_path):
    with pytest.raises(DatabaseUnavailable, match="GEOAPP_RUN_DIR"):
        attach(replace(settings, run_dir=tmp_path / ("long" * 30)))


@as_root
def test_a_data_folder_the_servers_user_cannot_reach_is_said(settings, tmp_path):
    tmp_path.chmod(0o700)
    with pytest.raises(DatabaseUnavailable, match="may not enter"):
        attach(replace(settings, data_dir=tmp_path / "data", run_dir=tmp_path / "run"))


def test_data_of_a_version_that_is_gone_say_what_to_do(home):
    home.folder.data.mkdir(parents=True)
    (home.folder.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(DatabaseUnavailable, match=r"PostgreSQL 9(.|\n)*geoapp restore"):
        attach(home.settings)
    shutil.rmtree(home.folder.data)


def test_a_socket_folder_that_others_may_enter_is_refused(home):
    home.settings.run_dir.mkdir(mode=0o755)
    home.settings.run_dir.chmod(0o755)
    with pytest.raises(DatabaseUnavailable, match="nobody else may enter"):
        attach(home.settings)
    home.settings.run_dir.rmdir()


@as_root
def test_somebody_who_is_not_root_runs_a_cluster_of_their_own(home, monkeypatch):
    nobody = {"user": "nobody", "group": "nogroup", "extra_groups": [], "cwd": "/"}
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    python = python_for(nobody)
    shutil.rmtree(home.folder.path, ignore_errors=True)
    os.chown(home.settings.data_dir, 65534, 65534)
    assert ask(home.open(python, **nobody))
    assert home.folder.data.stat().st_uid == 65534


def python_for(somebody):
    """A Python with our libraries that this user may run; a checkout below /root hides its own."""
    for python in (sys.executable, "/usr/bin/python3"):
        with suppress(PermissionError):
            command = [python, "-c", "import geoapp.db.engine"]
            tried = subprocess.run(command, capture_output=True, check=False, **somebody)
            if tried.returncode == 0:
                return python
    pytest.skip("the user may not enter the folder of this checkout")
