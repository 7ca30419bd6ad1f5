"""What an office can set: read once from the environment, then passed along as one value."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from geoapp.domain.errors import GeoappError
from geoapp.domain.messages import Message, message
from geoapp.domain.schedule import ScheduleRule
from geoapp.ingest.limits import RANGES, Limits, setting_name

ROOT = Path(__file__).resolve().parent.parent
# The data the service starts with; layer files anywhere may draw them.
GEO_DATA = ROOT / "data" / "geo"
# How the mail server is spoken to; "none" is for one on the same machine.
SMTP_SECURITY = ("starttls", "tls", "none")
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

    `database` is one of the private cluster, `database_url` leads elsewhere. `late_points` and
    `disbursement_points` are percent points; `workers` is how many run jobs beside the web
    processes; `today` None means the clock; `durable` False lets the private cluster skip
    fsync, for tests. `proxies` is how many reverse proxies stand before us and say where a
    request comes from; staged rows can be looked at for `upload_rows_days` after an upload
    ended, and one that nobody touched for `upload_days` ends. A pack of files can be fetched
    for `pack_days`; one that `pack_asks` for, written like the query of an address, is made on
    `pack_day` of every month at `pack_hour` (day 0: none). Without `oidc_url` the office's own
    sign-in is not offered. `agency_vi`, `agency_en` and `logo` (an SVG or PNG file) stand on
    what is exported. Without
    `smtp_host` reminders stand on pages alone; with it planners are written to `remind_days`
    before reports are due, and once after, from `remind_hour` on; `root_url` is where people
    reach the service, for links in letters.
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
    workers: int = 2
    layers_dir: Path = ROOT / "layers"
    late_points: int = 5
    report_due_day: int = 20
    disbursement_points: int = 10
    stalled_months: int = 3
    title_vi: str = "Bản đồ dự án trọng điểm"
    title_en: str = "Key project map"
    place_vi: str = "Huế và Thạch Hà"
    place_en: str = "Huế and Thạch Hà"
    agency_vi: str = ""
    agency_en: str = ""
    logo: Path | None = None
    time_zone: ZoneInfo = VIETNAM
    public: bool = True
    proxies: int = 0
    session_hours: int = 12
    sign_in_tries: int = 5
    sign_in_minutes: int = 15
    oidc_url: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: str | None = None
    oidc_name_vi: str = "tài khoản cơ quan"
    oidc_name_en: str = "the office account"
    chosen_demo_password: str | None = None
    tile_cache_mb: int = 256
    upload_limits: Limits = field(default_factory=Limits)
    upload_rows_days: int = 7
    upload_days: int = 90
    pack_days: int = 7
    pack_day: int = 0
    pack_hour: int = 6
    pack_asks: str = ""
    root_url: str | None = None
    smtp_host: str | None = None
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_user: str | None = None
    smtp_password: str | None = None
    smtp_from: str | None = None
    remind_days: int = 3
    remind_hour: int = 8
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
            workers=_number(env, "GEOAPP_WORKERS", 0 if database_url else cls.workers, 0, 8),
            layers_dir=_path(env, "GEOAPP_LAYERS_DIR") or cls.layers_dir,
            late_points=_number(env, "GEOAPP_LATE_POINTS", cls.late_points, 0, 100),
            report_due_day=_number(env, "GEOAPP_REPORT_DUE_DAY", cls.report_due_day, 1, 28),
            disbursement_points=_number(
                env, "GEOAPP_DISBURSEMENT_POINTS", cls.disbursement_points, 0, 100
            ),
            stalled_months=_number(env, "GEOAPP_STALLED_MONTHS", cls.stalled_months, 1, 24),
            title_vi=env.get("GEOAPP_TITLE_VI") or cls.title_vi,
            title_en=env.get("GEOAPP_TITLE_EN") or cls.title_en,
            place_vi=env.get("GEOAPP_PLACE_VI") or cls.place_vi,
            place_en=env.get("GEOAPP_PLACE_EN") or cls.place_en,
            agency_vi=env.get("GEOAPP_AGENCY_VI") or cls.agency_vi,
            agency_en=env.get("GEOAPP_AGENCY_EN") or cls.agency_en,
            logo=_picture(env, "GEOAPP_LOGO"),
            time_zone=_zone(env, "GEOAPP_TIME_ZONE", cls.time_zone),
            public=_switch(env, "GEOAPP_PUBLIC", default=cls.public),
            proxies=_number(env, "GEOAPP_PROXIES", cls.proxies, 0, 10),
            session_hours=_number(env, "GEOAPP_SESSION_HOURS", cls.session_hours, 1, 720),
            sign_in_tries=_number(env, "GEOAPP_SIGN_IN_TRIES", cls.sign_in_tries, 1, 1000),
            sign_in_minutes=_number(env, "GEOAPP_SIGN_IN_MINUTES", cls.sign_in_minutes, 1, 1440),
            oidc_url=env.get("GEOAPP_OIDC_URL") or None,
            oidc_client_id=env.get("GEOAPP_OIDC_CLIENT_ID") or None,
            oidc_client_secret=env.get("GEOAPP_OIDC_CLIENT_SECRET") or None,
            oidc_name_vi=env.get("GEOAPP_OIDC_NAME_VI") or cls.oidc_name_vi,
            oidc_name_en=env.get("GEOAPP_OIDC_NAME_EN") or cls.oidc_name_en,
            chosen_demo_password=env.get("GEOAPP_DEMO_PASSWORD") or None,
            tile_cache_mb=_number(env, "GEOAPP_TILE_CACHE_MB", cls.tile_cache_mb, 0, 1_000_000),
            upload_limits=_limits(env),
            upload_rows_days=_number(env, "GEOAPP_UPLOAD_ROWS_DAYS", cls.upload_rows_days, 0, 3650),
            upload_days=_number(env, "GEOAPP_UPLOAD_DAYS", cls.upload_days, 1, 3650),
            pack_days=_number(env, "GEOAPP_PACK_DAYS", cls.pack_days, 1, 365),
            pack_day=_number(env, "GEOAPP_PACK_DAY", cls.pack_day, 0, 28),
            pack_hour=_number(env, "GEOAPP_PACK_HOUR", cls.pack_hour, 0, 23),
            pack_asks=env.get("GEOAPP_PACK_ASKS") or cls.pack_asks,
            root_url=env.get("GEOAPP_ROOT_URL") or None,
            smtp_host=env.get("GEOAPP_SMTP_HOST") or None,
            smtp_port=_number(env, "GEOAPP_SMTP_PORT", cls.smtp_port, 1, 65535),
            smtp_security=_one_of(env, "GEOAPP_SMTP_SECURITY", SMTP_SECURITY, cls.smtp_security),
            smtp_user=env.get("GEOAPP_SMTP_USER") or None,
            smtp_password=env.get("GEOAPP_SMTP_PASSWORD") or None,
            smtp_from=env.get("GEOAPP_SMTP_FROM") or None,
            remind_days=_number(env, "GEOAPP_REMIND_DAYS", cls.remind_days, 0, 27),
            remind_hour=_number(env, "GEOAPP_REMIND_HOUR", cls.remind_hour, 0, 23),
            today=_day(env, "GEOAPP_TODAY"),
            backup_dir=_path(env, "GEOAPP_BACKUP_DIR"),
            backup_hour=_number(env, "GEOAPP_BACKUP_HOUR", cls.backup_hour, 0, 23),
            backups_kept=_number(env, "GEOAPP_BACKUPS_KEPT", cls.backups_kept, 1, 10_000),
        )

    @property
    def rule(self) -> ScheduleRule:
        """The thresholds of what is late, behind and standing still."""
        return ScheduleRule(
            self.late_points, self.report_due_day, self.disbursement_points, self.stalled_months
        )

    @property
    def files_dir(self) -> Path:
        """Where received files are kept, as they came."""
        return self.data_dir / "files"

    @property
    def packs_dir(self) -> Path:
        """Where packs of files are made and kept until they expire."""
        return self.data_dir / "packs"

    @property
    def tile_cache_dir(self) -> Path:
        return self.data_dir / "cache" / "tiles"

    @property
    def secret_key(self) -> str:
        """The key that signs cookies: made once, kept in the data folder."""
        return kept_secret(self.data_dir, "secret-key")

    @property
    def demo_password(self) -> str:
        """The password of the demo's accounts: the chosen one, else made once and kept."""
        return self.chosen_demo_password or kept_secret(self.data_dir, "demo-password", size=9)


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


