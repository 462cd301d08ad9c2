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

import ast
import base64
import json
import re
import struct
import threading
import time
import traceback
import weakref

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


# The task "handshake".

WHOLE_TIMEOUT = 5.0
PAGE_LIMIT = 2 * 1024 * 1024
HEADER_LIMIT = 65536
HASHED_NAME = re.compile(r"^[0-9a-fA-F]{8}\.[0-9]$")

# What truststore looks for where pip has none of its own to be read.
SYSTEM_FILES = (
    "/etc/ssl/cert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/cert.pem",
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/ssl/ca-bundle.pem",
)


# Imported by handshakes(), so that facts need not pay for them, nor fail with them.
socket = ssl = None
ssl_missing = None
ssl_errors = ()


def handshakes(task):
    """One answer per target, as they finish: how far the handshake came that this pip would make, and what was seen.

    ``task`` has: targets (see _handshake), concurrency (threads). Targets of one host and port go one after another.
    """
    _import_network()
    targets = list(task.get("targets") or ())
    answers = _queue_module().Queue()
    waiting = _by_place(targets)[::-1]

    def work():
        while True:
            try:
                group = waiting.pop()
            except IndexError:
                return
            for target in group:
                answers.put(_handshake(target))

    for _ in range(max(1, min(int(task.get("concurrency") or 8), len(waiting)))):
        thread = threading.Thread(target=work)
        thread.daemon = True
        thread.start()
    for _ in targets:
        yield answers.get()


def _by_place(targets):
    """The targets in groups of one host and port, in the order in which the groups begin."""
    groups, places = [], {}
    for target in targets:
        place = _place(target)
        if place not in places:
            places[place] = []
            groups.append(places[place])
        places[place].append(target)
    return groups


def _queue_module():
    try:
        import queue
    except ImportError:
        import Queue as queue
    return queue


def _place(target):
    try:
        return _split_url(target["url"])[1:]
    except _Failure:
        return None


def _import_network():
    global socket, ssl, ssl_missing, ssl_errors, urljoin, urlsplit, unquote
    import socket

    try:
        from urllib.parse import unquote, urljoin, urlsplit
    except ImportError:
        from urllib import unquote

        from urlparse import urljoin, urlsplit
    try:
        import ssl
    except Exception as error:  # ImportError as a rule, but a broken OpenSSL has others.
        ssl_missing = "%s: %s" % (type(error).__name__, error)
    else:
        ssl_errors = (ssl.SSLError, getattr(ssl, "CertificateError", ssl.SSLError))


class _Failure(Exception):
    """A handshake that pip would not get through, with the kind of error that pip would report."""

    def __init__(self, kind, text, **facts):
        Exception.__init__(self, text)
        self.kind = kind
        self.facts = facts


class _Deadline(object):
    """The time that one target has in all, however slowly its bytes come."""

    def __init__(self, seconds):
        self.seconds = seconds
        self._until = _clock() + seconds

    def left(self):
        """Seconds; time that has run out is a time-out like that of a socket."""
        left = self._until - _clock()
        if left <= 0:
            raise socket.timeout("timed out")
        return left

    def receive(self, stream, size):
        stream.settimeout(self.left())
        return stream.recv(size)

    def receive_exactly(self, stream, size):
        data = b""
        while len(data) < size:
            block = self.receive(stream, size - len(data))
            if not block:
                raise EOFError("the server closed the connection")
            data += block
        return data

    def send(self, stream, data):
        stream.settimeout(self.left())
        stream.sendall(data)

    def passed(self):
        return _clock() >= self._until

    def cut(self, stream):
        """Shuts the connection down in the end. Python 2 counts a timeout anew for each piece of a TLS record."""
        if sys.version_info[0] >= 3:
            return

        # Holding the socket itself would keep the connection open after it is closed.
        reference = weakref.ref(stream)

        def shut_down():
            try:
                reference().shutdown(socket.SHUT_RDWR)
            except Exception:
                pass

        timer = threading.Timer(max(0, self._until - _clock()), shut_down)
        timer.daemon = True
        timer.start()


def _handshake(target):
    """One walk to one target: proxy, TLS, and the page if asked for. Returns a result of plain data.

    ``target`` has: id, url, recipe (how to build the context; None for plain http), proxy (URL or None),
    proxy_recipe (for TLS to the proxy itself), fetch (whether to ask for the page), timeout (seconds, for all of it).
    """
    started = _clock()
    result = {"event": "handshake", "id": target["id"], "stage": "plan", "error": None}
    deadline = _Deadline(float(target.get("timeout") or WHOLE_TIMEOUT))
    stream = None
    try:
        stream = _walk(target, result, deadline)
        result["stage"] = "done"
    except _Failure as failure:
        result["error"] = dict(failure.facts, kind=failure.kind, text=_words_of(failure))
        if sys.version_info[0] < 3 and deadline.passed() and failure.kind in ("tls", "connection"):
            # The connection was cut by ourselves.
            result["error"] = {"kind": "timeout", "text": "no answer within %g seconds" % deadline.seconds}
    except Exception as error:
        # Whatever else happens is our fault, and is said to be ours.
        result["error"] = {"kind": "agent", "text": _words_of(error), "class": type(error).__name__}
    finally:
        _close_quietly(stream)
    result["elapsed_ms"] = int((_clock() - started) * 1000)
    return result


