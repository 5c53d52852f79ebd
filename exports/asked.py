"""What is asked to be exported: the data of a folder or edition, cut down to a scope, in a language."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from charts.exhibit import View
from loaders import Dataset, Scope, SourceError, editions, load
from locales import LANGUAGES, N_, words

LISTS = {"themes": ("themes", "theme_id"), "cities": ("cities", "city_id"), "projects": ("projects", "project_id")}
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
    ids = {name: _ids(found.get(name, []), name, path, data) for name in LISTS}
    if "funder" in found:
        ids["projects"] = _funded(found["funder"], ids["projects"], path, data)
    start, end = (_day(found.get(name), name, path) for name in DAYS)
    if (start is None) != (end is None) or (start and end and start > end):
        raise SourceError(N_("state both days of the period, start and end, the earlier first"), file=path.name)
    return Scope(start=start, end=end, theme_ids=ids["themes"], city_ids=ids["cities"], project_ids=ids["projects"])


def _ids(said: Any, name: str, path: Path, data: Dataset) -> tuple[str, ...]:
    table, key = LISTS[name]
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise SourceError(N_("“{name}” is to be a list of identifiers, such as [\"a\", \"b\"]"), file=path.name, name=name)
    known = set(data.tables[table][key])
    for one in said:
        if one not in known:
            raise SourceError(N_("“{one}” is none of the {name} of this data"), file=path.name, one=one, name=name)
    return tuple(sorted(said))


def _funded(funder: Any, among: tuple[str, ...], path: Path, data: Dataset) -> tuple[str, ...]:
    """The projects that an organisation funds, of those named where any is. A funder of none is an error: no project would mean all."""
    projects = data.projects
    own = {one for one, funders in zip(projects["project_id"], projects["funder_ids"], strict=True) if funder in funders}
    found = tuple(sorted(own & set(among) if among else own))
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
