"""The PostgreSQL server process of a private cluster: start, stop, leftovers, log."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from geoapp.db.cluster_folder import ClusterFolder
from geoapp.db.programs import Programs
from geoapp.db.system_user import SystemUser

STOP_WITHIN_S = 30
LOG_LIMIT_BYTES = 10_000_000


def start_server(
    folder: ClusterFolder, run_dir: Path, programs: Programs, user: SystemUser, *, durable: bool
) -> subprocess.Popen[bytes]:
    """Start the server on its socket alone; it is ready a moment later."""
    safe = "on" if durable else "off"
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(run_dir),
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        "log_timezone": "UTC",
        # Compiling costs more than it saves on short map queries.
        "jit": "off",
        "fsync": safe,
        "full_page_writes": safe,
    }
    command = [programs["postgres"], "-D", str(folder.data)]
    command += [f"--{name}={value}" for name, value in options.items()]
    with folder.log.open("ab") as log:
        folder.log.chmod(0o600)
        return user.start(command, log)


def stop_server(server: subprocess.Popen[bytes]) -> None:
    """Stop in order; what is still running after a while is stopped at once."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def end_leftover(data: Path) -> None:
    """End a server whose keeper was killed, and forget one that only seems to run."""
    lock = data / "postmaster.pid"
    if not lock.exists():
        return
    number = int(lock.read_text(encoding="utf-8").split()[0])
    if _is_running(number) and not _serves(number, data):
        # After a restart of the machine another process may have its number.
        lock.unlink()
    for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        deadline = time.monotonic() + STOP_WITHIN_S
        if _serves(number, data):
            os.kill(number, sign)
        while _serves(number, data) and time.monotonic() < deadline:
            time.sleep(0.05)


def shorten_log(log: Path) -> None:
    """Keep the last full log beside a new one; the server goes on writing to the same file."""
    if log.stat().st_size > LOG_LIMIT_BYTES:
        shutil.copyfile(log, log.with_suffix(".old.log"))
        os.truncate(log, 0)


def last_lines(log: Path, count: int = 5) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])


def _is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _serves(number: int, data: Path) -> bool:
    """Tell whether this process is the server of this data folder."""
    return str(data) in _command_line(number)


def _command_line(number: int) -> str:
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{number}/cmdline").read_bytes().decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return ""
    shown = subprocess.run(
        ["ps", "-p", str(number), "-o", "args="], capture_output=True, text=True, check=False
    )
    return shown.stdout
