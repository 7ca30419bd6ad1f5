"""PostgreSQL refuses to run as root: which system user runs it instead, and how."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from geoapp.domain.errors import DatabaseUnavailable
from geoapp.domain.messages import message

# A user of the service's own where the office made one, else the one the distribution brings.
SYSTEM_USERS = ("geoapp", "postgres")
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class SystemUser:
    """Who runs the server: ourselves, or a system user when we are root."""

    name: str
    uid: int
    gid: int

    def own(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)

    def make_folder(self, folder: Path) -> None:
        """Make a folder only this user may enter; raises where another one stands there."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            folder.mkdir(mode=0o700)
            self.own(folder)
        except FileExistsError:
            # lstat: in a folder that everybody may write to, a link could lead anywhere.
            found = folder.lstat()
            if folder.is_symlink() or found.st_uid != self.uid or found.st_mode & 0o077:
                raise DatabaseUnavailable(
                    message(
                        "{folder} must be a folder of the user {user} that nobody else may enter.",
                        folder=str(folder),
                        user=self.name,
                    )
                ) from None

    def run(self, command: Sequence[str], *, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program to its end, `given` on its standard input."""
        return subprocess.run(
            command, input=given, text=True, capture_output=True, check=False, **self._as_user()
        )

    def start(self, command: Sequence[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start a server that ends with us, even when we are killed, but not at Ctrl-C."""
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            # Runs after the change of user, which would have cleared the signal.
            preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 - the keeper has one thread
            **self._as_user(),
        )

    def _as_user(self) -> dict[str, Any]:
        # The server's folder and words must not depend on where and how we were started.
        same = {"cwd": "/", "umask": 0o077, "env": {"PATH": os.defpath, "LC_ALL": "C"}}
        if os.geteuid() != 0:
            return same
        return same | {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_user(data: Path) -> SystemUser:
    """Choose who runs the server; files made by another user stay that user's.

    Raises `DatabaseUnavailable` where that cannot be.
    """
    me = pwd.getpwuid(os.geteuid())
    owner = pwd.getpwuid(data.stat().st_uid) if data.exists() else None
    if me.pw_uid == 0:
        found = owner or _first_system_user()
    elif owner and owner.pw_uid != me.pw_uid:
        raise DatabaseUnavailable(
            message("{folder} belongs to the user {user}.", folder=str(data), user=owner.pw_name)
        )
    else:
        found = me
    return SystemUser(found.pw_name, found.pw_uid, found.pw_gid)


def check_reachable(folder: Path, user: SystemUser) -> None:
    """Raise where a folder above `folder` keeps the server's user out, as /root does."""
    if os.geteuid() != 0:
        return
    for above in folder.absolute().parents:
        if above.exists() and user.run(["/bin/sh", "-c", 'cd "$1"', "sh", str(above)]).returncode:
            raise DatabaseUnavailable(
                message(
                    "The database runs as the user {user}, who may not enter {folder}. "
                    "Set GEOAPP_DATA_DIR to a folder outside it, such as /var/lib/geoapp.",
                    user=user.name,
                    folder=str(above),
                )
            )


def _first_system_user() -> pwd.struct_passwd:
    known = {user.pw_name: user for user in pwd.getpwall()}
    for name in SYSTEM_USERS:
        if name in known:
            return known[name]
    raise DatabaseUnavailable(
        message(
            "PostgreSQL does not run as root and needs a system user {user}: "
            "useradd --system --shell /usr/sbin/nologin {user}",
            user=SYSTEM_USERS[0],
        )
    )


def _die_with(parent: int) -> Callable[[], None] | None:
    """Return what a child does first so that it stops, in order, when `parent` is gone."""
    if _libc is None:
        return None

    def ask_for_signal() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != parent:  # it ended before we asked
            os._exit(1)

    return ask_for_signal
