"""A figure of a deck as screens to be projected: its title, its picture, its numbers or its table, as HTML. No Streamlit here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import Any

import pandas as pd

from charts import headlines, style
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
# A table: letters of a line, lines of a screen, lines that a cell has at most, letters that widen a column.
LETTERS, LINES, CELL_LINES, WIDENS = 108, 15, 3, (7, 40)
PADDING_LINES = 0.45
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
        yield (records if is_narrow else table)(one.exhibit.table, view.t), 0
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
        is_too_tall = drawing is not None and drawing.height > (FEW + 1) * TALL * width and width != WIDE_PX[-1]
        if drawing and not is_too_tall:
            found = fitted(drawing, exhibit)
            if len(found[0]) <= FEW:
                break
    return found


def fitted(drawing: Drawing, exhibit: Exhibit) -> tuple[list[Drawing], int]:
    """The picture in parts that are no higher than a screen, each with the axis, and how many rows stand in none; a map is never cut."""
    tall = TALL * drawing.width
    if drawing.height <= tall * FITS or not isinstance(exhibit.figure, dict):
        return [drawing], 0
    # Only now: slides bring a library along.
    from exports.slides.cuts import cut

    # The vertical axis of what is tall is in pixels: it says how high the parts above and below the rows are.
    layout = exhibit.figure["layout"]
    end, begin = layout["yaxis"]["range"]
    top = drawing.height - float(layout["margin"]["b"]) - (end - begin) + max(0.0, -begin)
    bottom = 0.0 if layout["xaxis"].get("side") == "top" else float(layout["margin"]["b"])
    made = cut(drawing, top=top, bottom=bottom, height=tall)
    if made is None:
        return [drawing], 0
    count = min(len(made.spans), MOST)
    return [made.piece(at) for at in range(count)], made.rows_after(count)


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


def table(frame: pd.DataFrame, t: Words) -> str:
    """A table in large type: as many of its rows as a screen has room for, and how many more there are."""
    columns = [at for at in range(frame.shape[1]) if not _is_links(frame.iloc[:, at])]
    words = [[_words(value, t) for value in frame.iloc[:, at]] for at in columns]
    heads = [str(frame.columns[at]) for at in columns]
    widths = [_width([head, *cells]) for head, cells in zip(heads, words, strict=True)]
    room = [LETTERS * width / sum(widths) - 1 for width in widths]
    shown, left = 0, LINES - 1 - PADDING_LINES
    for row in range(len(frame)):
        high = max(min(_lines(cells[row], wide), CELL_LINES) for cells, wide in zip(words, room, strict=True)) + PADDING_LINES
        if left < high:
            break
        shown, left = shown + 1, left - high
    cols = "".join(f'<col style="width:{100 * width / sum(widths):.1f}%">' for width in widths)
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(f"<tr>{''.join(_cell(frame.iloc[row, at], cells[row]) for at, cells in zip(columns, words, strict=True))}</tr>" for row in range(shown))
    more = f"<p>{escape(t.plural('{n} more', '{n} more', len(frame) - shown))}</p>" if shown < len(frame) else ""
    return f'<div class="screen-table"><table><colgroup>{cols}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</div>'


def _width(words: Sequence[str]) -> int:
    """How wide a column is to be, in letters: it breaks no word but one that is longer than a line of others."""
    longest = max((len(word) for cell in words for word in cell.split()), default=0)
    return min(max(WIDENS[0], min(max(map(len, words)), WIDENS[1]), longest + 1), WIDENS[1])


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
