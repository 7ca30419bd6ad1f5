"""Makes a pack in a process of its own and dies, as by kill -9, in the middle of a file."""

import os
import signal
import sys

from sqlalchemy import create_engine

from geoapp.services import pack_units
from geoapp.services.pack_making import advance_pack
from geoapp.services.pack_room import open_pack_room
from geoapp.settings import Settings

number, last = (int(given) for given in sys.argv[1:])
written = []
real = pack_units.write_file


def write(path, content):
    written.append(path)
    if len(written) == last:
        path.with_name(f".{path.name}.part").write_bytes(content[: len(content) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
    real(path, content)


pack_units.write_file = write
engine = create_engine(os.environ["GEOAPP_DATABASE_URL_FOR_TEST"])
advance_pack(open_pack_room(Settings.from_env(), engine), number)
