"""The keeper: a process that runs the private server for as long as somebody uses it.

It holds keeper.lock, so there is never a second one. Users hold users.lock together; once the
keeper can take that lock alone nobody is left, and it stops the server while it holds it, so that
a newcomer waits and then starts afresh. When the keeper is killed the system stops the server.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from geoapp.db.cluster_folder import ClusterFolder, write_whole
from geoapp.db.creation import create_data, programs_for, set_passwords
from geoapp.db.locks import FileLock
from geoapp.db.server import end_leftover, last_lines, shorten_log, start_server, stop_server
from geoapp.db.system_user import server_user
from geoapp.domain.errors import DatabaseUnavailable
from geoapp.domain.messages import message

LOOK_EVERY_S = 0.2
# A server that had to be started this often in this time will not stay up by itself.
STARTS, STARTS_WITHIN_S = 8, 60


def main(arguments: Sequence[str]) -> None:
    """Run as `python -m geoapp.db.keeper FOLDER RUN_DIR DURABLE`; the starter goes on at once."""
    folder, run_dir = ClusterFolder(Path(arguments[0])), Path(arguments[1])
    lock = FileLock(folder.keeper_lock)
    if not lock.wait(1):
        return  # another keeper is at work
    folder.failure.unlink(missing_ok=True)
    if os.fork():
        os._exit(0)  # our child, which shares the lock, is the keeper
    os.setsid()
    try:
        Keeper(folder, run_dir, durable=arguments[2] == "durable").keep()
    except DatabaseUnavailable as failure:
        write_whole(folder.failure, json.dumps(vars(failure.detail)))
    except OSError as failure:
        write_whole(
            folder.failure, json.dumps({"text": "{reason}", "values": {"reason": str(failure)}})
        )


class Keeper:
    """Starts the server, starts it again when it was killed, stops it when it is not needed."""

    def __init__(self, folder: ClusterFolder, run_dir: Path, *, durable: bool) -> None:
        self.folder, self.run_dir, self.durable = folder, run_dir, durable
        self.programs = programs_for(folder)
        self.user = server_user(folder.data)
        self.users = FileLock(folder.users_lock)
        self.told_to_stop = False
        self.starts: list[float] = []

    def keep(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop_soon)
        self._prepare()
        write_whole(self.folder.state, json.dumps({"run_dir": str(self.run_dir)}))
        while True:
            self._count_start()
            server = start_server(
                self.folder, self.run_dir, self.programs, self.user, durable=self.durable
            )
            if self._watch(server):
                stop_server(server)
                self.folder.state.unlink()
                return

    def _stop_soon(self, *_: object) -> None:
        self.told_to_stop = True

    def _prepare(self) -> None:
        self.user.make_folder(self.run_dir)
        if not self.folder.data.exists():
            create_data(self.folder, self.programs, self.user, durable=self.durable)
        end_leftover(self.folder.data)
        if not self.folder.passwords_file.exists():
            set_passwords(self.folder, self.folder.data, self.programs, self.user)

    def _watch(self, server: subprocess.Popen[bytes]) -> bool:
        """Wait; True when no server is needed, False when it has ended and is needed."""
        while not (self.told_to_stop or self.users.take()):
            if server.poll() is not None:
                return False
            shorten_log(self.folder.log)
            time.sleep(LOOK_EVERY_S)
        return True

    def _count_start(self) -> None:
        now = time.monotonic()
        self.starts = [start for start in self.starts if now - start < STARTS_WITHIN_S]
        if len(self.starts) >= STARTS:
            raise DatabaseUnavailable(
                message(
                    "PostgreSQL does not stay up. The end of {log}:\n{lines}",
                    log=str(self.folder.log),
                    lines=last_lines(self.folder.log),
                )
            )
        time.sleep(len(self.starts) * LOOK_EVERY_S)
        self.starts.append(now)


if __name__ == "__main__":
    main(sys.argv[1:])
