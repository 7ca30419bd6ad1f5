"""A mail server on the loopback that keeps what it is given, and may refuse somebody."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import Any


class MailServer(socketserver.ThreadingTCPServer):
    """Letters as they came; addresses in `refuses` are not taken."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.letters: list[EmailMessage] = []
        self.refuses: set[str] = set()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def recipients(self) -> list[str]:
        return [str(letter["To"]) for letter in self.letters]


class _Conversation(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        self._say("220 ready")
        for line in self.rfile:
            words = line.decode().strip()
            command = words[:4].upper()
            if command == "QUIT":
                self._say("221 bye")
                return
            if command == "DATA":
                self._take()
            elif command == "RCPT" and words.partition("<")[2].rstrip(">") in self.server.refuses:
                self._say("550 nobody here")
            else:
                self._say("250 localhost")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        letter: Any = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.letters.append(letter)
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run the server until the block ends."""
    with MailServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
