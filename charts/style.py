"""Every colour, font and margin of the figures. A theme keeps its colour wherever it is shown."""

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders import Dataset

# Paul Tol's muted scheme, told apart by people who see colours differently
# (https://sronl.github.io/ptol): the order of the themes sheet is the order of the colours.
MUTED = ("#332288", "#117733", "#44AA99", "#88CCEE", "#DDCC77", "#CC6677", "#AA4499", "#882255", "#999933")
NO_THEME = "#B5B0A6"
# A grey that stands 3:1 against the light paper and the dark one: outlines, lines, quiet marks.
NEUTRAL = "#83807A"
ACCENT = "#2E7D87"
SECOND = "#CC6677"
# Words on the two: 4.5:1 at least.
ON_ACCENT, ON_SECOND = "#FFFFFF", "#1B1916"
CLEAR = "rgba(0,0,0,0)"
# Words of a status on the light paper and on the dark one: each has a mark beside it, too.
GOOD, FAIR, LATE, BAD, QUIET = ("#117733", "#6CC28A"), ("#1F6F79", "#7FCBD0"), ("#8A5A00", "#E0B050"), ("#A3293D", "#F08A96"), ("#6E675C", "#A69F93")
FOUNDING, PARTNER, VISITED = "#CC6677", "#44AA99", "#999933"
SEQUENTIAL = ("#F3EFE6", "#CFE0DC", "#9CC5C0", "#62A3A1", "#2E7D87", "#165A66")
FONT = "Source Sans, Noto Sans KR, sans-serif"
ROW_PX = 26


def theme_colours(whole: Dataset, *, is_dark: bool = False) -> dict[str, str]:
    """theme_id → colour: the workbook's own, else by its place in the themes sheet.

    On dark paper one that would sink into it is lighter, of the same hue.
    """
    themes = whole.themes
    return {
        theme: _seen(MUTED[place % len(MUTED)] if pd.isna(own) else own, is_dark=is_dark)
        for place, theme, own in zip(themes.index, themes["theme_id"], themes["colour"], strict=True)
    }


def _seen(colour: str, *, is_dark: bool) -> str:
    """The colour, on dark paper as much lighter as 3:1 against it needs."""
    red, green, blue = (part / 255 for part in bytes.fromhex(colour[1:7]))
    hue, light, full = rgb_to_hls(red, green, blue)
    while is_dark and contrast(colour, DARK_MAP.paper) < 3:
        light += 0.02
        colour = "#" + "".join(f"{round(255 * part):02X}" for part in hls_to_rgb(hue, light, full))
    return colour


def contrast(one: str, other: str) -> float:
    """How much two colours of six digits differ in light, from 1 to 21, as WCAG measures it."""
    low, high = sorted(_luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in bytes.fromhex(colour[1:7]))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def safe(text: str) -> str:
    """Text from a cell for plotly, which takes a part of HTML: shown as typed, never as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(text: str, width: int = 28) -> str:
    """A label on several lines of at most `width` letters, for plotly."""
    import textwrap

    return "<br>".join(safe(line) for line in textwrap.wrap(text, width)) or safe(text)


def layout(**changes: Any) -> dict[str, Any]:
    """The layout that all figures share: no frame, no legend, the page's ink; with `changes` to it."""
    base: dict[str, Any] = {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "barcornerradius": 2,
        "xaxis": axis(),
        "yaxis": axis(),
    }
    for key, value in changes.items():
        base[key] = {**base[key], **value} if isinstance(value, Mapping) and isinstance(base.get(key), dict) else value
    return base


def axis(**changes: Any) -> dict[str, Any]:
    """An axis without lines that a label makes needless."""
    return {"automargin": True, "showgrid": False, "zeroline": False, "fixedrange": True, "ticks": "", "title": None, **changes}


def tinted(colour: str, share: float) -> str:
    """A colour of six digits, only so opaque."""
    red, green, blue = bytes.fromhex(colour[1:7])
    return f"rgba({red},{green},{blue},{share:.2f})"


def outline(width: float = 1) -> dict[str, Any]:
    """A mark's outline: keeps pale colours in sight on either paper."""
    return {"color": NEUTRAL, "width": width}


def hatched() -> dict[str, Any]:
    """The marker of what is known only as a number, "not detailed"."""
    return {"color": NEUTRAL, "line": outline(), "pattern": {"shape": "/", "fillmode": "replace", "size": 6, "solidity": 0.25}}


def hollow(colour: str) -> dict[str, Any]:
    """The marker of what is planned: an outline on the bare paper."""
    return {"color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 1.5}}


@dataclass(frozen=True)
class MapColours:
    """What a map is drawn with on one paper: the paper shows through as the sea."""

    paper: str
    land: str
    border: str
    ink: str
    quiet: str
    ways: Mapping[str, str]


# Lines need 3:1 against land and sea alike, so those on dark paper are the lighter hues.
LIGHT_MAP = MapColours("#FBFAF7", "#EAE4D8", "#FBFAF7", "#23201B", "#6E675C", {"delegations": "#1F6F79", "transfers": "#882255"})
DARK_MAP = MapColours("#1B1916", "#34302A", "#1B1916", "#EDE9E1", "#A69F93", {"delegations": "#74ACAE", "transfers": "#DB8391"})


def rgba(colour: str, opacity: float = 1) -> list[int]:
    """A colour as deck.gl takes it: red, green, blue and opacity, each of 255."""
    return [*bytes.fromhex(colour[1:7]), round(255 * opacity)]


def ink(is_dark: bool) -> str:
    """The colour of words on a paper: for words beside marks, which the theme would leave at 3.6:1."""
    return (DARK_MAP if is_dark else LIGHT_MAP).ink


def paper(is_dark: bool) -> str:
    """The colour of the paper: for a hollow mark that hides the line behind it."""
    return (DARK_MAP if is_dark else LIGHT_MAP).paper
