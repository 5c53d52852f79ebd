"""How the workbook looks: its font, its formats, and how a number is written in a cell."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from charts import style

# Every Excel has it, and takes Hangul from the system's own font; LibreOffice has one of the same widths.
FONT = "Calibri"
INK, SOFT, LINE, BAND = style.LIGHT_MAP.ink, style.LIGHT_MAP.quiet, style.LIGHT_MAP.land, style.SEQUENTIAL[0]
LINK, WARNING = style.FAIR[0], style.LATE[0]
WHOLE, DECIMAL, PERCENT, SIGNED, DAY = "#,##0", "#,##0.0", "0%", '+#,##0;"−"#,##0;0', "yyyy-mm-dd"
ABOUT = '"≈ "'

STYLES: dict[str, dict[str, Any]] = {
    "above": {"font_color": SOFT, "font_size": 10},
    "title": {"bold": True, "font_size": 16},
    "subtitle": {"font_color": SOFT, "font_size": 11},
    "warning": {"font_color": WARNING, "bold": True},
    "small": {"font_color": SOFT, "font_size": 9},
    "section": {"bold": True, "font_size": 12},
    "heading": {"bold": True, "bg_color": BAND, "bottom": 1, "bottom_color": style.NEUTRAL, "valign": "bottom"},
    "cell": {"bottom": 1, "bottom_color": LINE},
    "strong": {"bottom": 1, "bottom_color": LINE, "bold": True},
    "none": {"bottom": 1, "bottom_color": LINE, "font_color": SOFT, "italic": True, "align": "right", "indent": 1},
    "link": {"bottom": 1, "bottom_color": LINE, "font_color": LINK, "underline": 1},
    "back": {"font_color": LINK, "font_size": 10},
    "note": {},
    "finding": {"bold": True},
}


class Look:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool, bool], Format] = {}

    def of(self, name: str, *, number: str = "", is_right: bool = False, is_wrapped: bool = True) -> Format:
        """The format of a style; `number` is how a number is written."""
        mark = name, number, is_right, is_wrapped
        if mark not in self._made:
            base = {"font_name": FONT, "font_color": INK, "valign": "top", "text_wrap": is_wrapped and not number}
            # A number keeps a little off the words of the next column.
            more = {**({"num_format": number} if number else {}), **({"align": "right", "indent": 1} if is_right else {})}
            self._made[mark] = self._book.add_format({**base, **STYLES[name], **more})
        return self._made[mark]
