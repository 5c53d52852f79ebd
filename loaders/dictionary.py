"""The data dictionary: every table and column in words, made from the declarations."""

from collections.abc import Iterable

from loaders.schema import LANGUAGES, Column, Table
from loaders.tables import TABLES
from loaders.template import KIND_WORDS
from loaders.values.columns import text

HEADINGS = ("column", "headers", "what to write", "required", "words, range, default", "refers to", "personal", "what it holds")
INTRODUCTION = """\
# Data dictionary

Made from the declarations in `loaders/tables/` by `python -m loaders dictionary`: change them, not this file.

A workbook has one sheet a table, named as below or by one of its labels. The first row holds the headings: a column's own name,
or any of its headers in English, French, Spanish, Catalan or Korean. Columns of your own are left alone.
Every column may be blank unless it is required.
"""
DATES = """\
## Dates, lists and where a row comes from

A date is written as exactly as it is known, and no more: a day (`2018-10-05`), a month (`October 2018`), a season (`Fall 2018`) or a year
(`2018`). Beside each date column the data has `<column>_precision`: `day`, `month`, `season` or `year`. `end` and `period_end` are the last
day that the cell can mean, every other date its first: "Fall 2018" in both `start` and `end` is 2018-09-01 to 2018-11-30. Winter is named
for the year it ends in. A blank `end` is the last day that `start` can mean; for projects it stays open.

Dates may be text in the five languages ("5 de octubre de 2018", "1er octobre 2018", "2018년 10월 5일", "tardor 2018"), a quarter (`Q3 2018`,
three months, kept with the precision `season`), or a range ("22–25 March 2019", "oct.–déc. 2018", "2010 - 2012", `2018-19`): its first day
is the start and its last the end, as exactly as the vaguer of the two. Whether 03/04/2019 is day first is decided for a column as a whole,
by a part above 12; where nothing tells, it is day first, and a warning says so.

Numbers may have blanks, commas, points or apostrophes between thousands, and a currency around them. Which sign stands before decimals is
also decided by the column; "1,234" alone is a thousand and more, "1.234" alone one and a bit, with a warning. Countries and languages may be
written by name, and words from a list in English or French.

Several values in one cell are separated by `;` or line breaks; numbers and words from a list also by `,` or `|`.

Every row also carries `source_file`, `source_sheet` and `source_row`: the file, the sheet and the spreadsheet's own row it was read from.

Personal columns are read, and shown to nobody but a signed-in director.
"""


def markdown() -> str:
    """The text of docs/data-dictionary.md."""
    parts = [INTRODUCTION, DATES, _relations(), *(_table(table) for table in TABLES.values())]
    return "\n".join(parts)


def _relations() -> str:
    lines = [
        f"- `{table.name}.{column.name}` → {' or '.join(f'`{name}`' for name in column.refers_to)}{' (several)' if column.many else ''}"
        for table in TABLES.values()
        for column in table.columns
        if column.refers_to
    ]
    return "## Relations\n\nWhat a cell refers to must be there; a row that refers to nothing is set aside.\n\n" + "\n".join(lines) + "\n"


def _table(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key) or "none: rows may repeat"
    lines = [
        f"## {table.name}", "", table.about, "",
        "Sheet: " + "; ".join(f"{language}: {_synonyms(label)}" for language, label in zip(LANGUAGES, table.labels, strict=True)), "",
        f"Key: {key}", "",
        _row(HEADINGS), _row("---" for _ in HEADINGS), *(_row(_cells(column)) for column in table.columns), "",
    ]  # fmt: skip
    return "\n".join(lines)


def _cells(column: Column) -> tuple[str, ...]:
    headers = "; ".join(f"{language}: {_synonyms(header)}" for language, header in zip(LANGUAGES, column.headers, strict=True))
    kind = KIND_WORDS[column.kind] + (", several" if column.many else "")
    targets = ", ".join(f"`{name}`" for name in column.refers_to)
    is_required, is_personal = ("yes" if is_so else "" for is_so in (column.required, column.personal))
    return (f"`{column.name}`", headers, kind, is_required, _limits(column), targets, is_personal, column.about)


def _limits(column: Column) -> str:
    """What the column may hold, and what a blank stands for."""
    said = [", ".join(column.choices)] if column.choices else []
    if column.minimum is not None:
        said.append(f"from {column.minimum:g}")
    if column.maximum is not None:
        said.append(f"to {column.maximum:g}")
    if column.default is not None:
        said.append(f"blank: {text(column.default)}")
    return "; ".join(said)


def _synonyms(words: str) -> str:
    return " / ".join(words.split("|"))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
