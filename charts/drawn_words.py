"""The words of a figure as plain text: plotly takes a part of HTML, a picture of shapes takes none."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Literal

from charts.drawing import Run, Text

# How wide a letter is, in its size: of a sans like Source Sans, measured.
NARROW, DIGIT, SMALL, CAPITAL, BROAD, FULL = 0.27, 0.5, 0.51, 0.6, 0.82, 1.0
BOLD, LINE = 1.05, 1.3
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br\s*/?>")
_COLOUR = re.compile(r"color:\s*(#[0-9A-Fa-f]{6})")


def plain(markup: str) -> str:
    """What is said, without tags; a line each."""
    return "\n".join(unescape(_TAG.sub("", line)).strip() for line in _BREAK.split(markup)).strip()


def wide(words: str, size: float, *, is_bold: bool = False) -> float:
    """About how wide words are drawn."""
    return sum(map(_letter, words)) * size * (BOLD if is_bold else 1)


def _letter(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return FULL
    if letter in " .,:;'|!ijlt()[]·’1fr-":
        return NARROW if letter != "1" else DIGIT
    if letter in "mwMW%—→≈":
        return BROAD
    if letter.isdigit():
        return DIGIT
    return CAPITAL if letter.isupper() else SMALL


def lines(markup: str, *, is_bold: bool = False) -> list[tuple[Run, ...]]:
    """The lines of a text of plotly's, each in its pieces of one weight and colour."""
    return [tuple(_runs(line, is_bold)) for line in _BREAK.split(markup)]


def _runs(line: str, is_bold: bool) -> Iterator[Run]:
    weight, colour, at = is_bold, None, 0
    for tag in _TAG.finditer(line):
        if said := unescape(line[at:tag.start()]):
            yield Run(said, weight, colour)
        at, name = tag.end(), tag.group()
        if name in ("<b>", "</b>"):
            weight = is_bold or name == "<b>"
        elif name.startswith("<span"):
            found = _COLOUR.search(name)
            colour = found.group(1) if found else colour
        elif name == "</span>":
            colour = None
    if said := unescape(line[at:]):
        yield Run(said, weight, colour)


def text(runs: tuple[Run, ...], x: float, y: float, *, colour: str, size: float, anchor: Literal["start", "middle", "end"] = "start", angle: float = 0) -> Text:
    """One line of words in a picture; pieces only where they differ."""
    same = len({(run.is_bold, run.colour) for run in runs}) == 1 and runs[0].colour is None
    words = "".join(run.words for run in runs)
    return Text(x, y, words, colour, size, anchor, same and runs[0].is_bold, angle, runs=() if same else runs)
