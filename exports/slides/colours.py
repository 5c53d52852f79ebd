"""Colours as the deck's theme has them: a change of design recolours all that is drawn."""

from colorsys import rgb_to_hls
from functools import cache

from charts import style

# The theme's own colours. The accents are those that the figures use most, far enough apart that every other is near one.
THEME = {
    "dk1": style.LIGHT_MAP.ink, "lt1": style.LIGHT_MAP.paper, "dk2": style.LIGHT_MAP.quiet, "lt2": style.LIGHT_MAP.land,
    "accent1": style.ACCENT, "accent2": style.SECOND, "accent3": style.MUTED[0], "accent4": style.MUTED[1], "accent5": style.MUTED[4], "accent6": style.MUTED[6],
    "hlink": style.FAIR[0], "folHlink": style.QUIET[0],
}  # fmt: skip
INK, PAPER, QUIET, LAND = "tx1", "bg1", "tx2", "bg2"
# On a slide the theme's dark and light colours go by what they are for.
_NAMES = {"dk1": INK, "lt1": PAPER, "dk2": QUIET, "lt2": LAND}
_BASES = {_NAMES.get(name, name): colour for name, colour in THEME.items() if name not in ("hlink", "folHlink")}
# With less between its strongest and its weakest part a colour is a grey, of which no accent is a shade.
GREY = 0.1
PER_DEGREE, PER_PERCENT = 60_000, 1_000


def named(name: str, opacity: float = 1) -> str:
    """A colour of the theme by its name, as XML."""
    return f'<a:schemeClr val="{name}">{_alpha(opacity)}</a:schemeClr>'


@cache
def scheme(colour: str, opacity: float = 1) -> str:
    """A colour of six digits as XML: one of the theme's, or how far it is from the nearest."""
    base = min(_BASES, key=lambda name: _distance(_BASES[name], colour))
    (hue, light, full), (own_hue, own_light, own_full) = _hls(_BASES[base]), _hls(colour)
    turn = round(((own_hue - hue + 0.5) % 1 - 0.5) * 360 * PER_DEGREE)
    steps = (("hueOff", turn), ("satOff", _percent(own_full - full)), ("lumOff", _percent(own_light - light)))
    is_same = _BASES[base].upper() == colour.upper()
    shifts = "" if is_same else "".join(f'<a:{name} val="{value}"/>' for name, value in steps if value)
    return f'<a:schemeClr val="{base}">{shifts}{_alpha(opacity)}</a:schemeClr>'


def fill(colour: str, opacity: float = 1) -> str:
    """A solid fill of a colour of six digits, or of a colour of the theme by its name."""
    return f"<a:solidFill>{scheme(colour, opacity) if colour.startswith('#') else named(colour, opacity)}</a:solidFill>"


def hatched(colour: str) -> str:
    """A fill of lines on the paper: not detailed."""
    return f'<a:pattFill prst="wdUpDiag"><a:fgClr>{scheme(colour)}</a:fgClr><a:bgClr>{named(PAPER)}</a:bgClr></a:pattFill>'


def on(colour: str) -> str:
    """The name of what can be read on a colour: the paper's or the ink's."""
    return max((PAPER, INK), key=lambda name: style.contrast(_BASES[name], colour))


def _alpha(opacity: float) -> str:
    return "" if opacity >= 1 else f'<a:alpha val="{round(opacity * 100 * PER_PERCENT)}"/>'


def _percent(share: float) -> int:
    return round(share * 100 * PER_PERCENT)


def _hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = (part / 255 for part in bytes.fromhex(colour[1:7]))
    return rgb_to_hls(red, green, blue)


def _chroma(colour: str) -> float:
    parts = bytes.fromhex(colour[1:7])
    return (max(parts) - min(parts)) / 255


def _distance(base: str, colour: str) -> float:
    """How far a colour is from a colour of the theme; a grey is near greys alone, a colour near those of its hue."""
    if base.upper() == colour.upper():
        return -1
    (hue, light, full), (own_hue, own_light, own_full) = _hls(base), _hls(colour)
    is_grey = base in (THEME["dk1"], THEME["lt1"], THEME["dk2"], THEME["lt2"])
    if is_grey != (_chroma(colour) < GREY):
        return 10
    turn = abs((own_hue - hue + 0.5) % 1 - 0.5)
    return abs(own_light - light) + (0 if is_grey else 3 * turn + 0.2 * abs(own_full - full))
