"""What changed since the last edition, as an exhibit: each figure and goal of an indicator that the data says otherwise now."""

from charts.exhibit import Exhibit, View
from charts.restated import table
from exports.asked import Earlier
from loaders.changes import changes
from locales import N_
from metrics.measure import Measure
from metrics.restated import restated

KEY = "indicators.changed"
FORMULA = N_("Each fiscal year and each target’s own period, counted from the data of then and from that of now, up to the same day.")


def exhibit(view: View, earlier: Earlier) -> Exhibit:
    """The indicators restated since an earlier state of the data, up to the earlier of the two days."""
    t, day = view.t, min(earlier.as_of, view.as_of)
    found = changes(earlier.data, view.whole)
    told = restated(earlier.data, view.whole, found, day)
    shown = table(told, found, earlier.data, view.whole, t)
    title = t.plural("{n} indicator says something else than “{name}” did", "{n} indicators say something else than “{name}” did", len(told), name=earlier.name)
    if not told:
        title = t("No indicator says anything else of any year than “{name}” did", name=earlier.name)
        shown = shown.assign(**{t("Indicator"): [t("none")]}) if shown.empty else shown
    subtitle = t("Each fiscal year and each target’s own period, up to {day}, counted from the data of then and from that of now", day=t.day(day))
    rows = {"indicators": view.whole.indicators.index[view.whole.indicators["indicator_id"].isin([one.indicator.indicator_id for one in told])]}
    return Exhibit(KEY, title, subtitle, title, shown, Measure("restated", float(len(told)), rows, FORMULA, shown))
