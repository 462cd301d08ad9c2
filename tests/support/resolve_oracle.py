"""Real pips, asked which files they read, what is in effect, what they trust: many cases in one process."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from support.pips import Python, clean_environment, pip_folder

# Each case brings its own variables. pip reads os.environ, sys.prefix and the platform when it is asked, so
# one process can play all of them; only platformdirs chooses its class once, which is replaced.
_PRELUDE = """
import contextlib, io, json, logging, os, sys, warnings
sys.path.insert(0, sys.argv[1])
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
from pip._internal import configuration
original = dict(os.environ)
def play(variables):
    os.environ.clear()
    os.environ.update(variables)
"""

_LOCATIONS = """
import posixpath
from pip._internal.utils import appdirs
try:
    from pip._vendor import platformdirs
    from pip._vendor.platformdirs import macos, unix, windows
except ImportError:
    platformdirs = None
real_platform, real_prefix, real_base = sys.platform, sys.prefix, sys.base_prefix
def answer(case):
    play(case["variables"])
    os.chdir(case["cwd"])
    platform = case["platform"]
    sys.platform, sys.prefix, sys.base_prefix = platform, case["prefix"], case["base_prefix"]
    configuration.WINDOWS = platform == "win32"
    configuration.CONFIG_BASENAME = "pip.ini" if platform == "win32" else "pip.conf"
    if platformdirs is not None:
        by_platform = {"linux": unix.Unix, "darwin": macos.MacOS, "win32": windows.Windows}
        platformdirs.PlatformDirs = by_platform[platform]
        folder = lambda name: os.environ[name.replace("CSIDL_", "").replace("COMMON_APPDATA", "PROGRAMDATA")]
        name = "_resolve_win_folder" if hasattr(windows, "_resolve_win_folder") else "get_win_folder"
        setattr(windows, name, folder)
    else:
        appdirs._appdirs.system = platform
    try:
        loader = configuration.Configuration(isolated=False)
        files = dict(loader.iter_config_files())
        env = files.get("env") or files.get(configuration.OVERRIDE_ORDER[-2]) or []
        if env[0:1] == [os.devnull]:
            return []
        order = [k for k in configuration.OVERRIDE_ORDER if k in files]
        return [[str(getattr(k, "value", k)), path] for k in order for path in files[k] if path]
    finally:
        sys.platform, sys.prefix, sys.base_prefix = real_platform, real_prefix, real_base
"""

_EFFECTIVE = """
from pip._internal.commands import create_command
def answer(case):
    play(case["variables"])
    listed = {}
    for kind in configuration.OVERRIDE_ORDER:
        name = str(getattr(kind, "value", kind))
        if name in ("global", "user", "site", "base"):
            listed[kind] = case["files"].get(name, [])
    configuration.get_configuration_files = lambda: listed
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            values = create_command(case["command"]).parser.get_default_values()
        except SystemExit as error:
            return {"status": error.code, "said": said.getvalue()}
    return json.loads(json.dumps({name: getattr(values, name, None) for name in case["dests"]}, default=repr))
"""

# The sources of certificates as one https request would have them: the context that reaches the connection
# pool, and the files that urllib3 loads into it. Nothing is sent.
_TRUST = """
import ssl
from pip._internal.commands import create_command
from pip._vendor import requests
from pip._vendor.requests.certs import where
made = []
real_load = ssl.SSLContext.load_default_certs
def holder(context):
    inner = getattr(context, "_ctx", context)
    return context is not inner, bool(inner.get_ca_certs())
def answer(case):
    play(case["variables"])
    kinds = [k for k in configuration.OVERRIDE_ORDER if not str(getattr(k, "value", k)).startswith("env")]
    configuration.get_configuration_files = lambda: {k: [] for k in kinds}
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        command = create_command("install")
        # Lists of defaults belong to the module, and each command line would add to them.
        defaults = command.parser.defaults
        defaults.update((name, list(value)) for name, value in defaults.items() if isinstance(value, list))
        options, _ = command.parse_args(case["arguments"])
        options.cache_dir = None
        try:
            session = command._build_session(options)
        except Exception as error:
            return {"refuses": str(error)}
    request = session.prepare_request(requests.Request("GET", case["url"]))
    proxies = dict(session.proxies) if hasattr(session, "pip_proxy") or case["pip_proxies_first"] else {}
    settings = session.merge_environment_settings(request.url, proxies, None, None, None)
    adapter = session.get_adapter(request.url)
    verify = settings["verify"]
    through = settings["proxies"]
    # pip 24.1 has requests 2.32.0, where the method was private.
    for name in ("get_connection_with_tls_context", "_get_connection"):
        if hasattr(adapter, name):
            pool = getattr(adapter, name)(request, verify, proxies=through, cert=None)
            break
    else:
        pool = adapter.get_connection(request.url, through)
    adapter.cert_verify(pool, request.url, verify, None)
    context = pool.conn_kw.get("ssl_context") or getattr(pool, "ssl_context", None)
    truststore = certifi = False
    if context is not None:
        truststore, certifi = holder(context)
    file = pool.ca_certs or pool.ca_cert_dir
    if file == where():
        certifi, file = True, None
    return {
        "refuses": None,
        "proxy": getattr(pool, "proxy", None) and str(pool.proxy),
        "system": truststore or (context is None and not certifi and not file),
        "certifi": certifi,
        "bundle": file,
        "trust_env": session.trust_env,
        "verify": verify,
    }
"""

_TRUSTED_HOSTS = """
from pip._internal.models.link import Link
from pip._internal.network.session import PipSession
from pip._vendor import requests
def answer(case):
    try:
        session = PipSession(trusted_hosts=[case["entry"]])
    except ValueError as error:
        return {"error": str(error)}
    https, gate = [], []
    for url in case["urls"]:
        sent = session.prepare_request(requests.Request("GET", url)).url
        https.append(url.startswith("https:") and "Insecure" in type(session.get_adapter(sent)).__name__)
        try:
            gate.append(bool(session.is_secure_origin(Link(url))))
        except (AttributeError, TypeError):
            # pip before 23.2.1 ends where it compares an entry that has no host.
            gate.append(None)
    return {"error": None, "https": https, "gate": gate}
"""

_END = """
json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
"""

QUESTIONS = {
    "locations": _LOCATIONS,
    "effective": _EFFECTIVE,
    "trust": _TRUST,
    "trusted-hosts": _TRUSTED_HOSTS,
}


def ask(python: Python, version: str, question: str, cases: Sequence[Any]) -> list[Any]:
    """The answers of a pinned pip under ``python``, one for each case."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [python.executable, "-c", _PRELUDE + QUESTIONS[question] + _END, str(pip_folder(version))],
            input=json.dumps(cases),
            env=clean_environment(Path(home)),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
