"""Servers that are slow, and servers that talk nonsense."""

from __future__ import annotations

import random
import socket
import time
from dataclasses import dataclass

from support.lab.authority import Credential
from support.lab.server import LabServer


class DrippingServer(LabServer):
    """Answers whatever comes with ``content``, one byte after the other with a pause, or all at once."""

    def __init__(self, credential: Credential | None, content: bytes, *, pause: float = 0.1) -> None:
        self._content = content
        self._pause = pause
        super().__init__(credential)

    def converse(self, connection: socket.socket) -> None:
        connection.recv(4096)
        if not self._pause:
            connection.sendall(self._content)
            return
        for number in range(len(self._content)):
            connection.sendall(self._content[number : number + 1])
            time.sleep(self._pause)


class DrippingPage(LabServer):
    """A page of which one byte comes at a time, without end."""

    def answer(self, stream: socket.socket) -> None:
        stream.recv(65536)
        stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n")
        while True:
            stream.sendall(b"x")
            time.sleep(0.1)


@dataclass(frozen=True)
class Noise:
    """Bytes that begin like TLS, and go on at random."""

    content: bytes

    @staticmethod
    def made(count: int) -> list[Noise]:
        """Always the same ones."""
        source = random.Random(20)
        found: list[Noise] = []
        for number in range(count):
            length = source.choice([0, 1, 5, 40, 500, 16384, 65535])
            body = source.randbytes(min(length, 3000))
            head = b"\x16\x03\x03" + length.to_bytes(2, "big") if number % 2 else source.randbytes(5)
            # A Certificate message that claims to be longer than it is.
            lie = b"\x0b\xff\xff\xff\x00\x00\x05" if number % 3 == 0 else b""
            found.append(Noise(head + lie + body))
        return found
