"""Bytes in, messages out: stdio for editors, a loopback socket for debugging.

pygls' own loop reads a header line at a time through a thread pool and hands each message on at once. Here
one thread only moves bytes, so that the server sees how many messages wait: it answers them all and then
works out diagnostics once, for the newest text.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import re
import sys
import threading
import time
from collections import deque
from collections.abc import Coroutine, Iterator
from typing import Any, Callable, Protocol

_CONTENT_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEADER = 64 * 1024
# However fast messages arrive, diagnostics are published this often.
_LONGEST_WITHOUT_IDLE = 0.25
_SECONDS_TO_END = 1.0


class Receiver(Protocol):
    """What the transport needs of the protocol."""

    def decode(self, body: bytes) -> Any | None:
        """One message, or None where it was answered with an error, or is not worth keeping."""
        ...

    def cancel(self, waiting: deque[Any], message: Any) -> bool:
        """Whether ``message`` only takes back one that waits; that one is then answered and removed."""
        ...

    def receive(self, message: Any) -> None:
        """Handles one message. Never raises."""
        ...

    def idle(self) -> bool:
        """Does a piece of the work that no message waits for; whether there is more of it."""
        ...

    def set_writer(self, writer: Any, include_headers: bool = True) -> None: ...


def serve_stdio(protocol: Receiver) -> None:
    """Talks over standard input and output until the client says exit, or closes its end."""
    _run(_serve_stdio(protocol))


def serve_tcp(protocol: Receiver, port: int, ready: Callable[[int], None]) -> None:
    """Talks to the first client that connects to ``port`` on the loopback interface (0: any free port)."""
    _run(_serve_tcp(protocol, port, ready))


def _run(conversation: Coroutine[Any, Any, None]) -> None:
    """``asyncio.run``, but for its end: that waits for every task, and some never come to one.

    A task that is cancelled while it starts a process waits for ever (CPython 3.11, ``base_subprocess.py``,
    ``_try_finish``), and the server would outlive its editor.
    """
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(conversation)
        rest = asyncio.all_tasks(loop)
        for task in rest:
            task.cancel()
        if rest:
            loop.run_until_complete(asyncio.wait(rest, timeout=_SECONDS_TO_END))
    finally:
        # Tasks that are still there would say so on standard error.
        loop.set_exception_handler(_say_nothing)
        asyncio.set_event_loop(None)
        loop.close()


def _say_nothing(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    del loop, context


def split_messages(buffer: bytearray) -> Iterator[bytes]:
    """The bodies of the complete messages at the start of ``buffer``, which are taken out of it.

    Header names are compared without case, and lines may end in LF alone: being strict would mean to hang.
    """
    while True:
        head, separator = _header_end(buffer)
        if separator == 0:
            if len(buffer) > _LONGEST_HEADER:
                buffer.clear()
            return
        length = _CONTENT_LENGTH.search(bytes(buffer[:head]))
        if length is None:
            del buffer[: head + separator]
            continue
        start = head + separator
        end = start + int(length.group(1))
        if len(buffer) < end:
            return
        body = bytes(buffer[start:end])
        del buffer[:end]
        yield body


def _header_end(buffer: bytearray) -> tuple[int, int]:
    """Where the empty line stands, and how long it is; length 0 where there is none yet."""
    ends = [(buffer.find(mark), len(mark)) for mark in (b"\r\n\r\n", b"\n\n")]
    return min(((at, length) for at, length in ends if at >= 0), default=(0, 0))


class Inbox:
    """Messages that wait, handled one per turn of the event loop."""

    def __init__(self, protocol: Receiver) -> None:
        self.finished = asyncio.Event()
        self._protocol = protocol
        self._loop = asyncio.get_running_loop()
        self._buffer = bytearray()
        self._waiting: deque[Any] = deque()
        self._scheduled = False
        self._ended = False
        self._last_idle = time.monotonic()

    def feed(self, data: bytes) -> None:
        """Takes bytes as they arrive; none at all mean that the client is gone."""
        self._ended = not data
        self._buffer += data
        for body in split_messages(self._buffer):
            message = self._protocol.decode(body)
            if message is not None and not self._protocol.cancel(self._waiting, message):
                self._waiting.append(message)
        self._schedule()

    def wake(self) -> None:
        """There is work to do although no message came."""
        self._schedule()

    def _schedule(self) -> None:
        if not self._scheduled:
            self._scheduled = True
            self._loop.call_soon(self._turn)

    def _turn(self) -> None:
        self._scheduled = False
        if self._waiting:
            self._protocol.receive(self._waiting.popleft())
        elif self._ended:
            self.finished.set()
            return
        now = time.monotonic()
        if self._waiting and now - self._last_idle < _LONGEST_WITHOUT_IDLE:
            self._schedule()
            return
        self._last_idle = now
        if self._protocol.idle() or self._waiting or self._ended:
            self._schedule()


class _Output:
    """Standard output for the protocol alone."""

    def __init__(self, stream: io.FileIO | io.BufferedWriter, closed: Callable[[], None]) -> None:
        self._stream = stream
        self._closed = closed

    def write(self, data: bytes) -> None:
        try:
            self._stream.write(data)
            self._stream.flush()
        except (OSError, ValueError):
            # Nobody reads any more. The end of standard input says so too, but may come later.
            self._closed()

    def close(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._stream.close()


async def _serve_stdio(protocol: Receiver) -> None:
    inbox = Inbox(protocol)
    output = _Output(_take_stdout(), inbox.finished.set)
    protocol.set_writer(output)
    _connect(protocol, inbox)
    loop = asyncio.get_running_loop()

    def read() -> None:
        # Not through sys.stdin: a thread that waits in a buffered reader holds its lock when Python ends.
        source = sys.stdin.fileno()
        data = b"-"
        while data:
            try:
                data = os.read(source, 65_536)
            except OSError:
                data = b""
            with contextlib.suppress(RuntimeError):  # The loop is closed: the server is done.
                loop.call_soon_threadsafe(inbox.feed, data)

    threading.Thread(target=read, name="stdin", daemon=True).start()
    try:
        await inbox.finished.wait()
    finally:
        output.close()


def _take_stdout() -> io.BufferedWriter:
    """Whatever else prints (a library, a debugging line) goes to standard error from now on."""
    sys.stdout.flush()
    own = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return os.fdopen(own, "wb")


async def _serve_tcp(protocol: Receiver, port: int, ready: Callable[[int], None]) -> None:
    inbox = Inbox(protocol)
    _connect(protocol, inbox)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        listener.close()
        protocol.set_writer(writer)
        data = b"-"
        while data and not inbox.finished.is_set():
            data = await reader.read(65_536)
            inbox.feed(data)
        await inbox.finished.wait()
        writer.close()

    listener = await asyncio.start_server(talk, "127.0.0.1", port)
    ready(listener.sockets[0].getsockname()[1])
    await inbox.finished.wait()


def _connect(protocol: Receiver, inbox: Inbox) -> None:
    connect = getattr(protocol, "connected", None)
    if connect is not None:
        connect(inbox.finished.set, inbox.wake)
