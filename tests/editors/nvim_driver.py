"""Drives a real Neovim, without a terminal, for end-to-end tests.

Neovim runs as a child with its RPC on stdio (`pynvim`), so a test is ordinary
Python: it asks Neovim to do something and waits until the result can be seen.

    with Nvim(workdir, plugins=[TOP / "neovim-client"], init="vim.lsp.enable('piptrust')") as nvim:
        nvim.open("pip.conf")
        nvim.wait_for_diagnostics(1)
        nvim.quick_fix("Remove 'https://'", line=3, column=16)
        nvim.save()
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pynvim

from editors import installed

T = TypeVar("T")


class NvimError(AssertionError):
    """Neovim did not do what was asked of it in time."""


def write_init(folder: Path, plugins: Sequence[Path], init: str) -> Path:
    """An ``init.lua`` in ``folder``, with the plugins as packages beside it: so users have them."""
    start = folder / "site" / "pack" / "tests" / "start"
    start.mkdir(parents=True)
    for plugin in plugins:
        (start / plugin.name).symlink_to(plugin)
    file = folder / "init.lua"
    packages = f"vim.opt.packpath:prepend({str(folder / 'site')!r})"
    file.write_text(f"{packages}\nvim.o.swapfile = false\nvim.o.hidden = true\n{init}\n", encoding="utf-8")
    return file


class Nvim:
    """One Neovim with an empty profile, the given plugins and one folder."""

    def __init__(
        self,
        workdir: Path | str,
        *,
        plugins: Sequence[Path | str] = (),
        init: str = "",
        env: dict[str, str] | None = None,
        editor: installed.Editor | None = None,
        timeout: float = 15.0,
    ) -> None:
        self.workdir = Path(workdir).resolve()
        self.plugins = [Path(folder).resolve() for folder in plugins]
        self.init = init
        self.env = dict(env or {})
        self.editor = editor or installed.find("nvim")
        self.timeout = timeout
        self._nvim: pynvim.Nvim | None = None
        self._home: tempfile.TemporaryDirectory[str] | None = None

    # --- life cycle -----------------------------------------------------------

    def __enter__(self) -> Nvim:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> Nvim:
        """Start Neovim; nothing of the user's own configuration is read."""
        self._home = tempfile.TemporaryDirectory(prefix="nvim-e2e-")
        places = {
            f"XDG_{kind}_HOME": str(Path(self._home.name) / kind.lower())
            for kind in ("CONFIG", "DATA", "STATE", "CACHE")
        }
        # pynvim passes no environment on, so `env` makes it: this one, and nothing of the machine's.
        settings = {**places, "PATH": os.defpath, **self.editor.env, **self.env, "NVIM_APPNAME": "e2e"}
        init = write_init(Path(self._home.name), self.plugins, self.init)
        command = [
            "env",
            "--ignore-environment",
            f"--chdir={self.workdir}",
            *(f"{key}={value}" for key, value in settings.items()),
            *self.editor.command,
            *("--clean", "-u", str(init), "--embed", "--headless"),
        ]
        try:
            self._nvim = pynvim.attach("child", argv=command)
            # Neovim starts up before it answers, but what the start-up put off comes later.
            self.wait_until(lambda: self.lua("return vim.v.vim_did_enter == 1"), "the start-up")
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Let the language servers end, then Neovim."""
        if self._nvim is not None:
            with contextlib.suppress(OSError, EOFError, NvimError, pynvim.NvimError):
                self.lua("vim.lsp.stop_client(vim.lsp.get_clients())")
                self.wait_until(lambda: not self.clients(), "the servers to end", 5)
            with contextlib.suppress(OSError, EOFError):  # The connection ends with it.
                self._nvim.command("qall!")
            self._nvim.close()
            self._nvim = None
        if self._home is not None:
            self._home.cleanup()
            self._home = None

    def end(self, command: str) -> None:
        """Quit as a user does, by a command; nobody ends the language servers before."""
        assert self._nvim is not None
        with contextlib.suppress(OSError, EOFError):  # The connection ends with it.
            self._nvim.command(command)
        self._nvim.close()
        self._nvim = None

    @property
    def nvim(self) -> pynvim.Nvim:
        """The RPC session, for what this class does not cover."""
        if self._nvim is None:
            raise NvimError("Neovim is not running")
        return self._nvim

    def lua(self, code: str, *args: Any) -> Any:
        """Run Lua inside Neovim; ``...`` holds the arguments."""
        return self.nvim.exec_lua(code, *args)

    def version(self) -> str:
        """Neovim's version, such as ``0.11.4``."""
        return str(self.lua("local v = vim.version() return ('%d.%d.%d'):format(v.major, v.minor, v.patch)"))

    def wait_until(self, probe: Callable[[], T], what: str, timeout: float | None = None) -> T:
        """Poll `probe` until it returns something true."""
        deadline = time.monotonic() + (timeout or self.timeout)
        while True:
            value = probe()
            if value:
                return value
            if time.monotonic() > deadline:
                raise NvimError(f"gave up waiting for {what}\n{self.messages()}\n{self.lsp_log()}")
            # Sleeping on Neovim's side keeps its event loop turning.
            self.lua("vim.wait(20)")

    # --- files ----------------------------------------------------------------

    def open(self, file: str | Path) -> None:
        """Edit a file of the folder."""
        self.nvim.command("edit " + self.nvim.funcs.fnameescape(str(self.workdir / file)))

    def goto(self, line: int, column: int = 1) -> None:
        """Move the cursor. Lines and columns count from one, in bytes."""
        self.nvim.current.window.cursor = (line, column - 1)

    def text(self) -> str:
        """The current buffer."""
        return "\n".join(self.nvim.current.buffer[:])

    def save(self) -> None:
        """Write the current buffer."""
        self.nvim.command("silent write")

    def filetype(self) -> str:
        """Filetype of the current buffer."""
        return str(self.lua("return vim.bo.filetype"))

    def keys(self, keys: str) -> None:
        """Type keys as a user would, in ``<C-x>`` notation."""
        self.nvim.input(keys)

    # --- language server ------------------------------------------------------

    def clients(self) -> list[str]:
        """Names of the attached language servers."""
        return list(self.lua("return vim.tbl_map(function(c) return c.name end, vim.lsp.get_clients())"))

    def diagnostics(self) -> list[dict[str, Any]]:
        """Diagnostics of the current buffer. Lines and columns count from one."""
        return list(
            self.lua(
                """
                return vim.tbl_map(function(d)
                  return {
                    line = d.lnum + 1, column = d.col + 1, message = d.message,
                    severity = vim.diagnostic.severity[d.severity]:lower(),
                    source = d.source, code = d.code,
                  }
                end, vim.diagnostic.get(0))
                """
            )
        )

    def wait_for_diagnostics(self, count: int) -> list[dict[str, Any]]:
        """Wait until the current buffer has exactly `count` diagnostics."""
        self.wait_until(lambda: self.clients(), "a language server to attach")
        self.wait_until(lambda: len(self.diagnostics()) == count, f"{count} diagnostics")
        return self.diagnostics()

    def quick_fixes(self, line: int, column: int = 1) -> list[str]:
        """Titles of the code actions at a position."""
        self.goto(line, column)
        return list(
            self.lua(
                """
                local titles = {}
                local method = 'textDocument/codeAction'
                local client = vim.lsp.get_clients({ bufnr = 0, method = method })[1]
                if not client then return titles end
                local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
                local line = vim.api.nvim_win_get_cursor(0)[1] - 1
                local found = vim.diagnostic.get(0, { lnum = line })
                params.context = {
                  diagnostics = vim.tbl_map(function(d) return d.user_data.lsp end, found),
                }
                local answers = vim.lsp.buf_request_sync(0, method, params, 5000)
                for _, answer in pairs(answers or {}) do
                  for _, action in ipairs(answer.result or {}) do
                    table.insert(titles, action.title)
                  end
                end
                return titles
                """
            )
        )

    def quick_fix(self, title: str, line: int, column: int = 1) -> None:
        """Apply the code action with this title, as `vim.lsp.buf.code_action` does."""
        self.goto(line, column)
        before = self.nvim.current.buffer.api.get_changedtick()
        self.lua(
            """
            local wanted = ...
            vim.lsp.buf.code_action({
              apply = true,
              filter = function(action) return action.title == wanted end,
            })
            """,
            title,
        )
        self.wait_until(
            lambda: self.nvim.current.buffer.api.get_changedtick() != before,
            f"{title!r} to edit the buffer",
        )

    def execute(self, command: str, *arguments: Any) -> Any:
        """Run a server command and return its result."""
        answer = self.lua(
            """
            local client = vim.lsp.get_clients({ bufnr = 0 })[1]
            local params = { command = select(1, ...), arguments = select(2, ...) }
            local answer, reason = client:request_sync('workspace/executeCommand', params, 10000, 0)
            return answer or { err = { message = reason } }
            """
            if self._newer_than(0, 11)
            else """
            local client = vim.lsp.get_clients({ bufnr = 0 })[1]
            local params = { command = select(1, ...), arguments = select(2, ...) }
            local answer, reason = client.request_sync('workspace/executeCommand', params, 10000, 0)
            return answer or { err = { message = reason } }
            """,
            command,
            list(arguments),
        )
        if answer.get("err"):
            raise NvimError(f"{command}: {answer['err'].get('message')}")
        return answer.get("result")

    def _newer_than(self, major: int, minor: int) -> bool:
        return bool(self.nvim.funcs.has(f"nvim-{major}.{minor}"))

    def hover(self, line: int, column: int = 1) -> str:
        """Text of the hover window at a position."""
        self.goto(line, column)
        self.lua("vim.lsp.buf.hover()")
        window = self.wait_until(
            lambda: self.lua(
                """
                for _, window in ipairs(vim.api.nvim_list_wins()) do
                  if vim.api.nvim_win_get_config(window).relative ~= '' then return window end
                end
                """
            ),
            "the hover window",
        )
        return str(
            self.lua(
                """
                local window = ...
                local buffer = vim.api.nvim_win_get_buf(window)
                local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, true)
                vim.api.nvim_win_close(window, true)
                return table.concat(lines, '\\n')
                """,
                window,
            )
        )

    # --- what the user sees ----------------------------------------------------

    def status_text(self, statusline: str | None = None) -> str:
        """A statusline as it would be drawn; the window's own by default."""
        return str(
            self.lua(
                """
                local line = ...
                if not line or line == vim.NIL then line = vim.o.statusline end
                return vim.api.nvim_eval_statusline(line, {}).str
                """,
                statusline,
            )
        )

    def wait_for_status(self, pattern: str, statusline: str | None = None) -> str:
        """Wait until the statusline matches a regular expression."""
        self.wait_until(
            lambda: re.search(pattern, self.status_text(statusline)), f"a status like {pattern!r}"
        )
        return self.status_text(statusline)

    def messages(self) -> str:
        """Text of ``:messages``."""
        return str(self.nvim.funcs.execute("messages")).strip()

    def lsp_log(self, limit: int = 4000) -> str:
        """End of Neovim's language-server log."""
        path = Path(self.lua("return vim.lsp.log and vim.lsp.log.get_filename() or vim.lsp.get_log_path()"))
        return path.read_text(encoding="utf-8", errors="replace")[-limit:] if path.is_file() else ""
