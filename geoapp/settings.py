"""What an office can set: read once from the environment, then passed along as one value."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from geoapp.domain.messages import message
from geoapp.domain.schedule import ScheduleRule
from geoapp.environment import (
    day,
    file,
    folder,
    given_in,
    number_within,
    one_of,
    switch,
    text,
    variables_of,
    whole_number,
    zone,
)
from geoapp.folders import default_data_dir, default_run_dir, kept_secret
from geoapp.ingest.limits import RANGES, Limits, setting_name

ROOT = Path(__file__).resolve().parent.parent
# The data the service starts with; layer files anywhere may draw them.
GEO_DATA = ROOT / "data" / "geo"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


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

    data_dir: Path = folder("GEOAPP_DATA_DIR")
    run_dir: Path = folder("GEOAPP_RUN_DIR")
    database: str = text("GEOAPP_DATABASE", "geoapp")
    database_url: str | None = text("DATABASE_URL", None)
    owner_database_url: str | None = text("GEOAPP_OWNER_DATABASE_URL", None)
    durable: bool = switch("GEOAPP_DURABLE", default=True)
    host: str = text("HOST", "127.0.0.1")
    port: int = whole_number("PORT", 8000, 1, 65535)
    web_workers: int = whole_number("GEOAPP_WEB_WORKERS", 2, 1, 64)
    web_threads: int = whole_number("GEOAPP_WEB_THREADS", 8, 1, 64)
    workers: int = whole_number("GEOAPP_WORKERS", 2, 0, 8)
    layers_dir: Path = folder("GEOAPP_LAYERS_DIR", ROOT / "layers")
    late_points: int = whole_number("GEOAPP_LATE_POINTS", 5, 0, 100)
    report_due_day: int = whole_number("GEOAPP_REPORT_DUE_DAY", 20, 1, 28)
    disbursement_points: int = whole_number("GEOAPP_DISBURSEMENT_POINTS", 10, 0, 100)
    stalled_months: int = whole_number("GEOAPP_STALLED_MONTHS", 3, 1, 24)
    title_vi: str = text("GEOAPP_TITLE_VI", "Bản đồ dự án trọng điểm")
    title_en: str = text("GEOAPP_TITLE_EN", "Key project map")
    place_vi: str = text("GEOAPP_PLACE_VI", "Huế và Thạch Hà")
    place_en: str = text("GEOAPP_PLACE_EN", "Huế and Thạch Hà")
    agency_vi: str = text("GEOAPP_AGENCY_VI", "")
    agency_en: str = text("GEOAPP_AGENCY_EN", "")
    logo: Path | None = file("GEOAPP_LOGO", message("an SVG or PNG file"))
    time_zone: ZoneInfo = zone("GEOAPP_TIME_ZONE", VIETNAM)
    public: bool = switch("GEOAPP_PUBLIC", default=True)
    proxies: int = whole_number("GEOAPP_PROXIES", 0, 0, 10)
    session_hours: int = whole_number("GEOAPP_SESSION_HOURS", 12, 1, 720)
    sign_in_tries: int = whole_number("GEOAPP_SIGN_IN_TRIES", 5, 1, 1000)
    sign_in_minutes: int = whole_number("GEOAPP_SIGN_IN_MINUTES", 15, 1, 1440)
    oidc_url: str | None = text("GEOAPP_OIDC_URL", None)
    oidc_client_id: str | None = text("GEOAPP_OIDC_CLIENT_ID", None)
    oidc_client_secret: str | None = text("GEOAPP_OIDC_CLIENT_SECRET", None)
    oidc_name_vi: str = text("GEOAPP_OIDC_NAME_VI", "tài khoản cơ quan")
    oidc_name_en: str = text("GEOAPP_OIDC_NAME_EN", "the office account")
    chosen_demo_password: str | None = text("GEOAPP_DEMO_PASSWORD", None)
    tile_cache_mb: int = whole_number("GEOAPP_TILE_CACHE_MB", 256, 0, 1_000_000)
    upload_limits: Limits = field(default_factory=Limits)
    upload_rows_days: int = whole_number("GEOAPP_UPLOAD_ROWS_DAYS", 7, 0, 3650)
    upload_days: int = whole_number("GEOAPP_UPLOAD_DAYS", 90, 1, 3650)
    pack_days: int = whole_number("GEOAPP_PACK_DAYS", 7, 1, 365)
    pack_day: int = whole_number("GEOAPP_PACK_DAY", 0, 0, 28)
    pack_hour: int = whole_number("GEOAPP_PACK_HOUR", 6, 0, 23)
    pack_asks: str = text("GEOAPP_PACK_ASKS", "")
    root_url: str | None = text("GEOAPP_ROOT_URL", None)
    smtp_host: str | None = text("GEOAPP_SMTP_HOST", None)
    smtp_port: int = whole_number("GEOAPP_SMTP_PORT", 587, 1, 65535)
    smtp_security: str = one_of("GEOAPP_SMTP_SECURITY", "starttls", "tls", "none")
    smtp_user: str | None = text("GEOAPP_SMTP_USER", None)
    smtp_password: str | None = text("GEOAPP_SMTP_PASSWORD", None)
    smtp_from: str | None = text("GEOAPP_SMTP_FROM", None)
    remind_days: int = whole_number("GEOAPP_REMIND_DAYS", 3, 0, 27)
    remind_hour: int = whole_number("GEOAPP_REMIND_HOUR", 8, 0, 23)
    today: date | None = day("GEOAPP_TODAY")
    backup_dir: Path | None = folder("GEOAPP_BACKUP_DIR", None)
    backup_hour: int = whole_number("GEOAPP_BACKUP_HOUR", 2, 0, 23)
    backups_kept: int = whole_number("GEOAPP_BACKUPS_KEPT", 14, 1, 10_000)

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Self:
        """Read the settings; raises `BadSetting` naming the variable."""
        given = given_in(env, variables_of(cls))
        given.setdefault("data_dir", default_data_dir(env))
        given.setdefault("run_dir", default_run_dir(given["data_dir"], env))
        if url := given.get("database_url"):
            given = {"owner_database_url": url, "workers": 0} | given
        return cls(**given, upload_limits=_limits(env))

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


def _limits(env: Mapping[str, str]) -> Limits:
    variables = {name: number_within(setting_name(name), *reach) for name, reach in RANGES.items()}
    return Limits(**given_in(env, variables))
