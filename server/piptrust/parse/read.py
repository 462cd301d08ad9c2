"""From bytes or text to a Document, by kind."""

from __future__ import annotations

from piptrust.parse.decode import decode_pip_conf, decode_requirements
from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.parse.pip_conf import parse_pip_conf
from piptrust.parse.pip_version import PipVersion
from piptrust.parse.requirements import parse_requirements
from piptrust.text.records import dataclass, replace


@dataclass(frozen=True)
class Reader:
    """What decides how bytes and lines are read: this pip, and the locale that it runs in.

    Attributes:
        locale_encoding: the codec of the locale, as ``locale.getpreferredencoding(False)`` names it.
        pip_version: None means a current pip.
        python_version: of the Python that runs this pip; None means a current one.
    """

    locale_encoding: str = "utf-8"
    pip_version: PipVersion | None = None
    python_version: tuple[int, ...] | None = None

    def read_text(self, uri: str, kind: FileKind, text: str) -> Document:
        """A document of text that an editor holds."""
        if kind is FileKind.PIP_CONF:
            return parse_pip_conf(uri, text, self.pip_version, self.python_version)
        if kind is FileKind.NOTEBOOK_CELL:
            # Loaded for editors: a check reads no notebooks.
            from piptrust.parse.notebook_cell import parse_notebook_cell

            return parse_notebook_cell(uri, text, self.pip_version)
        return parse_requirements(uri, kind, text, self.pip_version)

    def read_bytes(self, uri: str, kind: FileKind, content: bytes) -> Document:
        """A document of a file's bytes, with how they were decoded and whether pip would decode them too."""
        if kind is FileKind.PIP_CONF:
            text, encoding = decode_pip_conf(content, self.locale_encoding)
        else:
            text, encoding = decode_requirements(content, self.locale_encoding, self.pip_version)
        return replace(self.read_text(uri, kind, text), encoding=encoding)
