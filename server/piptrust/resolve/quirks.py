"""Differences between versions of pip and Python in what is read and trusted, as data with the evidence.

Where a version is not known, a current one is assumed.
"""

from __future__ import annotations

from piptrust.parse.quirks import Quirk
from piptrust.resolve.environment import Environment


def holds(quirk: Quirk, environment: Environment) -> bool:
    """Whether this pip, or this Python, behaves so."""
    return quirk.holds(environment.pip_version if quirk.of == "pip" else environment.python_version)


# Configuration files.

BASE_PREFIX_IS_READ = Quirk(
    "a virtual environment's pip reads the base interpreter's configuration file, too",
    since=(23, 1),
    until=(23, 1, 1),
    evidence="pip 23.1 configuration.py:kinds.BASE; 23.1.1 took it back",
)

SITE_FILE_ONLY_IN_ENVIRONMENTS = Quirk(
    "sys.prefix is looked at in virtual environments only",
    since=None,
    until=(10,),
    evidence="pip 9.0.3 baseparser.py:get_config_files",
)
SITE_FILE_BEATS_ENV_FILE = Quirk(
    "the file in sys.prefix beats the one that PIP_CONFIG_FILE names",
    since=None,
    until=(10,),
    evidence="pip 9.0.3 baseparser.py:get_config_files",
)
XDG_IS_TAKEN_EMPTY = Quirk(
    "XDG_CONFIG_HOME counts as soon as it is set, even if it is empty",
    since=None,
    until=(21, 3),
    evidence="pip 20.3.4 _vendor/appdirs.py:user_config_dir",
)
XDG_IS_STRIPPED = Quirk(
    "white space around XDG_CONFIG_HOME is dropped",
    since=(26, 2),
    until=None,
    evidence="pip 26.2 _vendor/platformdirs/_xdg.py:user_config_dir",
)
XDG_DIRS_EXPANDS_HOME = Quirk(
    "~ is expanded in XDG_CONFIG_DIRS",
    since=None,
    until=(24, 1),
    evidence="pip 24.0 _vendor/platformdirs/unix.py:_with_multi_path; 24.1 unix.py:_site_config_dirs",
)
XDG_DIRS_KEEPS_EMPTY_PARTS = Quirk(
    "an empty part of XDG_CONFIG_DIRS is the current folder",
    since=(21, 3),
    until=(26, 2),
    evidence="pip 21.3 _vendor/platformdirs/unix.py:_with_multi_path; 26.2 _xdg.py:_site_config_dirs",
)
XDG_NEEDS_ABSOLUTE_PATHS = Quirk(
    "a variable that names a folder counts only with an absolute path",
    since=(26, 3),
    until=None,
    evidence="pip 26.3 _vendor/platformdirs/_xdg.py:_xdg_dir; windows.py:get_win_folder",
)
EMPTY_HOME_IS_NONE = Quirk(
    "where HOME is empty, .config stands in the account's folder",
    since=(26, 3),
    until=None,
    evidence="pip 26.3 _vendor/platformdirs/_xdg.py:_expand_user",
)
XDG_COUNTS_ON_MACOS = Quirk(
    "XDG_DATA_HOME and XDG_DATA_DIRS count on macOS",
    since=(26, 2),
    until=None,
    evidence="pip 26.2 _vendor/platformdirs/macos.py:MacOS is an XDGMixin",
)
HOMEBREW_BY_FOLDER = Quirk(
    "a Python below /opt/homebrew is Homebrew's",
    since=(24, 1),
    until=(25, 3),
    evidence="pip 24.1 _vendor/platformdirs/macos.py:site_data_dir",
)
HOMEBREW_BY_FORMULA = Quirk(
    "a Python with /opt/python in its prefix is Homebrew's",
    since=(25, 3),
    until=(26, 3),
    evidence="pip 25.3 _vendor/platformdirs/macos.py:site_data_dir",
)
HOMEBREW_BY_BASE_PREFIX = Quirk(
    "Homebrew's Pythons are known by the prefix that virtual environments keep",
    since=(26, 3),
    until=None,
    evidence="pip 26.3 _vendor/platformdirs/macos.py:_homebrew_prefix",
)
HOMEBREW_PATHS_ARE_GLUED = Quirk(
    "Homebrew's folder and the system's make one path that is never there",
    since=(24, 1),
    until=(25, 1),
    evidence="pip 24.1 utils/appdirs.py:site_config_dirs; 25.1 splits them",
)
WINDOWS_FOLDERS_CAN_BE_OVERRIDDEN = Quirk(
    "WIN_PD_OVERRIDE_APPDATA and WIN_PD_OVERRIDE_COMMON_APPDATA count",
    since=(26, 2),
    until=None,
    evidence="pip 26.2 _vendor/platformdirs/windows.py:get_win_folder",
)
LOCALE_BEATS_UTF8_MODE = Quirk(
    "configuration files are read with the locale's codec even in Python's UTF-8 mode",
    since=(26, 2),
    until=(26, 3),
    evidence="pip 26.2 utils/compat.py:get_locale_encoding; 26.3 configuration.py:_construct_parser",
)

# Merging.