def _walk(target, result, deadline):
    scheme, host, port = _split_url(target["url"])
    recipe = target.get("recipe")
    context = None
    if scheme == "https":
        if ssl is None:
            # pip ends here. What the server presents is still good to know, and can be had without ssl.
            _look_in_clear(target, host, port, result, deadline)
            raise _Failure("ssl-missing", "the ssl module cannot be imported: %s" % ssl_missing)
        # Contexts are built first: a bad bundle or client certificate is found without a socket.
        context = _context(recipe or {})
    proxy = target.get("proxy")
    proxy_context = None
    if proxy:
        proxy_scheme, proxy_host, proxy_port = _split_url(proxy)
        if not proxy_host:
            raise _Failure("proxy", "the proxy's address has no host")
        if proxy_scheme.startswith("socks"):
            raise _Failure("proxy", "Missing dependencies for SOCKS support.")
        if proxy_scheme not in ("http", "https"):
            # urllib3/poolmanager.py:ProxyManager, before it connects.
            raise _Failure("proxy", "Proxy URL had unsupported scheme %s, should use http:// or https://" % proxy_scheme)
        if proxy_scheme == "https":
            if ssl is None:
                raise _Failure("ssl-missing", "the ssl module cannot be imported: %s" % ssl_missing)
            proxy_context = _context(target.get("proxy_recipe") or {})
        result["stage"] = "proxy-connect"
        try:
            stream = _connect(proxy_host, proxy_port, deadline, result)
        except _Failure as failure:
            raise _Failure("proxy", _words_of(failure), connect_kind=failure.kind, **failure.facts)
        try:
            if proxy_context is not None:
                result["stage"] = "proxy-tls"
                seen = {}
                try:
                    stream = _secure(stream, proxy_context, proxy_host, target.get("proxy_recipe") or {}, seen, deadline)
                except _Failure as failure:
                    raise _Failure("proxy", _words_of(failure), proxy_tls=failure.kind, **failure.facts)
                finally:
                    result["proxy_tls"] = seen
            if scheme == "https":
                result["stage"] = "proxy-tunnel"
                _tunnel(stream, host, port, proxy, result, deadline)
        except Exception:
            _close_quietly(stream)
            raise
    else:
        result["stage"] = "connect"
        stream = _connect(host, port, deadline, result)
    try:
        if context is not None:
            result["stage"] = "tls"
            stream = _secure(stream, context, host, recipe or {}, result, deadline)
        if target.get("fetch"):
            result["stage"] = "http"
            result["http"] = _fetch(stream, target, proxy if scheme == "http" else None, deadline)
    except Exception as error:
        if isinstance(error, _Failure) and context is not None and (
            error.kind in ("certificate", "hostname", "tls") or "tls" in result
        ):
            _look_in_clear(target, host, port, result, deadline)
        _close_quietly(stream)
        raise
    return stream


# Contexts, as this pip's stack builds them.

_CONTEXTS = {}
_CONTEXTS_GUARD = threading.Lock()


def _context(recipe):
    """One context for all targets of a recipe: to load a bundle takes longer than a handshake."""
    key = json.dumps(recipe, sort_keys=True)
    with _CONTEXTS_GUARD:
        if key not in _CONTEXTS:
            _CONTEXTS[key] = _build_context(recipe)
        return _CONTEXTS[key]


