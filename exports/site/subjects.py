"""What stands on the pages, by subject, as the dashboard's own pages have it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from charts import (
    EXHIBITS,
    delegations,
    indicator_card,
    indicators,
    overview,
    participants,
    publications,
    themes,
    timeline,
)
from charts import map as places
from charts.drawing import Drawing, Mark, Paint, Path, Shape, Stroke
from charts.exhibit import View
from charts.headlines import HEADLINES
from charts.sdgs import has_goals
from charts.svg import svg
from charts.timeline_figure import first_page, rows_in
from exports import restated
from exports.asked import Asked
from exports.site.figures import Figure, Headline, figure, headline
from exports.site.inks import Palette, status_class, written
from exports.told import taken_along
from locales import N_

KEY_WIDE, KEY_HIGH = 26.0, 14.0
# As the dashboard says it, but for the click that opens a record there.
SIGNS = N_(
    "◆ delegation, ● event, ■ publication, each on the bar of its project. Hollow: planned. "
    "Dotted or fading: the date is only known to the month, season or year. ▸ No end date is known."
)


@dataclass(frozen=True)
class Subject:
    """A subject of the pages: its title, the sentence that sums it up, its numbers and its figures; `key` is its name in addresses."""

    key: str
    title: str
    sentence: str
    headlines: tuple[Headline, ...]
    figures: tuple[Figure, ...]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Plan:
    """How a subject is made: its title, its sentence, the keys of its numbers, its figures."""

    title: str
    sentence: Callable[[View], str]
    numbers: tuple[str, ...]
    figures: Callable[[Asked, Palette], Iterator[Figure]]


def subjects(asked: Asked, colours: Palette) -> Iterator[Subject]:
    """Every subject in the language of the view."""
    for key, plan in PLANS.items():
        yield subject(key, plan, asked, colours)


def subject(key: str, plan: Plan, asked: Asked, colours: Palette) -> Subject:
    """One subject, as its plan says."""
    view = asked.view
    title = view.t(plan.title)
    if view.data.is_empty:
        return Subject(key, title, view.t("Nothing is on record here."), (), (), ())
    numbers = tuple(headline(EXHIBITS[one](view), view) for one in plan.numbers)
    # A page goes by its English title, in small letters.
    return Subject(key, title, plan.sentence(view), numbers, tuple(plan.figures(asked, colours)), tuple(taken_along(view, plan.title.lower())))


def _of(*keys: str) -> Callable[[Asked, Palette], Iterator[Figure]]:
    return lambda asked, colours: (figure(EXHIBITS[key](asked.view), asked.view, colours) for key in keys)


def _timeline(asked: Asked, colours: Palette) -> Iterator[Figure]:
    """By theme; by place and by project when asked for, without the same table again."""
    view, t = asked.view, asked.view.t
    for key, name in (("by_theme", ""), ("by_city", t("By city")), ("by_project", t("By project"))):
        shown = EXHIBITS[f"timeline.{key}"](view)
        if shown.figure is None:
            if not name:
                yield figure(shown, view, colours)
            continue
        drawn = first_page(shown.figure)
        captions = [] if name else [t(SIGNS)]
        if (rows := rows_in(shown.figure)) > (those := rows_in(drawn)):
            captions.append(t("The first {n} of {all} rows.", n=t.number(those), all=t.number(rows)))
        yield replace(figure(replace(shown, figure=drawn), view, colours, has_table=not name), name=name, is_folded=bool(name), captions=tuple(captions))


def _map(asked: Asked, colours: Palette) -> Iterator[Figure]:
    view, t = asked.view, asked.view.t
    captions = []
    if left_out := places.lines_left_out(view):
        captions.append(t.plural("The busiest lines are drawn; {n} more is in the records.", "The busiest lines are drawn; {n} more are in the records.", left_out))
    if missing := places.unplaced(view):
        captions.append(t.plural(
            "{n} place could not be placed, for its coordinates are not known: {names}.", "{n} places could not be placed, for their coordinates are not known: {names}.",
            len(missing), names=t.listed(missing),
        ))  # fmt: skip
    inks = written(colours, is_map=True)
    signs = tuple((Markup(svg(_sign(shape, colour), title=None, inks=inks)), words) for shape, colour, words in places.key(view))
    yield replace(figure(EXHIBITS["map.places"](view), view, colours), captions=tuple(captions), signs=signs)


def _sign(shape: str, colour: str) -> Drawing:
    """A sign of the map's key."""
    middle, high = KEY_WIDE / 2, KEY_HIGH / 2
    signs: dict[str, Shape] = {
        "disc": Mark(middle, high, 11, fill=Paint(colour)), "ring": Mark(middle, high, 10, stroke=Stroke(colour, 2)),
        "line": Path(((2, high), (KEY_WIDE - 2, high)), Stroke(colour, 2.5)), "dashed": Path(((2, high), (KEY_WIDE - 2, high)), Stroke(colour, 2.5, dash="dash")),
    }  # fmt: skip
    return Drawing(KEY_WIDE, KEY_HIGH, (signs[shape],))


def _themes(asked: Asked, colours: Palette) -> Iterator[Figure]:
    goals = ("themes.by_goal",) if has_goals(asked.view) else ()
    yield from _of("themes.by_kind", "themes.by_quarter", "themes.by_city", *goals, "themes.transfers")(asked, colours)


def _participants(asked: Asked, colours: Palette) -> Iterator[Figure]:
    if EXHIBITS["participants.people"](asked.view).measure.value:
        yield from _of(*(f"participants.{name}" for name in ("by_sector", "by_city", "by_gender", "by_age")))(asked, colours)
    yield from _of("participants.by_activity")(asked, colours)


def _indicators(asked: Asked, colours: Palette) -> Iterator[Figure]:
    """The board, what the last edition said otherwise, and each indicator over time."""
    view, t = asked.view, asked.view.t
    lines = indicators.board_lines(view)
    if not lines:
        return
    board = figure(EXHIBITS["indicators.board"](view), view, colours, looks={t("Status"): [status_class(line.standing.status) for line in lines]})
    reason = indicators.not_judged(view, lines)
    yield replace(board, captions=(reason,) if reason else ())
    if asked.earlier:
        yield figure(restated.exhibit(view, asked.earlier), view, colours)
    for line in lines:
        one = line.indicator
        shown = figure(indicator_card.trend(one)(view), view, colours, about=one.indicator_id)
        yield replace(shown, name=one.title, captions=(one.description,) if one.description else ())


PLANS: dict[str, Plan] = {
    "overview": Plan(N_("Overview"), overview.summary, tuple(f"overview.{name}" for name in HEADLINES), _of("overview.months", "overview.next", "overview.latest")),
    "timeline": Plan(N_("Timeline"), timeline.summary, (), _timeline),
    "map": Plan(N_("Map"), places.summary, (), _map),
    "themes": Plan(N_("Themes"), themes.summary, (), _themes),
    "delegations": Plan(
        N_("Delegations"), delegations.summary, tuple(f"delegations.{name}" for name in ("held", "mission_days", "delegates", "routes")),
        _of("delegations.journeys", "delegations.by_route", "delegations.days"),
    ),
    "participants": Plan(
        N_("Participants"), participants.summary, tuple(f"participants.{name}" for name in ("people", "participations", "sectors", "places")), _participants,
    ),
    "publications": Plan(N_("Publications"), publications.summary, (), _of("publications.by_language", "publications.by_kind", "publications.by_year", "publications.texts")),
    "indicators": Plan(N_("Indicators"), indicators.summary, (), _indicators),
}  # fmt: skip
