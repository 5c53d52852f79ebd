"""The indicators as the board sees them: one line each, and the results that they are evidence for."""

from collections import Counter
from dataclasses import replace

import pandas as pd

from charts.exhibit import Exhibit, View
from charts.small_counts import untold
from loaders import Dataset
from locales import N_, Words
from metrics.board import LEVELS, Ask, Line, Point, asking, by_target, history, lines, looked_at, small_line
from metrics.breakdowns import Parts, parting
from metrics.groups import by_id
from metrics.indicators import Indicator, declared, is_part
from metrics.measure import Measure
from metrics.periods import Period
from metrics.status import Standing, Status

# A mark beside each word, so that no status is a colour alone.
MARKS = {
    Status.MET: ("✓", N_("met")), Status.ON_COURSE: ("→", N_("on course")), Status.BEHIND: ("↘", N_("behind")),
    Status.OFF_COURSE: ("✕", N_("off course")), Status.NO_DATA: ("○", N_("no data")), Status.NO_TARGET: ("–", N_("no target")),
    Status.NOT_SHOWN: ("·", N_("not shown")),
}  # fmt: skip
HEADINGS = {"impact": N_("Impact"), "outcome": N_("Outcomes"), "output": N_("Outputs"), None: N_("Without a level")}
MOST_NAMED = 3
# How many periods stand beside an indicator in the results framework.
MOST_PERIODS = 4
FORMULA = N_("Each indicator is computed by itself: open its card for its formula and its rows.")


def whole_record(view: View) -> Dataset:
    """The data in sight without its period: indicators choose their own."""
    scope = replace(view.data.scope, start=None, end=None, is_certain=False)
    mark = view.whole.mark, scope
    if mark not in view.kept:
        view.kept[mark] = by_id(view.cut(view.whole, scope), view.whole)
    record: Dataset = view.kept[mark]
    return record


def parts_of(view: View) -> Parts:
    """Who breaks the indicators of a view down; what one figure of it had computed, the next has too."""
    return parting(whole_record(view), view.whole, kept=view.kept)


def board_lines(view: View) -> list[Line]:
    """The lines of the board for the period that is looked at."""
    return lines(whole_record(view), view.as_of, period_of(view), compare=view.compare, whole=view.whole, ask=asked_of(view))


def asked_of(view: View) -> Ask:
    """Who asks for the values of indicators in a view; what one figure of it had computed, the next has too."""
    return asking(whole_record(view), view.as_of, view.whole, kept=view.kept)


def period_of(view: View) -> Period:
    """The period that is looked at: the one chosen, else that of a shared link."""
    return looked_at(view.whole, view.data.period, view.as_of)


def is_of_part(view: View) -> bool:
    """Whether a part of the programme is in sight, or a shared link of some months: targets speak of neither."""
    return is_part(view.data) or view.whole.period is not None


def not_judged(view: View, found: list[Line]) -> str:
    """Why indicators have no target while a filter is set; nothing where the whole programme is in sight."""
    t = view.t
    if not is_of_part(view):
        return ""
    if any(line.standing.target for line in found):
        return t("Targets speak of the whole programme: under this filter only what has a target of its own for it is judged.")
    if view.whole.disclosed:
        return t("Targets speak of the whole programme: this is a part of it, and shown without them.")
    return t("Targets speak of the whole programme: nothing is judged while a filter by theme, city or project is set.")


def summary(view: View) -> str:
    """How many indicators there are, and how they stand."""
    return sum_up(board_lines(view), view)


def sum_up(found: list[Line], view: View) -> str:
    """The sentence of a board's lines."""
    t, of_part = view.t, is_of_part(view)
    counts = Counter(line.standing.status for line in found)
    total = counts.total()
    if not total:
        return t("No indicator is declared yet.")
    followed = t.plural("{n} indicator is followed", "{n} indicators are followed", total)
    if counts[Status.NO_TARGET] == total:
        return t("{followed}; none is judged here, for targets are for the whole programme.", followed=followed) if of_part else t("{followed}; none has a target yet.", followed=followed)
    return t("{followed}: {standing}.", followed=followed, standing=t.listed(_counted(counts, t, of_part=of_part)))


def _counted(counts: Counter[Status], t: Words, *, of_part: bool) -> list[str]:
    told = {
        **{status: t(word) for status, (_, word) in MARKS.items()}, Status.NO_DATA: t("without data"),
        Status.NO_TARGET: t("not judged (targets are for the whole programme)") if of_part else t("without a target"),
        Status.NOT_SHOWN: t("not shown to protect small groups of people"),
    }  # fmt: skip
    return [t("{n} {status}", n=t.number(counts[status]), status=told[status]) for status in Status if counts[status]]


