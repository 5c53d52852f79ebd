"""The board of indicators, the results framework, and the card that each line opens."""

from dataclasses import replace

import streamlit as st

from charts import indicator_card as cards
from charts import indicators as board
from charts import style
from charts.exhibit import Exhibit, View
from locales import N_, Words
from metrics.board import Line
from metrics.indicators import Indicator, is_part
from metrics.status import BEHIND, ON_COURSE, Status
from ui.card import close_card, open_card
from ui.data import exhibit, once
from ui.fragment import dialog
from ui.record import record_card
from ui.row_clicks import row_selected
from ui.show import CONFIG, chart_key, tools, words
from ui.text import plain
from ui.who import viewer
from ui.width import width_px

COLOURS = {Status.MET: "green", Status.ON_COURSE: "blue", Status.BEHIND: "orange", Status.OFF_COURSE: "red", Status.NO_DATA: "gray", Status.NO_TARGET: "gray", Status.NOT_SHOWN: "gray"}
COMPARED = {"before": N_("In the period before"), "year": N_("In the same period of the year before"), "baseline": N_("At the baseline")}
INKS = {
    Status.MET: style.GOOD, Status.ON_COURSE: style.FAIR, Status.BEHIND: style.LATE, Status.OFF_COURSE: style.BAD, Status.NO_DATA: style.QUIET, Status.NO_TARGET: style.QUIET, Status.NOT_SHOWN: style.QUIET,
}  # fmt: skip
# Of the board's first three columns: name, status, value; below so many pixels the narrow ones.
WIDTHS_PX, NARROW_WIDTHS_PX, NARROW_PX = (248, 110, 96), (144, 104, 72), 560
# Only in rows of more than four rem does Streamlit wrap what a cell says.
TWO_LINES_PX = 66
# More lines than these scroll in a box so high.
MOST_LINES, TALLEST = 24, 900


def summary(view: View) -> str:
    """How many indicators there are, and how they stand: of lines that the page needs anyhow."""
    return board.sum_up(once(board.board_lines, view), view)


def show_not_judged(view: View) -> None:
    """Say, while a filter is set, why there is no target."""
    if reason := board.not_judged(view, once(board.board_lines, view)):
        st.caption(plain(reason))


def show_board(view: View) -> None:
    """One line an indicator; a line opens its card."""
    t = view.t
    with st.spinner(t("Computing the indicators …")):
        shown = exhibit("indicators.board", view)
    words(shown)
    st.caption(plain(t("Select a line to open its card")))
    lines = once(board.board_lines, view)
    ink = [f"color: {INKS[line.standing.status][view.is_dark]}" for line in lines]
    with st.container(key="board"):
        # On a telephone what it is, how it stands and how much it is are in sight.
        is_narrow = width_px("width-board") < NARROW_PX
        name, standing, value = NARROW_WIDTHS_PX if is_narrow else WIDTHS_PX
        row = row_selected(
            shown.table.style.apply(lambda column: ink, subset=[t("Status")]),
            key="board-lines", height="content" if len(shown.table) <= MOST_LINES else TALLEST, row_height=TWO_LINES_PX if is_narrow else None,
            column_config={
                t("Indicator"): st.column_config.TextColumn(width=name), t("Status"): st.column_config.TextColumn(width=standing),
                t("Value"): st.column_config.TextColumn(width=value), t("Unit"): st.column_config.TextColumn(width=140), t("Over time"): st.column_config.LineChartColumn(width=140, y_min=0),
            },
        )  # fmt: skip
    tools(shown, view)
    if row is not None:
        open_card("indicators", lines[row].indicator.indicator_id)


def show_framework(view: View) -> None:
    """The results, from impact to output, each with its indicators: value and target by period, and the status."""
    t = view.t
    with st.spinner(t("Computing the indicators …")):
        tree, periods = once(board.levels, view), once(board.by_period, view)
    for place, (level, results) in enumerate(tree):
        st.subheader(plain(level), anchor=False)
        with st.container(key=f"level-{place}", gap="small"):
            for number_, (result, lines) in enumerate(results):
                nowhere = t("Without a result")
                st.markdown(f"**{plain(result or nowhere)}**")
                with st.container(key=f"result-{place}-{number_}", gap="small"):
                    for line in lines:
                        _branch(view, line, periods[line.indicator.indicator_id], key=f"{place}-{number_}-{line.indicator.indicator_id}")


