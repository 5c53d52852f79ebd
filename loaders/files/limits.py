"""How much a file may ask of the machine. Beyond it the file is refused with a sentence."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from loaders.problems import SourceError
from locales import N_

FILE = "limits.toml"
# A key of many parts takes memory by their square: a text so short can do no harm.
LARGEST_BYTES = 10_000
# Above this no limit is one, and the system takes no such number.
MOST = 1_000_000_000


@dataclass(frozen=True)
class Limits:
    """The most that is read. Sizes in MB (a million bytes), time in seconds of one load.

    `ratio` is unpacked to packed; `cells` counts the whole rectangle of a sheet, blank cells too.
    """

    file_mb: float = 10
    unpacked_mb: float = 200
    ratio: float = 200
    entries: int = 500
    sheets: int = 50
    rows: int = 200_000
    columns: int = 200
    cells: int = 10_000_000
    cell_characters: int = 32_767
    seconds: float = 20
    memory_mb: float = 1_500


LIMITS = Limits()


def read(folder: Path) -> Limits:
    """The limits that `limits.toml` in that folder sets, the others as they are by default.

    Raises SourceError where it is no TOML, or names a limit that there is not, or no number above 0.
    """
    try:
        with (folder / FILE).open("rb") as opened:
            written = opened.read(LARGEST_BYTES + 1)
        if len(written) > LARGEST_BYTES:
            raise ValueError("it is too long")
        stated = tomllib.loads(written.decode())
    except (FileNotFoundError, NotADirectoryError):
        return LIMITS
    except OSError as problem:
        raise SourceError(N_("cannot be read ({reason})"), file=FILE, reason=problem.strerror or "") from None
    except (ValueError, RecursionError) as problem:
        raise SourceError(N_("is not written as TOML: a line should read like rows = 200000 ({reason})"), file=FILE, reason=str(problem)) from None
    whole = {field.name: field.type is int for field in fields(Limits)}
    for key, value in stated.items():
        if key not in whole:
            raise SourceError(N_("“{key}” is no limit: the limits are {known}"), file=FILE, key=key, known=", ".join(whole))
        if isinstance(value, bool) or not isinstance(value, int if whole[key] else int | float) or not 0 < value <= MOST:
            sentence = N_("“{key}” should be a whole number above 0, such as {usual}") if whole[key] else N_("“{key}” should be a number above 0, such as {usual}")
            raise SourceError(sentence, file=FILE, key=key, usual=str(getattr(LIMITS, key)))
    return Limits(**stated)
