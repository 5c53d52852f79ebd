"""Which figures stand in which deck, in which order: the ready ones, and those that somebody put together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from charts import made
from charts.exhibit import Exhibit, View
from charts.headlines import HEADLINES
from charts.indicator_card import found
from charts.indicators import board_lines
from exports.asked import Asked
from exports.restated import KEY as CHANGED
from exports.restated import exhibit as restated
from exports.told import taken_along
from loaders import SourceError
from locales import N_
from metrics.status import Status

# Headline figures that stand together, four in a row.
FIGURES = {
    "overview.figures": tuple(f"overview.{name}" for name in HEADLINES),
    "delegations.figures": tuple(f"delegations.{name}" for name in ("held", "mission_days", "delegates", "routes")),
    "participants.figures": tuple(f"participants.{name}" for name in ("people", "participations", "sectors", "places")),
}
FIGURE_TITLES = {"overview.figures": N_("The programme in figures"), "delegations.figures": N_("Delegations in figures"), "participants.figures": N_("Participants in figures")}
# A deck is looked at in an hour: so many indicators that are behind have a slide of their own.
MOST_BEHIND = 5
TREND = "indicators.trend."
_PROGRAMME = ("overview.figures", "overview.months", "timeline.by_project", "map.places")
_PART = ("themes.by_kind", "delegations.journeys", "participants.by_sector", "participants.by_city", "publications.texts", "overview.next")


@dataclass(frozen=True)
class Item:
    """One figure of a deck, by its key; its title where the finding is to be said otherwise, and what is to be said of it."""

    key: str
    title: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Deck:
    """Figures in order, under a title."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Shown:
    """A figure of a deck made: its words, its exhibits (several where headline figures stand together), and the notes on it."""

    key: str
    title: str
    exhibits: tuple[Exhibit, ...]
    notes: tuple[tuple[str, str], ...] = field(default=())

    @property
    def exhibit(self) -> Exhibit:
        """The first of its exhibits."""
        return self.exhibits[0]

    @property
    def is_figures(self) -> bool:
        """Whether it is headline figures side by side."""
        return self.key in FIGURES


# The name of each ready deck, and what it is called.
READY = {
    "board": N_("Board review"), "annual": N_("Annual report"), "funder": N_("Report to a funder"), "theme": N_("One theme"), "city": N_("One city"),
}  # fmt: skip


def ready(name: str, asked: Asked) -> Deck:
    """A ready deck. Raises SourceError where it needs one theme, one city or a funder's projects and the scope names none."""
    view = asked.view
    needs = _NEEDS.get(name)
    if needs and (reason := needs(view)):
        raise SourceError(reason)
    return Deck(_title(name, view), tuple(Item(key) for key in _KEYS[name](asked)))


def shown(deck: Deck, asked: Asked) -> Iterator[Shown]:
    """Each figure of a deck that has something to show."""
    for item in deck.items:
        exhibits = tuple(exhibits_of(item.key, asked))
        if not has_something(item.key, exhibits):
            continue
        own = taken_along(asked.view, item.key)
        said = [(item.note, "")] if item.note else []
        yield Shown(item.key, item.title or title_of(item.key, exhibits[0], asked.view), exhibits, (*said, *own))


def exhibits_of(key: str, asked: Asked) -> Iterator[Exhibit]:
    """The exhibits that a key stands for; none where nothing is registered under it, or nothing to compare with."""
    if key == CHANGED:
        if asked.earlier:
            yield restated(asked.view, asked.earlier)
        return
    for one in FIGURES.get(key, (key,)):
        if draw := made(one, asked.view):
            yield draw(asked.view)


def has_something(key: str, exhibits: Sequence[Exhibit]) -> bool:
    """Whether there is something to show: numbers, a picture, or rows. The line of an indicator without targets has no rows."""
    return bool(exhibits) and (key in FIGURES or exhibits[0].figure is not None or not exhibits[0].is_empty)


def title_of(key: str, exhibit: Exhibit, view: View) -> str:
    """What a figure is called on its own: its finding, an indicator's with its name."""
    if key in FIGURE_TITLES:
        return view.t(FIGURE_TITLES[key])
    indicator = found(view, key.removeprefix(TREND)) if key.startswith(TREND) else None
    return view.t("{indicator} – {finding}", indicator=indicator.title, finding=exhibit.title) if indicator else exhibit.title


def _title(name: str, view: View) -> str:
    t, scope = view.t, view.data.narrowed
    if name == "theme":
        # Of one that nothing belongs to a scope leaves no name.
        return str(view.whole.themes.set_index("theme_id")["name"].get(scope.theme_ids[0], scope.theme_ids[0]))
    if name == "city":
        return str(view.whole.cities.set_index("city_id")["name"].get(scope.city_ids[0], scope.city_ids[0]))
    if name == "funder" and (funder := _one_funder(view)):
        return t("Report to {funder}", funder=funder)
    return t(READY[name])


def _one_funder(view: View) -> str | None:
    """The organisation that funds each of the projects in sight; None where there is none, or more than one."""
    funds = [set(ids) for ids in view.data.projects["funder_ids"]]
    both = set.intersection(*funds) if funds else set()
    names = view.whole.organisations.set_index("organisation_id")["name"]
    return str(names[next(iter(both))]) if len(both) == 1 and both <= set(names.index) else None


def _board(asked: Asked) -> Iterator[str]:
    yield from ("overview.figures", "indicators.board", CHANGED)
    late = [line.indicator.indicator_id for status in (Status.OFF_COURSE, Status.BEHIND) for line in board_lines(asked.view) if line.standing.status == status]
    yield from (f"{TREND}{one}" for one in late[:MOST_BEHIND])
    yield from ("overview.months", "timeline.by_project", "map.places", "participants.by_sector", "overview.next")


def _annual(asked: Asked) -> Iterator[str]:
    yield from _PROGRAMME
    yield from ("themes.by_kind", "themes.by_quarter", "themes.by_city", "themes.by_goal", "themes.transfers")
    yield from ("delegations.figures", "delegations.journeys", "delegations.by_route", "participants.figures", "participants.by_sector", "participants.by_city")
    yield from ("publications.by_language", "publications.by_year", "publications.texts", "indicators.board", "overview.next")


def _part(asked: Asked) -> Iterator[str]:
    yield from _PROGRAMME
    yield from _PART


def _theme(asked: Asked) -> Iterator[str]:
    """A part, without the themes compared: there is one."""
    yield from ("themes.by_goal" if key == "themes.by_kind" else key for key in _part(asked))


def _whole_part(asked: Asked) -> Iterator[str]:
    yield from _part(asked)
    yield "indicators.board"


_KEYS: dict[str, Callable[[Asked], Iterator[str]]] = {"board": _board, "annual": _annual, "funder": _whole_part, "theme": _theme, "city": _part}


def _one_theme(view: View) -> str | None:
    return None if len(view.data.narrowed.theme_ids) == 1 else N_("the deck of one theme needs a scope that names one theme")


def _one_city(view: View) -> str | None:
    return None if len(view.data.narrowed.city_ids) == 1 else N_("the deck of one city needs a scope that names one city")


def _some_projects(view: View) -> str | None:
    return None if view.data.narrowed.project_ids else N_("the report to a funder needs a scope that names the funder, or its projects")


_NEEDS: dict[str, Callable[[View], str | None]] = {"theme": _one_theme, "city": _one_city, "funder": _some_projects}
