"""What all figures were narrowed by, of which day they are, and from which files."""

import pandas as pd

from charts.exhibit import View
from charts.indicators import period_of
from exports.told import noticed
from exports.workbook.contents import about
from metrics.periods import start_month


def conditions(view: View) -> pd.DataFrame:
    """What holds for all figures, a line each; the day as a day."""
    t, whole, scope = view.t, view.whole, view.data.narrowed
    looked_at = period_of(view)
    said: list[tuple[str, object]] = [
        *about(view), (t("First day"), scope.start), (t("Last day"), scope.end),
        (t("Notice"), noticed(whole, t)), (t("Period of the indicators"), t.span(looked_at.start, looked_at.end)),
        (t("The fiscal year begins in"), t.month_name(looked_at.start.replace(month=start_month(whole), day=1))),
        (t("Small counts"), _small_counts(view)), (t("Names and addresses"), t("Personal columns are in none of the sheets.")),
        # It is made of every cell of the files: in a link it would tell when others change, and whether a guess at what is not shown is right.
        (t("Fingerprint of the data"), None if whole.disclosed else whole.fingerprint),
    ]  # fmt: skip
    known = [(name, one) for name, one in said if one]
    return pd.DataFrame({t("What"): [name for name, _ in known], t("How it is here"): pd.Series([one for _, one in known], dtype="object")})


def _small_counts(view: View) -> str:
    t, parts = view.t, []
    if view.data.disclosed:
        parts.append(t("Counts of fewer than {n} people are hidden, and so is what they could be worked out from.", n=t.number(view.data.disclosed.minimum_count)))
    elif small := view.whole.setting("small_count"):
        parts.append(t("The workbook asks that counts of people below {n} be withheld.", n=small))
    if least := view.whole.setting("minimum_denominator"):
        parts.append(t("No percentage is said of fewer than {n} people.", n=least))
    return " ".join(parts)


def files(view: View) -> pd.DataFrame:
    """The files and sheets that the rows come from, and how many rows of each are in sight."""
    t = view.t
    frames = [frame[["source_file", "source_sheet"]] for frame in view.data.tables.values() if len(frame)]
    if not frames:
        return pd.DataFrame()
    counted = pd.concat(frames).value_counts(sort=False).reset_index(name="rows").sort_values(["source_file", "source_sheet"], kind="stable")
    return counted.set_axis([t("File"), t("Sheet"), t("Rows")], axis=1).reset_index(drop=True)