def _branch(view: View, line: Line, periods: list[tuple[str, str, str, Status | None]], *, key: str) -> None:
    """An indicator: its name, which opens its card, how it stands, and its last periods."""
    t, indicator = view.t, line.indicator
    left, right = st.columns([3, 4], gap="medium")
    with left, st.container(gap="xxsmall"):
        if st.button(plain(indicator.title), type="tertiary", key=f"open-{key}"):
            open_card("indicators", indicator.indicator_id)
        told = board.beside(indicator, line.standing, t) if line.standing.value is not None or line.standing.target or board.is_of_few(line.standing) else ""
        st.markdown(f"{_badge(line.standing.status, t)} {plain(' · '.join(filter(None, [told, board.unit(indicator, line.measure)])))}")
    if periods:
        with right, st.container(key=f"periods-{key}"):
            has_targets = any(status for *_, status in periods)
            heads = [t("Period"), t("Value"), *([t("Target"), t("Status")] if has_targets else [])]
            rows = [[plain(period), plain(value), *([plain(target), _badge(status, t)] if status else [])] for period, value, target, status in periods]
            st.markdown("\n".join(f"| {' | '.join(cells)} |" for cells in (map(plain, heads), ["---"] * len(heads), *rows)))


def _badge(found: Status, t: Words) -> str:
    return f":{COLOURS[found]}-badge[{plain(board.status(found, t))}]"


def card(view: View, table: str, row_id: str) -> None:
    """The card of an indicator, for whom their page is, or of any other record."""
    if table != "indicators":
        record_card(view, table, row_id)
    elif viewer().may_open("indicators"):
        indicator_card(view, row_id)


def indicator_card(view: View, indicator_id: str) -> None:
    """The card of an indicator; nothing where the workbook has none of that id."""
    if indicator := cards.found(view, indicator_id):
        dialog(plain(indicator.title), width="large", on_dismiss=close_card)(_card)(view, indicator)


def _card(view: View, indicator: Indicator) -> None:
    t = view.t
    line = next(line for line in once(board.board_lines, view) if line.indicator.indicator_id == indicator.indicator_id)
    own = replace(view, data=board.whole_record(view))
    trend = once(cards.trend(indicator), view, name=f"indicators.trend.{indicator.indicator_id}")
    st.badge(plain(board.status(line.standing.status, t)), color=COLOURS[line.standing.status])  # type: ignore[arg-type]
    words(trend)
    if indicator.description:
        st.markdown(plain(indicator.description))
    # What is counted: two countings of the like are told apart by it.
    st.caption(plain(t(trend.measure.formula)))
    if trend.figure is not None:
        st.plotly_chart(trend.figure, key=chart_key(trend), theme="streamlit", config=CONFIG, alt=trend.sentence)
    _facts(line, view)
    tools(replace(trend, compared=cards.compared(line, view)), own, is_on_card=True, about=indicator.indicator_id)
    if len(trend.table):
        st.dataframe(trend.table, hide_index=True, key=f"targets-{indicator.indicator_id}")
    _parts(view, own, indicator)


def _facts(line: Line, view: View) -> None:
    """The value in the period looked at, what it is compared with, and the baseline."""
    t, indicator = view.t, line.indicator
    period = t.span(line.period.start, line.period.end)
    when = t("By {day}", day=t.day(min(line.period.end, view.as_of))) if indicator.is_cumulative else t("In {period}", period=period)
    facts = [(when, board.figure(indicator, line.measure, t))]
    if line.earlier is not None:
        facts.append((t(COMPARED[view.compare]), board.amount(indicator, line.earlier, t)))
    if indicator.baseline is not None and not is_part(view.data):
        since = t("Baseline of {day}", day=t.month(indicator.baseline_date)) if indicator.baseline_date else t("Baseline")
        facts.append((since, board.amount(indicator, indicator.baseline, t)))
    if line.measure.not_detailed:
        facts.append((t("Not detailed"), t.number(line.measure.not_detailed)))
    st.markdown("  \n".join(t("{title}: {value}", title=plain(name), value=f"**{plain(value)}**") for name, value in facts))


def _parts(view: View, own: View, indicator: Indicator) -> None:
    t, offered = view.t, once(cards.dimensions(indicator), view, name=f"dimensions {indicator.indicator_id}")
    if not offered:
        return
    chosen = st.segmented_control(
        t("Broken down by"), offered, format_func=lambda name: t(cards.DIMENSIONS[name]), default=offered[0], required=True, key=f"by-{indicator.indicator_id}"
    )
    shown: Exhibit = once(cards.parts(indicator, chosen), view, name=f"indicators.parts.{indicator.indicator_id}.{chosen}")
    words(shown)
    if shown.figure is not None:
        st.plotly_chart(shown.figure, key=chart_key(shown), theme="streamlit", config=CONFIG, alt=shown.sentence)
        tools(shown, own, is_on_card=True)


def thresholds(view: View) -> None:
    """How a status is decided, in words, where any is; the numbers stand in metrics/status.py."""
    t = view.t
    if not any(line.standing.target for line in board.board_lines(view)):
        return
    st.caption(plain(t(
        "What builds up is due in step with time: half of it at half time. On course: at least {on_course} of what is due is there; behind: at least {behind}; off course: less. Shares, costs and measurements are due in full.",
        on_course=t.percent(ON_COURSE), behind=t.percent(BEHIND),
    )))  # fmt: skip
