# -*- coding: utf-8 -*-
"""Answers questions about the Python that runs this file, and about its pip.

It is started by the user's own interpreter in the user's own environment, not isolated, because start-up hooks and
patched modules are what we must observe. So it uses the standard library only, in the syntax that Python 2.7 and
3.6 share, and imports nothing of ours.

Protocol: one task as a line of JSON on standard input, which stays open: when it closes, the agent ends. Answers
are ASCII JSON on standard output, each between a record separator and a line feed, so that whatever start-up hooks
print cannot corrupt them. The last answer is ``{"event": "end"}``; its absence means that the agent did not get
there. A task names the schema it was written for; the agent refuses another.
"""

from __future__ import absolute_import, print_function

import os
import sys

# "python agent.py" puts this folder first on the path; pip would not have it there.
_HERE = os.path.dirname(os.path.abspath(__file__))
if sys.path and os.path.abspath(sys.path[0] or ".") == _HERE:
    del sys.path[0]

import ast  # noqa: E402
import json  # noqa: E402
import re  # noqa: E402
import threading  # noqa: E402
import traceback  # noqa: E402

SCHEMA = 1
ENDED_BY_DEADLINE = 3
ENDED_BY_CALLER = 4
LARGEST_FILE = 4 * 1024 * 1024
TEXT = type(u"")


def main():
    write = _take_over_output()
    task = json.loads(_read_line().decode("ascii"))
    _end_with_caller()
    deadline = threading.Timer(float(task.get("deadline", 10)), _end_by_deadline, [write])
    deadline.daemon = True
    deadline.start()
    if task.get("schema") != SCHEMA:
        write({"event": "refused", "text": "this agent answers schema %d" % SCHEMA})
    elif task.get("task") not in TASKS:
        write({"event": "refused", "text": "this agent knows no task %r" % task.get("task")})
    else:
        try:
            for answer in TASKS[task["task"]](task):
                write(answer)
        except Exception:
            write({"event": "failed", "text": traceback.format_exc()})
    write({"event": "end"})
    # Threads that start-up hooks left behind must not keep us alive.
    os._exit(0)


# The channel.


def _take_over_output():
    """The function that writes one answer. From now on, what others print goes to standard error."""
    channel = os.dup(1)
    try:
        os.dup2(2, 1)
    except OSError:
        os.close(1)
    lock = threading.Lock()

    def write(answer):
        frame = u"\x1e" + json.dumps(_plain(answer), ensure_ascii=True, sort_keys=True) + u"\n"
        data = frame.encode("ascii")
        with lock:
            while data:
                data = data[os.write(channel, data):]

    return write


def _plain(value):
    """The same in types that JSON has; bytes are paths or messages in Python 2."""
    if isinstance(value, dict):
        return dict((_plain(k), _plain(v)) for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, bytes):
        return value.decode(sys.getfilesystemencoding() or "utf-8", "replace")
    return value


def _read_line():
    line = b""
    while not line.endswith(b"\n"):
        more = os.read(0, 65536)
        if not more:
            break
        line += more
    return line


def _end_with_caller():
    def wait():
        try:
            while os.read(0, 4096):
                pass
        except OSError:
            pass
        os._exit(ENDED_BY_CALLER)

    thread = threading.Thread(target=wait)
    thread.daemon = True
    thread.start()


def _end_by_deadline(write):
    write({"event": "deadline"})
    os._exit(ENDED_BY_DEADLINE)


# The task "facts".


def facts(task):
    """One answer: what this Python and its pip are. pip's files are read; pip is not imported."""
    found = {"event": "facts"}
    for part in (_python, _locale, _ssl, _pip, _site, _patches, _windows):
        try:
            found.update(part())
        except Exception:
            # One part that fails must not take the others with it.
            found.setdefault("failures", []).append(traceback.format_exc(limit=3))
    yield found


