from pathlib import Path

from loaders.dictionary import markdown
from loaders.tables import TABLES

FILE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_file_says_what_is_declared():
    assert FILE.read_text("utf-8") == markdown(), "run: python -m loaders dictionary > docs/data-dictionary.md"


def test_each_column_has_its_line():
    sections = {part.split("\n")[0]: part for part in markdown().split("\n## ")[1:]}
    for table in TABLES.values():
        lines = [line for line in sections[table.name].splitlines() if line.startswith("| `")]
        assert [line.split("`")[1] for line in lines] == [column.name for column in table.columns]
        assert {line.count(" | ") for line in lines} == {7}
        for column, line in zip(table.columns, lines, strict=True):
            assert column.about in line
            assert all(choice in line for choice in column.choices)
