"""What goes wrong inside piptrust, for the log. Users get a finding or a sentence beside it."""

from __future__ import annotations


def log_fault(message: str, *arguments: object) -> None:
    """Logs the exception that is being handled.

    ``logging`` is imported here because it takes a tenth of a check's start-up and most checks log nothing.
    """
    import logging

    root = logging.getLogger("piptrust")
    if not root.handlers:
        # Without a handler of our own, logging would print the traceback to standard error.
        root.addHandler(logging.NullHandler())
    logging.getLogger(__name__).exception(message, *arguments)
