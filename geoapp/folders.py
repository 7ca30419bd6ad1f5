"""Where a service keeps its data, its socket and the secrets it makes itself."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path


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
