"""Who looks: a director, a member of the board, somebody with a link, or nobody that we know."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sharing.grants import SHAREABLE, Grant

Role = Literal["director", "board", "funder", "nobody"]
# Why a link that is held shows nothing: it opens nothing any more, or never did; it was opened too long ago; its reader has
# closed the view; or whether it is open cannot be asked at this moment.
Closed = Literal["ended", "old", "left", "unasked"]


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks at the dashboard, and what they may do.

    `who` is what the record of events calls them; `audience` whom files are made for; `grant` what a
    link lets them see, to the end of the day `until`. `closed`: why the link that they hold opens
    nothing. `is_preview`: a director looks at what a link would show.
    """

    role: Role
    who: str = ""
    audience: str = ""
    grant: Grant | None = None
    link_id: int | None = None
    until: date | None = None
    closed: Closed | None = None
    is_preview: bool = False

    @property
    def is_director(self) -> bool:
        """Whether they keep the data and the links."""
        return self.role == "director"

    @property
    def is_inside(self) -> bool:
        """Whether they are of the organisation: they see notes, editions, and what was left out."""
        return self.role in ("director", "board")

    @property
    def may_export(self) -> bool:
        """Whether they may take files along."""
        return self.is_inside or (self.grant is not None and self.grant.has_exports)

    def may_open(self, page: str) -> bool:
        """Whether a page is for them."""
        if self.role == "director":
            return True
        if self.role == "board":
            return page not in KEEPERS
        if self.grant is None:
            return False
        # Its files hold the figures of every page.
        return page in self.grant.pages or (page == "present" and self.grant.has_exports and set(SHAREABLE) <= set(self.grant.pages))


# Pages that only a director sees.
KEEPERS = frozenset({"data", "share", "audit"})
NOBODY = Viewer("nobody")
