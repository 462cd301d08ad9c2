"""Has the client ask again for what it shows unasked, when something else than the text makes it untrue."""

from __future__ import annotations

import asyncio

from piptrust.lsp.session import Session

_SECONDS_BETWEEN_TIMES = 60.0


class ViewRefresh:
    """Watches the session's count of such changes, whenever there is nothing else to do."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._seen = session.view_changes
        self._pips = self._known_pips()

    def look(self) -> None:
        """Asks the client to ask again, once for all that has changed since."""
        session = self._session
        if session.view_changes == self._seen:
            return
        self._seen = session.view_changes
        self._lenses()
        pips = self._known_pips()
        if pips != self._pips:
            # Beside the text, tokens depend on nothing else.
            self._pips = pips
            if session.client.refreshes_tokens:
                session.server.workspace_semantic_tokens_refresh(None)
        if session.client.refreshes_hints:
            # Last: Neovim 0.11 shows the old hints on if it redraws between being told and being answered.
            session.server.workspace_inlay_hint_refresh(None)

    async def keep_time(self) -> None:
        """Lenses say how long ago something was, which grows by itself."""
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_TIMES)
            if any(
                document.folder.workspace.snapshot().handshakes
                for document in self._session.documents.values()
            ):
                self._lenses()

    def _known_pips(self) -> list[object]:
        return [folder.workspace.environment.pip_version for folder in self._session.folders]

    def _lenses(self) -> None:
        if self._session.client.refreshes_lenses:
            self._session.server.workspace_code_lens_refresh(None)


def refresh_views(session: Session) -> None:
    """From now on the client is told."""
    refresh = ViewRefresh(session)
    session.after_work.append(refresh.look)
    if session.client.refreshes_lenses:
        session.spawn(refresh.keep_time())
