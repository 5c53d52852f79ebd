"""Every measure by its name. A new measure is a function in this folder and a line below."""

from collections.abc import Callable
from datetime import date

from loaders import Dataset
from metrics import counts
from metrics.measure import Measure

MEASURES: dict[str, Callable[[Dataset, date], Measure]] = {
    "projects": counts.projects,
    "delegations": counts.delegations,
    "events": counts.events,
    "people": counts.people,
    "participations": counts.participations,
    "mission_days": counts.mission_days,
    "partner_cities": counts.partner_cities,
    "countries": counts.countries,
    "organisations": counts.organisations,
    "publications": counts.publications,
    "languages": counts.languages,
    "transfers": counts.transfers,
}
