"""Results: what the board follows, with baselines, targets and what was reached in each period."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

import numpy as np
import pandas as pd
from lxml import etree

from charts.exhibit import View
from charts.indicators import whole_record
from exports.iati.elements import Narrator, element
from loaders import Dataset
from metrics.board import Ask, asking
from metrics.groups import group_value, judging
from metrics.indicators import ADDITIVE, Indicator, Target, declared, record_begins, stated_group, targets
from metrics.periods import Period, start_month, tiles

# Codes of ResultType, IndicatorMeasure and IndicatorVocabulary.
TYPES, OTHER = {"output": "1", "outcome": "2", "impact": "3"}, "9"
UNIT, PERCENTAGE = "1", "2"
OWN_INDICATORS = "99"
Group = tuple[str, str]


def results(view: View, narrate: Narrator) -> list[etree._Element]:
    """The results of the whole programme: the workbook's own where it names them, each with its indicators in order."""
    data = whole_record(view)
    ask = asking(data, view.as_of, view.whole)
    by_result = sorted(declared(data), key=_result)
    return [
        element(
            "result",
            element("title", *_title(name, view, narrate)),
            *(_indicator(one, data, view, ask, narrate) for one in own),
            type=TYPES.get(kind, OTHER),
        )
        for (kind, name), own in groupby(by_result, key=_result)
    ]  # fmt: skip


def _result(indicator: Indicator) -> tuple[str, str]:
    return indicator.result_type or "", indicator.result or ""


def _title(name: str, view: View, narrate: Narrator) -> list[etree._Element]:
    return narrate(name) or narrate(view.t("Results"), language=view.t.language)


def _indicator(indicator: Indicator, data: Dataset, view: View, ask: Ask, narrate: Narrator) -> etree._Element:
    unit = [view.t("Unit: {unit}", unit=indicator.unit)] if indicator.unit else []
    told = [*narrate(indicator.description or ""), *narrate(*unit, language=view.t.language)]
    return element(
        "indicator",
        element("title", *narrate(indicator.title)),
        element("description", *told) if told else None,
        element("reference", vocabulary=OWN_INDICATORS, code=indicator.indicator_id),
        _baseline(indicator),
        *(_period(indicator, period, data, view, ask, narrate) for period in _periods(indicator, data, view)),
        measure=PERCENTAGE if indicator.is_share else UNIT,
        ascending="true" if indicator.is_better_higher else "false",
        aggregation_status="true" if indicator.measure in ADDITIVE else "false",
    )  # fmt: skip


def _baseline(indicator: Indicator) -> etree._Element | None:
    if indicator.baseline is None or indicator.baseline_date is None:
        return None
    return element("baseline", year=indicator.baseline_date.year, iso_date=indicator.baseline_date.isoformat(), value=_number(indicator.baseline))


def _periods(indicator: Indicator, data: Dataset, view: View) -> list[Period]:
    """Those of its targets, the earliest first; where it has none, the fiscal years of the record."""
    if own := sorted({target.period for target in targets(indicator, data)}):
        return own
    first = record_begins(view.whole)
    return tiles(first, view.as_of, "year", begins=start_month(data)) if first and first <= view.as_of else []


def _period(indicator: Indicator, period: Period, data: Dataset, view: View, ask: Ask, narrate: Narrator) -> etree._Element:
    day = min(period.end, view.as_of)
    aims = [target for target in targets(indicator, data) if target.period == period]
    is_judged = judging(indicator, data)
    reached = {group: _reached(indicator, period, group, data, view, ask, day) for group in (None, *_groups(indicator, aims, data))}
    so_far = view.t("So far, up to {day}", day=view.t.day(view.as_of)) if view.as_of < period.end else ""
    comment = narrate.within("comment", so_far, language=view.t.language)
    return element(
        "period",
        element("period-start", iso_date=period.start.isoformat()),
        element("period-end", iso_date=period.end.isoformat()),
        *(_valued("target", aim.value, _said(aim)) for aim in aims if aim.group is not None or aim in is_judged),
        *(_valued("actual", value, group, comment) for group, value in reached.items() if value is not None),
    )  # fmt: skip


def _said(target: Target) -> Group | None:
    return (target.dimension, target.dimension_value or "") if target.dimension else None


def _groups(indicator: Indicator, aims: list[Target], data: Dataset) -> Iterator[Group]:
    """The groups that the workbook itself speaks of: those of its targets, and those that somebody measured."""
    seen = set()
    own = data.measurements[(data.measurements["indicator_id"] == indicator.indicator_id) & data.measurements["dimension"].notna()]
    measured = zip(own["dimension"], own["dimension_value"].fillna(""), strict=True)
    for group in (*filter(None, map(_said, aims)), *measured):
        mark = group[0], stated_group(group[1])
        if mark not in seen:
            seen.add(mark)
            yield group


def _reached(indicator: Indicator, period: Period, group: Group | None, data: Dataset, view: View, ask: Ask, day: date) -> float | None:
    if period.start > view.as_of:
        return None
    if group is None:
        return ask(indicator, period, day).value
    return group_value(indicator, data, day, period, (group[0], stated_group(group[1])), whole=view.whole)


def _valued(tag: str, value: float, group: Group | None, comment: etree._Element | None = None) -> etree._Element:
    dimension = element("dimension", name=group[0], value=group[1]) if group else None
    # An element has one place in a file.
    note = None if comment is None else etree.fromstring(etree.tostring(comment))
    return element(tag, dimension, note, value=_number(value))


def _number(value: float) -> str:
    """A number as it is, without an exponent; a share to a hundredth of a percent."""
    return str(np.format_float_positional(round(value, 2), trim="-"))


def is_followed(view: View) -> bool:
    """Whether the board follows anything at all."""
    return not pd.isna(view.whole.indicators["indicator_id"]).all()