SECTIONS_ARE_MERGED_FIRST = Quirk(
    "sections and variables are merged before empty values are dropped, so an empty one unsets all below it",
    since=None,
    until=(10,),
    evidence="pip 9.0.3 baseparser.py:_update_defaults",
)
EMPTY_VALUES_ARE_SKIPPED = Quirk(
    "an empty value does not even hide the same section's value in a lower file",
    since=(25, 2),
    until=(26,),
    evidence="pip 25.2 and 25.3 cli/parser.py:_get_ordered_configuration_items",
)
FILES_ARE_KEYED_BY_NAME = Quirk(
    "a file that is found in two places counts at the first of them",
    since=(25, 2),
    until=None,
    evidence="pip 25.2 configuration.py:_dictionary",
)
VARIABLE_PREFIX_IN_ANY_CASE = Quirk(
    "variables may start with pip_ in any case",
    since=None,
    until=(10,),
    evidence="pip 9.0.3 baseparser.py:_environ_prefix_re",
)

# trusted-host.

TRUSTED_HOST_IS_PARSED = Quirk(
    "a trusted-host entry is taken apart into host and port",
    since=(19, 3),
    until=None,
    evidence="pip 19.3 network/session.py:add_trusted_host; 19.2 download.py:add_insecure_host took the text",
)
TRUSTED_HOST_NEEDS_A_HOST = Quirk(
    "a trusted-host entry without a host is an error",
    since=(23, 2, 1),
    until=None,
    evidence="pip 23.2.1 network/session.py:add_trusted_host; absent in 23.2",
)
BRACKETS_NEED_AN_ADDRESS = Quirk(
    "what stands in brackets in a URL must be an IP address",
    since=(3, 11, 4),
    until=None,
    evidence="CPython 3.11.4 urllib/parse.py:_check_bracketed_host",
    of="Python",
)
PORT_IS_DIGITS = Quirk(
    "a port in a URL is made of ASCII digits only",
    since=(3, 10),
    until=None,
    evidence="CPython urllib/parse.py:port; 3.9.18 takes '+80', 3.10.13 does not",
    of="Python",
)

# Proxies.

PROXY_OPTION_HIDES_ENVIRONMENT = Quirk(
    "pip's own proxy option switches off the variables for proxies and for CA bundles",
    since=(24, 1),
    until=None,
    evidence="pip 24.1 cli/req_command.py:_build_session sets trust_env; 24.0 did not",
)
NO_PROXY_ENV_OPTION = Quirk(
    "there is an option no-proxy-env",
    since=(26, 2),
    until=None,
    evidence="pip 26.2 cli/cmdoptions.py:no_proxy_env",
)
PROXY_VARIABLES_BEAT_OPTION = Quirk(
    "HTTPS_PROXY and its like beat pip's own proxy option",
    since=None,
    until=(22, 1),
    evidence="pip 22.1 network/session.py:PipSession.request sets the default for each request",
)

PROXY_TLS_ERRORS_NAME_THE_PROXY = Quirk(
    "a proxy's bad certificate is reported as a proxy error, not as a certificate error",
    since=(26, 2),
    until=(26, 3),
    evidence="pip 26.2.1 run against a TLS proxy with an unknown root; 26.1.2 and 26.3 name the certificate",
)
PLAIN_PROXY_IS_RECOGNISED = Quirk(
    "a proxy that does not speak TLS is reported as a proxy error",
    since=(22,),
    until=None,
    evidence="pip 22.0 _vendor/urllib3/connectionpool.py: 'appears to only use HTTP'; not in 21.3.1",
)

# Trust.

TRUSTSTORE_FEATURE = Quirk(
    "the system's store counts if use-feature asks for truststore",
    since=(22, 2),
    until=(24, 2),
    evidence="pip 22.2 cli/req_command.py:_create_truststore_ssl_context",
)
TRUSTSTORE_NOT_VENDORED = Quirk(
    "the truststore package must be installed beside pip",
    since=(22, 2),
    until=(23, 3),
    evidence="pip 22.2 cli/req_command.py:_create_truststore_ssl_context; vendored in 23.3",
)
TRUSTSTORE_BY_DEFAULT = Quirk(
    "the system's store counts unless use-deprecated asks for legacy-certs",
    since=(24, 2),
    until=None,
    evidence="pip 24.2 cli/index_command.py:_build_session",
)
PYTHON_HAS_TRUSTSTORE = Quirk(
    "truststore can be used",
    since=(3, 10),
    until=None,
    evidence="pip 24.2 cli/index_command.py:_create_truststore_ssl_context",
    of="Python",
)
URLLIB3_2 = Quirk(
    "urllib3 2 makes the TLS context: no common names, IP addresses work",
    since=(26, 1),
    until=None,
    evidence="pip 26.1 _vendor/urllib3/util/ssl_.py:create_urllib3_context",
)
STRICT_BY_DEFAULT = Quirk(
    "urllib3 2 sets VERIFY_X509_STRICT and VERIFY_X509_PARTIAL_CHAIN",
    since=(3, 13),
    until=None,
    evidence="pip 26.1 _vendor/urllib3/util/ssl_.py:create_urllib3_context",
    of="Python",
)
HOME_IN_PATHS = Quirk(
    "~ is expanded in options that are paths",
    since=(20, 0),
    until=None,
    evidence="pip 20.0 cli/cmdoptions.py:PipOption, type path; 19.3 takes the text",
)
STORE_OF_NEW_FEDORAS = Quirk(
    "truststore knows /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    since=(25, 3),
    until=None,
    evidence="pip 25.3 _vendor/truststore/_openssl.py:_CA_FILE_CANDIDATES",
)
