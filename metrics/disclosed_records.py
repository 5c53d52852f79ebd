"""The records of a shared link's view: what speaks of the whole programme stays out where the link is of a part."""

from collections import Counter
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pandas as pd

from loaders import Dataset, Scope
from loaders.disclosed import Disclosed
from loaders.scope import ACTIVITIES, named
from loaders.tables import TABLES
from metrics.groups import by_id
from metrics.indicators import chosen, stated_group
from metrics.participants import described

# What a note may be about to be seen; not a person, an indicator, a page or a chart, which speak of more than the part.
RECORDS = ("projects", "delegations", "events", "publications", "transfers", "themes", "cities", "organisations")
# What the settings say to everybody: not where a file lies on somebody's machine.
SETTINGS = (
    "organisation", "as_of", "fiscal_year_start_month", "minimum_denominator", "small_count", "languages", "notice", "notice_fr", "iati_organisation_id", "iati_organisation_type",
)  # fmt: skip
OF_PEOPLE = ("sector", "gender", "age_group")
COUNTS_PEOPLE = ("people", "participations", "share_of_sector", "share_of_women", "share_of_youth", "cost_per_participation")
# What is certainly not people where the unit of a measurement says so, in the languages of the headings; whatever else it says may be.
NOT_PEOPLE = frozenset((
    "%", "percent", "per cent", "pour cent", "por ciento", "project", "projet", "proyecto", "projecte", "프로젝트", "city", "cities", "ville", "ciudad", "ciudades", "ciutat", "ciutats", "도시",
    "country", "countries", "pays", "país", "países", "països", "국가", "event", "événement", "evento", "esdeveniment", "행사", "delegation", "délégation", "delegación", "delegació", "대표단",
    "mission", "misión", "missió", "publication", "publicación", "publicació", "출판물", "document", "documento", "study", "studies", "étude", "transfer", "transfert", "transferencia",
    "practice", "pratique", "práctica", "pràctica", "organisation", "organization", "organización", "organització", "기관", "partner city", "language", "langue", "idioma", "언어", "day", "jour", "día", "dies", "일",
    "download", "téléchargement", "descarga", "citation", "article", "agreement", "accord", "memorandum", "law", "loi", "policy", "policies", "politique", "politiques",
    "co-operative", "cooperative", "coopérative", "cooperativa", "협동조합", "enterprise", "entreprise", "empresa", "$", "€", "₩", "dollar", "canadian dollar", "us dollar", "euro", "won", "cad", "usd", "eur", "krw",
    "of 100 asked", "hour", "heure", "hora", "point", "index", "score", "tonne", "km", "hectare",
))  # fmt: skip


def of_the_part(part: Dataset, exact: Dataset, scope: Scope, told: Disclosed) -> Dataset:
    """A part without participants, with no word or number of what is not in it.

    `exact` is the same part with them: a place that its told table names keeps its name.
    """
    tables = dict(part.tables)
    for name in ("organisations", "cities"):
        tables[name] = _without_who_only_people_name(tables, exact, name)
    if "city_id" in told.tables:
        tables["cities"] = exact.cities[exact.cities["city_id"].isin([*tables["cities"]["city_id"], *told.tables["city_id"]["group"].dropna()])]
    tables["indicators"] = _indicators(tables, is_part=not part.is_whole)
    for name in ("targets", "measurements"):
        tables[name] = tables[name][tables[name]["indicator_id"].isin(tables["indicators"]["indicator_id"])]
        if not part.is_whole:
            tables[name] = _of_chosen(replace(part, tables=MappingProxyType(tables)), name)
    tables["measurements"] = _measurements(tables["measurements"], tables["indicators"], scope.minimum_count, told.as_of)
    tables["targets"] = tables["targets"][~tables["targets"]["dimension"].isin(OF_PEOPLE)]
    known = {one for name in RECORDS for one in tables[name][TABLES[name].key[0]]}
    tables["notes"] = tables["notes"][tables["notes"]["subject"].str.strip().isin(known)]
    tables["settings"] = tables["settings"][tables["settings"]["key"].isin(SETTINGS)]
    for name in RECORDS:
        tables[name] = _in_sight(name, tables)
    return replace(part, tables=MappingProxyType(tables), extras=MappingProxyType({}), problems=(), sheets=(), listed=None)


