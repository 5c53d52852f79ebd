"""What has been published: by language, kind and year, and which editions are one work."""

from datetime import date

import pandas as pd

from loaders import Dataset
from locales import N_
from metrics.measure import Measure, published


def publications_by_language(data: Dataset, as_of: date) -> Measure:
    """Editions a language: `language` (ISO 639-1, or "und"), `held` (out), `planned` (forthcoming).

    By size, the languages that are not known last.
    """
    table = _counted(_editions(data, as_of), by="language")
    table = table.sort_values("language", key=lambda codes: codes == "und", kind="stable", ignore_index=True)
    return _measure(
        data, as_of, "publications_by_language", table,
        N_("Publications by the language they are in; a translation is a publication of its own."),
    )  # fmt: skip


def publications_by_kind(data: Dataset, as_of: date) -> Measure:
    """Editions a kind: `kind` (NaN: not stated), `held` (out), `planned` (forthcoming); by size."""
    table = _counted(_editions(data, as_of), by="kind")
    return _measure(
        data, as_of, "publications_by_kind", table,
        N_("Publications by their kind; a translation is a publication of its own."),
    )  # fmt: skip


def publications_by_year(data: Dataset, as_of: date) -> Measure:
    """Editions a year: `year` (NA: no date), `held` (out), `planned` (forthcoming); in order of time.

    Years in between without a publication are there as zeros.
    """
    frame = _editions(data, as_of)
    table = _counted(frame.assign(year=frame["date"].dt.year.astype("Int64")), by="year")
    known = table[table["year"].notna()].set_index("year")
    if not known.empty:
        years = range(int(known.index.min()), int(known.index.max()) + 1)
        known = known.reindex(pd.Index(years, dtype="Int64", name="year"), fill_value=0)
    table = pd.concat([known.reset_index(), table[table["year"].isna()]], ignore_index=True)
    return _measure(
        data, as_of, "publications_by_year", table,
        N_("Publications by the year in which they came out or are to; those without a date stand apart."),
    )  # fmt: skip


def texts(data: Dataset, as_of: date) -> Measure:
    """Editions with the work they are one of: the columns of `publications`, `text_id`, `is_planned`.

    A work is an original with its translations, and translations of those: `text_id` is the
    original's id. The latest works first, then those without a date, then those not out yet; an
    original before its translations. `value` is the number of works of which an edition is out.
    """
    frame = _editions(data, as_of)
    parents = data.publications.dropna(subset="translation_of").set_index("publication_id")["translation_of"].to_dict()
    frame["text_id"] = [_original(one, parents) for one in frame["publication_id"]]
    frame["is_translation"] = frame["publication_id"] != frame["text_id"]
    texts = frame.groupby("text_id", sort=False).agg(first=("date", "min"), is_planned=("is_planned", "all"))
    order = texts.sort_values(["is_planned", "first"], ascending=[True, False], kind="stable").index
    places = {text: place for place, text in enumerate(order)}
    frame = frame.assign(place=frame["text_id"].map(places))
    frame = frame.sort_values(["place", "is_translation"], kind="stable").drop(columns=["place", "is_translation"])
    return Measure(
        "texts", int((~texts["is_planned"].astype(bool)).sum()), {"publications": data.publications.index},
        N_("Works, each with its editions: a publication and those that are translations of it."),
        frame, planned=int(texts["is_planned"].sum()),
    )  # fmt: skip


def _original(publication: str, parents: dict[str, str]) -> str:
    """The first of a chain of translations; where they go round in a circle, the first by name."""
    chain: list[str] = []
    while publication in parents and publication not in chain:
        chain.append(publication)
        publication = parents[publication]
    return min(chain) if publication in chain else publication


def _editions(data: Dataset, as_of: date) -> pd.DataFrame:
    frame = data.publications
    return frame.assign(is_planned=~frame.index.isin(published(data, as_of).index))


def _counted(frame: pd.DataFrame, *, by: str) -> pd.DataFrame:
    marked = frame.assign(held=~frame["is_planned"], planned=frame["is_planned"])
    counts = marked.groupby(by, dropna=False)[["held", "planned"]].sum().astype("int64").reset_index()
    return counts.sort_values(["held", "planned"], ascending=False, kind="stable", ignore_index=True)


def _measure(data: Dataset, as_of: date, key: str, table: pd.DataFrame, formula: str) -> Measure:
    out = len(published(data, as_of))
    rows = {"publications": data.publications.index}
    by = table.columns[0]
    members = _editions(data, as_of).assign(year=data.publications["date"].dt.year.astype("Int64"), table="publications", row=data.publications.index)
    return Measure(
        key, out, rows, formula, table, planned=len(data.publications) - out, members=members[[by, "is_planned", "table", "row"]],
    )  # fmt: skip
