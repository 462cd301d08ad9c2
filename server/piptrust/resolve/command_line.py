"""Options on pip's command line beside the configuration.

pip puts the configuration's values in the place of its defaults, so that an option on the command line replaces what
is configured, and a list is added to (pip 26.3, ``cli/parser.py:ConfigOptionParser``, optparse's "append").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from piptrust.data.options import option_named
from piptrust.parse.document import Setting
from piptrust.parse.pip_version import PipVersion
from piptrust.resolve.effective import ALIASES, Assignment, Effective, Level, Origin


def with_command_line(
    configured: Mapping[str, Effective], settings: Iterable[Setting], uri: str, pip: PipVersion | None = None
) -> dict[str, Effective]:
    """What is in effect for a run with these options, which stand in the document ``uri``, in their order."""
    result = dict(configured)
    for setting in settings:
        name = ALIASES.get(setting.key, setting.key)
        origin = Origin(Level.COMMAND_LINE, uri, uri, None, setting)
        before = result.get(name)
        option = option_named(setting.key, "install", pip)
        if option is not None and option.multi_value:
            value = " ".join(filter(None, [before.value if before is not None else "", setting.value]))
            result[name] = Effective(name, value, origin, () if before is None else before.overridden)
            continue
        beaten = () if before is None else (Assignment(name, before.value, before.origin), *before.overridden)
        result[name] = Effective(name, setting.value, origin, beaten)
    return result
