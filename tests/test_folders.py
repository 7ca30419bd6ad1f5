"""Data and secrets lie where only the service reads them; a socket's address stays short."""

from pathlib import Path

from geoapp.folders import default_run_dir
from geoapp.settings import Settings


def test_the_socket_folder_is_short_however_deep_the_data_lie():
    deep = Path("/srv") / ("a" * 200)
    assert len(str(default_run_dir(deep, {}))) < 60


def test_two_data_folders_never_share_a_socket_folder():
    assert default_run_dir(Path("/a"), {}) != default_run_dir(Path("/b"), {})


def test_the_secret_key_is_made_once_and_kept(tmp_path):
    settings = Settings.from_env({"GEOAPP_DATA_DIR": str(tmp_path)})
    first = settings.secret_key
    assert settings.secret_key == first
    assert len(first) > 32
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_only_the_service_may_read_the_secret_key(tmp_path):
    Settings.from_env({"GEOAPP_DATA_DIR": str(tmp_path)}).secret_key  # noqa: B018 - makes the file
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
