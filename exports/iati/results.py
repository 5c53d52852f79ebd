"""Results: what the board follows, with baselines, targets and what was reached in each period."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from lxml import etree

from charts.exhibit import View
from charts.indicators import whole_record
from exports.iati.elements import Narrator, element
from exports.iati.record import Row
from loaders import Dataset, Scope
from metrics.board import LEVELS, asking
from metrics.breakdowns import parting
from metrics.groups import group_value
from metrics.indicators import (
    ADDITIVE,
    Indicator,
    Target,
    declared,
    is_recorded,
    record_begins,
    stated_group,
    targets,
    value,
)
from metrics.periods import Period, start_month, tiles

# Codes of ResultType, IndicatorMeasure and IndicatorVocabulary.
TYPES, OTHER = {"output": "1", "outcome": "2", "impact": "3"}, "9"
UNIT, PERCENTAGE = "1", "2"
OWN_INDICATORS = "99"
# Of one project: it is one, and people were asked of all.
OF_ALL_ALONE = ("projects", "measurement", "share_of_sector")
Group = tuple[str, str]
Told = dict[Group | None, float | None]


def of_programme(view: View, narrate: Narrator) -> list[etree._Element]:
    """The results of all projects together: each indicator in the periods of its targets, else in the fiscal years."""
    data = whole_record(view)
    ask, parts = asking(data, view.as_of, view.whole, kept=view.kept), parting(data, view.whole, kept=view.kept)

    def periods(indicator: Indicator) -> Iterator[etree._Element]:
        own = targets(indicator, data)
        for period in sorted({target.period for target in own}) or _fiscal_years(view, data):
            aims = [target for target in own if target.period == period]
            day = min(period.end, view.as_of)
            reached: Told = {}
            if period.start <= view.as_of:
                reached = {None: ask(indicator, period, day).value}
                reached |= {group: group_value(indicator, data, day, period, (group[0], stated_group(group[1])), parts) for group in _groups(indicator, aims, data)}
            yield _period(period, aims, reached, view, narrate)

    return _results(declared(data), view, narrate, periods=periods, has_baseline=True)


def of_project(row: Row, view: View, narrate: Narrator) -> list[etree._Element]:
    """What one project adds to the indicators from its start to the day of the data: targets are those of all projects."""
    if row.start.date() > view.as_of:
        return []
    period = Period(row.start.date(), view.as_of)
    data = view.cut(view.data, Scope(project_ids=(row.project_id,)))
    counted = [one for one in declared(data) if one.measure not in OF_ALL_ALONE and is_recorded(one.measure, data)]
    reached = {one: value(one, data, view.as_of, period, whole=view.whole).value for one in counted}
    own = [one for one in counted if reached[one] is not None]
    return _results(own, view, narrate, periods=lambda one: [_period(period, [], {None: reached[one]}, view, narrate)], has_baseline=False)


def _results(indicators: list[Indicator], view: View, narrate: Narrator, *, periods: Callable[[Indicator], Iterable[etree._Element]], has_baseline: bool) -> list[etree._Element]:
    """A result for each that the workbook names, impact first, with its indicators in the workbook's order."""
    by_result: dict[tuple[str, str], list[Indicator]] = {}
    for one in indicators:
        by_result.setdefault((one.result_type or "", one.result or ""), []).append(one)
    rank = {level: place for place, level in enumerate(LEVELS)}
    return [
        element(
            "result",
            element("title", *(narrate(name) or narrate(view.t("Results"), language=view.t.language))),
            *(_indicator(one, view, narrate, _baseline(one) if has_baseline else None, *periods(one)) for one in own),
            type=TYPES.get(kind, OTHER),
        )
        for (kind, name), own in sorted(by_result.items(), key=lambda item: rank.get(item[0][0], len(LEVELS)))
    ]  # fmt: skip


def _indicator(indicator: Indicator, view: View, narrate: Narrator, *values: etree._Element | None) -> etree._Element:
    t = view.t
    told = narrate.both(indicator.description or "", t("Unit: {unit}.", unit=indicator.unit) if indicator.unit else "", language=t.language)
    return element(
        "indicator",
        element("title", *narrate(indicator.title)),
        element("description", *told) if told else None,
        element("reference", vocabulary=OWN_INDICATORS, code=indicator.indicator_id),
        *values,
        measure=PERCENTAGE if indicator.is_share else UNIT,
        ascending="true" if indicator.is_better_higher else "false",
        # What is counted from the beginning again in each period is in the next one too.
        aggregation_status="true" if indicator.measure in ADDITIVE and not indicator.is_cumulative else "false",
    )  # fmt: skip


def _baseline(indicator: Indicator) -> etree._Element | None:
    if indicator.baseline is None or indicator.baseline_date is None:
        return None
    return element("baseline", year=indicator.baseline_date.year, iso_date=indicator.baseline_date.isoformat(), value=_number(indicator.baseline))


def _fiscal_years(view: View, data: Dataset) -> list[Period]:
    first = record_begins(data)
    return tiles(first, view.as_of, "year", begins=start_month(data)) if first and first <= view.as_of else []


def _period(period: Period, aims: list[Target], reached: Told, view: View, narrate: Narrator) -> etree._Element:
    so_far = view.t("So far, up to {day}", day=view.t.day(view.as_of)) if view.as_of < period.end else ""
    return element(
        "period",
        element("period-start", iso_date=period.start.isoformat()),
        element("period-end", iso_date=period.end.isoformat()),
        *(element("target", _dimension(_stated(aim)), value=_number(aim.value)) for aim in aims),
        *(
            element("actual", _dimension(group), narrate.within("comment", so_far, language=view.t.language), value=_number(found))
            for group, found in reached.items()
            if found is not None
        ),
    )


def _stated(target: Target) -> Group | None:
    return (target.dimension, target.dimension_value or "") if target.dimension else None


def _dimension(group: Group | None) -> etree._Element | None:
    return element("dimension", name=group[0], value=group[1]) if group else None


def _groups(indicator: Indicator, aims: list[Target], data: Dataset) -> list[Group]:
    """The groups that the workbook itself speaks of: those of its targets, and those that somebody measured."""
    own = data.measurements[(data.measurements["indicator_id"] == indicator.indicator_id) & data.measurements["dimension"].notna()]
    measured = zip(own["dimension"], own["dimension_value"].fillna(""), strict=True)
    # However it is spelled, it is one group.
    return list({(group[0], stated_group(group[1])): group for group in (*measured, *filter(None, map(_stated, aims)))}.values())


def _number(value: float) -> str:
    """A number as it is, without an exponent; a share to a hundredth of a percent."""
    return str(np.format_float_positional(round(value, 2), trim="-"))
