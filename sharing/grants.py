"""What a link lets its reader see: some projects, themes, cities, a period, some pages; of few people no count."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from loaders import Dataset, Scope
from loaders.disclosed import LARGEST_MINIMUM, LEAST_MINIMUM, USUAL_MINIMUM
from loaders.scope import SIDES, funded_by, is_period
from locales import N_
from sharing.errors import SharingError

# The pages that a link can open. All others are for those who sign in.
SHAREABLE = ("overview", "timeline", "map", "themes", "delegations", "participants", "publications", "indicators")
LONGEST_NAME, MOST_IDS = 120, 1_000
# The project of nobody: no cell can hold its sign. A funder of no project sees nothing, where no project would mean all.
NO_PROJECT = "\0"


@dataclass(frozen=True)
class Grant:
    """What somebody is shown, by name of the person or house. Every side that is stated narrows; one that is empty leaves open.

    `funder_id` stands for the projects that the organisation funds in the data of the day on which
    the link is opened. `minimum_count` is the fewest people that are counted in the open.
    """

    name: str
    project_ids: tuple[str, ...] = ()
    funder_id: str | None = None
    theme_ids: tuple[str, ...] = ()
    city_ids: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    pages: tuple[str, ...] = SHAREABLE
    has_exports: bool = False
    minimum_count: int = USUAL_MINIMUM

    @property
    def is_whole(self) -> bool:
        """Whether it narrows nothing: the whole programme, without what is personal."""
        return not (self.project_ids or self.funder_id or self.theme_ids or self.city_ids or self.start or self.end)

    def scope(self, data: Dataset) -> Scope:
        """The part of this data that it opens. What the data no longer knows opens nothing, never all."""
        projects = self.project_ids
        if self.funder_id is not None:
            funded = funded_by(data.projects, self.funder_id)
            projects = tuple(one for one in funded if one in self.project_ids) if self.project_ids else funded
            projects = projects or (NO_PROJECT,)
        return Scope(
            start=self.start, end=self.end, theme_ids=self.theme_ids, city_ids=self.city_ids, project_ids=projects, minimum_count=self.minimum_count,
        )  # fmt: skip


def checked(grant: Grant, data: Dataset) -> None:
    """Let through what can be meant, and opens something in this data. Raises SharingError with what to mend."""
    well_formed(grant)
    if grant.funder_id is not None:
        if grant.funder_id not in set(data.organisations["organisation_id"]):
            raise SharingError(N_("“{one}” is none of the organisations of this data."), one=grant.funder_id)
        if not funded_by(data.projects, grant.funder_id):
            raise SharingError(N_("“{one}” funds none of the projects of this data."), one=grant.funder_id)
    for side, (table, key) in SIDES.items():
        known = set(data.tables[table][key])
        for one in getattr(grant, side):
            if one not in known:
                raise SharingError(N_("“{one}” is none of the {name} of this data."), one=one, name=table)
    if data.within(grant.scope(data)).is_empty:
        raise SharingError(N_("Nothing in the data belongs to all of this: leave one of the choices open."))


def well_formed(grant: Grant) -> None:
    """Let through what can be meant in any data. Raises SharingError."""
    if not is_name(grant.name):
        raise SharingError(N_("Say for whom the link is, in up to {most} letters."), most=str(LONGEST_NAME))
    if not is_period(grant.start, grant.end):
        raise SharingError(N_("State both days of the period, the earlier first."))
    if not grant.pages:
        raise SharingError(N_("Choose at least one page."))
    for page in grant.pages:
        if page not in SHAREABLE:
            raise SharingError(N_("“{page}” is no page that a link can open: say some of {pages}."), page=page, pages=", ".join(SHAREABLE))
    if not LEAST_MINIMUM <= grant.minimum_count <= LARGEST_MINIMUM:
        raise SharingError(
            N_("Counts of people can be shown from {least} to {most} on: say a number between them."), least=str(LEAST_MINIMUM), most=str(LARGEST_MINIMUM),
        )  # fmt: skip
    ids = [*grant.project_ids, *grant.theme_ids, *grant.city_ids, *([] if grant.funder_id is None else [grant.funder_id])]
    if not all(one.strip() for one in ids):
        raise SharingError(N_("An identifier is blank: take it out, or leave that side open."))
    if len(ids) > MOST_IDS:
        raise SharingError(N_("Choose up to {most} projects, themes and cities."), most=f"{MOST_IDS:,}")


def as_json(grant: Grant) -> str:
    """The grant as text that `from_json` reads: every side, those that are open too."""
    return json.dumps(asdict(grant), default=date.isoformat)


def from_json(text: str) -> Grant:
    """The grant that `as_json` wrote. Raises SharingError where it is not whole: what is missing or unknown would open more than was meant."""
    unreadable = SharingError("A link was kept in a way that this version cannot read, and opens nothing.")
    try:
        said = json.loads(text)
        if not isinstance(said, dict) or said.keys() != {field.name for field in fields(Grant)}:
            raise unreadable
        grant = Grant(**{name: _value(name, said) for name in said})
        well_formed(grant)
    except (TypeError, ValueError, AttributeError):
        raise unreadable from None
    return grant


def name_in(text: str) -> str:
    """For whom a grant is that cannot be read otherwise; a question mark where not even that can be."""
    try:
        name = json.loads(text)["name"]
    except (TypeError, ValueError, KeyError):
        return "?"
    return name if isinstance(name, str) and is_name(name) else "?"


def is_name(name: str) -> bool:
    """Whether it can be said for whom a link is: not blank, not too long, nothing that does not print."""
    return bool(name.strip()) and len(name) <= LONGEST_NAME and not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in name)


def _value(name: str, said: Mapping[str, Any]) -> Any:
    value = said[name]
    if name in ("start", "end"):
        return None if value is None else date.fromisoformat(value)
    if name in (*SIDES, "pages"):
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise TypeError(name)
        return tuple(value)
    wanted = {"name": str, "has_exports": bool, "minimum_count": int}.get(name, str | None)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise TypeError(name)
    return value
