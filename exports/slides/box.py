"""Where things stand on a slide, in EMU: 914,400 to the inch, 12,700 to the point."""

from dataclasses import dataclass

INCH, POINT = 914_400, 12_700


@dataclass(frozen=True)
class Box:
    """A place on a slide, in EMU."""

    x: int
    y: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.y + self.height

    @property
    def area(self) -> int:
        """How much room it has."""
        return self.width * self.height

    @property
    def points(self) -> tuple[float, float]:
        """Its width and height in points."""
        return self.width / POINT, self.height / POINT

    def below(self, height: int) -> "Box":
        """What is left of it below so much of its height."""
        return Box(self.x, self.y + height, self.width, max(0, self.height - height))

    def xml(self, name: str = "a:xfrm", turn: float = 0) -> str:
        """Its place as XML, turned by so many degrees."""
        angle = f' rot="{round(turn * 60_000) % 21_600_000}"' if turn else ""
        return f'<{name}{angle}><a:off x="{self.x}" y="{self.y}"/><a:ext cx="{self.width}" cy="{self.height}"/></{name}>'


def inches(x: float, y: float, width: float, height: float) -> Box:
    """A box given in inches."""
    return Box(*(round(side * INCH) for side in (x, y, width, height)))
