"""The programme as an activity of its own: the parent of its projects, and the place of what is measured of all of them."""

from lxml import etree

from charts.exhibit import View
from exports.iati.elements import element, identifier
from exports.iati.places import countries
from exports.iati.projects import ACCOUNTABLE, ACTUAL_START, PLANNED_START, STATUSES, sectors
from exports.iati.reporter import PROGRAMME, Reporter, remarks
from exports.iati.results import of_programme
from metrics.indicators import is_part

OPEN = ("planned", "active", "suspended")


def has_programme(view: View) -> bool:
    """Whether the file has the programme: indicators speak of all projects, and a part of those is no programme."""
    return not view.whole.indicators.empty and not is_part(view.data)


def programme(view: View, who: Reporter) -> etree._Element:
    """The activity that the programme is, with the results that its board follows."""
    t, projects, narrate = view.t, view.data.projects, who.narrate
    first = projects.sort_values("start").iloc[0]
    is_open = projects["status"].isin(OPEN).any()
    about = t("All projects of {organisation} together, and the indicators that its board follows.", organisation=who.name)
    return who.activity(
        PROGRAMME,
        element("title", *narrate(t("The programme of {organisation}", organisation=who.name), language=t.language)),
        element("description", *narrate(about, language=t.language), type="1"),
        remarks(view, narrate),
        element("participating-org", *narrate(who.name), ref=who.ref, type=who.kind, role=ACCOUNTABLE),
        element("activity-status", code=STATUSES["active" if is_open else "completed"]),
        element("activity-date", type=ACTUAL_START if first["start"].date() <= view.as_of else PLANNED_START, iso_date=first["start"].date().isoformat()),
        *countries(view, projects),
        *sectors(projects, view, narrate),
        *(element("related-activity", ref=identifier(who.ref, one), type="2") for one in projects["project_id"]),
        *of_programme(view, narrate),
        hierarchy=1,
    )  # fmt: skip