def _python():
    return {
        "executable": sys.executable or None,
        "python_version": list(sys.version_info[:3]),
        "implementation": getattr(getattr(sys, "implementation", None), "name", "cpython"),
        "platform": sys.platform,
        "prefix": sys.prefix,
        # virtualenv before 20 has no base_prefix on Python 2.
        "base_prefix": getattr(sys, "real_prefix", None) or getattr(sys, "base_prefix", sys.prefix),
    }


def _locale():
    import locale

    getencoding = getattr(locale, "getencoding", None)
    preferred = locale.getpreferredencoding(False)
    return {
        "preferred_encoding": preferred,
        "locale_encoding": getencoding() if getencoding else preferred,
        "utf8_mode": bool(getattr(sys.flags, "utf8_mode", 0)),
    }


def _ssl():
    try:
        import ssl

        paths = ssl.get_default_verify_paths()
    except Exception as error:  # ImportError as a rule, but a broken OpenSSL has others.
        return {"ssl_version": None, "ssl_error": "%s: %s" % (type(error).__name__, error)}
    return {
        "ssl_version": ssl.OPENSSL_VERSION,
        "ssl_error": None,
        "openssl_cafile": paths.openssl_cafile,
        "openssl_capath": paths.openssl_capath,
    }


def _pip():
    package = _find_package("pip")
    found = {"pip_version": None, "pip_location": None, "truststore_installed": bool(_find_package("truststore"))}
    if package is None:
        return found
    folder, read = package
    found["pip_location"] = folder
    version = _assigned_text(read("__init__.py"), "__version__")
    found["pip_version"] = version
    index = read("_internal/models/index.py") or read("models/index.py")
    found["default_index_url"], found["file_host"] = _default_index(index)
    found["certifi_where"], found["certifi_debundled"] = _certifi_where(folder, read)
    found["vendored"] = _vendored(read("_vendor/vendor.txt"))
    return found


def _site():
    names = ("site-packages", "dist-packages")
    folders = [p for p in sys.path if os.path.basename(p.rstrip("/\\")) in names and os.path.isdir(p)]
    return {"site_packages": folders}


def _find_package(name):
    """The folder of a package and a function that reads a file in it, or None. Nothing is imported."""
    if sys.version_info[0] < 3:
        import imp
        import pkgutil

        try:
            _, path, kind = imp.find_module(name)
        except ImportError:
            loader = pkgutil.find_loader(name)
            if loader is None or not hasattr(loader, "get_data"):
                return None
            return _package(os.path.dirname(loader.get_filename(name)), loader.get_data)
        return _package(path, None) if kind[2] == imp.PKG_DIRECTORY else None
    import importlib.util

    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError, AttributeError):
        return None
    if spec is None or not spec.origin or not spec.submodule_search_locations:
        return None
    return _package(os.path.dirname(spec.origin), getattr(spec.loader, "get_data", None))


def _package(folder, get_data):
    def read(name):
        path = os.path.join(folder, *name.split("/"))
        try:
            if get_data is not None:
                return get_data(path)[:LARGEST_FILE]
            with open(path, "rb") as stream:
                return stream.read(LARGEST_FILE)
        except (IOError, OSError):
            return None

    return os.path.abspath(folder), read


def _tree(source):
    # ast wants text without a coding comment in Python 2, and bytes are fine for both.
    return ast.parse(source) if source else None


def _text_of(node):
    """The text of a literal: ast.Constant has it in ``value``, ast.Str before Python 3.8 in ``s``."""
    value = getattr(node, "value", None) if type(node).__name__ == "Constant" else getattr(node, "s", None)
    return value if isinstance(value, (bytes, TEXT)) else None


def _assigned_text(source, name):
    for statement in getattr(_tree(source), "body", ()):
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if getattr(target, "id", None) == name:
                    return _text_of(statement.value)
    return None


def _default_index(source):
    """``PyPI.simple_url`` and ``PyPI.file_storage_domain`` of pip's models/index.py."""
    for statement in getattr(_tree(source), "body", ()):
        if not (isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call)):
            continue
        if [getattr(t, "id", None) for t in statement.targets] != ["PyPI"] or not statement.value.args:
            continue
        url = _text_of(statement.value.args[0])
        hosts = [_text_of(k.value) for k in statement.value.keywords if k.arg == "file_storage_domain"]
        hosts += [_text_of(argument) for argument in statement.value.args[1:2]]
        return _join(url, "simple"), hosts[0] if hosts else None
    return None, None


