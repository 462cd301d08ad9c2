"""Loopback HTTP proxies: plain, asking for a password, refusing, re-signing, answering HTML."""

from __future__ import annotations

import base64
import contextlib
import select
import socket
import ssl
from collections.abc import Mapping
from typing import Literal

from support.lab.authority import Authority, Credential
from support.lab.server import Handler, LabServer, Response, index_pages

ProxyKind = Literal["plain", "authenticated", "refusing", "html", "closing"]


class LabProxy(LabServer):
    """Tunnels ``CONNECT host:port`` to the same port on 127.0.0.1, whatever the host.

    With ``resign``, it answers the tunnel itself, with a certificate of that authority made for the host, as
    an inspecting proxy does. With ``credential``, clients speak TLS to the proxy itself.
    """

    def __init__(
        self,
        kind: ProxyKind = "plain",
        *,
        credential: Credential | None = None,
        resign: Authority | None = None,
        resign_chain: bool = True,
        login: tuple[str, str] = ("user", "secret"),
        handler: Handler | None = None,
    ) -> None:
        self.kind = kind
        self.tunnels: list[str] = []
        self._resign = resign
        self._resign_chain = resign_chain
        self._login = "Basic " + base64.b64encode(":".join(login).encode()).decode()
        self._pages = handler or index_pages()
        self._resigned: dict[str, LabServer] = {}
        super().__init__(credential)

    def close(self) -> None:
        super().close()
        for server in self._resigned.values():
            server.close()

    def answer(self, stream: socket.socket) -> None:
        reader = stream.makefile("rb", buffering=0)
        first = reader.read(1) or b""
        if first and not first.isalpha():
            stream.sendall(_plain(Response("400 Bad Request")))
            return
        line = (first + reader.readline(65536)).decode("latin-1").rstrip("\r\n")
        headers: dict[str, str] = {}
        while True:
            header = reader.readline(65536).decode("latin-1").rstrip("\r\n")
            if not header:
                break
            key, _, value = header.partition(":")
            headers[key.lower()] = value.strip()
        self.requests.append(line)
        if self.kind == "closing" or not line:
            return
        refusal = self._refusal(headers)
        if refusal is not None:
            stream.sendall(refusal)
            return
        method, target, *_ = [*line.split(), "", ""]
        if method != "CONNECT":
            stream.sendall(_plain(self._pages(_path_of(target), headers)))
            return
        self.tunnels.append(target)
        host, _, port = target.rpartition(":")
        stream.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        inner = self._resigned_server(host) if self._resign else None
        try:
            upstream = socket.create_connection(("127.0.0.1", inner.port if inner else int(port)), timeout=30)
        except OSError:
            return
        _pump(stream, upstream)

    def _refusal(self, headers: Mapping[str, str]) -> bytes | None:
        if self.kind == "authenticated" and headers.get("proxy-authorization") != self._login:
            return (
                b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                b'Proxy-Authenticate: Basic realm="lab"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
            )
        if self.kind == "refusing":
            return b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        if self.kind == "html":
            body = b"<html><body>Please log in</body></html>"
            return (
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
            )
        return None

    def _resigned_server(self, host: str) -> LabServer:
        if host not in self._resigned:
            assert self._resign is not None
            credential = self._resign.issue(host)
            if self._resign_chain:
                credential = credential.presenting(*credential.chain, _root_of(self._resign).certificate)
            self._resigned[host] = LabServer(credential, self._pages)
        return self._resigned[host]


def _root_of(authority: Authority) -> Authority:
    while authority.issuer is not None:
        authority = authority.issuer
    return authority


def _path_of(target: str) -> str:
    if "://" in target:
        return "/" + target.split("://", 1)[1].partition("/")[2]
    return target


def _plain(response: Response) -> bytes:
    head = [f"HTTP/1.1 {response.status}", f"Content-Length: {len(response.body)}", "Connection: close"]
    head.extend(f"{key}: {value}" for key, value in response.headers.items())
    return "\r\n".join([*head, "", ""]).encode("latin-1") + response.body


def _pump(left: socket.socket, right: socket.socket) -> None:
    """Copies both ways until either side ends.

    On one thread: two must not use a TLS connection at once, which mixes up its records.
    """
    other = {left: right, right: left}
    with contextlib.suppress(OSError):
        while True:
            for source in _readable(left, right):
                block = _received(source)
                if block is None:
                    continue
                if not block:
                    return _end(left, right)
                other[source].sendall(block)
    return _end(left, right)


def _readable(*ends: socket.socket) -> list[socket.socket]:
    held = [end for end in ends if isinstance(end, ssl.SSLSocket) and end.pending()]
    return held or select.select(ends, [], [], 30)[0]


def _received(source: socket.socket) -> bytes | None:
    """What has come; empty at the end; None where it was no more than a part of a record, or a record of TLS' own."""
    source.settimeout(0)
    try:
        return source.recv(65536)
    except (BlockingIOError, ssl.SSLWantReadError):
        return None
    finally:
        source.settimeout(30)


def _end(left: socket.socket, right: socket.socket) -> None:
    for end in (left, right):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
    right.close()
