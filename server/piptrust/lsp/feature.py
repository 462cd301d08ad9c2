"""How a feature is declared and found: the modules in ``features/`` are the list."""

from __future__ import annotations

import asyncio
import functools
import importlib
import logging
import pkgutil
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Callable

from pygls.exceptions import JsonRpcException, JsonRpcInternalError

from piptrust.locale import tr

if TYPE_CHECKING:
    from piptrust.lsp.session import Session

_log = logging.getLogger(__name__)

Handler = Callable[["Session", Any], Any]
_registry: dict[str, Handler] = {}


def answers(method: str) -> Callable[[Handler], Handler]:
    """Registers the decorated function for an LSP method.

    Raises:
        ValueError: the method has a handler.
    """

    def register(handler: Handler) -> Handler:
        if method in _registry:
            raise ValueError(f"two features answer {method}")
        _registry[method] = handler
        return handler

    return register


@lru_cache(maxsize=1)
def all_features() -> dict[str, Handler]:
    """Every handler, by method."""
    import piptrust.lsp.features

    for module in pkgutil.iter_modules(piptrust.lsp.features.__path__):
        importlib.import_module(f"piptrust.lsp.features.{module.name}")
    return dict(_registry)


def guarded(method: str, handler: Handler, session: Session) -> Callable[[Any], Any]:
    """The handler as pygls may call it: an exception becomes a log line and a short error reply.

    pygls would send the traceback to the editor, and paths and credentials with it.
    """
    if asyncio.iscoroutinefunction(handler):

        async def answer_later(params: Any) -> Any:
            try:
                return await handler(session, params)
            except JsonRpcException:
                raise
            except Exception:
                raise _failure(method) from None

        return answer_later

    @functools.wraps(handler)
    def answer(params: Any) -> Any:
        try:
            return handler(session, params)
        except JsonRpcException:
            raise
        except Exception:
            raise _failure(method) from None

    # pygls looks for a parameter called "ls" in the signature, which wraps() would show it.
    del answer.__wrapped__
    return answer


def _failure(method: str) -> JsonRpcInternalError:
    _log.exception("%s failed", method)
    return JsonRpcInternalError(tr("piptrust could not answer {method}; its log says why", method=method))
