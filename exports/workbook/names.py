"""What each figure is called: on its sheet's tab, in the contents, in the list of rows."""

import re
from collections.abc import Iterable

from exports.letters import without
from exports.workbook.cells import cut, units
from locales import N_, Words

MOST_UNITS = 31
NAMES = {
    "overview.months": N_("Activity by month"),
    "overview.next": N_("Coming next"),
    "overview.latest": N_("Latest publications"),
    "timeline.by_theme": N_("Timeline by theme"),
    "timeline.by_city": N_("Timeline by city"),
    "timeline.by_project": N_("Timeline by project"),
    "delegations.journeys": N_("Journeys"),
    "delegations.by_route": N_("Delegations by route"),
    "delegations.days": N_("Days of delegations"),
    "participants.by_sector": N_("People by sector"),
    "participants.by_city": N_("People by place"),
    "participants.by_gender": N_("People by gender"),
    "participants.by_age": N_("People by age group"),
    "participants.by_activity": N_("Participations by activity"),
    "map.places": N_("Places"),
    "themes.by_kind": N_("Themes"),
    "themes.by_quarter": N_("Themes by quarter"),
    "themes.by_city": N_("Themes by place"),
    "themes.by_goal": N_("Development goals"),
    "themes.transfers": N_("Transfers"),
    "publications.by_language": N_("Publications by language"),
    "publications.by_kind": N_("Publications by kind"),
    "publications.by_year": N_("Publications by year"),
    "publications.texts": N_("Works"),
    "indicators.board": N_("Indicators"),
    "indicators.changed": N_("Restated"),
}
SECTIONS = {
    "overview": N_("Overview"), "timeline": N_("Timeline"), "delegations": N_("Delegations"), "participants": N_("Participants"), "map": N_("Map"),
    "themes": N_("Themes"), "publications": N_("Publications"), "indicators": N_("Indicators"),
}  # fmt: skip
# Excel keeps this one for itself, in every language that it speaks here.
RESERVED = ("history", "historique")


def called(key: str, otherwise: str, t: Words) -> str:
    """What a figure is called; its finding where nobody gave it a name."""
    return t(NAMES[key]) if key in NAMES else otherwise


def section(key: str, t: Words) -> str:
    """The part of the dashboard that a figure stands in."""
    first = key.partition(".")[0]
    return t(SECTIONS[first]) if first in SECTIONS else first


def tabs(names: Iterable[str]) -> list[str]:
    """A tab's name for each, as Excel takes it: short, without its signs, and no two alike."""
    found: list[str] = []
    taken = set(RESERVED)
    for name in names:
        plain = re.sub(r"\s+", " ", re.sub(r"[\[\]:*?/\\]", "-", without(name))).strip(" '") or "–"
        tab, count = _short(plain, ""), 1
        while tab.casefold() in taken:
            count += 1
            tab = _short(plain, f" ({count})")
        taken.add(tab.casefold())
        found.append(tab)
    return found


def _short(name: str, end: str) -> str:
    if units(name + end) <= MOST_UNITS:
        return name + end
    return cut(name, MOST_UNITS - units(end) - 1).rstrip(" '") + "…" + end
