"""Participants: the mix of people by sector, place, gender and age, and who is listed of those who came."""

from dataclasses import replace

import pandas as pd

from charts import small_counts, style
from charts.bars import Series, chart, cut, labelled
from charts.chart import Chart
from charts.exhibit import SHARE, Exhibit, View
from charts.headlines import number, recorded
from charts.marks import Marks, mark_key, named_parts
from loaders.tables.participants import TABLE
from locales import Words
from metrics import counts
from metrics import participants as metrics
from metrics.measure import Measure

MOST = 20
# Those listed one by one, those listed as a group of so many.
ONE_BY_ONE, GROUP = {"color": style.ACCENT}, {"color": style.tinted(style.ACCENT, 0.4), "line": {"color": style.ACCENT, "width": 1}}


def summary(view: View) -> str:
    """The page's sentence: people and participations, each by its name, and what is not detailed."""
    t, taken = view.t, view.measured(counts.participations)
    if view.data.disclosed:
        return small_counts.summary(view)
    known, groups = view.measured(counts.people), view.measured(metrics.people_in_groups)
    if taken.value is None:
        return t("Nobody is listed here, and no headcount is on record.")
    in_all = about(t.plural("{n} participation", "{n} participations", taken.value), taken.is_estimate, t)
    if known.value is None:
        return t("{participations} are on record, none of them listed person by person.", participations=in_all)
    listed = t.plural("{n} person", "{n} people", known.value)
    if groups.value:
        listed = t("{people} ({groups} of them as a group)", people=listed, groups=t.number(groups.value))
    if not taken.not_detailed:
        return t.plural("{people} is listed, in {participations}.", "{people} are listed, in {participations}.", known.value, people=listed, participations=in_all)
    return t.plural("{people} is listed; of {participations} in all, {rest} are not detailed.", "{people} are listed; of {participations} in all, {rest} are not detailed.",
                    known.value, people=listed, participations=in_all, rest=t.number(taken.not_detailed))  # fmt: skip


def about(words: str, is_estimate: bool, t: Words) -> str:
    """A number in words, with ≈ before an estimate."""
    return t("≈ {number}", number=words) if is_estimate else words


def people(view: View) -> Exhibit:
    """The people listed, as a figure, and how many of them came as a group."""
    t, groups = view.t, view.measured(metrics.people_in_groups).value
    note = t(small_counts.OF_ALL) if view.data.disclosed else t("{n} of them as a group", n=t.number(groups)) if groups else ""
    return number("participants.people", t("People listed"), note, recorded("people", view), t)


def participations(view: View) -> Exhibit:
    """The participations, as a figure, and how many of them are not detailed."""
    t, measure = view.t, recorded("participations", view)
    note = t.plural("{n} not detailed", "{n} not detailed", measure.not_detailed) if measure.not_detailed else small_counts.not_in_it(measure, t)
    return number("participants.participations", t("Participations"), note, measure, t)


def sectors(view: View) -> Exhibit:
    """The sectors that people come from, as a figure, and for how many of them it is known."""
    measure = view.measured(metrics.sectors_of_people)
    return number("participants.sectors", view.t("Sectors"), _known_for(measure, view), measure, view.t)


def places(view: View) -> Exhibit:
    """The places that people come from, as a figure, and for how many of them it is known."""
    measure = view.measured(metrics.places_of_people)
    return number("participants.places", view.t("Places they come from"), _known_for(measure, view), measure, view.t)


def _known_for(measure: Measure, view: View) -> str:
    t, total = view.t, int(view.measured(counts.people).value or 0)
    if view.data.disclosed:
        return t(small_counts.OF_ALL)
    if not measure.not_detailed:
        return t("known for everybody") if total else ""
    return t.plural("known for {known} of {n} person", "known for {known} of {n} people", total, known=t.number(total - measure.not_detailed))


def by_sector(view: View) -> Exhibit:
    """People by sector; the three that the organisation says it brings together are named even at 0."""
    t, measure = view.t, view.measured(metrics.people_by_sector)
    if view.data.disclosed:
        return small_counts.by_group(view, measure, key="participants.by_sector", heading=t("Sector"), label=lambda word: _capital(t(word)))
    if measure.value and len(measure.table):
        absent = [sector for sector in metrics.TRIO if sector not in set(measure.table["sector"])]
        none = pd.DataFrame({"sector": absent, "people": 0, "in_groups": 0, "groups": 0})
        measure = replace(measure, table=pd.concat([measure.table, none], ignore_index=True))
    together = view.measured(metrics.activities_by_sectors_together).value or 0
    subtitle = t("People listed, each counted once, by the sector they come from; no single activity lists all three together")
    if together:
        subtitle = t.plural("People listed, each counted once, by the sector they come from; {n} activity lists all three together",
                            "People listed, each counted once, by the sector they come from; {n} activities list all three together", together)  # fmt: skip
    return _breakdown(
        view, measure, [_capital(t(word)) for word in measure.table["sector"]], key="participants.by_sector", heading=t("Sector"),
        title=_sector_title(measure.table, t), subtitle=subtitle, nothing=t("The sector is not recorded for anybody yet"),
    )  # fmt: skip


