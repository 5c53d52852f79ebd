"""`load`: the one way from a file, a folder or bytes to a Dataset."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from loaders import passed_over, workbook
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
    data = store.kept(keep_in, key) if keep_in else None
    if data is None:
        packed = read_apart(files, mapping=mapping, limits=bounds, progress=progress)
        if keep_in:
            store.keep(keep_in, key, packed)
        data = store.unpack(packed)
    # What is kept is of the files that were read: what else stands there is looked at anew.
    return replace(data, problems=(*data.problems, *passed_over.notes(beside))) if beside else data


def prepare() -> None:
    """Start the process that reads, so that the first load need not wait for it."""
    READERS.start()


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent
