"""A figure of a deck as screens to be projected: its title, its picture, its numbers or its table, as HTML. No Streamlit here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from math import ceil
from typing import Any

import pandas as pd

from charts import headlines, style
from charts.cuts import cut, parted, squeezed, strips
from charts.drawing import Drawing
from charts.drawn import drawing_of
from charts.exhibit import Exhibit, View
from charts.svg import svg
from exports.decks import Shown
from exports.told import foot
from locales import Words

# A picture is drawn so wide, in pixels of a page, and then fills the screen: its words become as much larger. The first width that needs few screens is taken.
WIDE_PX, NARROW_PX = (720, 840, 960), 360
# A screen is so high to its width; what is higher is shown on several, on no more than so many, and a little more is made to fit.
TALL, FITS, FEW, MOST = 0.43, 1.36, 2, 6
# Rows stand so much nearer to each other where fewer screens are enough then; nearer still their words would touch.
NEAR = 0.8
# A table: letters of a line, lines of a screen, lines that a cell has at most, letters that widen a column.
LETTERS, LINES, CELL_LINES, WIDENS = 120, 16, 3, (7, 40)
PADDING_LINES = 0.5
SPARK = (60, 16)


@dataclass(frozen=True)
class Screen:
    """What is seen at once: the finding, and all of it as HTML."""

    title: str
    html: str


def screens(one: Shown, view: View, *, is_narrow: bool = False, is_preview: bool = False, once: Callable[..., Any] = lambda make, view, name: make(view)) -> list[Screen]:
    """The screens of a figure; several where it is taller than one. `once` keeps what was drawn for all who look at the same.

    Within a page, as a preview, a screen's title is no heading.
    """
    t = view.t
    parts = once(lambda view: tuple(_bodies(one, view, is_narrow=is_narrow)), view, name=f"screens {one.key} {is_narrow}")
    found = []
    look, tag = "screen narrow" if is_narrow else "screen", "p" if is_preview else "h1"
    for number, (body, rest) in enumerate(parts, start=1):
        told = ["" if one.is_figures else one.exhibit.subtitle]
        if len(parts) > 1:
            told.append(t("screen {n} of {all}", n=t.number(number), all=t.number(len(parts))))
        if rest and number == len(parts):
            told.append(t.plural("{n} more row is in the dashboard", "{n} more rows are in the dashboard", rest))
        found.append(Screen(one.title, _screen(one.title, " · ".join(filter(None, told)), body, foot(view), look=look, tag=tag)))
    return found


def _screen(title: str, told: str, body: str, source: str, *, look: str, tag: str) -> str:
    return (
        f'<article class="{look}"><{tag} class="screen-title">{escape(title)}</{tag}><p>{escape(told)}</p>'
        f'<div class="screen-figure">{body}</div><footer>{escape(source)}</footer></article>'
    )  # fmt: skip


def _bodies(one: Shown, view: View, *, is_narrow: bool) -> Iterator[tuple[str, int]]:
    """What stands on each screen, and how many rows of the figure stand on none."""
    if one.is_figures:
        yield numbers(one.exhibits, view.t), 0
        return
    if one.exhibit.figure is None:
        if is_narrow:
            yield records(one.exhibit.table, view.t), 0
            return
        tables, left = in_tables(one.exhibit.table, view.t)
        yield from ((html, left) for html in tables)
        return
    drawings, rest = _parts(one.exhibit, view, is_narrow=is_narrow)
    for drawing in drawings:
        # From the top of its room: words above a figure belong to it.
        yield svg(drawing, title=one.exhibit.sentence).replace("<svg ", '<svg preserveAspectRatio="xMidYMin meet" ', 1), rest


def _parts(exhibit: Exhibit, view: View, *, is_narrow: bool) -> tuple[list[Drawing], int]:
    """The picture in drawings, one a screen, and how many of its rows stand on none."""
    if is_narrow:
        whole = drawing_of(exhibit, view, width=NARROW_PX)
        return ([whole] if whole else []), 0
    found: tuple[list[Drawing], int] = ([], 0)
    for width in WIDE_PX:
        drawing = drawing_of(exhibit, view, width=width)
        # So tall a picture needs many screens at this width: it is not cut only to learn that.
        is_too_tall = drawing is not None and drawing.height * NEAR > (FEW + 1) * TALL * width and width != WIDE_PX[-1]
        if drawing and not is_too_tall:
            found = fitted(drawing, exhibit)
            if len(found[0]) <= FEW:
                break
    return found


def fitted(drawing: Drawing, exhibit: Exhibit) -> tuple[list[Drawing], int]:
    """The picture in parts that are no higher than a screen, each with the axis, and how many rows stand in none; a map is never cut."""
    tall, most = TALL * drawing.width, TALL * FITS * WIDE_PX[0]
    if not isinstance(exhibit.figure, dict):
        return [drawing], 0
    if drawing.height * NEAR <= most:
        return [squeezed(drawing, min(drawing.height, most))], 0
    top, bottom = strips(drawing, exhibit.figure["layout"])
    made = cut(drawing, top=top, bottom=bottom, height=tall / NEAR)
    if made is None:
        return [drawing], 0
    count = min(len(made.spans), MOST)
    pieces = [made.piece(at) for at in range(count)]
    return [squeezed(piece, min(piece.height, tall)) for piece in pieces], made.rows_after(count)


def numbers(exhibits: Iterable[Exhibit], t: Words) -> str:
    """Headline figures as large numbers, each over what it is called."""
    told = (
        f"<div><dt>{escape(one.title)}</dt><dd><strong>{escape(headlines.figure(one.measure, t))}</strong><span>{escape(one.subtitle)}</span></dd></div>"
        for one in exhibits
    )  # fmt: skip
    return f'<dl class="screen-numbers">{"".join(told)}</dl>'


def records(frame: pd.DataFrame, t: Words) -> str:
    """A table for a telephone: what is in its first column, over the others."""
    columns = [frame.iloc[:, at] for at in range(frame.shape[1]) if not _is_links(frame.iloc[:, at])]
    told = ([_words(column.iloc[row], t) for column in columns] for row in range(len(frame)))
    lines = (f"<li><strong>{escape(first)}</strong><span>{escape(' · '.join(filter(None, rest)))}</span></li>" for first, *rest in told)
    return f'<ul class="screen-records">{"".join(lines)}</ul>'


def in_tables(frame: pd.DataFrame, t: Words) -> tuple[list[str], int]:
    """A table in large type, on as many screens as its rows need, and how many of them stand on none."""
    columns = [at for at in range(frame.shape[1]) if not _is_links(frame.iloc[:, at])]
    words = [[_words(value, t) for value in frame.iloc[:, at]] for at in columns]
    heads = [str(frame.columns[at]) for at in columns]
    widths = _widths([[head, *cells] for head, cells in zip(heads, words, strict=True)])
    room = [LETTERS * width / sum(widths) - 1 for width in widths]
    head_lines, *highs = (max(min(_lines(said, wide), CELL_LINES) for said, wide in zip(row, room, strict=True)) + PADDING_LINES for row in (heads, *zip(*words, strict=True)))
    ends = list(accumulate(highs))
    at = {0.0: 0, **{end: row for row, end in enumerate(ends, 1)}}
    parts = [range(at[first], at[last]) for first, last in parted(ends, 0.0, LINES - head_lines)][:MOST]
    cols = "".join(f'<col style="width:{100 * width / sum(widths):.1f}%">' for width in widths)
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)

    def told(rows: range) -> str:
        body = "".join(f"<tr>{''.join(_cell(frame.iloc[row, at], cells[row]) for at, cells in zip(columns, words, strict=True))}</tr>" for row in rows)
        return f'<div class="screen-table"><table><colgroup>{cols}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'

    return [told(rows) for rows in parts], len(frame) - parts[-1].stop if parts else 0


def _widths(columns: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column is to be, in letters: as wide as its words, the widest less where they do not fit, and no word broken before."""
    widths = [min(max(WIDENS[0], *map(len, words)) + 1, WIDENS[1]) for words in columns]
    least = [min(max(WIDENS[0], *(len(word) + 1 for cell in words for word in cell.split() or [""])), WIDENS[1]) for words in columns]
    while sum(widths) > LETTERS and (can := [at for at, width in enumerate(widths) if width > least[at]]):
        widths[max(can, key=lambda at: widths[at])] -= 1
    return widths


