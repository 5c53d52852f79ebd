"""A grid of counts: a strip of cells a row, each row's name above it, the numbers in the cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts import style
from charts.bars import LETTERS, LINE_PX, texts_at

CELL_PX, GAP_PX = 26, 12
CELL_WIDTH = 0.96
PALEST, DEEPEST = 0.18, 0.65
SWATCH_PX = 10
# A letter, and the narrowest grid, a telephone's: numbers that fit there fit everywhere.
LETTER_PX, NARROWEST_PX = 7, 340


@dataclass(frozen=True)
class Cell:
    """One count: its row and column by position, what was held, what is planned, what is said of it, which mark it is.

    One that `is_aside` sums up many others: it has a quiet colour of its own, and deepens none.
    """

    row: int
    column: int
    held: int
    planned: int
    hover: str
    is_aside: bool = False
    key: str = ""

    @property
    def text(self) -> str:
        """Its number, what is still planned after a plus."""
        planned = f"+{self.planned}" if self.planned else ""
        return f"{self.held} {planned}".rstrip() if self.held else planned


def drawn(
    cells: Sequence[Cell], *, rows: Sequence[str], colours: Sequence[str], columns: Sequence[str], is_dark: bool
) -> dict[str, Any]:
    """The figure of a grid: the more in a cell the fuller its colour; one that is only planned is hollow.

    The vertical axis is in pixels. `colours` are the rows' own: a square before each name. A column
    may have no heading.
    """
    lines = [style.wrapped(name, LETTERS) for name in rows]
    names, strips, at = [], [], 0
    for line in lines:
        names.append(at + LINE_PX * (line.count("<br>") + 1) / 2)
        strips.append(at + LINE_PX * (line.count("<br>") + 1))
        at = strips[-1] + CELL_PX + GAP_PX
    most = max((cell.held for cell in cells if not cell.is_aside), default=1)
    squares = {
        **texts_at([-0.5] * len(lines), names, [f"  {line}" for line in lines], "middle right"), "mode": "markers+text",
        "marker": {"symbol": "square", "size": SWATCH_PX, "color": list(colours), "line": style.outline()},
    }  # fmt: skip
    figure_layout = style.layout(
        height=at + max(LINE_PX * 2, LETTER_PX * max(len(line) for column in columns for line in column.split("<br>"))), bargap=0, font={"color": style.ink(is_dark)},
        # Plotly keeps 64 pixels for what is drawn, and cuts the headings of a single row.
        margin={"l": SWATCH_PX, "r": 2, "t": 8, "b": 0}, minreducedheight=2,
        xaxis=style.axis(
            side="top", range=[-0.5, len(columns) - 0.5], autotickangles=[0, -90],
            tickvals=[at for at, heading in enumerate(columns) if heading], ticktext=[heading for heading in columns if heading],
        ),
        yaxis={"visible": False, "range": [at, -4], "automargin": False},
    )  # fmt: skip
    return {"data": [_strips(cells, strips, most), squares, *_numbers(cells, strips, len(columns))], "layout": figure_layout}


def _strips(cells: Sequence[Cell], strips: Sequence[int], most: int) -> dict[str, Any]:
    empty = style.hollow(style.NEUTRAL)
    depth = (DEEPEST - PALEST) / max(most - 1, 1)
    fills = [
        empty["color"] if not cell.held
        else style.tinted(style.NEUTRAL, PALEST) if cell.is_aside
        else style.tinted(style.ACCENT, PALEST + depth * (cell.held - 1))
        for cell in cells
    ]  # fmt: skip
    return {
        "type": "bar", "x": [cell.column for cell in cells], "y": [CELL_PX] * len(cells), "width": CELL_WIDTH,
        "base": [strips[cell.row] for cell in cells],
        "marker": {"color": fills, "line": {**empty["line"], "width": [1.5 if cell.planned else 0 for cell in cells]}},
        "customdata": [cell.hover for cell in cells], "hovertemplate": "%{customdata}<extra></extra>", "ids": [cell.key for cell in cells],
    }  # fmt: skip


def _numbers(cells: Sequence[Cell], strips: Sequence[int], columns: int) -> list[dict[str, Any]]:
    """The cells' numbers; without what is planned where that is too long, and none where they still are."""
    middles = [strips[cell.row] + CELL_PX / 2 for cell in cells]
    for texts in ([cell.text for cell in cells], [str(cell.held) if cell.held else "" for cell in cells]):
        if max(map(len, texts), default=0) * columns * LETTER_PX <= NARROWEST_PX:
            return [texts_at([cell.column for cell in cells], middles, texts, "middle center")]
    return []
