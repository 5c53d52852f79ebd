"""Every measure by its name. A new measure is a function in this folder and a line below."""

from collections.abc import Callable
from datetime import date

from loaders import Dataset
from metrics import (
    counts,
    delegations,
    indicator_measures,
    participants,
    places,
    publications,
    quality,
    sdgs,
    themes,
    timeline,
)
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
    "transfers_piloted_or_adopted": indicator_measures.transfers_piloted_or_adopted,
    "share_of_women": indicator_measures.share_of_women,
    "share_of_youth": indicator_measures.share_of_youth,
    "cost_per_participation": indicator_measures.cost_per_participation,
    "timeline": timeline.timeline,
    "journeys": delegations.journeys,
    "delegations_by_route": delegations.delegations_by_route,
    "delegates": delegations.delegates,
    "person_days": delegations.person_days,
    "people_by_sector": participants.people_by_sector,
    "people_by_city": participants.people_by_city,
    "people_by_gender": participants.people_by_gender,
    "people_by_age": participants.people_by_age,
    "people_in_groups": participants.people_in_groups,
    "sectors_of_people": participants.sectors_of_people,
    "places_of_people": participants.places_of_people,
    "activities_by_sectors_together": participants.activities_by_sectors_together,
    "participations_by_activity": participants.participations_by_activity,
    "places": places.places,
    "activities_by_goal": sdgs.activities_by_goal,
    "activities_by_theme_and_kind": themes.activities_by_theme_and_kind,
    "activities_by_theme_and_quarter": themes.activities_by_theme_and_quarter,
    "activities_by_theme_and_city": themes.activities_by_theme_and_city,
    "transfers_between_places": themes.transfers_between_places,
    "publications_by_language": publications.publications_by_language,
    "publications_by_kind": publications.publications_by_kind,
    "publications_by_year": publications.publications_by_year,
    "texts": publications.texts,
    "cells_by_table": quality.cells_by_table,
    "cells_by_column": quality.cells_by_column,
}
