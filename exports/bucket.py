"""Pages in a bucket of S3, or of a service that speaks as it does: the new ones are there before an old one goes, index.html last."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from exports.site.folder import TOP
from exports.site.page import MARK
from loaders import SourceError
from locales import N_

SCHEME = "s3://"
TYPES = {
    ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8", ".woff2": "font/woff2",
}  # fmt: skip
# Every page and what it is drawn with keep their names: a browser asks whether what it has is still the same.
CACHE = "no-cache"
PATIENCE = timedelta(seconds=20)
MOST_SAID = 120


@dataclass(frozen=True)
class Bucket:
    """A bucket or a folder in it, by its address: s3://bucket/folder. Where it is and what opens it stand in the environment (AWS_…)."""

    address: str

    def __str__(self) -> str:
        return self.address

    @property
    def name(self) -> str:
        """What it is called in the record."""
        return self.address.rstrip("/")

    def put(self, files: Mapping[str, bytes]) -> None:
        """Put the files there in place of what was published there. What it keeps of it is its own affair.

        Raises SourceError where there is anything else, it does not answer or refuses, or what speaks to it is not installed.
        """
        try:
            import obstore
            from obstore.exceptions import BaseError
            from obstore.store import S3Store
        except ImportError:
            raise SourceError(N_("what speaks to buckets is not installed: pip install -r requirements-bucket.txt"), file=self.address) from None
        try:
            store = S3Store.from_url(self.address, retry_config={"max_retries": 3, "retry_timeout": PATIENCE})
            there = self._pages(obstore.list(store))
            for name in sorted(files, key=_turn):
                attributes = {"Content-Type": TYPES.get(PurePosixPath(name).suffix, "application/octet-stream"), "Cache-Control": CACHE}
                obstore.put(store, name, files[name], attributes=attributes)
            if old := sorted(there - files.keys()):
                obstore.delete(store, old)
        except BaseError as reason:
            raise SourceError(N_("the bucket cannot be written to ({reason})"), file=self.address, reason=_said(str(reason))) from None

    def _pages(self, listed: Any) -> set[str]:
        """The names of the pages that are there; the first one that is somebody else's ends it."""
        there: set[str] = set()
        for some in listed:
            there.update(one["path"] for one in some)
            if {name.partition("/")[0] for name in there} - TOP:
                break
        else:
            if not there or MARK in there:
                return there
        raise SourceError(N_("holds files that are not ours: name a folder that is new or empty"), file=self.address)


def _turn(name: str) -> tuple[bool, bool, bool, str]:
    """The mark first, so that what broke off is known for ours; then what pages are made of, the pages, and that which all begin with."""
    return name == "index.html", not name.startswith("assets/"), name != MARK, name


def _said(reason: str) -> str:
    """Of all that the library says, what the bucket has answered."""
    found = re.search(r"<Code>(\w+)</Code>", reason)
    return found[1] if found else reason.partition("\n")[0].rpartition(" - ")[2][:MOST_SAID]
