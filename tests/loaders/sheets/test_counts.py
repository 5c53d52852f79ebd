"""Cells counted by table and by column."""

from loaders.sheets.counts import Cells, ColumnCells, cells_by_column, cells_by_table
from loaders.sheets.reports import ColumnReport, SheetReport, packed, unpacked


def sheet(name, rows, *columns, table="themes", loaded=None):
    reports = tuple(ColumnReport(column, heading, "A1", rows, filled, valid) for column, heading, filled, valid in columns)
    return SheetReport("book.xlsx", name, table, 1, rows, rows if loaded is None else loaded, 0, reports)


def test_yearly_sheets_add_up_and_keep_their_headings():
    sheets = [
        sheet("2018", 4, ("theme_id", "Thème", 4, 3), ("name", "Nom", 3, 3), loaded=3),
        sheet("2019", 2, ("theme_id", "theme_id", 2, 2), ("name", "Nom", 2, 2), ("colour", "Couleur", 0, 0)),
    ]
    assert cells_by_column(sheets, "themes") == [
        ColumnCells("theme_id", ("Thème", "theme_id"), 6, 6, 5),
        ColumnCells("name", ("Nom",), 6, 5, 5),
        ColumnCells("colour", ("Couleur",), 2, 0, 0),
    ]
    assert cells_by_table(sheets) == {"themes": Cells(cells=14, filled=11, valid=10, rows=6, aside=1)}


def test_a_required_column_that_is_missing_has_a_blank_cell_in_each_row():
    assert cells_by_column([sheet("themes", 5, ("theme_id", "id", 5, 5))], "themes")[1] == ColumnCells("name", (), 5, 0, 0)


def test_a_sheet_that_was_left_out_has_no_cells():
    assert cells_by_table([sheet("guide", 0, table=""), sheet("Old", 9, table="")]) == {}


def test_rows_are_packed_and_unpacked():
    assert unpacked(packed([2, 3, 70_000])) == [2, 3, 70_000]
    assert (packed([]), unpacked("")) == ("", [])
