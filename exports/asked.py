"""What is asked to be exported: the data of a folder or edition, cut down to a scope, in a language."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from charts.exhibit import View
from loaders import Dataset, Scope, SourceError, editions, load
from loaders.scope import SIDES, funded_by, is_period
from locales import LANGUAGES, N_, words

LISTS = tuple(table for table, _ in SIDES.values())
DAYS = ("start", "end")


@dataclass(frozen=True)
class Earlier:
    """A state of the data that this one is compared with: what it is called, its data in the same scope, and its day."""

    name: str
    data: Dataset
    as_of: date


@dataclass(frozen=True)
class Asked:
    """A view to export, and the last edition before it, where there is one."""

    view: View
    earlier: Earlier | None = None


def asked(folder: Path, *, today: date, language: str = "en", scope: Path | None = None, edition: str | None = None) -> Asked:
    """What a command line asks for. Raises SourceError where it names what is not there.

    A scope is applied before anything else sees the data: nothing outside of it is in the view. Personal columns never are.
    """
    if language not in LANGUAGES:
        raise SourceError(N_("“{language}” is not a language of the dashboard: say one of {languages}"), language=language, languages=", ".join(LANGUAGES))
    known = editions.editions(folder) if folder.is_dir() else []
    chosen = editions.named(folder, edition) if edition else None
    if edition and chosen is None:
        raise SourceError(N_("there is no edition “{name}” of this data"), file=str(folder), name=edition)
    source = editions.opened(folder, chosen) if chosen else load(folder)
    part = stated(scope, source) if scope else Scope()
    whole = source.within(part)
    view = View(whole, whole, whole.as_of(chosen.as_of if chosen else today), words(language), cut=cutting(), edition=chosen.name if chosen else None)
    before = next((one for one in known if one.is_whole and (chosen is None or one.frozen < chosen.frozen)), None)
    earlier = Earlier(before.name, editions.opened(folder, before).within(part), before.as_of) if before else None
    return Asked(view, earlier)


def stated(path: Path, data: Dataset) -> Scope:
    """The scope that a TOML file states: start, end, themes, cities, projects, funder. Raises SourceError where it cannot mean that."""
    try:
        found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as reason:
        raise SourceError(N_("cannot be opened ({reason})"), file=path.name, reason=reason.strerror or "") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise SourceError(N_("is not a scope in TOML ({reason})"), file=path.name, reason=str(reason)) from None
    for name in found:
        if name not in (*LISTS, *DAYS, "funder"):
            raise SourceError(N_("“{name}” is nothing that a scope states: start, end, themes, cities, projects and funder are"), file=path.name, name=name)
    ids = {side: _ids(found.get(table, []), table, key, path, data) for side, (table, key) in SIDES.items()}
    if "funder" in found:
        ids["project_ids"] = _funded(found["funder"], ids["project_ids"], path, data)
    start, end = (_day(found.get(name), name, path) for name in DAYS)
    if not is_period(start, end):
        raise SourceError(N_("state both days of the period, start and end, the earlier first"), file=path.name)
    return Scope(start=start, end=end, project_ids=ids["project_ids"], theme_ids=ids["theme_ids"], city_ids=ids["city_ids"])


def _ids(said: Any, name: str, key: str, path: Path, data: Dataset) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise SourceError(N_("“{name}” is to be a list of identifiers, such as [\"a\", \"b\"]"), file=path.name, name=name)
    known = set(data.tables[name][key])
    for one in said:
        if one not in known:
            raise SourceError(N_("“{one}” is none of the {name} of this data"), file=path.name, one=one, name=name)
    return tuple(sorted(said))


def _funded(funder: Any, among: tuple[str, ...], path: Path, data: Dataset) -> tuple[str, ...]:
    """The projects that an organisation funds, of those named where any is. A funder of none is an error: no project would mean all."""
    found = tuple(one for one in funded_by(data.projects, funder) if not among or one in among)
    if not found:
        raise SourceError(N_("“{funder}” funds none of the projects of this data"), file=path.name, funder=str(funder))
    return found


def _day(said: Any, name: str, path: Path) -> date | None:
    if isinstance(said, str):
        try:
            said = date.fromisoformat(said)
        except ValueError:
            said = 0
    if said is None or (isinstance(said, date) and not isinstance(said, datetime)):
        return said
    raise SourceError(N_("“{name}” is to be a day, such as 2019-06-30"), file=path.name, name=name)


def cutting() -> Callable[[Dataset, Scope], Dataset]:
    """Cuts parts of a Dataset, each once."""
    kept: dict[object, Dataset] = {}

    def cut(data: Dataset, scope: Scope) -> Dataset:
        mark = data.mark, scope
        if mark not in kept:
            kept[mark] = data.within(scope)
        return kept[mark]

    return cut
