"""The workbook to fill in, made from the declarations: headers, drop-downs, an example row, a guide."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from loaders.schema import Column, Table
from loaders.tables import TABLES

Rows = Mapping[str, Sequence[Mapping[str, object]]]
INK, PAPER, HEAD, REQUIRED = "FF2B2A27", "FFFFFFFF", "FFE9E4DA", "FFD3E4E3"
SPARE_ROWS = 1000
# The examples travel from Montreal to here.
DESTINATION: dict[str, object] = {"city_id": "barcelona", "name": "Barcelona", "kind": "city", "country_code": "ES", "role": "founding"}
KIND_WORDS = {
    "id": "an identifier", "text": "words", "choice": "a word from the list", "number": "a number",
    "date": "a date as exactly as it is known", "integer": "a whole number", "boolean": "yes or no",
    "language": "two letters (ISO 639-1)", "country": "two letters (ISO 3166-1)",
    "url": "a web address", "email": "an e-mail address", "colour": "a colour such as #117733",
}  # fmt: skip


def write_template(out: str | Path) -> None:
    """Write an empty workbook with one example row a table, each a row to overwrite."""
    Path(out).write_bytes(template())


def template() -> bytes:
    """An empty workbook with one example row a table, each a row to overwrite."""
    examples = {
        table.name: [{column.name: column.example for column in table.columns if column.example != ""}]
        for table in TABLES.values()
    }
    examples["cities"].append(DESTINATION)
    return workbook(examples)


def workbook(rows: Rows) -> bytes:
    """An .xlsx of every table with the given rows, laid out for a person to keep."""
    book = Workbook()
    book.remove(book.active)
    for table in TABLES.values():
        _sheet(book.create_sheet(table.name), table, rows.get(table.name, ()))
    _guide(book.create_sheet("guide"))
    # The same rows make the same bytes but for this date.
    book.properties.created = book.properties.modified = datetime(2019, 7, 31)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(sheet: Worksheet, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    for place, column in enumerate(table.columns, start=1):
        _head(sheet, place, column)
        for number, row in enumerate(rows, start=2):
            _cell(sheet, number, place, column, row.get(column.name))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{max(len(rows) + 1, 2)}"
    sheet.sheet_view.zoomScale = 90


def _head(sheet: Worksheet, place: int, column: Column) -> None:
    cell = sheet.cell(1, place, column.name)
    cell.font = Font(bold=True, color=INK)
    cell.fill = PatternFill("solid", fgColor=REQUIRED if column.required else HEAD)
    cell.alignment = Alignment(vertical="center")
    cell.comment = Comment(f"{column.about}\n{_kind(column)}{'. Required.' if column.required else '.'}", "guide", width=280, height=110)
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = max(column.width, len(column.name) + 4)
    choices = ("yes", "no") if column.kind == "boolean" else column.choices
    if choices and not column.many:
        rule = DataValidation("list", formula1='"' + ",".join(choices) + '"', allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = column.name, "Choose one of the words in the list."
        rule.add(f"{letter}2:{letter}{SPARE_ROWS}")
        sheet.add_data_validation(rule)
    elif len(column.refers_to) == 1 and not column.many:
        rule = DataValidation("list", formula1=f"={column.refers_to[0]}!$A$2:$A${SPARE_ROWS}", allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = column.name, f"Choose one that stands in the sheet {column.refers_to[0]}."
        rule.add(f"{letter}2:{letter}{SPARE_ROWS}")
        sheet.add_data_validation(rule)


def _cell(sheet: Worksheet, number: int, place: int, column: Column, value: object) -> None:
    if value is None:
        return
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if isinstance(value, bool):
        value = "yes" if value else "no"
    cell = sheet.cell(number, place, value)
    if isinstance(value, str):
        # Words stay words, also where they begin with = or look like a number.
        cell.data_type, cell.number_format = "s", "@"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    cell.alignment = Alignment(vertical="top", wrap_text=column.width >= 40)


def _kind(column: Column) -> str:
    words = KIND_WORDS[column.kind]
    return f"Several, separated by ;: {words}" if column.many else words[0].upper() + words[1:]


def _guide(sheet: Worksheet) -> None:
    sheet.append(["Sheet", "Column", "What it holds", "How to write it", "Required", "Words to choose from"])
    for table in TABLES.values():
        sheet.append([table.name, "", table.about])
        for column in table.columns:
            sheet.append(["", column.name, column.about, _kind(column), "yes" if column.required else "", ", ".join(column.choices)])
    for place, width in enumerate((18, 24, 78, 36, 10, 70), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.cell(1, place).font = Font(bold=True)
        sheet.cell(1, place).fill = PatternFill("solid", fgColor=HEAD)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if row[0].value:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
