"""What an office can set: read once from the environment, then passed along as one value."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from geoapp.domain.errors import GeoappError
from geoapp.domain.messages import Message, message

ROOT = Path(__file__).resolve().parent.parent
# The data the service starts with; layer files anywhere may draw them.
GEO_DATA = ROOT / "data" / "geo"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class BadSetting(GeoappError):
    """An environment variable that cannot be read."""

    def __init__(self, name: str, *, expected: Message, got: str) -> None:
        super().__init__(
            message(
                "Setting {name}: expected {expected}, got “{got}”.",
                name=name,
                expected=expected,
                got=got,
            )
        )


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one service.

    `database` is one of the private cluster, `database_url` leads elsewhere. `late_points` are
    percent points; `today` None means the clock; `durable` False lets the private cluster skip
    fsync, for tests.
    """

    data_dir: Path
    run_dir: Path
    database: str = "geoapp"
    database_url: str | None = None
    owner_database_url: str | None = None
    durable: bool = True
    host: str = "127.0.0.1"
    port: int = 8000
    web_workers: int = 2
    web_threads: int = 8
    layers_dir: Path = ROOT / "layers"
    late_points: int = 5
    report_due_day: int = 20
    title_vi: str = "Bản đồ dự án trọng điểm"
    title_en: str = "Key project map"
    place_vi: str = "Huế và Thạch Hà"
    place_en: str = "Huế and Thạch Hà"
    time_zone: ZoneInfo = VIETNAM
    tile_cache_mb: int = 256
    today: date | None = None
    backup_dir: Path | None = None
    backup_hour: int = 2
    backups_kept: int = 14

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Self:
        """Read the settings; raises `BadSetting` naming the variable."""
        data_dir = _path(env, "GEOAPP_DATA_DIR") or default_data_dir(env)
        database_url = env.get("DATABASE_URL") or None
        return cls(
            data_dir=data_dir,
            run_dir=_path(env, "GEOAPP_RUN_DIR") or default_run_dir(data_dir, env),
            database=env.get("GEOAPP_DATABASE") or cls.database,
            database_url=database_url,
            owner_database_url=env.get("GEOAPP_OWNER_DATABASE_URL") or database_url,
            durable=env.get("GEOAPP_DURABLE") != "0",
            host=env.get("HOST") or cls.host,
            port=_number(env, "PORT", cls.port, 1, 65535),
            web_workers=_number(env, "GEOAPP_WEB_WORKERS", cls.web_workers, 1, 64),
            web_threads=_number(env, "GEOAPP_WEB_THREADS", cls.web_threads, 1, 64),
            layers_dir=_path(env, "GEOAPP_LAYERS_DIR") or cls.layers_dir,
            late_points=_number(env, "GEOAPP_LATE_POINTS", cls.late_points, 0, 100),
            report_due_day=_number(env, "GEOAPP_REPORT_DUE_DAY", cls.report_due_day, 1, 28),
            title_vi=env.get("GEOAPP_TITLE_VI") or cls.title_vi,
            title_en=env.get("GEOAPP_TITLE_EN") or cls.title_en,
            place_vi=env.get("GEOAPP_PLACE_VI") or cls.place_vi,
            place_en=env.get("GEOAPP_PLACE_EN") or cls.place_en,
            time_zone=_zone(env, "GEOAPP_TIME_ZONE", cls.time_zone),
            tile_cache_mb=_number(env, "GEOAPP_TILE_CACHE_MB", cls.tile_cache_mb, 0, 1_000_000),
            today=_day(env, "GEOAPP_TODAY"),
            backup_dir=_path(env, "GEOAPP_BACKUP_DIR"),
            backup_hour=_number(env, "GEOAPP_BACKUP_HOUR", cls.backup_hour, 0, 23),
            backups_kept=_number(env, "GEOAPP_BACKUPS_KEPT", cls.backups_kept, 1, 10_000),
        )

    @property
    def files_dir(self) -> Path:
        """Where received files are kept, as they came."""
        return self.data_dir / "files"

    @property
    def tile_cache_dir(self) -> Path:
        return self.data_dir / "cache" / "tiles"

    @property
    def secret_key(self) -> str:
        """The key that signs cookies: made once, kept in the data folder."""
        return secret_key(self.data_dir)


def default_data_dir(env: Mapping[str, str]) -> Path:
    """Choose /var/lib/geoapp for root, else a folder of the user's own."""
    if os.geteuid() == 0:
        return Path("/var/lib/geoapp")
    home = env.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "geoapp"


def default_run_dir(data_dir: Path, env: Mapping[str, str]) -> Path:
    """Choose a short folder for the socket, one for each data folder.

    The address of a Unix socket holds about 100 bytes, and data folders may lie deep.
    """
    name = f"geoapp-{sha256(os.fsencode(data_dir)).hexdigest()[:8]}"
    if os.geteuid() == 0:
        return Path("/run" if Path("/run").is_dir() else "/var/run") / name
    private = env.get("XDG_RUNTIME_DIR", "")
    if private and Path(private).is_dir():
        return Path(private) / name
    # Anybody may write to /tmp: whoever makes the folder there checks that it is its own.
    return Path("/tmp") / f"{name}-{os.geteuid()}"  # noqa: S108


def secret_key(data_dir: Path) -> str:
    path = data_dir / "secret-key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        draft = data_dir / f"secret-key-{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(32), encoding="ascii")
        # A link fails where a name exists, so of two starts at once both read the first one's key.
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="ascii")


def _path(env: Mapping[str, str], name: str) -> Path | None:
    return Path(env[name]).expanduser().absolute() if env.get(name) else None


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name) or str(default)
    if text.isascii() and text.isdigit() and len(text) < 10 and low <= int(text) <= high:
        return int(text)
    expected = message("a whole number from {low} to {high}", low=low, high=high)
    raise BadSetting(name, expected=expected, got=text)


def _day(env: Mapping[str, str], name: str) -> date | None:
    text = env.get(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadSetting(name, expected=message("a date as 2026-11-20"), got=text or "") from None


def _zone(env: Mapping[str, str], name: str, default: ZoneInfo) -> ZoneInfo:
    text = env.get(name)
    try:
        return ZoneInfo(text) if text else default
    except (ValueError, ZoneInfoNotFoundError):
        expected = message("a time zone as Asia/Ho_Chi_Minh")
        raise BadSetting(name, expected=expected, got=text or "") from None