def _join(url, path):
    try:
        from urllib.parse import urljoin
    except ImportError:
        from urlparse import urljoin
    return urljoin(url, path) if url else None


def _certifi_where(pip_folder, read):
    """What ``pip._vendor.certifi.where()`` gives, and whether that is another package's file.

    Distributions either append a second ``where`` to pip's own certifi (Debian), or take it out of pip, whose
    ``_vendor`` then imports the environment's (``pip/_vendor/__init__.py:vendored``).
    """
    source = read("_vendor/certifi/core.py")
    if source is not None:
        folder = os.path.join(pip_folder, "_vendor", "certifi")
        return _where(source, folder), False
    package = _find_package("certifi")
    if package is None:
        return None, False
    folder, read = package
    return _where(read("core.py"), folder), True


def _where(source, folder):
    names = {}
    patched = None
    for statement in getattr(_tree(source), "body", ()):
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                names[getattr(target, "id", None)] = _text_of(statement.value)
        elif isinstance(statement, ast.FunctionDef) and statement.name == "where":
            # The last definition counts.
            returned = [s.value for s in ast.walk(statement) if isinstance(s, ast.Return) and s.value is not None]
            texts = [_text_of(value) or names.get(getattr(value, "id", None)) for value in returned]
            patched = texts[0] if texts else None
    return patched or os.path.join(folder, "cacert.pem")


def _vendored(source):
    lines = (source or b"").decode("utf-8", "replace").splitlines()
    pairs = [line.split("#")[0].strip().partition("==") for line in lines]
    return dict((name, version.strip()) for name, equals, version in pairs if equals)


# Things that change what is trusted, by the names they go by.
_TRUST = re.compile(r"certifi|truststore|\bssl\b|CA_BUNDLE|SSL_CERT|system_certs", re.IGNORECASE)
_PATCHING_MODULES = ("pip_system_certs", "certifi_win32", "truststore")


def _patches():
    """What start-up hooks did to trust: path configuration files, customize modules, patched classes."""
    found = []
    for folder in _site()["site_packages"]:
        for name in sorted(os.listdir(folder)):
            if name.endswith(".pth") and _pth_mentions_trust(os.path.join(folder, name)):
                found.append(os.path.join(folder, name))
    for name in ("sitecustomize", "usercustomize"):
        path = getattr(sys.modules.get(name), "__file__", None)
        if path and _TRUST.search(_source(path.rstrip("co") if path.endswith((".pyc", ".pyo")) else path)):
            found.append(path)
    for name in _PATCHING_MODULES:
        if name in sys.modules:
            found.append(name)
    ssl = sys.modules.get("ssl")
    owner = getattr(getattr(ssl, "SSLContext", None), "__module__", "ssl")
    if owner != "ssl":
        found.append("ssl.SSLContext is %s's" % owner)
    return {"trust_patches": found}


def _pth_mentions_trust(path):
    lines = _source(path).splitlines()
    return any(line.startswith(("import ", "import\t")) and _TRUST.search(line) for line in lines)


def _source(path):
    try:
        with open(path, "rb") as stream:
            return stream.read(65536).decode("utf-8", "replace")
    except (IOError, OSError):
        return u""


def _windows():
    """The known folders, by the shell API that pip's platformdirs asks first."""
    if sys.platform != "win32":
        return {}
    import ctypes

    folders = {}
    for name, number in (("APPDATA", 26), ("COMMON_APPDATA", 35)):
        buffer = ctypes.create_unicode_buffer(1024)
        if ctypes.windll.shell32.SHGetFolderPathW(None, number, None, 0, buffer) == 0:
            folders[name] = buffer.value
    return {"known_folders": folders}


TASKS = {"facts": facts}

if __name__ == "__main__":
    main()