def _build_context(recipe):
    """An SSLContext by recipe. Raises Failure for bundles and client certificates that pip could not load either.

    recipe: verify (bool), files and directories (bundles, exact order), system (None, "truststore" or
    "openssl"), strict and partial_chain (flags), common_name (bool: fall back to the subject's CN), names
    ("openssl" or "python"), minimum ("1.2" or None), client_cert (path or None), ciphers (a string, "pip" or None),
    native (use pip's vendored truststore: on macOS and Windows the operating system decides).
    """
    if recipe.get("missing"):
        raise _Failure("ca-file", recipe["missing"], path=recipe.get("missing_path"))
    native = recipe.get("native") and recipe.get("system") == "truststore" and sys.platform in ("win32", "darwin")
    if native:
        context = _native_context()
    else:
        context = ssl.SSLContext(getattr(ssl, "PROTOCOL_TLS_CLIENT", ssl.PROTOCOL_SSLv23))
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    ciphers = _pip_ciphers() if recipe.get("ciphers") == "pip" else recipe.get("ciphers")
    if ciphers:
        try:
            context.set_ciphers(ciphers)
        except ssl.SSLError as error:
            raise _Failure("tls", _words_of(error))
    if recipe.get("minimum") == "1.2" and hasattr(ssl, "TLSVersion"):
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    if recipe.get("verify", True):
        if not native:
            context.verify_mode = ssl.CERT_REQUIRED
            if recipe.get("system") == "truststore":
                _load_system_store(context)
            elif recipe.get("system") == "openssl":
                context.set_default_verify_paths()
        for path in recipe.get("files") or ():
            _load_bundle(context, path)
        for flag, name in (("strict", "VERIFY_X509_STRICT"), ("partial_chain", "VERIFY_X509_PARTIAL_CHAIN")):
            if recipe.get(flag) and hasattr(ssl, name):
                context.verify_flags |= getattr(ssl, name)
        if recipe.get("names", "openssl") == "openssl":
            context.check_hostname = True
            if hasattr(context, "hostname_checks_common_name"):
                try:
                    context.hostname_checks_common_name = bool(recipe.get("common_name", True))
                except AttributeError:
                    pass
    if recipe.get("client_cert"):
        _load_client_certificate(context, recipe["client_cert"])
    return context


def _native_context():
    from pip._vendor import truststore  # only reached on macOS and Windows, where no other code can do it

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _load_system_store(context):
    """truststore/_openssl.py:_configure_context, restated for every Python."""
    defaults = ssl.get_default_verify_paths()
    directory = defaults.capath
    hashed = False
    if directory:
        try:
            hashed = any(HASHED_NAME.match(name) for name in os.listdir(directory))
        except OSError:
            pass
    if defaults.cafile or hashed:
        context.set_default_verify_paths()
        return
    for path in _truststore_candidates():
        if os.path.isfile(path):
            context.load_verify_locations(cafile=path)
            return


def _truststore_candidates():
    """truststore/_openssl.py:_CA_FILE_CANDIDATES of this pip; the list differs between versions."""
    package = _find_package("pip")
    source = package and package[1]("_vendor/truststore/_openssl.py")
    for statement in getattr(_tree(source), "body", ()):
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == "_CA_FILE_CANDIDATES":
            return [_text_of(element) for element in statement.value.elts]
    return SYSTEM_FILES


def _pip_ciphers():
    """urllib3 1.26's DEFAULT_CIPHERS as this pip has it, or None where OpenSSL's own list holds (urllib3 2)."""
    package = _find_package("pip")
    source = package and package[1]("_vendor/urllib3/util/ssl_.py")
    for statement in getattr(_tree(source), "body", ()):
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == "DEFAULT_CIPHERS":
            value = statement.value
            if isinstance(value, ast.Call) and value.args and hasattr(value.args[0], "elts"):
                return str(":".join(_text_of(element) or "" for element in value.args[0].elts))
            return _text_of(value)
    return None


def _load_bundle(context, path):
    if not os.path.exists(path):
        text = "Could not find a suitable TLS CA certificate bundle, invalid path: %s" % path
        raise _Failure("ca-file", text, path=path)
    try:
        if os.path.isdir(path):
            context.load_verify_locations(capath=path)
        else:
            context.load_verify_locations(cafile=path)
    except (ssl.SSLError, EnvironmentError, ValueError) as error:
        raise _Failure("ca-file", _words_of(error), path=path, **_ssl_facts(error))


def _load_client_certificate(context, path):
    if not os.path.exists(path):
        raise _Failure("client-cert", "Could not find the TLS certificate file, invalid path: %s" % path, path=path)

    def refuse():
        raise ValueError("the private key is encrypted")

    try:
        # A password callback, so that OpenSSL never asks on the user's terminal.
        context.load_cert_chain(path, password=refuse)
    except (ssl.SSLError, EnvironmentError, ValueError) as error:
        raise _Failure("client-cert", _words_of(error), path=path, **_ssl_facts(error))


# Sockets.


def _connect(host, port, deadline, result):
    last = None
    for family, kind, protocol, _, address in _addresses(host, port, deadline):
        stream = None
        try:
            stream = socket.socket(family, kind, protocol)
            stream.settimeout(deadline.left())
            stream.connect(address)
            result["address"] = "%s:%s" % (address[0], address[1])
            deadline.cut(stream)
            return stream
        except (socket.error, OverflowError) as error:
            last = error
            _close_quietly(stream)
            if deadline.passed():
                break
    if last is None or isinstance(last, socket.timeout):
        raise _Failure("timeout", "no connection within %g seconds" % deadline.seconds)
    raise _Failure("connection", _words_of(last), **_os_facts(last))