def _in_sight(name: str, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """A table without the identifiers of records that are not in sight: of a work that this one is a translation of, of an event's project."""
    frame = tables[name]
    for column in TABLES[name].columns:
        if not column.refers_to:
            continue
        known = {one for target in column.refers_to for one in tables[target][TABLES[target].key[0]]}
        cells = frame[column.name]
        if column.many:
            frame = frame.assign(**{column.name: cells.map(lambda cell, known=known: tuple(one for one in cell if one in known))})
        elif not (cells.isna() | cells.isin(known)).all():
            frame = frame.assign(**{column.name: cells.where(cells.isin(known))})
    return frame


def _without_who_only_people_name(tables: dict[str, pd.DataFrame], exact: Dataset, name: str) -> pd.DataFrame:
    """The houses or places but those that stand in the record only because somebody comes from there; one with a role of its own stays."""
    frame, key = tables[name], TABLES[name].key[0]
    has_role = frame["roles"].map(len) > 0 if name == "organisations" else frame["role"].notna()
    of_people = described(exact.participants, exact)[key]
    return frame[~frame[key].isin(of_people) | frame[key].isin(named(tables, name)) | has_role]


def what_is_counted(data: Dataset) -> Counter[str]:
    """How often each place is named by the delegations and events: what everybody can count."""
    columns = [data.tables[name][column] for name in ACTIVITIES for column in ("city_id", "from_city_id", "to_city_id") if column in data.tables[name]]
    return Counter(city for cells in columns for city in cells.dropna())


def _indicators(tables: dict[str, pd.DataFrame], *, is_part: bool) -> pd.DataFrame:
    """The indicators but those of a theme or place that is not in sight; of a part, and of people, none says where it began."""
    frame = tables["indicators"]
    for column, table in (("theme_id", "themes"), ("city_id", "cities")):
        frame = frame[frame[column].isna() | frame[column].isin(tables[table][column])]
    baseline = ["baseline", "baseline_date", "baseline_date_precision"]
    # One of people is a second count beside today's, and may be of few.
    told = ~_counts_people(frame).to_numpy(bool) & (not is_part)
    return frame.assign(**{name: frame[name].where(told) for name in baseline})


def _of_chosen(part: Dataset, name: str) -> pd.DataFrame:
    """The targets or measurements of the one theme or place that the part is; none where it is any other part, or of a period."""
    frame, group = by_id(part, part).tables[name], chosen(part)
    if group is None or part.period:
        return part.tables[name].iloc[:0]
    own = (frame["dimension"] == group[0]) & (frame["dimension_value"].map(stated_group, na_action="ignore") == group[1])
    return part.tables[name][own.fillna(False).to_numpy(bool)]


def _measurements(frame: pd.DataFrame, indicators: pd.DataFrame, minimum: int, as_of: date) -> pd.DataFrame:
    """What was measured by hand, but for groups of people; of what counts people the last of the whole by the day alone, where it is enough."""
    frame = frame[~frame["dimension"].isin(OF_PEOPLE)]
    counting = indicators.loc[_counts_people(indicators), "indicator_id"]
    of_people = frame["indicator_id"].isin(counting)
    by_the_day = frame["date"] <= pd.Timestamp(as_of)
    last = frame[of_people & by_the_day & frame["dimension"].isna()].sort_values("date", kind="stable").drop_duplicates("indicator_id", keep="last")
    last = last[(last["value"] == 0) | (last["value"] >= minimum)]
    return frame[~of_people | frame.index.isin(last.index)]


def _counts_people(indicators: pd.DataFrame) -> pd.Series:
    """Whether each indicator counts people, or may: one measured by hand does unless its unit certainly names something else."""
    is_other = indicators["unit"].fillna("").map(_names_no_people).astype(bool)
    by_hand = indicators["measure"] == "measurement"
    return (by_hand & ~is_other) | indicators["measure"].isin(COUNTS_PEOPLE)


def _names_no_people(unit: str) -> bool:
    word = " ".join(unit.casefold().split()).strip("().,;:")
    return any(one in NOT_PEOPLE for one in (word, word.removesuffix("s"), word.removesuffix("es")))
