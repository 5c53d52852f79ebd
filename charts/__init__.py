"""Every exhibit by its key. A new chart is a function in this folder and a line below."""

from collections.abc import Callable

from charts import (
    delegations,
    headlines,
    indicator_card,
    indicators,
    journeys,
    overview,
    participants,
    participations,
    publications,
    quality,
    sdgs,
    theme_kinds,
    themes,
    timeline,
    transfers,
)
from charts import map as places_map
from charts.exhibit import Exhibit, View
from loaders.tables import TABLES

EXHIBITS: dict[str, Callable[[View], Exhibit]] = {
    **{f"overview.{name}": headlines.headline(name) for name in headlines.HEADLINES},
    "overview.months": overview.by_month,
    "overview.next": overview.coming_next,
    "overview.latest": overview.latest_publications,
    "timeline.by_theme": timeline.by_theme,
    "timeline.by_city": timeline.by_city,
    "timeline.by_project": timeline.by_project,
    "delegations.held": delegations.held,
    "delegations.mission_days": delegations.mission_days,
    "delegations.delegates": delegations.delegates,
    "delegations.routes": delegations.routes,
    "delegations.journeys": journeys.journeys,
    "delegations.by_route": delegations.by_route,
    "delegations.days": delegations.days,
    "participants.people": participants.people,
    "participants.participations": participants.participations,
    "participants.sectors": participants.sectors,
    "participants.places": participants.places,
    "participants.by_sector": participants.by_sector,
    "participants.by_city": participants.by_city,
    "participants.by_gender": participants.by_gender,
    "participants.by_age": participants.by_age,
    "participants.by_activity": participations.by_activity,
    "map.places": places_map.exhibit,
    "themes.by_kind": theme_kinds.by_kind,
    "themes.by_quarter": themes.by_quarter,
    "themes.by_city": themes.by_city,
    "themes.by_goal": sdgs.by_goal,
    "themes.transfers": transfers.transfers,
    "publications.by_language": publications.by_language,
    "publications.by_kind": publications.by_kind,
    "publications.by_year": publications.by_year,
    "publications.texts": publications.texts,
    "indicators.board": indicators.board,
    "quality.scores": quality.scores,
    **{f"quality.columns.{name}": quality.columns(name) for name in TABLES},
}


def made(key: str, view: View) -> Callable[[View], Exhibit] | None:
    """The chart function of a key: a registered one, or that of an indicator's card; None where the view has none such."""
    if key in EXHIBITS:
        return EXHIBITS[key]
    kind, _, rest = key.removeprefix("indicators.").partition(".")
    if not key.startswith("indicators."):
        return None
    if kind == "trend" and (indicator := indicator_card.found(view, rest)):
        return indicator_card.trend(indicator)
    indicator_id, _, dimension = rest.rpartition(".")
    if kind == "parts" and (indicator := indicator_card.found(view, indicator_id)) and dimension in indicator_card.dimensions(indicator)(view):
        return indicator_card.parts(indicator, dimension)
    return None
