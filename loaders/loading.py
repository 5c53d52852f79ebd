"""`load`: the one way from a file, a folder or bytes to a Dataset."""

from pathlib import Path

from loaders import workbook
from loaders.dataset import Dataset
from loaders.limits import LIMITS, Limits
from loaders.reading import read


def load(source: str | Path | bytes, *, limits: Limits = LIMITS) -> Dataset:
    """The Dataset of a file, a folder of files, or bytes.

    Never raises for what stands in a cell: that is in `problems`. Raises SourceError where nothing
    can be read.
    """
    return read(workbook.sources(source), limits=limits)
