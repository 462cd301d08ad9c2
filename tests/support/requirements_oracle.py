# ruff: noqa: ARG002, PTH100, PTH102, PTH103, PTH109, PTH118, PTH120, PTH123, SIM115
"""What a real pip makes of requirements files.

Run by any Python with that pip's folder as the first argument: reads a JSON list of cases from stdin, each
{"files": {name: text}, "start": name, "constraint": bool}, and writes a JSON list of readings. Works in a
temporary folder of its own, so that no name in a case is a file by accident.
"""

from __future__ import annotations

import json
import logging
import optparse
import os
import sys
import tempfile
import warnings


class _Finder:
    """The parts of PackageFinder that the parser touches."""

    def __init__(self):
        from pip._internal.models.format_control import FormatControl
        from pip._internal.models.search_scope import SearchScope

        self.format_control = FormatControl()
        self.release_control = _release_control()
        try:
            self.search_scope = SearchScope(find_links=[], index_urls=["default"], no_index=False)
        except TypeError:
            self.search_scope = SearchScope(find_links=[], index_urls=["default"])
        self.prereleases = False
        self.prefer_binary = False

    find_links = property(lambda self: self.search_scope.find_links)
    index_urls = property(lambda self: self.search_scope.index_urls)

    def set_allow_all_prereleases(self):
        self.prereleases = True

    def set_prefer_binary(self):
        self.prefer_binary = True

    def set_release_control(self, control):
        self.release_control = control


def _release_control():
    try:
        from pip._internal.models.release_control import ReleaseControl
    except ImportError:
        return None
    return ReleaseControl(set(), set())


class _Session:
    def __init__(self):
        self.trusted = []

    def add_trusted_host(self, host, source=None):
        self.trusted.append(host)

    def update_index_urls(self, urls):
        pass

    def get(self, url):
        raise AssertionError("no network in this oracle: " + url)


def _features():
    """The one list that every parser of a process has as the default of --use-feature.

    The command line's parser has it too, so what any line adds to it counts from then on.
    """
    from pip._internal.cli import cmdoptions

    return cmdoptions.use_new_feature.keywords["default"]


def _words(error):
    return getattr(error, "msg", None) or str(error)


def _lines(text):
    """Every logical line as the line parser sees it, on its own."""
    from pip._internal.req import req_file

    result = []
    parse_line = req_file.get_line_parser(None)
    for number, line in req_file.preprocess(text):
        del _features()[:]
        entry = {"number": number, "text": line}
        try:
            arguments, options = parse_line(line)
        except Exception as error:
            entry["error"] = _words(error)
        else:
            entry["arguments"] = arguments
            entry["options"] = {
                name: value[:] if isinstance(value, list) else value
                for name, value in vars(options).items()
                if value and name not in ("format_control", "release_control")
            }
        result.append(entry)
    return result


def read(files, start, constraint):
    from pip._internal.req import constructors, req_file

    finder, session = _Finder(), _Session()
    options = optparse.Values(
        {
            "features_enabled": _features(),
            "require_hashes": False,
            "no_require_hashes": False,
            "isolated_mode": False,
        }
    )
    options.format_control = finder.format_control
    for name, text in files.items():
        if os.path.dirname(name):
            os.makedirs(os.path.dirname(name), exist_ok=True)
        with open(name, "wb") as stream:
            stream.write(text.encode("utf-8", "surrogatepass"))
    reading = {"lines": _lines(files[start]), "requirements": [], "stopped": None, "kind": None}
    del _features()[:]
    try:
        parsed = req_file.parse_requirements(
            start, session=session, finder=finder, options=options, constraint=constraint
        )
        for one in parsed:
            entry = {"text": one.requirement, "editable": one.is_editable, "constraint": one.constraint}
            entry["options"] = one.options or {}
            reading["requirements"].append(entry)
            requirement = constructors.install_req_from_parsed_requirement(one)
            if one.constraint:
                from pip._internal.req.req_install import check_invalid_constraint_type

                problem = check_invalid_constraint_type(requirement)
                if problem:
                    raise ValueError(problem)
    except Exception as error:
        reading["stopped"] = _words(error)
        reading["kind"] = type(error).__name__
    reading.update(
        trusted=session.trusted,
        index_urls=finder.index_urls,
        find_links=[link.replace(os.getcwd() + os.sep, "", 1) for link in finder.find_links],
        features=sorted(set(options.features_enabled)),
        require_hashes=options.require_hashes,
        no_index=getattr(finder.search_scope, "no_index", None),
        no_binary=sorted(finder.format_control.no_binary),
        only_binary=sorted(finder.format_control.only_binary),
    )
    return reading


def main():
    sys.path.insert(0, os.path.abspath(sys.argv[1]))
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    sys.stderr = open(os.devnull, "w")
    cases = json.load(sys.stdin)
    os.environ.pop("PIP_CONFIG_FILE", None)
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for number, case in enumerate(cases):
            place = os.path.join(folder, str(number))
            os.mkdir(place)
            os.chdir(place)
            results.append(read(case["files"], case["start"], case.get("constraint", False)))
        os.chdir("/")
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
