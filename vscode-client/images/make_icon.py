"""Draws icon.png: a shield with a tick, 256 by 256, from its outline alone.

`python vscode-client/images/make_icon.py` writes it anew, byte for byte.
"""

from __future__ import annotations

import math
import struct
import zlib
from pathlib import Path

SIZE = 256
# Samples along each side of a pixel.
_FINE = 4
_Colour = tuple[int, int, int]
_BLUE: _Colour = (0x1D, 0x35, 0x57)
_LIGHT: _Colour = (0x45, 0x7B, 0x9D)
_WHITE: _Colour = (0xF1, 0xFA, 0xEE)
_TICK = ((80.0, 130.0), (114.0, 164.0), (178.0, 92.0))
_TICK_WIDTH = 13.0


def main() -> None:
    rows = b"".join(b"\0" + b"".join(_pixel(x, y) for x in range(SIZE)) for y in range(SIZE))
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
    parts = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    Path(__file__).with_name("icon.png").write_bytes(b"\x89PNG\r\n\x1a\n" + parts)


def _pixel(x: int, y: int) -> bytes:
    """Red, green, blue and opacity of a pixel, averaged over its samples."""
    inside = [
        colour
        for i in range(_FINE)
        for j in range(_FINE)
        if (colour := _colour(x + (i + 0.5) / _FINE, y + (j + 0.5) / _FINE)) is not None
    ]
    if not inside:
        return bytes(4)
    means = [round(sum(one[part] for one in inside) / len(inside)) for part in range(3)]
    return bytes([*means, round(255 * len(inside) / _FINE**2)])


def _colour(x: float, y: float) -> _Colour | None:
    if not _in_shield(x, y, 0.0):
        return None
    if any(_near(x, y, *ends) for ends in zip(_TICK, _TICK[1:])):
        return _WHITE
    if not _in_shield(x, y, 12.0):
        return _WHITE if _in_shield(x, y, 5.0) else _BLUE
    return _BLUE if x < SIZE / 2 else _LIGHT


def _in_shield(x: float, y: float, margin: float) -> bool:
    """Straight shoulders, then an arc on each side down to the point."""
    across = abs(x - SIZE / 2)
    top = 26 + 16 * (across / 96) + margin
    if y < top or y > 244 - margin:
        return False
    if y <= 120:
        return across <= 96 - margin
    return across <= (96 - margin) * math.sqrt(max(0.0, 1 - ((y - 120) / (124 - margin)) ** 2.2))


def _near(x: float, y: float, start: tuple[float, float], end: tuple[float, float]) -> bool:
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    share = ((x - start[0]) * along_x + (y - start[1]) * along_y) / (along_x**2 + along_y**2)
    share = min(max(share, 0.0), 1.0)
    return math.hypot(x - start[0] - share * along_x, y - start[1] - share * along_y) <= _TICK_WIDTH


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


if __name__ == "__main__":
    main()
