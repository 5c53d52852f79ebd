"""Publishing for everybody: pages without small counts, put in the place of the former ones at once, which stay for one step back."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from exports.asked import Asked, cutting
from exports.site.folder import Place, is_ours
from exports.site.page import MARK
from loaders import SourceError
from loaders.disclosed import usual_minimum
from locales import N_
from metrics.disclosure import protected


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
    """Put the pages into a folder in place of what was published there; that is kept beside it, for one step back.

    Raises SourceError where the folder holds anything else, and OSError where it cannot be written.
    """
    place = Place(folder)
    with place.alone():
        place.fill(files)
        place.put(place.fresh, place.folder)
        # What was published until now is where the new pages were written: it takes the place of the former ones.
        if place.fresh.exists():
            place.put(place.fresh, place.former)
            shutil.rmtree(place.fresh, ignore_errors=True)


def stepped_back(folder: Path) -> None:
    """Put the former pages back; those that they take the place of become the former ones.

    Raises SourceError where there are none, and OSError where the folder cannot be written.
    """
    if not has_former(folder):
        raise SourceError(N_("there are no former pages to step back to"), file=str(folder))
    place = Place(folder)
    with place.alone():
        place.put(place.former, place.folder)


def has_former(folder: Path) -> bool:
    """Whether there are pages in the folder, and former ones that can be put back."""
    place = Place(folder)
    return all(one.is_dir() and is_ours(one) for one in (place.folder, place.former))


def published_at(folder: Path, *, is_former: bool = False) -> datetime | None:
    """When the pages were made that are in the folder, or the former ones (UTC); None where there are none."""
    place = Place(folder)
    pages = place.former if is_former else place.folder
    return datetime.fromtimestamp((pages / MARK).stat().st_mtime, UTC) if pages.is_dir() and is_ours(pages) else None
