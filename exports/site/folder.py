"""Writing the pages into a folder: whole or not at all, and never among files that are somebody else's."""

import shutil
from collections.abc import Mapping
from errno import ENOTDIR
from os import strerror
from pathlib import Path
from tempfile import mkdtemp

from exports.site.page import MARK
from loaders import SourceError
from locales import N_


def written(files: Mapping[str, bytes], folder: Path) -> None:
    """Put the files into a folder in place of what an earlier export put there.

    Raises SourceError where the folder holds anything else, and OSError where it cannot be written or is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(ENOTDIR, strerror(ENOTDIR), str(folder))
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise SourceError(N_("holds files that are not ours: name a folder that is new or empty"), file=str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside it, so that it is moved into its place at once: a reader sees the former pages or the new ones.
    fresh = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(content)
        fresh.chmod(0o755)
        former = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            if folder.exists():
                folder.rename(former / "former")
            fresh.rename(folder)
        finally:
            shutil.rmtree(former)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
