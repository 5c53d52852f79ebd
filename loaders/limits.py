"""How much a file may ask of the machine. Beyond it the file is refused with a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The most that is read. Sizes in MB (a million bytes), time in seconds of one load."""

    file_mb: float = 10
    unpacked_mb: float = 200
    ratio: float = 200
    entries: int = 500
    sheets: int = 50
    rows: int = 200_000
    columns: int = 200
    cell_characters: int = 32_767
    seconds: float = 20
    memory_mb: float = 1_500


LIMITS = Limits()