def _sector_title(table: pd.DataFrame, t: Words) -> str:
    people = table.set_index("sector")["people"].reindex(metrics.TRIO).fillna(0)
    if people.all():
        largest_first = people.sort_values(ascending=False, kind="stable")
        named = t.listed(t("{sector} ({n})", sector=t(sector), n=t.number(n)) for sector, n in largest_first.items())
        return _capital(t("{sectors} all took part", sectors=named))
    if not people.any():
        return t("Neither local government nor civil society nor academia is on the lists")
    present, absent = (t.listed(t(sector) for sector in metrics.TRIO if bool(people[sector]) is found) for found in (True, False))
    return t("On the lists: {present}; not on them: {absent}", present=present, absent=absent)


def by_city(view: View) -> Exhibit:
    """People by the place they come from, the largest first."""
    t, measure = view.t, view.measured(metrics.people_by_city)
    names = view.whole.cities.set_index("city_id")["name"]
    if view.data.disclosed:
        return small_counts.by_group(view, measure, key="participants.by_city", heading=t("Place"), label=lambda city: str(names.get(city, city)))
    places = [names.get(city, city) for city in measure.table["city_id"]]
    return _breakdown(
        view, measure, places, key="participants.by_city", heading=t("Place"), title=_city_title(places, measure, t),
        subtitle=t("People listed, each counted once, by the place they come from; fainter where they came as a group"),
        nothing=t("The place that people come from is not recorded for anybody yet"),
    )  # fmt: skip


def _city_title(places: list[str], measure: Measure, t: Words) -> str:
    people, total = measure.table["people"], measure.value or 0
    if not places:
        return ""
    most, n = int(people.max()), t.number(people.max())
    top = [place for place, count in zip(places, people, strict=True) if count == most]
    if total == 1 and top:
        return t("The one person listed came from {place}", place=top[0])
    if len(top) == 1 and 2 * most > total:
        return _most_came(top[0], measure.table.loc[people.idxmax()], t.number(total), t)
    if len(top) == 1:
        return t("Of the {total} people listed, the most came from {place}: {n}", place=top[0], n=n, total=t.number(total))
    if len(top) <= 3:
        return t("Of the {total} people listed, the most came from {places}: {n} each", places=t.listed(top), n=n, total=t.number(total))
    return t.plural("The people listed came from {n} place", "The people listed came from {n} places", len(places))


def _most_came(place: str, row: pd.Series, total: str, t: Words) -> str:
    """The finding where one place sent more than half: who came as one group is said to have."""
    n = t.number(row["people"])
    if row["in_groups"] < row["people"]:
        return t("Of the {total} people listed, {n} came from {place}", total=total, n=n, place=place)
    return t.plural("Of the {total} people listed, {people} came from {place}, as one group",
                    "Of the {total} people listed, {people} came from {place}, in {n} groups", int(row["groups"]), total=total, people=n, place=place)  # fmt: skip


def by_gender(view: View) -> Exhibit:
    """People by gender as the record states it, and for how many it does not."""
    t, measure = view.t, view.measured(metrics.people_by_gender)
    if view.data.disclosed:
        return small_counts.by_group(view, measure, key="participants.by_gender", heading=t("Gender"), label=lambda word: _capital(t(word)))
    known, total, top, n = _known(measure)
    title = t.plural("Gender is not known for the one person listed", "Gender is known for {known} of {n} people", total, known=t.number(known))
    if top and 2 * known >= total:
        gender = _capital(t(top))
        title = t.plural("“{gender}” is the answer of the one person whose gender is known", "“{gender}” is the most frequent: {share} of the {n} people whose gender is known",
                         known, gender=gender, share=t.number(n))  # fmt: skip
    return _breakdown(
        view, measure, [_capital(t(word)) for word in measure.table["gender"]], key="participants.by_gender", heading=t("Gender"), title=title,
        subtitle=t("People listed, each counted once, by gender as the record states it"), nothing=t("Gender is not recorded for anybody yet"),
    )  # fmt: skip


def by_age(view: View) -> Exhibit:
    """People by age group, from the youngest, and how many gave none."""
    t, measure = view.t, view.measured(metrics.people_by_age)
    if view.data.disclosed:
        return small_counts.by_group(view, measure, key="participants.by_age", heading=t("Age group"), label=t, order=TABLE.column("age_group").choices)
    known, total, top, n = _known(measure)
    bands = list(TABLE.column("age_group").choices)
    measure = replace(measure, table=measure.table.sort_values("age_group", key=lambda ages: ages.map(bands.index)))
    title = t.plural("Age is not known for the one person listed", "Age is known for {known} of {n} people", total, known=t.number(known))
    if top and 2 * known >= total:
        title = t.plural("“{ages}” is the age group of the one person whose age is known", "“{ages}” is the most frequent age group: {share} of the {n} people whose age is known",
                         known, ages=t(top), share=t.number(n))  # fmt: skip
    return _breakdown(
        view, measure, [t(band) for band in measure.table["age_group"]], key="participants.by_age", heading=t("Age group"), title=title,
        subtitle=t("People listed, each counted once, by age group"), nothing=t("Age is not recorded for anybody yet"),
    )  # fmt: skip


