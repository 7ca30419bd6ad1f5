"""What is restored is, row for row and file for file, what was backed up."""

import json
import tarfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import copy2

import pytest
from sqlalchemy import MetaData, text

from geoapp.db.dump import has_tables
from geoapp.db.engine import cluster_database
from geoapp.domain.errors import BadFile, Conflict
from geoapp.services.backup import write_backup
from geoapp.services.restore import restore_backup
from tests.conftest import TODAY, dispose
from tests.services.uploading import Desk, feature, says

UPLOAD = "tháng 11/tiến độ.geojson"


@pytest.fixture(scope="module")
def full(settings, sample, tmp_path_factory):
    """Settings of a service where one upload was applied, another is looked at, one is odd."""
    settings = replace(settings, data_dir=tmp_path_factory.mktemp("full"))
    (settings.files_dir / UPLOAD).parent.mkdir(parents=True)
    (settings.files_dir / UPLOAD).write_bytes(b"{}\xff")
    desk = Desk(sample.app_engine, settings.data_dir, TODAY)
    desk.apply(feature("B-1"), says("TTH-001", investment_vnd=1_234_567_890, progress=33))
    desk.receive(feature("B-2", (107.123456789012, 16.3)), feature("TTH-002", sector="unheard of"))
    return settings


@pytest.fixture(scope="module")
def made(full, sample, tmp_path_factory):
    return write_backup(full, sample, tmp_path_factory.mktemp("made") / "backup.tar")


@pytest.fixture
def archive(made, tmp_path):
    """A copy that a test may damage."""
    return Path(copy2(made, tmp_path))


@pytest.fixture
def new(settings, tmp_path):
    """Settings of a service that has received nothing."""
    return replace(settings, data_dir=tmp_path / "new")


@pytest.fixture
def target(cluster, blank):
    """A database with its extensions and nothing else."""
    cluster.create_database("restored", template=blank)
    database = cluster_database(cluster, "restored")
    yield database
    dispose(database)
    cluster.drop_database("restored")


def rows(database):
    """Every row of every table as text, by the table's name."""
    tables = MetaData()
    tables.reflect(database.owner_engine)
    with database.owner_engine.connect() as connection:
        return {
            name: sorted(connection.scalars(text(f'SELECT "{name}"::text FROM "{name}"')))
            for name in tables.tables
            if name != "spatial_ref_sys"
        }


def files(settings):
    """Every byte of every received file, by name."""
    folder = settings.files_dir
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder): path.read_bytes() for path in found}


def test_every_row_comes_back(archive, sample, new, target):
    restore_backup(new, target, archive)
    before = rows(sample)
    assert len(before["project"]) == 128
    used = ("project_history", "revision", "upload", "upload_row", "upload_issue", "upload_event")
    assert all(before[table] for table in used)
    assert rows(target) == before


def test_every_received_file_comes_back(archive, full, new, target):
    restore_backup(new, target, archive)
    assert len(files(new)) == 3
    assert files(new) == files(full)


def test_a_restored_service_goes_on_where_it_was(archive, new, target):
    restore_backup(new, target, archive)
    desk = Desk(target.app_engine, new.data_dir, TODAY)
    (waiting,) = desk.rows("SELECT id FROM upload WHERE state = 'ready'")
    desk.act("apply", waiting["id"])
    assert desk.upload(waiting["id"]).state == "applied"
    assert desk.rows("SELECT code FROM project WHERE code = 'B-2'")


def test_the_services_role_has_its_rights_again(archive, new, target):
    restore_backup(new, target, archive)
    with target.app_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM project")) == 128


def test_a_backup_into_a_folder_is_dated(full, sample, tmp_path):
    assert write_backup(full, sample, tmp_path).name.startswith("geoapp-20")


def test_nobody_else_may_read_a_backup(archive):
    assert archive.stat().st_mode & 0o077 == 0


def test_an_archive_holds_no_password(archive, sample):
    password = sample.owner_engine.url.password.encode()
    assert password not in archive.read_bytes()


def test_nothing_is_left_beside_a_backup(made):
    assert list(made.parent.iterdir()) == [made]


def test_a_database_with_tables_is_never_overwritten(archive, sample, new):
    before = rows(sample)
    with pytest.raises(Conflict, match="not empty"):
        restore_backup(new, sample, archive)
    assert rows(sample) == before


def test_received_files_are_never_overwritten(archive, full, target):
    with pytest.raises(Conflict, match="not empty"):
        restore_backup(full, target, archive)
    assert not has_tables(target.owner_engine)


@pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
def test_a_damaged_archive_changes_nothing(archive, new, target, place):
    content = bytearray(archive.read_bytes())
    content[int(len(content) * place)] ^= 0xFF
    archive.write_bytes(content)
    with pytest.raises(BadFile):
        restore_backup(new, target, archive)
    assert not has_tables(target.owner_engine)


def test_an_archive_cut_short_changes_nothing(archive, new, target):
    archive.write_bytes(archive.read_bytes()[:50_000])
    with pytest.raises(BadFile):
        restore_backup(new, target, archive)
    assert not has_tables(target.owner_engine)


def test_a_file_that_is_no_archive_is_said(new, target, tmp_path):
    (tmp_path / "letter.tar").write_text("Kính gửi")
    with pytest.raises(BadFile, match=r"letter\.tar"):
        restore_backup(new, target, tmp_path / "letter.tar")


def changed(archive, **values):
    """Write the archive anew with another manifest."""
    with tarfile.open(archive) as old:
        members = [(member, old.extractfile(member).read()) for member in old]
    manifest = json.loads(members[0][1]) | values
    with tarfile.open(archive, "w") as new:
        members[0] = (members[0][0], json.dumps(manifest).encode())
        for member, content in members:
            member.size = len(content)
            new.addfile(member, BytesIO(content))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"schema": "9999"}, "newer version"),
        ({"format": 2}, "form 2"),
        ({"app_role": "somebody"}, "somebody"),
        ({"files": {}}, "does not belong"),
        ({"files": {"../../x": "0"}}, "does not belong"),
        ({"surprise": 1}, "manifest"),
    ],
)
def test_an_archive_that_does_not_fit_is_said_and_changes_nothing(
    archive, new, target, values, words
):
    changed(archive, **values)
    with pytest.raises(BadFile, match=words):
        restore_backup(new, target, archive)
    assert not has_tables(target.owner_engine)