def _lines(words: str, letters: float) -> int:
    """How many lines words take; a line breaks between them, and holds a little less than its letters."""
    return 1 if len(words) <= letters else ceil(1.1 * len(words) / letters)


def _is_links(column: pd.Series) -> bool:
    """Whether a column holds addresses alone: nobody follows one from a wall."""
    said = [value for value in column if isinstance(value, str) and value]
    return bool(said) and all(value.lower().startswith(("http://", "https://")) for value in said)


def _words(value: Any, t: Words) -> str:
    if isinstance(value, (list, tuple)):
        return ""
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return t.number(value, digits=0 if value == int(value) else 1)
    return t.number(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _cell(value: Any, words: str) -> str:
    if isinstance(value, (list, tuple)):
        return f"<td>{_spark(value)}</td>"
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return f'<td{" class=number" if is_number else ""}><span>{escape(words)}</span></td>'


def _spark(values: Sequence[float]) -> str:
    """Values over time as a small line; the numbers beside it say the same."""
    known = [(at, float(value)) for at, value in enumerate(values) if value is not None and not pd.isna(value)]
    if len(known) < 2:
        return ""
    wide, high = SPARK
    top, last = max(value for _, value in known) or 1, len(values) - 1
    points = " ".join(f"{1 + at / last * (wide - 2):.1f},{high - 1 - value / top * (high - 2):.1f}" for at, value in known)
    return f'<svg viewBox="0 0 {wide} {high}" aria-hidden="true"><polyline points="{points}" fill="none" stroke="{style.ACCENT}" stroke-width="1.5"/></svg>'