def _finding(found: list[Line], t: Words, *, of_part: bool) -> str:
    """What the board should look at first: what is furthest from its target."""
    by_status = {status: [line.indicator.title for line in found if line.standing.status == status] for status in Status}
    for status in (Status.OFF_COURSE, Status.BEHIND):
        if late := by_status[status]:
            named = t.listed([*late[:MOST_NAMED], *([t.plural("{n} more", "{n} more", len(late) - MOST_NAMED)] if len(late) > MOST_NAMED else [])])
            return t("Off course: {indicators}", indicators=named) if status == Status.OFF_COURSE else t("Behind: {indicators}", indicators=named)
    if by_status[Status.MET] or by_status[Status.ON_COURSE]:
        return t("All that can be judged is met or on course")
    if of_part:
        return t("A part of the programme is shown, and not judged by the targets of the whole")
    if by_status[Status.NOT_SHOWN]:
        return t("Nothing can be judged here: no indicator that is shown has both a target and data")
    return t("Nothing can be judged yet: no indicator has both a target and data")


def board(view: View) -> Exhibit:
    """One line an indicator: its status, its value, its target, the change, its unit, and its line over time."""
    t, found = view.t, board_lines(view)
    data, period = whole_record(view), period_of(view)
    ask = asked_of(view)
    table = pd.DataFrame({
        t("Indicator"): [line.indicator.title for line in found],
        t("Status"): [status(line.standing.status, t) for line in found],
        t("Value"): [figure(line.indicator, line.measure, t) for line in found],
        t("Target"): [_target(line.standing, line.indicator, t) for line in found],
        t("Change"): [_change(line, t) for line in found],
        t("Unit"): [_counted_in(line, t) for line in found],
        t("Over time"): [small_line(history(line.indicator, data, view.as_of, ask, whole=view.whole)) for line in found],
    })  # fmt: skip
    title = _finding(found, t, of_part=is_of_part(view))
    when = t.span(period.start, period.end)
    if period.end > view.as_of:
        when = t("{period}, up to {day}", period=when, day=t.day(view.as_of))
    is_judged = any(line.standing.target for line in found)
    subtitle = t("Values for {period}; each status is that of its target’s own period", period=when) if is_judged else t("Values for {period}", period=when)
    measure = Measure("board", float(len(found)), {"indicators": data.indicators.index}, FORMULA, table)
    return Exhibit("indicators.board", title, subtitle, title, table, measure)


def unit(indicator: Indicator, measure: Measure) -> str:
    """What an indicator is counted in, as the workbook says, else the currency of what was counted; it stands once beside the numbers."""
    currency = measure.table["currency"].iloc[0] if "currency" in measure.table and len(measure.table) else ""
    return indicator.unit or str(currency)


def _counted_in(line: Line, t: Words) -> str:
    """What a line is counted in, and whether from the beginning on: it stands beside numbers of one period."""
    said = unit(line.indicator, line.measure)
    return t("{unit}, in all", unit=said) if said and line.indicator.grows and line.indicator.is_cumulative else said


def figure(indicator: Indicator, measure: Measure, t: Words) -> str:
    """An indicator's value as it is written: with its percent sign, ≈ before an estimate; counts where a share is of too few."""
    if not measure.is_told:
        return untold(measure, t)
    if measure.value is None and indicator.is_share and len(measure.table):
        part, whole = (int(measure.table[name].iloc[0]) for name in ("part", "whole"))
        return t("{part} of {whole}", part=t.number(part), whole=t.number(whole))
    return ("≈ " if measure.is_estimate else "") + amount(indicator, measure.value, t)


def reached(indicator: Indicator, standing: Standing, t: Words) -> str:
    """The value of a standing as it is written."""
    return amount(indicator, standing.value, t) if standing.measure is None else figure(indicator, standing.measure, t)


def aim(indicator: Indicator, value: float, t: Words) -> str:
    """A target as it is written: what builds up is counted towards it, all else is to be at least or at most that."""
    written = amount(indicator, value, t)
    if not indicator.is_better_higher:
        return t("at most {target}", target=written)
    return written if indicator.grows else t("at least {target}", target=written)


def amount(indicator: Indicator, value: float | None, t: Words) -> str:
    """A value of an indicator, or of its target, without its unit."""
    if value is None:
        return t("no data")
    if indicator.is_share:
        return t.percent(value / 100)
    return t.number(value, digits=0 if float(value).is_integer() or abs(value) >= 100 else 1)


def own_filter(indicator: Indicator, view: View) -> list[str]:
    """What an indicator's own filter names, in words."""
    t, names = view.t, {"theme_id": ("themes", "theme_id"), "city_id": ("cities", "city_id")}
    parts = []
    for side, cell in indicator.where.stated.items():
        if side in names:
            table, key = names[side]
            parts.append(str(view.whole.tables[table].set_index(key)["name"].get(cell, cell)))
        else:
            parts.append(t.tongue(cell) if side == "language" else t(cell))
    return parts