def kept_secret(data_dir: Path, name: str, *, size: int = 32) -> str:
    """Return the secret of this name in the data folder, made of `size` random bytes once."""
    path = data_dir / name
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        draft = data_dir / f"{name}-{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(size), encoding="ascii")
        # A link fails where a name exists, so of two starts at once both read the first one's key.
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="ascii")


def _path(env: Mapping[str, str], name: str) -> Path | None:
    return Path(env[name]).expanduser().absolute() if env.get(name) else None


def _picture(env: Mapping[str, str], name: str) -> Path | None:
    path = _path(env, name)
    if path is not None and not path.is_file():
        raise BadSetting(name, expected=message("an SVG or PNG file"), got=str(path))
    return path


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name) or str(default)
    if text.isascii() and text.isdigit() and len(text) < 16 and low <= int(text) <= high:
        return int(text)
    expected = message("a whole number from {low} to {high}", low=low, high=high)
    raise BadSetting(name, expected=expected, got=text)


def _one_of(env: Mapping[str, str], name: str, choices: tuple[str, ...], default: str) -> str:
    text = env.get(name) or default
    if text not in choices:
        expected = message("one of {choices}", choices=", ".join(choices))
        raise BadSetting(name, expected=expected, got=text)
    return text


def _limits(env: Mapping[str, str]) -> Limits:
    return Limits(
        **{
            one.name: _number(env, setting_name(one.name), one.default, *RANGES[one.name])  # type: ignore[arg-type]
            for one in fields(Limits)
        }
    )


def _switch(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = env.get(name) or str(int(default))
    if text not in ("0", "1"):
        raise BadSetting(name, expected=message("0 or 1"), got=text)
    return text == "1"


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
