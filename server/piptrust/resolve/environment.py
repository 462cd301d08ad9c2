"""The machine, user and interpreter that pip would run with, as data. Nothing here looks anything up."""

from __future__ import annotations

from collections.abc import Mapping

from piptrust.parse.pip_version import PipVersion, parse_pip_version
from piptrust.text.records import dataclass, field


@dataclass(frozen=True)
class Interpreter:
    """What the agent's ``facts`` task found out about one Python and its pip.

    Attributes:
        executable: absolute path as the user names it (not resolved through links).
        python_version: three numbers.
        prefix: ``sys.prefix``; pip's site configuration file stands in it.
        base_prefix: ``sys.base_prefix``; differs from ``prefix`` in a virtual environment.
        pip_version: as pip spells it, or None where this Python has no pip.
        pip_location: the folder of the ``pip`` package.
        default_index_url: the index that this pip uses when nothing is set
            (``pip._internal.models.index.PyPI.simple_url``), read from pip's files.
        file_host: the host that serves the default index's files
            (``pip._internal.models.index.PyPI.file_storage_domain``).
        certifi_where: the bundle that pip's own certifi gives, after a distribution's patches.
        site_packages: folders in which the environment's own packages (its certifi for one) are found.
        ssl_version: ``ssl.OPENSSL_VERSION``, or None where the ssl module cannot be imported.
        ssl_error: why it cannot.
        openssl_cafile: OpenSSL's compiled-in default file, whether or not it exists.
        openssl_capath: OpenSSL's compiled-in default directory, whether or not it exists.
        locale_encoding: the codec with which this pip reads configuration files.
        utf8_mode: whether Python's UTF-8 mode is on.
        truststore_installed: whether a ``truststore`` package stands beside pip (pip 22.2-23.2 need it).
        configuration_files: the files as pip's own ``get_configuration_files`` lists them, by kind, where
            pip itself was asked; empty otherwise.
        implementation: ``sys.implementation.name``.
        certifi_debundled: whether pip's certifi is another package's file, as some distributions make it.
        vendored: the versions of what pip carries in ``_vendor``, by name.
        trust_patches: what start-up hooks do to trust: paths of .pth and customize files, names of modules.
        known_folders: on Windows what the shell gives for ``APPDATA`` and ``COMMON_APPDATA``.
    """

    executable: str
    python_version: tuple[int, int, int]
    prefix: str
    base_prefix: str
    pip_version: str | None = None
    pip_location: str | None = None
    default_index_url: str | None = None
    file_host: str | None = None
    certifi_where: str | None = None
    site_packages: tuple[str, ...] = ()
    ssl_version: str | None = None
    ssl_error: str | None = None
    openssl_cafile: str | None = None
    openssl_capath: str | None = None
    locale_encoding: str = "utf-8"
    utf8_mode: bool = False
    truststore_installed: bool = False
    configuration_files: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    implementation: str = "cpython"
    certifi_debundled: bool = False
    vendored: Mapping[str, str] = field(default_factory=dict[str, str])
    trust_patches: tuple[str, ...] = ()
    known_folders: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def in_virtual_environment(self) -> bool:
        return self.prefix != self.base_prefix


@dataclass(frozen=True)
class Environment:
    """Where pip would run.

    Attributes:
        platform: ``sys.platform``: "linux", "darwin", "win32", ...
        home: the user's home directory, absolute.
        cwd: the directory in which pip would be called; relative paths in settings start here.
        variables: the environment variables that pip would get. On Windows their names are upper case.
        interpreter: the Python whose pip is meant, or None where none was found or none may be started.
        no_interpreter: why there is none although one was asked for, as a sentence, or None.
    """

    platform: str
    home: str
    cwd: str
    variables: Mapping[str, str]
    interpreter: Interpreter | None = None
    no_interpreter: str | None = None

    @property
    def pip_version(self) -> PipVersion | None:
        """This pip's version, or None where it is not known; callers then assume a current pip."""
        if self.interpreter is None or self.interpreter.pip_version is None:
            return None
        return parse_pip_version(self.interpreter.pip_version)

    @property
    def python_version(self) -> tuple[int, ...] | None:
        return None if self.interpreter is None else self.interpreter.python_version

    @property
    def pip_name(self) -> str:
        """How messages name this pip: "pip 25.3", or "pip" where the version is not known."""
        if self.interpreter is None or self.interpreter.pip_version is None:
            return "pip"
        return f"pip {self.interpreter.pip_version}"
