"""The house's own rules: short files, exact pins, nothing of a machine, personal columns that stay inside."""

import ast
import re
from pathlib import Path

import pytest

from loaders.tables import TABLES

ROOT = Path(__file__).parent.parent
FOLDERS = ("pages", "loaders", "locales", "metrics", "charts", "exports", "sharing", "ui", "benchmarks", "data")
CODE = ["dashboard.py", *(str(path.relative_to(ROOT)) for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))]


@pytest.mark.parametrize("path", CODE)
def test_a_file_is_short_enough_to_read(path):
    assert len((ROOT / path).read_text().splitlines()) <= 300


@pytest.mark.parametrize(("call", "place"), [("st.fragment", "ui/fragment.py"), (".download_button(", "ui/files.py"), ("st.user", "ui/who.py")])
def test_what_asks_who_looks_is_called_in_one_place(call, place):
    """A part that runs by itself, a file to save, and who signed in: each goes by the guard, or nobody's right is asked."""
    calls = {path for path in CODE if re.search(rf"(?m)^[^#\n]*(?<!`){re.escape(call)}", (ROOT / path).read_text())}
    assert calls - {"ui/band.py", "ui/door.py"} == {place}


@pytest.mark.parametrize("path", CODE)
def test_no_column_is_sent_to_be_hidden(path):
    """`column_config={"email": None}` sends the column that it hides to every browser."""
    told = [word.value for word in ast.walk(ast.parse((ROOT / path).read_text())) if isinstance(word, ast.keyword) and word.arg == "column_config"]
    shown = [value for one in told for part in ast.walk(one) for value in (part.values if isinstance(part, ast.Dict) else [part.value] if isinstance(part, ast.DictComp) else [])]
    assert not [value.lineno for value in shown if isinstance(value, ast.Constant) and value.value is None]


def test_every_requirement_is_pinned():
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-bucket.txt"):
        lines = [line for line in (ROOT / name).read_text().splitlines() if line and line[0] not in "#-"]
        assert lines
        assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][\w.]*", line) for line in lines), name


def test_the_readme_is_short_and_names_the_two_commands():
    text = (ROOT / "README.md").read_text()
    assert len(text.splitlines()) < 120
    assert "make run" in text
    assert "make test" in text


def test_names_and_addresses_are_the_personal_columns():
    assert {name: table.personal for name, table in TABLES.items() if table.personal} == {"participants": ("name", "email")}
