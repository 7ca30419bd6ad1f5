"""A confined process cannot open sockets, start programs or take more memory than allowed."""

import subprocess
import sys

import pytest

BEFORE = "from geoapp.ingest.apart.confinement import confine; confine(200_000_000, 2)\n"


def confined(code: str) -> str:
    """Return the name of the error that the code meets, or what it printed."""
    program = f"{BEFORE}try:\n    {code}\nexcept BaseException as e:\n    print(type(e).__name__)"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or str(done.returncode)


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("import socket; socket.socket()", "PermissionError"),
        ("import urllib.request; urllib.request.urlopen('http://127.0.0.1:1/')", "URLError"),
        ("import os; os.execv('/bin/true', ['true'])", "PermissionError"),
        ("import subprocess; subprocess.run(['/bin/true'])", "PermissionError"),
        ("bytearray(300_000_000)", "MemoryError"),
        ("print(len(bytearray(50_000_000)))", "50000000"),
        ("print(open('/etc/hostname').read() != '')", "True"),
    ],
)
def test_what_is_refused_and_what_is_not(code, outcome):
    assert confined(code) == outcome


def test_a_loop_without_end_is_ended():
    assert confined("while True: pass") == "-24"
