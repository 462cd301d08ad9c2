"""Cells of notebooks: which lines IPython gives to a shell or to %pip, and what pip is told there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piptrust.parse.document import Document
from piptrust.parse.kind import FileKind
from piptrust.parse.notebook_cell import NotebookCell, parse_notebook_cell

URI = "vscode-notebook-cell:/project/a.ipynb#X1"


def cell(text: str, **further: bool) -> Document:
    return parse_notebook_cell(URI, text, **further)


def options(text: str) -> list[tuple[str, str]]:
    return [(s.key, s.value) for s in cell(text).settings]


# What IPython 9.8 makes of these, by TransformerManager.transform_cell.
GIVEN_TO_A_SHELL = [
    "%pip install {0}",
    "%pip install x \\\n  {0}\ny = 1\n",
    "!pip install {0}",
    "  !pip install {0}\n",
    "if True:\n    !pip install {0}\n",
    "!!pip install {0}\n",
    "x = !pip install \\\n   {0}\n",
    "a, b = !pip install {0}\n",
    "a.b[0] = !pip install {0}\n",
    "# c\n%pip install {0} # c\n",
    "x = '''\n%pip install y\n'''\n!pip install {0}\n",
    "%time !pip install {0}\n",
    "%sx pip install {0}\n",
    "%%capture out\n%pip install {0}\n",
    "%%bash\npip install {0}\n",
    "\n\n%%bash\npip install {0}\n",
    "%%script /bin/bash\nset -e\npip install {0}",
    "pip install {0}",
    "!python -m pip install {0}",
    "!python3.12 -I -m pip install {0}",
    "!{{sys.executable}} -m pip install {0}",
    "!/opt/venv/bin/pip3 install {0} > log 2>&1",
    "!PIP_NO_INPUT=1 sudo -H pip install {0} && echo done",
    "!cd /tmp; pip install {0} | tee log",
    "!(pip install {0})",
    "!pip {0} install x",
]


@pytest.mark.parametrize("form", GIVEN_TO_A_SHELL)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_command_of_pip_is_found_and_its_options_stand_where_they_are_written(form: str, newline: str):
    text = form.format("--trusted-host 😀.example").replace("\n", newline)
    document = cell(text)
    assert document.kind is FileKind.NOTEBOOK_CELL
    [setting] = document.settings
    assert (setting.key, setting.value) == ("trusted-host", "😀.example")
    assert document.source(setting.key_span) == "--trusted-host"
    assert document.source(setting.value_span) == "😀.example"


NOT_PIPS = [
    'print("!pip install --trusted-host a")',
    '"""\npip install --trusted-host a\n"""',
    "pip = 3",
    "import pip\npip.main(['install', '--trusted-host', 'a'])",
    "!echo pip install --trusted-host a",
    "!python -m venv x --trusted-host a",
    "!python tool.py -m pip --trusted-host a",
    "# !pip install --trusted-host a",
    "!pip install x # --trusted-host a",
    "!pip install x > --trusted-host a",
    "%conda install --trusted-host a",
    "!pip install 'x --trusted-host a",
]


@pytest.mark.parametrize("text", NOT_PIPS)
def test_what_pip_is_not_told_is_no_option(text: str):
    assert options(text) == []


def test_short_forms_values_behind_an_equals_sign_and_quotes():
    text = "%pip install -ihttp://a.example/simple --cert=\"a b.pem\" --extra-index-url 'http://b.example/x' -U y"
    assert options(text) == [
        ("index-url", "http://a.example/simple"),
        ("cert", "a b.pem"),
        ("extra-index-url", "http://b.example/x"),
        ("upgrade", ""),
    ]


def test_each_command_knows_its_own_options():
    structure = cell("!pip install --cert a x; pip download --cert b y").structure
    assert isinstance(structure, NotebookCell)
    assert [(c.name, [s.value for s in c.settings]) for c in structure.commands] == [
        ("install", ["a"]),
        ("download", ["b"]),
    ]


@pytest.mark.parametrize("value", ["{host}", "$HOST", "${HOST}.example", "`hostname`", "a.{domain}"])
def test_what_is_not_known_before_the_cell_runs_is_not_judged(value: str):
    [setting] = cell(f"!pip install --trusted-host {value} x").settings
    assert setting.ignored is not None


def test_what_removing_an_option_deletes_leaves_a_command():
    text = "%pip install x \\\n  --trusted-host a \\\n  --cert b\n"
    document = cell(text)
    for key, rest in (
        ("trusted-host", "%pip install x \\\n  --cert b\n"),
        ("cert", "%pip install x \\\n  --trusted-host a\n"),
    ):
        [setting] = document.settings_named(key)
        assert text[: setting.span.start] + text[setting.span.end :] == rest


def test_a_cell_of_shell_commands_needs_no_mark():
    assert cell("pip install --cert x y", shell=True).settings
    assert cell("for x in y; do pip install --cert x; done", shell=True).settings
    assert not cell("for x in y; do pip install --cert x; done").settings


@given(
    st.lists(
        st.sampled_from(
            (
                *("%pip ", "!", "pip", " install ", "--cert", "=", "\\\n", "\n", "\r", "'", '"', "{", "}"),
                *("$x", "é😀", "#", "%%bash\n", "--trusted-host a", ";", "&&", ">", "2>&1", " ", "-i"),
                *("'''", "python -m pip ", "\\", "x="),
            )
        ),
        max_size=30,
    ).map("".join)
)
def test_any_text_gives_a_document_whose_spans_lie_in_it(text: str):
    document = cell(text)
    for setting in document.settings:
        for span in (setting.key_span, setting.value_span, setting.span, *(v.span for v in setting.values)):
            assert 0 <= span.start <= span.end <= len(text)
        for value in setting.values:
            if setting.ignored is None and "\\" not in text and "'" not in text and '"' not in text:
                assert document.source(value.span) == value.text
