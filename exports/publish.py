"""Publishing for everybody: pages without small counts, put in the place of the former ones; in a folder at once, with one step back."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from exports.asked import Asked, cutting
from exports.bucket import SCHEME, Bucket
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


def goal(said: str) -> Path | Bucket:
    """Where to publish: a folder, or a bucket by its address."""
    return Bucket(said) if said.startswith(SCHEME) else Path(said)


def published(files: Mapping[str, bytes], where: Path | Bucket) -> None:
    """Put the pages into a folder in place of what was published there; that is kept beside it, for one step back. Or into a bucket.

    Raises SourceError where anything else is there or the bucket cannot be written to, and OSError where the folder cannot.
    """
    if isinstance(where, Bucket):
        where.put(files)
        return
    place = Place(where)
    with place.alone():
        place.fill(files)
        place.put(place.fresh, place.folder)
        # What was published until now is where the new pages were written: it takes the place of the former ones.
        if place.fresh.exists():
            place.put(place.fresh, place.former)
            shutil.rmtree(place.fresh, ignore_errors=True)


def stepped_back(where: Path | Bucket) -> None:
    """Put the former pages back; those that they take the place of become the former ones.

    Raises SourceError where there are none, as in any bucket, and OSError where the folder cannot be written.
    """
    if isinstance(where, Bucket) or not has_former(where):
        raise SourceError(N_("there are no former pages to step back to"), file=str(where))
    place = Place(where)
    with place.alone():
        place.put(place.former, place.folder)


def has_former(where: Path | Bucket) -> bool:
    """Whether there are pages in the folder, and former ones that can be put back. A bucket has none."""
    return isinstance(where, Path) and None not in (published_at(where), published_at(where, is_former=True))


def published_at(folder: Path, *, is_former: bool = False) -> datetime | None:
    """When the pages were made that are in the folder, or the former ones (UTC); None where there are none, or none can be seen."""
    place = Place(folder)
    pages = place.former if is_former else place.folder
    try:
        return datetime.fromtimestamp((pages / MARK).stat().st_mtime, UTC) if is_ours(pages) else None
    except OSError:
        return None
