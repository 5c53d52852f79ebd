"""`load`: the one way from a file, a folder or bytes to a Dataset."""

from collections.abc import Callable
from pathlib import Path

from loaders import workbook
from loaders.dataset import Dataset
from loaders.files import limits, store
from loaders.files.process import READERS, read_apart
from loaders.mapping.rules import as_file, text_beside


def load(
    source: str | Path | bytes,
    *,
    mapping: str | None = None,
    keep_in: Path | None = None,
    progress: Callable[[str, float], None] = lambda what, share: None,
) -> Dataset:
    """The Dataset of a file, a folder of files, or bytes, read by a process of its own.

    A `mapping.toml` and a `limits.toml` beside the files are heeded; `mapping` is a text to heed instead
    of the one beside. `keep_in` is a folder that keeps what was read, so that the same files need not be
    read again; `progress` is told the file at work and the share that is done. Never raises for what
    stands in a cell: that is in `problems`. Raises SourceError where nothing can be read.
    """
    beside = None if isinstance(source, bytes) else Path(source)
    bounds = limits.read(_folder(beside)) if beside else limits.LIMITS
    files = workbook.sources(source, bounds)
    if mapping is None:
        mapping = text_beside(beside) if beside else ""
    key = f"{workbook.fingerprint([*files, *as_file(mapping)])} {bounds}"
    if keep_in and (data := store.kept(keep_in, key)):
        return data
    packed = read_apart(files, mapping=mapping, limits=bounds, progress=progress)
    if keep_in:
        store.keep(keep_in, key, packed)
    return store.unpack(packed)


def prepare() -> None:
    """Start the process that reads, so that the first load need not wait for it."""
    READERS.start()


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent
