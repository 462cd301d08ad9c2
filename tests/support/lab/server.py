"""A loopback server that speaks TLS well, badly, or not at all."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import socket
import ssl
import struct
import tempfile
import threading
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from support.lab.authority import Credential

Fault = Literal["plain-http", "close-at-once", "reset", "hang", "garbage", "slow", "close-after-hello"]
Handler = Callable[[str, Mapping[str, str]], "Response"]


@dataclass(frozen=True)
class Response:
    status: str = "200 OK"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def wheel() -> tuple[str, bytes]:
    """The name and bytes of a minimal installable wheel."""
    name = "labpkg-1.0-py3-none-any.whl"
    metadata = "Metadata-Version: 2.1\nName: labpkg\nVersion: 1.0\n"
    tags = "Wheel-Version: 1.0\nGenerator: lab\nRoot-Is-Purelib: true\nTag: py3-none-any\nTag: py2-none-any\n"
    members = {"labpkg.py": "", "labpkg-1.0.dist-info/METADATA": metadata, "labpkg-1.0.dist-info/WHEEL": tags}
    record = "".join(f"{path},{_digest(text)},{len(text)}\n" for path, text in members.items())
    members["labpkg-1.0.dist-info/RECORD"] = record + "labpkg-1.0.dist-info/RECORD,,\n"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, text in members.items():
            archive.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), text)
    return name, buffer.getvalue()


def _digest(text: str) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def index_pages(file_base: str = "/files/") -> Handler:
    """Answers as a simple index of one project, whose file stands below ``file_base`` (a path or a URL)."""

    def handle(path: str, _headers: Mapping[str, str]) -> Response:
        name, content = wheel()
        if path.endswith(name):
            return Response(body=content, headers={"Content-Type": "application/octet-stream"})
        if path.rstrip("/").endswith(("labpkg", "pip")):
            body = f'<!DOCTYPE html><html><body><a href="{file_base}{name}">{name}</a></body></html>'.encode()
            return Response(body=body, headers={"Content-Type": "text/html", "Cache-Control": "no-store"})
        if path.rstrip("/").endswith("simple") or path == "/":
            body = b'<!DOCTYPE html><html><body><a href="labpkg/">labpkg</a></body></html>'
            return Response(body=body, headers={"Content-Type": "text/html", "Cache-Control": "no-store"})
        return Response("404 Not Found", b"not here")

    return handle


def redirecting(target: str) -> Handler:
    """Sends everybody to ``target`` with the path appended."""
    return lambda path, _headers: Response("302 Found", headers={"Location": target + path})


class LabServer:
    """One listening socket on 127.0.0.1 and a thread per connection.

    ``connections`` counts them, ``requests`` collects the request lines, ``names`` the server names (SNI)
    that clients sent.
    """

    def __init__(
        self,
        credential: Credential | None,
        handler: Handler | None = None,
        *,
        fault: Fault | None = None,
        versions: tuple[ssl.TLSVersion, ssl.TLSVersion] | None = None,
        ciphers: str | None = None,
        client_ca: bytes | None = None,
        refuse_name: bool = False,
    ) -> None:
        self.handler = handler or index_pages()
        self.fault = fault
        self.connections = 0
        self.requests: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        self.names: list[str | None] = []
        self._context = (
            _server_context(credential, versions, ciphers, client_ca, refuse_name, self.names)
            if credential
            else None
        )
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listener.getsockname()[1]
        self._closing = False
        self._connections: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def url(self, host: str, path: str = "/simple/") -> str:
        scheme = "https" if self._context is not None else "http"
        return f"{scheme}://{host}:{self.port}{path}"

    def close(self) -> None:
        self._closing = True
        # A blocked accept() is not woken by close() on Linux; shutdown() does it.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        self._thread.join(5)

    def _accept(self) -> None:
        while not self._closing:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._connections.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            connection.settimeout(30)
            self.converse(connection)
        except (OSError, ssl.SSLError, ValueError):
            pass
        finally:
            self._connections.discard(connection)
            connection.close()

    def converse(self, connection: socket.socket) -> None:
        """Speaks with one client over a fresh connection, or one that a proxy handed through."""
        if self.fault is not None and self._misbehave(connection):
            return
        stream = connection
        if self._context is not None:
            stream = self._context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
            self._connections.add(stream)
            try:
                stream.do_handshake()
            except (OSError, ssl.SSLError):
                _linger(stream)
                stream.close()
                raise
        try:
            self.answer(stream)
        finally:
            if stream is not connection:
                self._connections.discard(stream)
                stream.close()

    def _misbehave(self, connection: socket.socket) -> bool:
        if self.fault == "close-at-once":
            return True
        if self.fault == "close-after-hello":
            connection.recv(4096)
            return True
        if self.fault == "reset":
            connection.recv(1)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return True
        if self.fault == "garbage":
            connection.recv(4096)
            connection.sendall(b"\x00\xff" * 600)
            return True
        if self.fault == "hang":
            while connection.recv(4096):
                pass
            return True
        if self.fault == "plain-http":
            self.answer(connection)
            return True
        return False

    def answer(self, stream: socket.socket) -> None:
        """Answers HTTP requests until the client leaves."""
        reader = stream.makefile("rb")
        while True:
            first = reader.read(1)
            if first and not first.isalpha():
                # What a web server says to a TLS hello on its plain port.
                stream.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            line = (first + reader.readline(65536)).decode("latin-1").rstrip("\r\n")
            if not line:
                return
            headers: dict[str, str] = {}
            while True:
                header = reader.readline(65536).decode("latin-1").rstrip("\r\n")
                if not header:
                    break
                key, _, value = header.partition(":")
                headers[key.lower()] = value.strip()
            self.requests.append(line)
            self.headers.append(headers)
            words = line.split()
            if len(words) < 2 or not words[0].isalpha():
                stream.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            response = self.handler(words[1], headers)
            head = [f"HTTP/1.1 {response.status}", f"Content-Length: {len(response.body)}"]
            head.extend(f"{key}: {value}" for key, value in response.headers.items())
            stream.sendall("\r\n".join([*head, "", ""]).encode("latin-1"))
            if words[0] != "HEAD":
                stream.sendall(response.body)
            if headers.get("connection", "").lower() == "close":
                return


def _linger(stream: ssl.SSLSocket) -> None:
    """Lets the client read the alert: closing with unread data would reset the connection under it."""
    with contextlib.suppress(OSError):
        stream.settimeout(1)
        socket.socket.shutdown(stream, socket.SHUT_WR)
        while socket.socket.recv(stream, 4096):
            pass


def _server_context(
    credential: Credential,
    versions: tuple[ssl.TLSVersion, ssl.TLSVersion] | None,
    ciphers: str | None,
    client_ca: bytes | None,
    refuse_name: bool,
    names: list[str | None],
) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # Weak keys and old protocols are what some scenarios are about.
    context.set_ciphers(ciphers or "ALL:@SECLEVEL=0")
    if versions is not None:
        # Old versions are deprecated, and what some scenarios are about.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version, context.maximum_version = versions
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "server.pem"
        path.write_bytes(credential.with_key)
        context.load_cert_chain(str(path))
    if client_ca is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(cadata=client_ca.decode())

    def note_name(_socket: ssl.SSLObject, server_name: str | None, _context: ssl.SSLContext) -> int | None:
        names.append(server_name)
        return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME if refuse_name else None

    context.sni_callback = note_name
    return context
