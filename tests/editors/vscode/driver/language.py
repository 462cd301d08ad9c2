"""Makes a workbench speak another language, without the language pack, which no registry of ours holds.

A workbench takes the language that it is told to if its server knows a pack of translations for it. Ours is empty
but for one entry: the workbench's own words stay English, and extensions see the language in
``vscode.env.language``.
"""

from __future__ import annotations

import json
from pathlib import Path

_EXPLORER = {"vs/workbench/contrib/files/browser/explorerViewlet": {"explore": "Проводник"}}


def offer_language(user_data: Path, language: str) -> None:
    """Tells the server with this folder of user data of a pack for the language."""
    translations = user_data / f"translations-{language}.json"
    translations.parent.mkdir(parents=True, exist_ok=True)
    translations.write_text(json.dumps({"version": "1.0.0", "contents": _EXPLORER}), encoding="utf-8")
    pack = {
        "hash": "translations-of-the-tests",
        "extensions": [{"extensionIdentifier": {"id": "tests.language-pack"}, "version": "1.0.0"}],
        "translations": {"vscode": str(translations)},
        "label": language,
    }
    (user_data / "languagepacks.json").write_text(json.dumps({language: pack}), encoding="utf-8")