def _addresses(host, port, deadline):
    """What getaddrinfo says; in a thread, because nothing else ends a resolver that waits."""
    answers = _queue_module().Queue()

    def ask():
        try:
            answers.put((socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM), None))
        except Exception as error:
            answers.put(((), error))

    thread = threading.Thread(target=ask)
    thread.daemon = True
    thread.start()
    try:
        found, error = answers.get(timeout=deadline.left())
    except (_queue_module().Empty, socket.timeout):
        raise _Failure("timeout", "the name was not resolved within %g seconds" % deadline.seconds, resolving=True)
    if error is not None:
        raise _Failure("dns", _words_of(error), **_os_facts(error))
    return found


def _tunnel(stream, host, port, proxy, result, deadline):
    """CONNECT through the proxy (RFC 9110, section 9.3.6). The proxy's own credentials are sent, as pip would."""
    name = "[%s]" % host if ":" in host else host
    lines = ["CONNECT %s:%d HTTP/1.0" % (name, port)]
    login = _userinfo(proxy)
    if login:
        lines.append("Proxy-Authorization: Basic " + base64.b64encode(login).decode("ascii"))
    try:
        deadline.send(stream, ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
        head, rest = _read_head(stream, deadline)
    except (socket.timeout,) + ssl_errors as error:
        raise _Failure("proxy", _words_of(error), timed_out=isinstance(error, socket.timeout), **_ssl_facts(error))
    except socket.error as error:
        raise _Failure("proxy", _words_of(error), **_os_facts(error))
    status, reason = _status_line(head)
    if status is None:
        if head == "" and rest == b"":
            raise _Failure("proxy", "the proxy closed the connection without an answer", closed=True)
        raise _Failure("proxy", "the proxy did not answer in HTTP", first_bytes=_hex_of((head.encode("latin-1") + rest)[:16]))
    result["proxy_status"] = status
    if status != 200:
        raise _Failure("proxy", "Tunnel connection failed: %d %s" % (status, reason), status=status)
    if rest:
        # No server speaks first in TLS: this is a page in place of a tunnel.
        raise _Failure("proxy", "the proxy answered with a page in place of a tunnel", page=True)
    if re.search(r"(?im)^content-type:\s*text/html", head):
        raise _Failure("proxy", "the proxy answered with a page in place of a tunnel", page=True)


def _read_head(stream, deadline):
    """The bytes up to the empty line, as text, and what came behind it."""
    data = b""
    while b"\r\n\r\n" not in data and len(data) < HEADER_LIMIT:
        block = deadline.receive(stream, 4096)
        if not block:
            break
        data += block
    head, found, rest = data.partition(b"\r\n\r\n")
    return head.decode("latin-1"), rest if found else b""


def _status_line(head):
    """(status, reason) of an HTTP answer, or (None, "")."""
    found = re.match(r"HTTP/\S*[ \t]+([0-9]{3})(?:[ \t]+([^\r\n]*))?(?:\r?\n|$)", head)
    return (int(found.group(1)), found.group(2) or "") if found else (None, "")


def _secure(stream, context, host, recipe, seen, deadline):
    """The TLS handshake; fills ``seen`` with tls and chain whether or not it succeeds."""
    verify = recipe.get("verify", True)
    try:
        # ssl.HAS_SNI is false only in ancient builds; then nothing names the host.
        name = host if getattr(ssl, "HAS_SNI", True) and (context.check_hostname or not _is_address(host)) else None
        if isinstance(stream, _TunnelledStream) or hasattr(stream, "cipher"):
            if not hasattr(ssl, "MemoryBIO"):
                raise _Failure("proxy", "this Python cannot speak TLS through a TLS proxy")
            secured = _TunnelledStream(stream, context, name, deadline)
        else:
            secured = context.wrap_socket(stream, server_hostname=name, do_handshake_on_connect=False)
    except (ValueError,) + ssl_errors as error:
        raise _Failure("tls", _words_of(error), **_ssl_facts(error))
    try:
        # Since Python 3.5 the handshake as a whole has this time.
        secured.settimeout(deadline.left())
        secured.do_handshake()
        seen["tls"] = {"version": secured.version() if hasattr(secured, "version") else None, "cipher": (secured.cipher() or (None,))[0]}
        _note_chain(secured, seen)
        if verify and recipe.get("names") == "python":
            _match_as_pip_does(secured.getpeercert(), host)
        return secured
    except _Failure:
        _close_quietly(secured)
        raise
    except ssl_errors as error:
        _note_chain(secured, seen)
        _close_quietly(secured)
        if isinstance(error, socket.timeout) or "timed out" in _words_of(error):
            raise _Failure("timeout", "the server did not finish the handshake within %g seconds" % deadline.seconds)
        raise _Failure(_kind_of(error), _words_of(error), **_ssl_facts(error))
    except socket.timeout:
        _close_quietly(secured)
        raise _Failure("timeout", "the server did not finish the handshake within %g seconds" % deadline.seconds)
    except (socket.error, ValueError) as error:
        _note_chain(secured, seen)
        _close_quietly(secured)
        raise _Failure("hostname" if type(error).__name__ == "CertificateError" else "connection", _words_of(error), **_os_facts(error))


def _kind_of(error):
    """pip's kind of error for an ssl exception."""
    message = getattr(error, "verify_message", "") or _words_of(error)
    if "ostname mismatch" in message or "IP address mismatch" in message or "doesn't match" in message:
        return "hostname"
    if getattr(error, "verify_code", None) or "CERTIFICATE_VERIFY_FAILED" in _words_of(error):
        return "certificate"
    return "tls"


class _TunnelledStream(object):
    """TLS inside TLS: what urllib3's ssltransport does for an https proxy. Python 3.5+ (MemoryBIO)."""

    def __init__(self, stream, context, name, deadline):
        self._stream = stream
        self._deadline = deadline
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._sslobj = context.wrap_bio(self._incoming, self._outgoing, server_hostname=name)

    def settimeout(self, timeout):
        self._stream.settimeout(timeout)

    def do_handshake(self):
        self._pump(self._sslobj.do_handshake)

    def sendall(self, data):
        self._pump(self._sslobj.write, data)

    def recv(self, size):
        try:
            return self._pump(self._sslobj.read, size)
        except ssl.SSLZeroReturnError:
            return b""

    def version(self):
        return self._sslobj.version()

    def cipher(self):
        return self._sslobj.cipher()

    def getpeercert(self, binary_form=False):
        return self._sslobj.getpeercert(binary_form)

    def close(self):
        self._stream.close()

    def _pump(self, function, *arguments):
        while True:
            try:
                value = function(*arguments)
                self._flush()
                return value
            except ssl.SSLWantReadError:
                self._flush()
                block = self._deadline.receive(self._stream, 16384)
                if block:
                    self._incoming.write(block)
                else:
                    self._incoming.write_eof()
            except ssl.SSLError:
                self._flush()
                raise

    def _flush(self):
        data = self._outgoing.read()
        if data:
            self._deadline.send(self._stream, data)


def _match_as_pip_does(certificate, host):
    """Names as urllib3 1.26 matches them, with this pip's own function; it is loaded without importing pip."""
    matcher = _pip_matcher()
    if matcher is None:
        return
    try:
        matcher(certificate, host)
    except Exception as error:
        raise _Failure("hostname", _words_of(error), **{"class": type(error).__name__})


_MATCHER = []


def _pip_matcher():
    if not _MATCHER:
        found = None
        package = _find_package("pip")
        location = package and package[0]
        for parts in (("util", "ssl_match_hostname.py"), ("packages", "ssl_match_hostname", "_implementation.py")):
            path = os.path.join(location or "", "_vendor", "urllib3", *parts)
            if location and os.path.isfile(path):
                scope = {"__name__": "piptrust_matcher"}
                with open(path, "rb") as stream:
                    exec(compile(stream.read(), path, "exec"), scope)
                found = scope.get("match_hostname")
                break
        _MATCHER.append(found or getattr(ssl, "match_hostname", None))
    return _MATCHER[0]


# The presented chain.


def _note_chain(secured, seen):
    """The certificates as presented: public API on 3.13, private on 3.10-3.12, else the leaf where there is one."""
    if seen.get("chain"):
        return
    holder = secured if hasattr(secured, "get_unverified_chain") else getattr(secured, "_sslobj", None)
    try:
        if holder is not None and hasattr(holder, "get_unverified_chain"):
            chain = holder.get_unverified_chain() or []
            der = [c if isinstance(c, bytes) else c.public_bytes(2) for c in chain]
            if der:
                seen["chain"] = [base64.b64encode(c).decode("ascii") for c in der]
                seen["chain_source"] = "api"
                return
        leaf = secured.getpeercert(True)
    except Exception:
        return
    if leaf:
        seen["chain"] = [base64.b64encode(leaf).decode("ascii")]
        seen["chain_source"] = "leaf"


def _look_in_clear(target, host, port, result, deadline):
    """Asks once more, by a hand-written TLS 1.2 hello: a TLS 1.2 server then sends in clear what it presents.

    It gives the chain where Python gives none after a failed handshake (before 3.10), and whether the server asks
    for a client certificate, which TLS 1.3 hides. Nothing is sent after the hello.
    """
    if target.get("proxy") and _split_url(target["proxy"])[0] == "https":
        return
    stream = None
    try:
        scratch = {}
        if target.get("proxy"):
            _, proxy_host, proxy_port = _split_url(target["proxy"])
            stream = _connect(proxy_host, proxy_port, deadline, scratch)
            _tunnel(stream, host, port, target["proxy"], scratch, deadline)
        else:
            stream = _connect(host, port, deadline, scratch)
        deadline.send(stream, _client_hello(host))
        chain, wants_client_certificate, result["answers_in_http"] = _certificates_in_clear(stream, deadline)
        result["wants_client_certificate"] = wants_client_certificate
        if len(chain) > len(result.get("chain") or ()):
            result["chain"] = [base64.b64encode(c).decode("ascii") for c in chain]
            result["chain_source"] = "tls12-hello"
    except Exception:
        return
    finally:
        _close_quietly(stream)


def _client_hello(host):
    """A TLS 1.2 ClientHello (RFC 5246, section 7.4.1.2) with SNI and the usual ECDHE and RSA suites."""
    suites = (0xC02B, 0xC02C, 0xC02F, 0xC030, 0xCCA8, 0xCCA9, 0xC009, 0xC00A, 0xC013, 0xC014, 0x009C, 0x009D, 0x002F, 0x0035)
    extensions = b""
    if not _is_address(host):
        name = host.encode("idna")
        entry = struct.pack("!BH", 0, len(name)) + name
        listing = struct.pack("!H", len(entry)) + entry
        extensions += struct.pack("!HH", 0, len(listing)) + listing
    groups = struct.pack("!HHHH", 0x001D, 0x0017, 0x0018, 0x0019)
    extensions += struct.pack("!HHH", 10, len(groups) + 2, len(groups)) + groups
    extensions += struct.pack("!HHBB", 11, 2, 1, 0)
    schemes = struct.pack("!8H", 0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0401, 0x0501, 0x0201)
    extensions += struct.pack("!HHH", 13, len(schemes) + 2, len(schemes)) + schemes
    body = b"\x03\x03" + os.urandom(32) + b"\x00"
    body += struct.pack("!H", 2 * len(suites)) + b"".join(struct.pack("!H", s) for s in suites)
    body += b"\x01\x00" + struct.pack("!H", len(extensions)) + extensions
    message = b"\x01" + struct.pack("!I", len(body))[1:] + body
    return b"\x16\x03\x01" + struct.pack("!H", len(message)) + message


def _certificates_in_clear(stream, deadline):
    """What answers a TLS 1.2 hello.

    The DER certificates of the server's Certificate message, whether it asks for one of the client's, and whether
    it is plain HTTP.
    """
    messages, chain, wanted, total, head = b"", [], False, 0, b""
    while total < 262144:
        try:
            head = deadline.receive_exactly(stream, 5)
            kind, length = bytearray(head)[0], struct.unpack("!H", head[3:5])[0]
            if kind != 22 or not 0 < length <= 18432:
                break
            messages += deadline.receive_exactly(stream, length)
        except (EOFError, socket.error):
            break
        total += length
        while len(messages) >= 4:
            size = struct.unpack("!I", b"\x00" + messages[1:4])[0]
            if len(messages) < 4 + size:
                break
            message, kind = messages[4 : 4 + size], bytearray(messages)[0]
            messages = messages[4 + size :]
            if kind == 11:
                chain = _split_certificates(message)
            elif kind == 13:
                wanted = True
            elif kind == 14:
                return chain, wanted, False
    return chain, wanted, total == 0 and head == b"HTTP/"


def _split_certificates(message):
    chain, position = [], 3
    while position + 3 <= len(message):
        size = struct.unpack("!I", b"\x00" + message[position : position + 3])[0]
        position += 3
        if size == 0 or position + size > len(message):
            break
        chain.append(message[position : position + size])
        position += size
    return chain


# The page, as evidence of where files come from.


def _fetch(stream, target, proxy, deadline):
    """Asks for the page without credentials: status, redirect target, server's date and hosts of its links."""
    scheme, host, port = _split_url(target["url"])
    bare = _quote_path(_strip_userinfo(target["url"]))
    path = bare if proxy else (re.sub(r"^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*", "", bare).split("#", 1)[0] or "/")
    usual = {"http": 80, "https": 443}.get(scheme)
    name = "[%s]" % host if ":" in host else host
    lines = [
        "GET %s HTTP/1.1" % path,
        "Host: %s" % (name if port == usual else "%s:%d" % (name, port)),
        "User-Agent: piptrust",
        "Accept: application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01",
        "Accept-Encoding: identity",
        "Connection: close",
    ]
    login = _userinfo(proxy) if proxy else None
    if login:
        lines.append("Proxy-Authorization: Basic " + base64.b64encode(login).decode("ascii"))
    try:
        deadline.send(stream, ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace"))
        head, body = _read_head(stream, deadline)
    except socket.timeout:
        raise _Failure("timeout", "the server did not answer in time")
    except ssl_errors as error:
        if "timed out" in _words_of(error):  # Python 2.7
            raise _Failure("timeout", "the server did not answer in time")
        # A server that wants a client certificate says so only after a TLS 1.3 handshake.
        raise _Failure("tls", _words_of(error), **_ssl_facts(error))
    except socket.error as error:
        raise _Failure("connection", _words_of(error), **_os_facts(error))
    status, _ = _status_line(head)
    if status is None:
        if not head and not body:
            raise _Failure("connection", "the server closed the connection without an answer", closed=True)
        raise _Failure("http", "the server did not answer in HTTP")
    headers = {}
    for line in head.split("\r\n")[1:]:
        key, _, value = line.partition(":")
        headers.setdefault(key.strip().lower(), value.strip())
    body, whole = _read_body(stream, body, headers, deadline)
    page = {"status": status, "type": headers.get("content-type"), "date": headers.get("date"), "truncated": not whole}
    if headers.get("location"):
        location = _join_links(bare, headers["location"])
        page["location"] = _strip_userinfo(location) if location else None
    if status == 200:
        page["links"] = _link_origins(body.decode("utf-8", "replace"), bare)
    return page


def _read_body(stream, body, headers, deadline):
    """The body as far as it comes in time, and whether it is all there.

    pip would go on where a page is slow: it counts the time of each read. So that is no failure.
    """
    length = re.match(r"[0-9]{1,15}$", headers.get("content-length", ""))
    wanted = min(PAGE_LIMIT, int(length.group(0)) if length else PAGE_LIMIT)
    chunked = headers.get("transfer-encoding", "").lower() == "chunked"
    blocks, size = [body], len(body)
    try:
        while size < wanted and not (chunked and blocks[-1].endswith(b"0\r\n\r\n")):
            block = deadline.receive(stream, 65536)
            if not block:
                break
            blocks.append(block)
            size += len(block)
    except (socket.error,) + ssl_errors:
        return b"".join(blocks), False
    return b"".join(blocks), size < PAGE_LIMIT


def _link_origins(body, base):
    """scheme://host[:port] of every link that leads elsewhere, in order, at most twenty."""
    found = []
    for match in re.finditer(r"""(?:href\s*=\s*["']|"url"\s*:\s*")([^"'<>\s]+)""", body):
        link = _join_links(base, match.group(1).replace("\\/", "/"))
        origin = re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]+", link or "")
        if origin:
            bare = _strip_userinfo(origin.group(0)).lower()
            if bare not in found and not base.lower().startswith(bare + "/"):
                found.append(bare)
                if len(found) == 20:
                    break
    return found


def _join_links(base, link):
    """None where the link cannot be read."""
    try:
        return urljoin(base, link)
    except ValueError:
        return None


def _quote_path(url):
    """White space, controls and what is not ASCII as the escapes that pip would send."""

    def escape(match):
        return "".join("%%%02X" % b for b in bytearray(match.group(0).encode("utf-8", "replace")))

    return re.sub(u"[^\x21-\x7e]+", escape, url)


# Small things.


_clock = getattr(time, "monotonic", time.time)


def _split_url(url):
    """(scheme, host, port) of a URL; a proxy without a scheme counts as http, as in requests.

    What cannot be read is not repeated: there may be a password in it.
    """
    if "://" not in url:
        url = "http://" + url
    try:
        parts = urlsplit(url)
        scheme = parts.scheme.lower()
        host = _ascii_host(parts.hostname or "")
    except ValueError:
        raise _Failure("config", "the host in the address cannot be read")
    try:
        port = parts.port
    except ValueError:
        raise _Failure("config", "the port in the address is not a number")
    return scheme, host, port or {"http": 80, "https": 443}.get(scheme, 0)


def _ascii_host(host):
    """The host as it goes over the wire. Raises ValueError for one that cannot."""
    if isinstance(host, bytes):
        host = host.decode("ascii")
    try:
        host.encode("ascii")
    except UnicodeError:
        host = host.encode("idna").decode("ascii")
    if re.search(r"[\x00-\x20\x7f]", host):
        raise ValueError("there is white space in the host")
    return str(host)


def _userinfo(url):
    """The decoded user:password of a URL as bytes, or None."""
    authority = re.sub(r"^[a-zA-Z][a-zA-Z0-9+.-]*://", "", url).split("/", 1)[0]
    if "@" not in authority:
        return None
    login = authority.rsplit("@", 1)[0]
    value = unquote(login)
    return value if isinstance(value, bytes) else value.encode("utf-8")


def _strip_userinfo(url):
    return re.sub(r"^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#]*@", r"\1", url)


def _is_address(host):
    for family in (socket.AF_INET, getattr(socket, "AF_INET6", socket.AF_INET)):
        try:
            socket.inet_pton(family, host)
            return True
        except (AttributeError, socket.error, ValueError, UnicodeError):
            pass
    return False


def _close_quietly(stream):
    try:
        if stream is not None:
            stream.close()
    except Exception:
        pass


def _words_of(error):
    try:
        text = str(error)
    except Exception:
        text = repr(error)
    return text if not isinstance(text, bytes) else text.decode("utf-8", "replace")


def _hex_of(data):
    return "".join("%02x" % b for b in bytearray(data))


def _ssl_facts(error):
    facts = {"class": type(error).__name__}
    for name in ("reason", "library", "verify_code", "verify_message", "errno"):
        value = getattr(error, name, None)
        if isinstance(value, (int, str)) and value != "":
            facts[name] = value
    return facts


def _os_facts(error):
    facts = {"class": type(error).__name__}
    if isinstance(getattr(error, "errno", None), int):
        facts["errno"] = error.errno
    return facts


# The task "stores".

SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1"
WINDOWS_STORES = ("ROOT", "CA")
KEYCHAINS = (
    "/System/Library/Keychains/SystemRootCertificates.keychain",
    "/Library/Keychains/System.keychain",
)
KEYCHAIN_TIMEOUT = 5.0


def stores(task):
    """One answer per store of the operating system that has no file to read: its name and its certificates.

    Windows gives DER, macOS gives PEM. Elsewhere the stores are files, and nothing is answered.
    """
    if sys.platform == "win32":
        import ssl

        for name in WINDOWS_STORES:
            yield _store(name, lambda: {"der": _windows_store(ssl.enum_certificates(name))})
    elif sys.platform == "darwin":
        for path in KEYCHAINS:
            if os.path.exists(path):
                yield _store(path, lambda: {"pem": _keychain(path)})


def _store(name, read):
    try:
        return dict(read(), event="store", name=name, error=None)
    except Exception as error:
        return {"event": "store", "name": name, "error": _words_of(error)}


def _windows_store(entries):
    """The certificates that count for servers; what is trusted is True or a set of purposes."""
    return [
        base64.b64encode(content).decode("ascii")
        for content, encoding, trust in entries
        if encoding == "x509_asn" and (trust is True or SERVER_AUTHENTICATION in trust)
    ]


def _keychain(path):
    import subprocess

    command = ["/usr/bin/security", "find-certificate", "-a", "-p", path]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    timer = threading.Timer(KEYCHAIN_TIMEOUT, process.kill)
    timer.daemon = True
    timer.start()
    output, errors = process.communicate()
    timer.cancel()
    if process.returncode != 0:
        raise ValueError(errors.decode("utf-8", "replace").strip() or "security ended with %d" % process.returncode)
    return output.decode("ascii", "replace")


# The task "as-pip".


def as_pip(task):
    """One answer: what this pip's own session says to one URL. pip is imported; it is the second opinion.

    ``task`` has: url, command (whose settings count), timeout (seconds). The session is built by pip's own command,
    so its files, variables and defaults count as they do for ``pip <command>``.
    """
    answer = {"event": "as-pip", "status": None, "error": None}
    try:
        answer["status"] = _ask_session(_pip_session(task), task["url"])
    except SystemExit as error:
        answer["error"] = {"classes": ["SystemExit"], "text": "pip ended with status %s" % error.code}
    except Exception as error:
        answer["error"] = {"classes": [c.__name__ for c in type(error).__mro__[:-3]], "text": _all_words(error)}
    yield answer


def _pip_session(task):
    from pip._internal.commands import create_command

    command = create_command(task.get("command") or "download")
    # The project is never asked for: options alone decide about the session.
    options, _ = command.parse_args(["--no-cache-dir", "--no-input", "nothing"])
    return command._build_session(options, retries=0, timeout=float(task.get("timeout") or 5))


class _NotSecure(Exception):
    """pip leaves the place out (index/collector.py)."""


def _ask_session(session, url):
    from pip._internal.models.link import Link

    if url.lower().startswith("http:") and not session.is_secure_origin(Link(url)):
        raise _NotSecure("the host of %s is not a trusted or secure host" % _strip_userinfo(url))
    response = session.get(url, headers={"Accept": "text/html"}, stream=True)
    try:
        return response.status_code
    finally:
        response.close()


def _all_words(error):
    """The words of an error and of those behind it, as pip -vv would print them."""
    words = []
    while error is not None and len(words) < 8:
        text = _words_of(error)
        for name in ("message", "context"):  # pip's own diagnostic errors
            part = getattr(error, name, None)
            if part is not None and str(part) not in text:
                # pip's own errors carry the colours that they are printed in.
                text += "\n" + re.sub(r"\[/?[a-z]*\]", "", str(part))
        words.append("%s: %s" % (type(error).__name__, text))
        error = getattr(error, "__cause__", None) or getattr(error, "__context__", None)
    return "\n".join(words)


TASKS = {"facts": facts, "handshake": handshakes, "stores": stores, "as-pip": as_pip}

if __name__ == "__main__":
    main()
