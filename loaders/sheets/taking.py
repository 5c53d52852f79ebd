"""A sheet → the table it is read as, or why it was left out and what it may have been meant for."""

from dataclasses import dataclass
from pathlib import PurePath

from loaders.headers import fold, is_unnamed, near_table, table_of, table_of_sheet
from loaders.problems import Problem, Severity, problem
from loaders.schema import Table
from loaders.sheets.layout import Layout, layout, likely
from loaders.sheets.reports import SheetReport
from loaders.sheets.sheet_table import SheetTable
from loaders.tables import TABLES
from loaders.values.columns import is_blank
from loaders.workbook import Sheet
from locales import N_

# Sheets of words for people, in the languages of the template and some more: they are no tables, and nobody asks.
GUIDES = {
    "guide", "read me", "readme", "about", "instructions", "help", "notice", "mode d emploi", "lisez moi", "a lire",
    "aide", "guia", "leeme", "instrucciones", "ayuda", "llegeix me", "instruccions", "ajuda", "안내", "설명", "도움말",
}  # fmt: skip


@dataclass(frozen=True)
class LeftOut:
    """A sheet that was left out: what it looks like, and what is to be said of it, if anything."""

    report: SheetReport
    problems: tuple[Problem, ...] = ()


def is_guide(sheet_name: str) -> bool:
    """Whether a sheet is called as those are that only tell people something."""
    return fold(sheet_name) in GUIDES


def take(sheet: Sheet) -> SheetTable | LeftOut:
    """The sheet as the table that its name stands for; else why it was left out."""
    table = table_of_sheet(sheet)
    if table is not None and not sheet.is_hidden and _is_meant(sheet, table):
        return SheetTable(sheet, table)
    if all(is_blank(cell) for row in sheet.rows for cell in row) and not sheet.faults:
        return LeftOut(SheetReport(sheet.file, sheet.name))
    looks, where = likely(sheet)
    report = SheetReport(sheet.file, sheet.name, header=where.bottom + 1 if where.headings else 0, headings=where.by_address)
    return LeftOut(report, tuple(_said(sheet, looks, where)))


def _is_meant(sheet: Sheet, table: Table) -> bool:
    """Whether a sheet without a name of its own, one of several in its file, holds the table that the file is called."""
    if sheet.is_alone or table_of(sheet.name) or not is_unnamed(sheet):
        return True
    where = layout(sheet, table)
    names = {column.name for heading in where.headings if (column := heading.column(table))}
    return 2 * sum(column.name in names for column in table.columns if column.required) > sum(column.required for column in table.columns)


def _said(sheet: Sheet, looks: Table | None, where: Layout) -> list[Problem]:
    if sheet.is_hidden:
        return [_of(sheet, "hidden_sheet", "note", N_("the sheet is hidden, so it was left out: show it to have it read"))]
    if is_guide(sheet.name):
        return []
    nearly = near_table(sheet.name)
    # Headings of another table say more than a name that is nearly right.
    if nearly is not None and looks in (nearly, None):
        template = N_("“{sheet}” is no table: did you mean “{table}”? Name the sheet so to have it read")
        of_file = N_("“{sheet}” is no table: did you mean “{table}”? Name the file so to have it read")
        return [_of(sheet, "near_sheet", "warning", of_file if _goes_by_file(sheet) else template, table=nearly.name)]
    if looks is not None:
        template = N_("no table is called “{sheet}”, so it was left out, but its headings look like “{table}”: name the sheet so to have it read, or choose it on the Data page")
        of_file = N_("no table is called “{sheet}”, so it was left out, but its headings look like “{table}”: name the file so to have it read, or choose it on the Data page")
        return [_of(sheet, "unknown_sheet", "note", of_file if _goes_by_file(sheet) else template, row=where.bottom + 1, table=looks.name)]
    return [_of(sheet, "unknown_sheet", "note", N_("no table is called “{sheet}”, so it was left out: the tables are {tables}. Name it so, or say on the Data page what it holds"), tables=", ".join(TABLES))]


def _goes_by_file(sheet: Sheet) -> bool:
    """Whether a sheet has no other name than its file's: that of a csv file."""
    return sheet.is_alone and sheet.name == PurePath(sheet.file).stem


def _of(sheet: Sheet, code: str, severity: Severity, template: str, *, row: int | None = None, **values: str) -> Problem:
    said = {"sheet": sheet.name, **values} if "{sheet}" in template else values
    return problem(code, severity, template, said, file=sheet.file, sheet=sheet.name, row=row)
