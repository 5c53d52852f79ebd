"""A sheet that is being written: words and numbers into cells, rows as high as they need, ready to be printed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from xlsxwriter.worksheet import Worksheet

from exports.workbook.cells import Number, Value, cut, lines, units, words
from exports.workbook.look import DAY, Look
from locales import Words

A4 = 9
ROW_PX, LINE_PX, MOST_PX = 20, 19, 540
# How much of Excel's 255 the words of a header or footer may take, with the codes beside them.
MOST_FOOT = 170


@dataclass
class Page:
    """One sheet; `widths` are those of its columns in letters, `heights` those of its rows in pixels, where they are not the usual."""

    sheet: Worksheet
    look: Look
    t: Words
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name on its tab."""
        return str(self.sheet.get_name())

    def widen(self, first: int, widths: Sequence[float]) -> None:
        """Make columns so wide, and no narrower than they are."""
        for column, width in enumerate(widths, start=first):
            self.widths[column] = max(width, self.widths.get(column, 0))
            self.sheet.set_column(column, column, self.widths[column])

    def put(self, row: int, column: int, value: Value, style: str = "cell", *, none: str = "") -> None:
        """Write a value as what it is; `none` is said where there is none."""
        if isinstance(value, Number):
            self.sheet.write_number(row, column, value.value, self.look.of(style, number=value.format, is_right=True))
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, self.look.of(style, number=DAY, is_right=True))
        elif value:
            self.sheet.write_string(row, column, value, self.look.of(style))
        elif none:
            self.sheet.write_string(row, column, none, self.look.of("none"))
        else:
            self.sheet.write_blank(row, column, None, self.look.of(style))

    def line(self, row: int, column: int, values: Sequence[Value], style: str = "cell", *, has_blanks: bool = True) -> None:
        """Write values beside each other, in a row as high as the longest of them needs; without blanks, none is formatted either."""
        for at, value in enumerate(values, start=column):
            if has_blanks or value is not None:
                self.put(row, at, value, style)
        self.heighten(row, max((lines(value, self.widths.get(at, 9)) for at, value in enumerate(values, start=column)), default=1))

    def across(self, row: int, last: int, said: str, style: str, *, first: int = 0, line_px: int = LINE_PX, scale: float = 1) -> None:
        """Write words over all columns up to the last, on as many lines as they need; `scale` is their size beside the usual."""
        room = sum(self.widths.get(column, 9) for column in range(first, last + 1)) / scale
        text = words(said, self.t)
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", self.look.of(style))
        self.sheet.write_string(row, first, text, self.look.of(style))
        self.heighten(row, lines(text, room), line_px=line_px)

    def heighten(self, row: int, count: int, *, line_px: int = LINE_PX) -> None:
        """Make a row high enough for so many lines."""
        needed = min(MOST_PX, max(ROW_PX, count * line_px + 3))
        if needed > self.heights.get(row, ROW_PX):
            self.heights[row] = needed
            self.sheet.set_row_pixels(row, needed)

    def below(self, row: int, pixels: int) -> int:
        """The first row that begins so far below the top of another."""
        while pixels > 0:
            pixels -= self.heights.get(row, ROW_PX)
            row += 1
        return row

    def printed(self, *, foot: str, head: str, first: int, last: int) -> None:
        """Set it up for paper: A4 across, one page wide, what is in the rows from the first to the last on every page."""
        sheet, t = self.sheet, self.t
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        if 0 <= first <= last:
            sheet.repeat_rows(first, last)
        pages = t("Page {page} of {pages}", page="&P", pages="&N")
        sheet.set_header(f"&L&8 {said(words(head, t))}&R&8 {said(self.name)}", {"scale_with_doc": False})
        sheet.set_footer(f"&L&8 {said(words(foot, t))}&R&8 {pages}", {"scale_with_doc": False})


def said(text: str) -> str:
    """Words for a header or footer, where & begins a code; one before G would be taken for a picture's even so."""
    plain = " ".join(text.split())
    while units(escaped := plain.replace("&", "&&").replace("&&G", "&&\u2060G")) > MOST_FOOT:
        # What is left has as many codes, more or less, as what was there.
        plain = cut(plain, units(plain) * MOST_FOOT // units(escaped) - 1).rstrip() + "…"
    return escaped