def narrowed_by(indicator: Indicator, view: View, period: Period) -> str:
    """What an indicator counts in a period, in words: its own filter, the page's, and its days."""
    t, parts = view.t, own_filter(indicator, view)
    scope = view.data.scope
    for table, key, ids in (("themes", "theme_id", scope.theme_ids), ("cities", "city_id", scope.city_ids)):
        parts += [str(name) for name in view.whole.tables[table].set_index(key)["name"].reindex(list(ids)).dropna()]
    parts += [str(name) for name in view.whole.projects.set_index("project_id")["title"].reindex(list(scope.project_ids)).dropna()]
    until = t("all until {day}", day=t.day(min(period.end, view.as_of)))
    return "; ".join([until if indicator.is_cumulative else t.span(period.start, period.end), *parts])


def status(found: Status, t: Words) -> str:
    """A status in its mark and its word."""
    mark, word = MARKS[found]
    return f"{mark} {t(word)}"


def beside(indicator: Indicator, standing: Standing, t: Words) -> str:
    """A value beside its target: "17 of 20 by June 2019"."""
    value = reached(indicator, standing, t)
    if standing.target is None:
        return value
    aimed, month = aim(indicator, standing.target.value, t), t.month(standing.target.period.end)
    if standing.value is None:
        return t("{value}; the target is {target} by {month}", value=value, target=aimed, month=month)
    if indicator.grows and indicator.is_better_higher:
        return t("{value} of {target} by {month}", value=value, target=aimed, month=month)
    return t("{value}; {target} is to be reached by {month}", value=value, target=aimed, month=month)


def said(indicator: Indicator, standing: Standing, t: Words) -> str:
    """The sentence of an indicator: "17 of 20 by June 2019: on course"."""
    if standing.measure is not None and standing.measure.is_withheld and indicator.needs_people:
        return t("Not shown here: a shared link tells it of all its activities together, and only where nobody could be recognised")
    if standing.status == Status.NOT_SHOWN:
        return t("Not shown: none of its activities is of {k} people or more", k=t.number(standing.measure.minimum if standing.measure else 0))
    told = beside(indicator, standing, t)
    if standing.value is not None:
        return t("{value}: {status}", value=told, status=t(MARKS[standing.status][1]))
    return t("{value}: too few for a percentage", value=told) if is_of_few(standing) else told


def is_of_few(standing: Standing) -> bool:
    """Whether there is no value because those whom a share is of are too few to say one."""
    return standing.value is None and standing.measure is not None and "whole" in standing.measure.table


def _target(standing: Standing, indicator: Indicator, t: Words) -> str:
    if standing.target is None:
        return t("none")
    return t("{target} by {month}", target=aim(indicator, standing.target.value, t), month=t.month(standing.target.period.end, short=True))


def _change(line: Line, t: Words) -> str:
    if line.measure.value is None or line.earlier is None:
        return t("not compared")
    difference = line.measure.value - line.earlier
    if line.indicator.is_share:
        return t("{points} points", points=t.signed(round(difference)))
    return t.signed(difference)


def by_period(view: View) -> dict[str, list[tuple[str, str, str, Status | None]]]:
    """By indicator its last periods in words: the period, the value, the target and the status.

    The periods are those of its targets; where it has none, those of its history, without the last two.
    """
    t, data = view.t, whole_record(view)
    ask, told = asked_of(view), {}
    for one in declared(data):
        rows: list[tuple[str, str, str, Status | None]] = [
            (t.span(target.period.start, target.period.end), reached(one, standing, t), aim(one, target.value, t), standing.status)
            for target, standing in by_target(one, data, view.as_of, ask)
        ]  # fmt: skip
        points = [] if rows else history(one, data, view.as_of, ask, whole=view.whole)
        rows += [(_of_point(point, t), amount(one, point.value, t), "", None) for point in points]
        told[one.indicator_id] = rows[-MOST_PERIODS:]
    return told


def _of_point(point: Point, t: Words) -> str:
    period = t.span(point.period.start, point.period.end)
    return period if point.is_over else t("{period} so far", period=period)


def levels(view: View) -> list[tuple[str, list[tuple[str, list[Line]]]]]:
    """The results framework: level, its results, and the lines of the indicators that are evidence for each."""
    t, found = view.t, board_lines(view)
    tree: list[tuple[str, list[tuple[str, list[Line]]]]] = []
    for level in (*LEVELS, None):
        here = [line for line in found if line.indicator.result_type == level]
        results = dict.fromkeys(line.indicator.result or "" for line in here)
        grouped = [(result, [line for line in here if (line.indicator.result or "") == result]) for result in results]
        if here:
            tree.append((t(HEADINGS[level]), grouped))
    return tree
