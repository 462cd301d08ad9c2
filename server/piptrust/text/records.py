"""Data classes as the standard library defines them, made cheaply.

``piptrust check`` is called by hooks all day long, and a third of its start-up went into data classes: the
standard decorator compiles six methods as soon as a class is declared, half a millisecond for one of five
fields, and imports ``inspect``. ``benchmarks/cli_startup.py`` shows what comes of it. Here the constructor is
compiled when the first instance is made, and the other methods are shared. To type checkers these are the
standard library's own names, ``frozen`` included; at run time nothing is frozen, which makes instances three
times as fast to create.

Only what this project uses is there: no ordering, slots, ``__post_init__`` or keyword-only fields.
``dataclasses.fields``, ``asdict`` and ``replace`` take these classes as their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:
    _MISSING = object()

    def dataclass(cls=None, *, frozen=False, eq=True):
        """Declares a class whose annotations are its fields."""
        if cls is None:
            return lambda decorated: dataclass(decorated, frozen=frozen, eq=eq)
        fields = dict(getattr(cls, "__record_fields__", {}))
        for name in cls.__dict__.get("__annotations__", {}):  # noqa: RUF063 - only names are looked at.
            value = cls.__dict__.get(name, _MISSING)
            fields[name] = value if isinstance(value, _Field) else _Field(default=value)
            if fields[name].default is not _MISSING:
                setattr(cls, name, fields[name].default)
            elif value is not _MISSING:
                delattr(cls, name)
        cls.__record_fields__ = fields
        cls.__dataclass_fields__ = _StandardFields()
        cls.__init__ = _make_init_and_call_it
        cls.__repr__ = _repr
        if eq:
            cls.__eq__ = _eq
            cls.__hash__ = _hash if frozen else None
        return cls

    def field(*, default=_MISSING, default_factory=None, repr=True, compare=True):  # noqa: A002
        """Declares a field with more to say than its type."""
        return _Field(default, default_factory, repr, compare)

    def replace(record, **changes):
        """A new record with some fields changed."""
        for name in record.__record_fields__:
            if name not in changes:
                changes[name] = getattr(record, name)
        return record.__class__(**changes)

    class _Field:
        __slots__ = ("compare", "default", "default_factory", "repr")

        def __init__(self, default=_MISSING, default_factory=None, repr=True, compare=True):  # noqa: A002
            self.default = default
            self.default_factory = default_factory
            self.repr = repr
            self.compare = compare

    class _StandardFields:
        """What the standard library's functions look for, worked out when one of them does."""

        def __get__(self, record, cls):
            import dataclasses

            members = {"__annotations__": dict.fromkeys(cls.__record_fields__, "object")}
            for name, one in cls.__record_fields__.items():
                options = {"repr": one.repr, "compare": one.compare}
                if one.default is not _MISSING:
                    options["default"] = one.default
                elif one.default_factory is not None:
                    options["default_factory"] = one.default_factory
                members[name] = dataclasses.field(**options)
            return dataclasses.dataclass(type(cls.__name__, (), members)).__dataclass_fields__

    def _make_init_and_call_it(self, *args, **kwargs):
        # A subclass without fields of its own gets here with the method of the class above it.
        owner = next(c for c in type(self).__mro__ if c.__dict__.get("__init__") is _make_init_and_call_it)
        names = {"_MISSING": _MISSING}
        parameters, body = [], []
        for name, one in owner.__record_fields__.items():
            value = name
            if one.default is not _MISSING:
                names[f"_default_{name}"] = one.default
                parameters.append(f"{name}=_default_{name}")
            elif one.default_factory is not None:
                names[f"_factory_{name}"] = one.default_factory
                parameters.append(f"{name}=_MISSING")
                value = f"_factory_{name}() if {name} is _MISSING else {name}"
            else:
                parameters.append(name)
            body.append(f"    self.{name} = {value}\n")
        exec(f"def __init__(self, {', '.join(parameters)}):\n{''.join(body)}", names)
        owner.__init__ = names["__init__"]
        owner.__init__(self, *args, **kwargs)

    def _repr(self):
        shown = (
            f"{name}={getattr(self, name)!r}" for name, one in self.__record_fields__.items() if one.repr
        )
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _compared(self):
        return tuple(getattr(self, name) for name, one in self.__record_fields__.items() if one.compare)

    def _eq(self, other):
        return _compared(self) == _compared(other) if other.__class__ is self.__class__ else NotImplemented

    def _hash(self):
        return hash(_compared(self))
