"""A picture as shapes: what a slide, a page without a script and a file draw alike, each in its own way."""

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Symbol = Literal["disc", "square", "diamond", "triangle"]


@dataclass(frozen=True)
class Paint:
    """What an area is filled with: a colour of six digits, how opaque it is, and whether it is hatched."""

    colour: str
    opacity: float = 1.0
    is_hatched: bool = False


@dataclass(frozen=True)
class Stroke:
    """What a line or an outline is drawn with; `width` in the picture's units, `dash` as CSS has it."""

    colour: str
    width: float = 1.0
    opacity: float = 1.0
    dash: Literal["solid", "dot", "dash"] = "solid"


@dataclass(frozen=True)
class Box:
    """A rectangle: a bar, a cell. `name` says what it stands for, in words, a line each; empty where it stands for nothing."""

    x: float
    y: float
    width: float
    height: float
    fill: Paint | None = None
    stroke: Stroke | None = None
    name: str = ""


@dataclass(frozen=True)
class Area:
    """A closed shape along points: land, a flow."""

    points: tuple[Point, ...]
    fill: Paint | None = None
    stroke: Stroke | None = None
    name: str = ""


@dataclass(frozen=True)
class Path:
    """An open line along points, with an arrow's head at its end where it says so."""

    points: tuple[Point, ...]
    stroke: Stroke
    name: str = ""
    has_head: bool = False


@dataclass(frozen=True)
class Mark:
    """A sign around a point; `size` is its width. A triangle points to the right."""

    x: float
    y: float
    size: float
    symbol: Symbol = "disc"
    fill: Paint | None = None
    stroke: Stroke | None = None
    name: str = ""


@dataclass(frozen=True)
class Run:
    """A piece of a line of words, in a weight and a colour of its own (None: the line's)."""

    words: str
    is_bold: bool = False
    colour: str | None = None


@dataclass(frozen=True)
class Text:
    """Words on one line: `y` is the middle of it, `x` its start, middle or end, as `anchor` says; `halo` is the paper behind them.

    `angle` turns them around that point, clockwise in degrees. `runs` are the pieces of `words` where they differ in weight or colour.
    """

    x: float
    y: float
    words: str
    colour: str
    size: float = 14
    anchor: Literal["start", "middle", "end"] = "start"
    is_bold: bool = False
    angle: float = 0
    halo: str | None = None
    runs: tuple[Run, ...] = ()


Shape = Box | Area | Path | Mark | Text


@dataclass(frozen=True)
class Drawing:
    """Shapes from the hindmost to the foremost, in a picture of that width and height."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
