"""What each figure and indicator is, in words, and the terms that they use."""

import pandas as pd

from charts.exhibit import View
from charts.indicators import HEADINGS, own_filter, unit, whole_record
from exports.workbook.plan import Plan
from locales import N_, Words
from metrics.indicators import Indicator, declared
from metrics.measure import Measure

TERMS = (
    (N_("Participation"), N_("One person at one delegation or event. Who comes to three has three participations.")),
    (N_("People listed"), N_("Those who have a row of their own on the participants sheet, or stand in one for a group; each person once, however many activities they came to.")),
    (N_("Not detailed"), N_("Known only as a number: a headcount says that they came, no row says who. Nothing is guessed about them.")),
    (N_("As a group"), N_("Listed in one row that stands for several people.")),
    (N_("Estimate (≈)"), N_("A headcount in it is about right rather than counted.")),
    (N_("Held, so far"), N_("Has taken place by the day of the data for certain. What is dated only to a season or a year counts once the last day that it can mean is over.")),
    (N_("Planned, still to come, forthcoming"), N_("Not yet taken place or published by the day of the data, for all that is known.")),
    (N_("No data"), N_("Nobody has recorded it. It is not 0.")),
    (N_("Delegation"), N_("People who travel from one place to another together, to learn or to teach.")),
    (N_("Transfer"), N_("A practice that one place takes over from another: documented, presented, adapted, piloted, adopted.")),
    (N_("Theme"), N_("What has two themes counts in both; a total counts it once.")),
    (N_("Output, outcome, impact"), N_("What is done; what changes by it; what lasts of the change.")),
    (N_("Baseline"), N_("The value at the start, that later ones are compared with.")),
    (N_("Target"), N_("What an indicator is to reach by the end of a period. On course: at least 90% of what is due by now; behind: at least 60%; off course: less.")),
)
SIDES = {
    "projects": N_("Projects"), "delegations": N_("Delegations"), "events": N_("Events"), "people": N_("People listed"), "participations": N_("Participations"),
    "mission_days": N_("Mission days"), "partner_cities": N_("Partner cities"), "countries": N_("Countries"), "organisations": N_("Organisations"),
    "publications": N_("Publications"), "languages": N_("Languages of publication"), "transfers": N_("Transfers"),
    "transfers_piloted_or_adopted": N_("Transfers piloted or adopted"), "share_of_sector": N_("Share of a sector"), "share_of_women": N_("Share of women"),
    "share_of_youth": N_("Share of young people"), "cost_per_participation": N_("Cost per participation"), "measurement": N_("Measured by hand"),
}  # fmt: skip


def figures(plan: Plan, view: View) -> pd.DataFrame:
    """A line a figure: what it is called, what it measures, how it is computed, and under which filters of its own."""
    t = view.t
    return pd.DataFrame([
        {
            t("Figure"): name, t("What is measured"): exhibit.subtitle,
            t("How it is computed"): t(exhibit.measure.formula) if exhibit.measure.formula else "", t("Filters"): exhibit.filters or "",
        }
        for name, exhibit in plan.named
    ])  # fmt: skip


def indicators(plan: Plan, view: View) -> pd.DataFrame:
    """A line an indicator: all that the workbook declares of it, in words."""
    measures = {exhibit.key.removeprefix("indicators.trend."): exhibit.measure for _, exhibit in plan.named if exhibit.key.startswith("indicators.trend.")}
    return pd.DataFrame([_declared(one, measures.get(one.indicator_id), view) for one in declared(whole_record(view))])


def _declared(one: Indicator, measure: Measure | None, view: View) -> dict[str, object]:
    t, level = view.t, _level(one, view.t)
    counted = t(SIDES[one.measure]) if one.measure in SIDES else one.measure
    return {
        t("Indicator"): one.title, t("Definition"): one.description or "",
        t("What is counted"): "; ".join(filter(None, [counted, "; ".join(own_filter(one, view)), t("adding up from the beginning") if one.is_cumulative else t("each period by itself")])),
        t("Evidence for"): t("{level}: {result}", level=level, result=one.result) if one.result else level,
        t("Unit"): unit(one, measure) if measure else one.unit or "",
        t("Better is"): t("more") if one.is_better_higher else t("less"),
        t("Baseline"): one.baseline, t("Baseline date"): one.baseline_date,
    }  # fmt: skip


def _level(one: Indicator, t: Words) -> str:
    return t(HEADINGS[one.result_type if one.result_type in HEADINGS else None])


def terms(t: Words) -> pd.DataFrame:
    """The words that the figures use, and what they mean here."""
    return pd.DataFrame({t("Word"): [t(word) for word, _ in TERMS], t("What it means here"): [t(said) for _, said in TERMS]})