def _known(measure: Measure) -> tuple[int, int, str | None, int]:
    """How many people are known of how many, and the largest group and its size where one is larger than all others."""
    table, total = measure.table, int(measure.value or 0)
    largest = table[table["people"] == table["people"].max()]
    alone = largest.iloc[0] if len(largest) == 1 else None
    return total - measure.not_detailed, total, *((None, 0) if alone is None else (alone.iloc[0], int(alone["people"])))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _breakdown(
    view: View, measure: Measure, labels: list[str], *, key: str, heading: str, title: str, subtitle: str, nothing: str
) -> Exhibit:
    """An exhibit of people by something: a bar a group, and a hatched one for those of whom it is not known."""
    t, total = view.t, int(measure.value or 0)
    if not labels:
        aside = t.plural("It is not on record of the one person listed. It stays open: nothing is guessed.",
                         "None of the {n} people listed has it on record. It stays open: nothing is guessed.", total) if total else ""
        title = nothing if total else t("Nobody is listed here")
        return Exhibit(key, title, aside, aside or title, pd.DataFrame(), measure)
    table, rest = measure.table, measure.not_detailed
    known = total - rest
    if table["people"].sum() > known:
        subtitle = t("{subtitle}; who is listed under two counts in both, and once in the total", subtitle=subtitle)
    columns = {
        heading: [*labels, *([t("not detailed")] if rest else [])],
        t("People"): [*table["people"], *([rest] if rest else [])],
        t("Of them in groups"): pd.array([*table["in_groups"], *([None] if rest else [])], dtype="Int64"),
    }
    if known >= metrics.lowest_denominator(view.data):
        columns[t(SHARE)] = [*(table["people"] / known).round(3), *([float("nan")] if rest else [])]
    told = [t("{label}: {n}", label=label, n=t.number(n)) for label, n in zip(labels, table["people"], strict=True)]
    if rest:
        told.append(t("not detailed: {n}", n=t.number(rest)))
    sentence = t("Of {people} listed: {parts}.", people=t.plural("{n} person", "{n} people", total), parts="; ".join(told))
    figure, numbers = _bars(view, measure, labels[:MOST])
    return Exhibit(key, title, cut(subtitle, min(MOST, len(labels)), len(labels), t), sentence, pd.DataFrame(columns), measure, figure, chart=numbers,
                   marks=Marks(measure.members, (measure.table.columns[0],), dict(zip(_keys(table, rest), told, strict=True)), named_parts(_keys(table, rest), columns[heading])))  # fmt: skip


def _keys(table: pd.DataFrame, rest: int) -> list[str]:
    return [*map(mark_key, table.iloc[:, 0]), *([mark_key(None)] if rest else [])]


def _bars(view: View, measure: Measure, labels: list[str]) -> tuple[dict[str, object], Chart]:
    t, table, rest = view.t, measure.table.head(MOST), measure.not_detailed
    known = int(measure.value or 0) - rest
    groups, people = table["in_groups"].tolist(), table["people"].tolist()
    shown = [*labels, *([t("Not detailed")] if rest else [])]
    tail = [0] if rest else []
    hovers = [style.safe(_hover(label, n, known, view)) for label, n in zip(labels, people, strict=True)]
    hovers += [t.plural("{n} person of whom it is not known", "{n} people of whom it is not known", rest)] if rest else []
    ends = [_with_groups(n, grouped, t) for n, grouped in zip(people, groups, strict=True)]
    keys, ends = _keys(table, rest), [*ends, *([t.number(rest)] if rest else [])]
    series = [
        Series([*(n - grouped for n, grouped in zip(people, groups, strict=True)), *tail], ONE_BY_ONE, hovers, keys, t("One by one")),
        Series([*groups, *tail], GROUP, hovers, keys, t("In groups"), "faint"),
        Series([*([0] * len(labels)), *([rest] if rest else [])], style.hatched(), hovers, keys, t("Not detailed"), "hatched"),
    ]
    return labelled(shown, ends=ends, is_dark=view.is_dark, series=series), chart(shown, series=series, ends=ends)


def _hover(label: str, n: int, known: int, view: View) -> str:
    t, people = view.t, view.t.plural("{n} person", "{n} people", n)
    if known < metrics.lowest_denominator(view.data):
        return t("{label}: {people}", label=label, people=people)
    return t("{label}: {people}, {share} of the {known} of whom it is known", label=label, people=people, share=t.percent(n / known), known=t.number(known))


def _with_groups(n: int, grouped: int, t: Words) -> str:
    """A number of people, and how many of them came as a group."""
    if not grouped:
        return t.number(n)
    if grouped == n:
        return t("{n} (a group)", n=t.number(n))
    return t("{n} ({grouped} in groups)", n=t.number(n), grouped=t.number(grouped))
