"""The language in which piptrust speaks.

Messages stand in the source in English and are looked up in a catalogue (gettext's ``.mo``) for any other language.
``make words`` collects them into ``locale/<language>/*.po``, one file for each part of the source, which people
translate, and compiles these into ``locale/<language>/LC_MESSAGES/piptrust.mo``, which is read at run time.

The language belongs to the process: a command takes it from the environment, the language server from the client
that it serves. It is chosen once, at the edge, before anything is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gettext

SOURCE_LANGUAGE = "en"
LANGUAGES = (SOURCE_LANGUAGE, "ru")
"""Those with a complete catalogue; English needs none."""
FOLDER = Path(__file__).parent
DOMAIN = "piptrust"
"""gettext's name for our catalogues, ``<FOLDER>/<language>/LC_MESSAGES/<DOMAIN>.mo``: where it finds them itself."""

_catalogue: gettext.NullTranslations | None = None
_language = SOURCE_LANGUAGE


def tr(message: str, /, **values: object) -> str:
    """The message in the user's language, with ``{name}`` replaced by the value of that name.

    ``message`` must be a literal, or come through :func:`mark`: it is found in the source by its being written here.
    Without values, braces stand for themselves.
    """
    text = message if _catalogue is None else _catalogue.gettext(message)
    return text.format_map(values) if values else text


def ntr(singular: str, plural: str, number: int, /, **values: object) -> str:
    """The form for ``number``, in which ``{number}`` and the names of ``values`` are replaced.

    Languages differ in how many forms they have; the English two find the others.
    """
    if _catalogue is None:
        text = singular if number == 1 else plural
    else:
        text = _catalogue.ngettext(singular, plural, number)
    return text.format_map({"number": number, **values})


def mark(message: str) -> str:
    """The message as it is: for what is written down before the language is known, and said through :func:`tr`."""
    return message


def language() -> str:
    """The language in force, one of :data:`LANGUAGES`."""
    return _language


def use_language(tag: str | None) -> None:
    """Chooses the language: a tag such as ``ru``, ``ru-RU`` or ``ru_RU.UTF-8``; English where there is no catalogue.

    LSP gives the client's as ``initialize.locale``, a tag of RFC 5646; the environment's have POSIX's form.
    """
    global _catalogue, _language
    _language = known_language(tag)
    _catalogue = None if _language == SOURCE_LANGUAGE else _load(_language)


def known_language(tag: str | None) -> str:
    """The language of the tag if there is a catalogue for it, else English."""
    primary = (tag or "").replace("_", "-").partition("-")[0].partition(".")[0].lower()
    return primary if primary in LANGUAGES else SOURCE_LANGUAGE


def language_of(variables: Mapping[str, str]) -> str:
    """The language that the environment asks for, in gettext's order: LANGUAGE, LC_ALL, LC_MESSAGES, LANG.

    LANGUAGE is a list, of which the first that we speak counts, and says nothing in the C locale.
    """
    locale = next((variables[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if variables.get(n)), "")
    if locale.partition(".")[0] in {"", "C", "POSIX"}:
        return SOURCE_LANGUAGE
    for tag in filter(None, variables.get("LANGUAGE", "").split(":")):
        if tag.partition("_")[0].lower() in LANGUAGES:
            return known_language(tag)
    return known_language(locale)


def _load(chosen: str) -> gettext.NullTranslations | None:
    # Loaded for those who need it: a check in English has no time to spare.
    import gettext
    import io
    from importlib.resources import files

    content = files(__name__).joinpath(f"{chosen}/LC_MESSAGES/{DOMAIN}.mo").read_bytes()
    return gettext.GNUTranslations(io.BytesIO(content))
