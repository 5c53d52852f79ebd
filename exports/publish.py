"""Publishing for everybody: pages without small counts, put in the place of the former ones at once, which stay for one step back."""

import ctypes
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from errno import EINVAL, ENOSYS, ENOTSUP
from pathlib import Path
from tempfile import mkdtemp

from exports.asked import Asked, cutting
from exports.site.folder import written
from exports.site.page import MARK
from loaders import SourceError
from loaders.disclosed import usual_minimum
from locales import N_
from metrics.disclosure import protected

# From <fcntl.h> and <linux/fs.h>: paths as they stand, and two that take each other's place.
AT_FDCWD, RENAME_EXCHANGE = -100, 2


def for_everybody(wanted: Asked, *, minimum_count: int | None = None) -> Asked:
    """The same view with no row of a participant and no count of fewer people than the minimum; nothing earlier to compare with.

    The minimum is the workbook's own where none is said. Raises SourceError where the minimum lets see single people.
    """
    view = wanted.view
    least = usual_minimum(view.whole.setting("small_count")) if minimum_count is None else minimum_count
    try:
        data = protected(view.data, replace(view.data.scope, minimum_count=least), view.as_of)
    except ValueError as reason:
        raise SourceError(N_("{reason}: say a larger one"), reason=str(reason)) from None
    return Asked(replace(view, data=data, whole=data, cut=cutting(), kept={}))


def published(files: Mapping[str, bytes], folder: Path) -> None:
    """Put the pages into a folder in place of what was published there; that is kept beside it, in one step.

    Raises SourceError where the folder holds anything else, and OSError where it cannot be written.
    """
    folder = folder.resolve()
    if not _is_ours(folder):
        # New or empty, or to be refused: by what writes it.
        written(files, folder)
        return
    fresh = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        written(files, fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    _exchange(fresh, folder)
    former = _former(folder)
    shutil.rmtree(former, ignore_errors=True)
    fresh.rename(former)


def stepped_back(folder: Path) -> None:
    """Put the former pages back; those that they take the place of become the former ones. Raises SourceError where there are none."""
    former = _former(folder := folder.resolve())
    if not (_is_ours(folder) and _is_ours(former)):
        raise SourceError(N_("there are no former pages to step back to"), file=str(folder))
    _exchange(former, folder)


def _is_ours(folder: Path) -> bool:
    return (folder / MARK).is_file()


def _former(folder: Path) -> Path:
    """Hidden, so that no web server shows what is published no more."""
    return folder.with_name(f".{folder.name}-former")


def _exchange(one: Path, other: Path) -> None:
    """Let two folders take each other's place: at every moment there is one of them under either name."""
    libc = ctypes.CDLL(None, use_errno=True)
    with suppress(AttributeError):
        if libc.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
            return
        if (code := ctypes.get_errno()) not in (EINVAL, ENOSYS, ENOTSUP):
            raise OSError(code, os.strerror(code), str(other))
    # A file system that cannot (some of networks): for an instant there is none.
    aside = one.with_name(f"{one.name}-aside")
    other.rename(aside)
    one.rename(other)
    aside.rename(one)
