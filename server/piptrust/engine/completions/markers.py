"""Environment markers: variables, operators, values (PEP 508)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piptrust.engine.completions.item import Item, ItemKind, Slot
from piptrust.engine.completions.requirements_place import MarkerAt
from piptrust.engine.view import View
from piptrust.locale import mark, tr

_TOKEN = re.compile(
    r"""(?P<blank>\s+) | (?P<string>'[^']*' | "[^"]*") | (?P<open>['"][^'"]*)$ | (?P<bracket>[()])
      | (?P<operator>[=<>!~]+ | not\s+in\b | not(?:\s+i?)?$ | in\b)
      | (?P<boolean>and\b | or\b) | (?P<name>[A-Za-z_][\w.]*)""",
    re.VERBOSE,
)
_OPERATORS = ("==", "!=", ">=", "<=", ">", "<", "~=", "in", "not in", "===")
_VARIABLES = {
    "python_version": mark("Python's version, two numbers"),
    "python_full_version": mark("Python's version, three numbers"),
    "sys_platform": mark("sys.platform"),
    "platform_system": mark("platform.system()"),
    "platform_machine": mark("platform.machine()"),
    "platform_python_implementation": mark("platform.python_implementation()"),
    "implementation_name": mark("sys.implementation.name"),
    "implementation_version": mark("sys.implementation.version"),
    "os_name": mark("os.name"),
    "platform_release": mark("platform.release()"),
    "platform_version": mark("platform.version()"),
    "extra": mark("an extra that was asked for"),
}
_VALUES = {
    "sys_platform": ("linux", "darwin", "win32", "cygwin", "emscripten"),
    "platform_system": ("Linux", "Darwin", "Windows"),
    "platform_machine": ("x86_64", "aarch64", "arm64", "AMD64", "ARM64", "i686"),
    "platform_python_implementation": ("CPython", "PyPy"),
    "implementation_name": ("cpython", "pypy"),
    "os_name": ("posix", "nt"),
}
_PYTHONS = tuple(f"3.{minor}" for minor in range(8, 16))
_OPERATOR_LETTERS = "=<>!~"


def markers(view: View, place: MarkerAt) -> Iterator[Item]:
    """What may come next, by what stands before."""
    state, left, token, start = _state(place.before)
    slot = _slot(view, place, start, state)
    if state == "operand":
        if left:
            yield from _values(view, slot, left, token)
        else:
            yield from _variables(slot)
    elif state == "operator":
        for number, text in enumerate(_OPERATORS):
            yield Item(text, ItemKind.OPERATOR, slot, text, rank=10 + number)
    else:
        for text in ("and", "or"):
            yield Item(text, ItemKind.OPERATOR, slot, f"{text} ", rank=10)


def _state(before: str) -> tuple[str, str, str, int]:
    """What is expected, the variable that a value is compared with (or ""), the half token, and its start."""
    expected, left = "operand", ""
    side = 0
    position = 0
    while position < len(before):
        match = _TOKEN.match(before, position)
        if match is None:
            return expected, left, before[position:], position
        kind, text = str(match.lastgroup), match.group()
        # A token that touches the caret is still being written; a closed string is not.
        if match.end() == len(before) and kind in {"open", "name", "operator", "boolean"}:
            whole = kind == "operator" and text in _OPERATORS and expected == "operator"
            if not (whole and text[-1] in _OPERATOR_LETTERS):
                return expected, left, text, position
        position = match.end()
        if kind in {"name", "string"}:
            side += 1
            left = text if kind == "name" and side == 1 else ""
            expected = "operator" if side == 1 else "boolean"
            left = left if side == 1 else ""
        elif kind == "operator":
            expected = "operand"
        elif kind == "boolean":
            expected, left, side = "operand", "", 0
    return expected, left, "", position


def _slot(view: View, place: MarkerAt, start: int, state: str) -> Slot:
    line = place.line
    text = view.document.text
    end = line.offset
    goes_on = r"[=<>!~]*" if state == "operator" else r"[\w.]*['\"]?"
    match = re.compile(goes_on).match(text, line.offset, line.rest.end)
    if match is not None:
        end = match.end()
    typed = place.before[start:]
    return Slot(line.place(place.start + start), line.offset, end, typed)


def _variables(slot: Slot) -> Iterator[Item]:
    for number, (name, meaning) in enumerate(_VARIABLES.items()):
        yield Item(name, ItemKind.MARKER, slot, name, detail=tr(meaning), rank=10 + number)


def _values(view: View, slot: Slot, variable: str, token: str) -> Iterator[Item]:
    quote = token[:1] if token[:1] in {"'", '"'} else '"'
    own = _own(view, variable)
    values = _VALUES.get(variable, ())
    if variable == "python_version":
        values = _PYTHONS
    for number, value in enumerate(dict.fromkeys([*([own] if own else []), *values])):
        text = f"{quote}{value}{quote}"
        detail = tr("the target interpreter's") if value == own else ""
        yield Item(text, ItemKind.VALUE, slot, text, detail=detail, rank=10 + number)


def _own(view: View, variable: str) -> str | None:
    """The target interpreter's value, as far as its facts tell."""
    interpreter = view.environment.interpreter
    if interpreter is None:
        return None
    if variable in {"python_version", "python_full_version"}:
        numbers = interpreter.python_version[: 2 if variable == "python_version" else 3]
        return ".".join(map(str, numbers))
    if variable == "sys_platform":
        return view.environment.platform
    return interpreter.implementation if variable == "implementation_name" else None
