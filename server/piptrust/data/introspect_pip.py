"""Prints, as JSON, every option of every command of one unpacked pip: ``python introspect_pip.py FOLDER``.

``FOLDER`` holds a folder named ``pip``. Runs under any Python from 3.6 on that can import that pip (9.0 to
now), so it is written in the oldest syntax and uses the standard library alone. Only facts are read: names,
types, choices, defaults; never help texts.
"""

# pyright: basic
# ruff: noqa: PERF203
import importlib
import json
import optparse
import os
import sys
import warnings
from pathlib import Path


def main():
    folder = str(Path(sys.argv[1]).resolve())
    for name in [name for name in os.environ if name.upper().startswith("PIP_")]:
        del os.environ[name]
    os.environ["PIP_CONFIG_FILE"] = os.devnull
    sys.path.insert(0, folder)
    warnings.simplefilter("ignore")
    import pip

    commands = commands_of_pip()
    facts = {
        "version": pip.__version__,
        "commands": {name: options_of(create(name, commands).parser) for name in sorted(commands)},
        "main": options_of(main_parser()),
        "requirements_file": requirements_file_options(),
    }
    sys.stdout.write(json.dumps(facts, sort_keys=True))


def commands_of_pip():
    try:
        return importlib.import_module("pip._internal.commands").commands_dict
    except ImportError:  # Before pip 10.
        return importlib.import_module("pip.commands").commands_dict


def create(name, commands):
    try:
        create_command = importlib.import_module("pip._internal.commands").create_command
    except (ImportError, AttributeError):  # Before pip 19.3 the dictionary holds the classes.
        return commands[name](isolated=True)
    return create_command(name, isolated=True)


def main_parser():
    places = ("pip._internal.cli.main_parser", "pip._internal.main_parser", "pip._internal", "pip")
    for place in places:
        try:
            return importlib.import_module(place).create_main_parser()
        except (ImportError, AttributeError):
            continue
    raise SystemExit("this pip has no main parser where any known pip has it")


def requirements_file_options():
    try:
        module = importlib.import_module("pip._internal.req.req_file")
    except ImportError:  # Before pip 10.
        module = importlib.import_module("pip.req.req_file")
    lists = (
        ("SUPPORTED_OPTIONS", "line"),
        ("SUPPORTED_OPTIONS_REQ", "requirement"),
        ("SUPPORTED_OPTIONS_EDITABLE_REQ", "editable"),
    )
    found = []
    for attribute, place in lists:
        for make in getattr(module, attribute, []):
            option = make if isinstance(make, optparse.Option) else make()
            found.append(dict(facts_of(option), place=place))
    return found


def options_of(parser):
    options = list(parser.option_list)
    for group in parser.option_groups:
        options.extend(group.option_list)
    return [facts_of(option) for option in options if option._long_opts]


def facts_of(option):
    kind = option.type
    return {
        "keys": [name[2:] for name in option._long_opts],
        "short": [name[1:] for name in option._short_opts],
        "dest": option.dest,
        "action": option.action,
        "type": kind.__name__ if isinstance(kind, type) else kind,
        "choices": list(option.choices) if option.choices else None,
        "default": plain(option.default),
        "metavar": option.metavar,
    }


def plain(default):
    """The default if it is the same on every machine; paths, URLs and objects are not ours to repeat."""
    if isinstance(default, (bool, int, float)):
        return default
    if isinstance(default, str) and not Path(default).is_absolute() and "://" not in default:
        return default
    return None


main()
