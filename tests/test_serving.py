"""`geoapp serve` holds one address and says the truth about who has it."""

import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from geoapp.serving import PortTaken, take_address, wait_for_answer
from tests.conftest import free_port


class Other(BaseHTTPRequestHandler):
    """A program that is not ours and answers everything."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"service": "somebody else"}')

    def log_message(self, *_):
        pass


@contextmanager
def other_program():
    with ThreadingHTTPServer(("127.0.0.1", 0), Other) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def serve_at(port):
    command = [sys.executable, "-m", "geoapp.cli", "serve", "--port", str(port)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)


def test_the_line_is_said_once_it_answers(live_server):
    with urlopen(f"{live_server}/healthz") as answer:
        assert answer.status == 200


def test_a_second_start_says_the_address_and_ends_well(live_server):
    again = serve_at(live_server.rsplit(":")[-1])
    assert again.returncode == 0
    assert again.stdout == f"geoapp is ready at {live_server}\n"


def test_a_port_of_another_program_is_said():
    with other_program() as port:
        refused = serve_at(port)
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert f"Another program uses port {port}." in refused.stderr


def test_a_program_that_is_not_a_web_server_is_another_program():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert not wait_for_answer("127.0.0.1", port, 0.2)


def test_the_address_is_held_before_anybody_answers():
    port = free_port()
    with take_address("127.0.0.1", port), pytest.raises(OSError, match="in use"):
        socket.create_server(("127.0.0.1", port))


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1"])
def test_an_address_that_is_not_here_is_said(host):
    with pytest.raises(PortTaken, match=host):
        take_address(host, free_port())


def test_an_unknown_page_is_not_found(live_server):
    with pytest.raises(HTTPError) as raised:
        urlopen(f"{live_server}/no-such-page")
    raised.value.close()
    assert raised.value.code == 404
