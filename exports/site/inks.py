"""The page's colours by their names, on light paper and on dark: pictures are written with the names, so that both can show them."""

import re
from collections.abc import Mapping

from charts import style
from charts.exhibit import View
from metrics.status import Status

Palette = Mapping[str, tuple[str, str]]
STATUS = {
    Status.MET: style.GOOD, Status.ON_COURSE: style.FAIR, Status.BEHIND: style.LATE, Status.OFF_COURSE: style.BAD, Status.NO_DATA: style.QUIET, Status.NO_TARGET: style.QUIET, Status.NOT_SHOWN: style.QUIET,
}  # fmt: skip
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def palette(view: View) -> dict[str, tuple[str, str]]:
    """The page's own colours: of words, of the map, of statuses and of themes."""
    light, dark = style.LIGHT_MAP, style.DARK_MAP
    own = {name: (getattr(light, name), getattr(dark, name)) for name in ("ink", "paper", "land", "border", "quiet")}
    ways = {f"way-{name}": (light.ways[name], dark.ways[name]) for name in light.ways}
    statuses = {status_class(one): colours for one, colours in STATUS.items()}
    both = zip(style.theme_colours(view.whole).values(), style.theme_colours(view.whole, is_dark=True).values(), strict=True)
    themes = {f"theme-{place}": pair for place, pair in enumerate(both) if all(map(COLOUR.fullmatch, pair))}
    return {**own, "link": style.FAIR, **ways, **statuses, **themes}


def status_class(one: Status) -> str:
    """The class of what says a status, and the name of its colour."""
    return "status-" + one.name.lower().replace("_", "-")


def declared(colours: Palette, *, is_dark: bool) -> str:
    """The colours as declarations of CSS."""
    return "".join(f"--{name}:{pair[is_dark]};" for name, pair in colours.items())


def written(colours: Palette, *, is_map: bool) -> dict[str, str]:
    """How a picture's colours are written: by the name that has them; a map's lines by theirs, a figure's by the themes'."""
    wanted = [name for name in colours if name.startswith("way-" if is_map else "theme-")]
    names = [*("ink", "paper", "land", "border", "quiet")[: 5 if is_map else 2], *wanted]
    return {colours[name][0].upper(): f"var(--{name})" for name in reversed(names)}


def darker(colours: Palette) -> dict[str, str]:
    """The colours that a figure of plotly's has on light paper, each with the one that it has on dark."""
    pairs = [pair for name, pair in colours.items() if name in ("ink", "paper") or name.startswith("theme-")]
    return {light.upper(): dark for light, dark in reversed(pairs)}
