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
from exports.slides.cuts import pages
from exports.told import foot
from locales import Words

# A picture is drawn so wide, in pixels of a page, and then fills the screen: its words become as much larger.
WIDE_PX, NARROW_PX = 720, 360
# What is higher is shown on several screens; a little more is made to fit.
TALL_PX, FITS = 310, 1.2
# What of a picture's height is its axis, and stands on each screen: above a timeline, below columns.
AXIS_PX, NO_AXIS_PX = 72, 8
# A table: letters of a line, lines of a screen, lines that a cell has at most, letters that widen a column.
LETTERS, LINES, CELL_LINES, WIDENS = 92, 13, 3, (6, 40)
NARROW_LETTERS, NARROW_LINES = 40, 400
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
    parts = once(lambda view: tuple(_bodies(one, view, is_narrow=is_narrow)), view, name=f"screens {one.key} {is_narrow}")
    told = "" if one.is_figures else one.exhibit.subtitle
    found = []
    for number, body in enumerate(parts, start=1):
        said = view.t("{what} ({n} of {all})", what=told, n=number, all=len(parts)) if len(parts) > 1 else told
        found.append(Screen(one.title, _screen(one.title, said, body, foot(view), look="screen narrow" if is_narrow else "screen", tag="p" if is_preview else "h1")))
    return found


def _screen(title: str, told: str, body: str, source: str, *, look: str, tag: str) -> str:
    return (
        f'<article class="{look}"><{tag} class="screen-title">{escape(title)}</{tag}><p>{escape(told)}</p>'
        f'<div class="screen-figure">{body}</div><footer>{escape(source)}</footer></article>'
    )  # fmt: skip


def _bodies(one: Shown, view: View, *, is_narrow: bool) -> Iterator[str]:
    if one.is_figures:
        yield numbers(one.exhibits, view.t)
        return
    drawing = drawing_of(one.exhibit, view, width=NARROW_PX if is_narrow else WIDE_PX)
    if drawing is None:
        yield table(one.exhibit.table, view.t, letters=NARROW_LETTERS if is_narrow else LETTERS, lines=NARROW_LINES if is_narrow else LINES)
        return
    for part in [drawing] if is_narrow else fitted(drawing, one.exhibit):
        yield svg(part, title=one.exhibit.sentence)


def fitted(drawing: Drawing, exhibit: Exhibit) -> list[Drawing]:
    """The picture in parts that are no higher than a screen, each with the axis; a map is never cut."""
    if drawing.height <= TALL_PX * FITS or not isinstance(exhibit.figure, dict):
        return [drawing]
    has_top = exhibit.figure["layout"]["xaxis"].get("side") == "top"
    has_bottom = not has_top and exhibit.figure["layout"]["xaxis"].get("visible") is not False
    return pages(drawing, top=AXIS_PX if has_top else NO_AXIS_PX, bottom=AXIS_PX / 2 if has_bottom else NO_AXIS_PX, height=TALL_PX)


def numbers(exhibits: Iterable[Exhibit], t: Words) -> str:
    """Headline figures as large numbers, each over what it is called."""
    told = (
        f"<div><dt>{escape(one.title)}</dt><dd><strong>{escape(headlines.figure(one.measure, t))}</strong><span>{escape(one.subtitle)}</span></dd></div>"
        for one in exhibits
    )  # fmt: skip
    return f'<dl class="screen-numbers">{"".join(told)}</dl>'


def table(frame: pd.DataFrame, t: Words, *, letters: int = LETTERS, lines: int = LINES) -> str:
    """A table in large type: as many of its rows as a screen has room for, and how many more there are."""
    columns = [at for at in range(frame.shape[1]) if not _is_links(frame.iloc[:, at])]
    words = [[_words(value, t) for value in frame.iloc[:, at]] for at in columns]
    heads = [str(frame.columns[at]) for at in columns]
    widths = [min(max(WIDENS[0], len(head), *(map(len, cells))), WIDENS[1]) for head, cells in zip(heads, words, strict=True)]
    room = [letters * width / sum(widths) for width in widths]
    shown, left = 0, lines - 1 - PADDING_LINES
    for row in range(len(frame)):
        # A line breaks between words: it holds a little less than its letters.
        high = max(min(ceil(1.1 * len(cells[row]) / wide), CELL_LINES) for cells, wide in zip(words, room, strict=True)) + PADDING_LINES
        if left < high:
            break
        shown, left = shown + 1, left - high
    cols = "".join(f'<col style="width:{100 * width / sum(widths):.1f}%">' for width in widths)
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(f"<tr>{''.join(_cell(frame.iloc[row, at], cells[row]) for at, cells in zip(columns, words, strict=True))}</tr>" for row in range(shown))
    more = f"<p>{escape(t.plural('{n} more', '{n} more', len(frame) - shown))}</p>" if shown < len(frame) else ""
    return f'<div class="screen-table"><table><colgroup>{cols}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</div>'


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
