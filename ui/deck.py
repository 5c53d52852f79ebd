"""The deck that a reader puts together: its figures stand in the address, by their keys; titles and notes in the session."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

import streamlit as st

from charts import made
from charts.exhibit import Exhibit, View
from exports.asked import Asked, Earlier
from exports.decks import FIGURES, READY, Deck, Item, Shown, exhibits_of, has_something, ready, title_of
from exports.restated import KEY as CHANGED
from exports.saved_decks import Saved, saved_decks
from loaders import SourceError
from loaders.editions import editions as frozen
from locales import N_, Words
from ui import data, editions, fields
from ui.presses import undisturbed
from ui.text import plain
from ui.who import seen_by, viewer

KEY, SAVED = "deck", "saved."
# What was typed of each deck's figures, the last choice of one's own, the one that it took the place of, what to undo,
# what to say, the saved deck that one's own began as.
TYPED, OWN, EARLIER, UNDO, TOLD, FROM = "deck-typed", "deck-own", "deck-earlier", "deck-undo", "deck-told", "deck-from"
TYPED_OR_TAKEN = (TYPED, OWN, EARLIER, UNDO, FROM)
# Under this stands what was typed of the deck itself: no figure is called so.
WHOLE = ""
# What to choose where a ready deck is of a part alone.
NEEDS = {
    "theme": N_("Choose one theme in the filters above: this deck speaks of one alone."),
    "city": N_("Choose one city in the filters above: this deck speaks of one alone."),
    "funder": N_("Choose the funder’s projects in the filters above: this deck speaks of them alone."),
}


@dataclass(frozen=True)
class Chosen:
    """What the address says: a ready deck or a saved one by its `name`, or figures of one's own (no name).

    `reason` says why a deck has no figures, `unknown` which keys are no figures.
    """

    name: str
    deck: Deck
    reason: str | None = None
    unknown: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its figures, in order."""
        return tuple(item.key for item in self.deck.items)


@dataclass(frozen=True)
class TakenOut:
    """A figure that was taken out: its title, the place where it stood, and what the address and the reader had said before."""

    title: str
    place: int
    said: str
    typed: Mapping[str, Item]


def in_address(t: Words) -> None:
    """A field that nobody sees: it has the address keep the deck from page to page."""
    with st.container(key="deck-in-address"):
        st.text_input(t("Deck"), key=KEY, bind="query-params", label_visibility="collapsed")
    if told := st.session_state.pop(TOLD, None):
        st.toast(plain(told), icon=":material/check:")


def in_field() -> str:
    """What the address says of the deck."""
    return fields.said(KEY) or ""


def encoded(keys: Iterable[str]) -> str:
    """Keys as an address says them."""
    return " ".join(quote(key, safe="") for key in keys)


def chosen(view: View) -> Chosen:
    """The deck that the address says, with the titles and notes that were typed."""
    said = in_field().strip()
    stated = _stated(said, view)
    typed: Mapping[str, Item] = st.session_state.get(TYPED, {}).get(stated.name, {})
    title = typed[WHOLE].title if WHOLE in typed else None
    items = tuple(typed.get(item.key, item) for item in stated.deck.items)
    return replace(stated, deck=Deck(title or stated.deck.title, items))


def _stated(said: str, view: View) -> Chosen:
    t = view.t
    if said in READY:
        try:
            return Chosen(said, data.once(lambda light: ready(said, Asked(light)), on_paper(view), name=f"deck {said}"))
        except SourceError as reason:
            return Chosen(said, Deck(t(READY[said]), ()), t(NEEDS[said]) if said in NEEDS else str(reason))
    if said.startswith(SAVED):
        if deck := saved().get(said.removeprefix(SAVED)):
            return Chosen(said, deck.deck)
        return Chosen("", Deck("", ()), t("There is no deck “{name}” here: choose another.", name=said.removeprefix(SAVED)))
    keys = tuple(dict.fromkeys(unquote(key) for key in said.split()))
    known = tuple(key for key in keys if is_known(key, view))
    title = view.whole.setting("organisation") or t("Selected figures")
    return Chosen("", Deck(title, tuple(map(Item, known))), unknown=tuple(key for key in keys if key not in known))


def is_known(key: str, view: View) -> bool:
    """Whether a key stands for a figure of this data that the viewer may see."""
    if not seen_by().may_open(key.partition(".")[0]):
        return False
    return key in FIGURES or key == CHANGED or made(key, view) is not None


def saved() -> dict[str, Saved]:
    """The decks that were saved beside the data, by id: words of the organisation's own, which no link shows."""
    return saved_decks(data.folder()) if seen_by().is_inside else {}


def on_paper(view: View) -> View:
    """The view as it is printed and projected: on light paper."""
    return replace(view, is_dark=False) if view.is_dark else view


def asked(view: View, keys: Iterable[str] = (CHANGED,)) -> Asked:
    """The view to export, and the last edition before it where one of the figures compares with it.

    What changed is told of the whole alone: under a filter there is nothing to compare with. Raises SourceError.
    """
    light = on_paper(view)
    if CHANGED not in keys or not view.data.scope.is_open or not seen_by().is_inside:
        return Asked(light)
    looked_at = editions.chosen()
    before = next((one for one in frozen(data.folder()) if one.is_whole and (looked_at is None or one.frozen < looked_at.frozen)), None)
    return Asked(light, Earlier(before.name, data.part(editions.of(before), view.whole.scope), before.as_of) if before else None)


def exhibits(key: str, wanted: Asked) -> tuple[Exhibit, ...]:
    """The exhibits of a figure, each made once for all who look at the same."""
    if key == CHANGED:
        return data.once(lambda view: tuple(exhibits_of(key, wanted)), wanted.view, name=f"{key} {wanted.earlier and wanted.earlier.data.mark}")
    draws = ((one, made(one, wanted.view)) for one in FIGURES.get(key, (key,)))
    return tuple(data.once(draw, wanted.view, name=one) for one, draw in draws if draw)


def shown(item: Item, wanted: Asked) -> Shown | None:
    """A figure as it is shown; None where it has nothing to show."""
    made_of = exhibits(item.key, wanted)
    if not has_something(item.key, made_of):
        return None
    return Shown(item.key, item.title or title_of(item.key, made_of[0], wanted.view), made_of)


def without(key: str, wanted: Asked) -> str:
    """What a figure is called that has nothing to show."""
    if key == CHANGED:
        return wanted.view.t("What changed since the last edition")
    return title_of(key, exhibits(key, wanted)[0], wanted.view)


def adding(key: str, view: View) -> None:
    """A quiet button that puts a figure into the deck, and takes it out again."""
    if not (seen_by().may_open("present") and is_known(key, view)):
        return
    t, is_in = view.t, key in chosen(view).keys
    add = t("Add these figures to the deck") if key in FIGURES else t("Add to deck")
    label, icon = (t("In the deck"), ":material/check:") if is_in else (add, ":material/add_to_photos:")
    if st.button(label, icon=icon, type="tertiary", key=f"to-deck-{key}", help=t("Takes it out again") if is_in else None, on_click=toggle, args=(key, view)):
        # The address is written by the frame, and this may be a part of the page.
        st.rerun()


@undisturbed()
def toggle(key: str, view: View) -> None:
    """Put a figure at the end of the deck, or take it out, for whom the deck still is: a callback."""
    if not viewer().may_open("present"):
        return
    t, deck = view.t, chosen(view)
    is_in = key in deck.keys
    items = [item for item in deck.deck.items if item.key != key] if is_in else [*deck.deck.items, Item(key)]
    put(deck, items)
    st.session_state[TOLD] = t("Taken out of the deck.") if is_in else t.plural("The deck has {n} figure now: see Present.", "The deck has {n} figures now: see Present.", len(items))


def put(before: Chosen, items: Iterable[Item]) -> None:
    """Have these figures, in this order, as a deck of one's own; their titles and notes go with them."""
    stand = tuple(items)
    typed = {item.key: item for item in stand if item.title or item.note}
    if before.name:
        st.session_state[FROM] = before.name
        if own := st.session_state.get(OWN):
            st.session_state[EARLIER] = own, dict(st.session_state.get(TYPED, {}).get("", {}))
        typed[WHOLE] = Item(WHOLE, before.deck.title)
    elif title := st.session_state.get(TYPED, {}).get("", {}).get(WHOLE):
        typed[WHOLE] = title
    st.session_state.setdefault(TYPED, {})[""] = typed
    st.session_state[OWN] = encoded(item.key for item in stand)
    fields.put(KEY, st.session_state[OWN])


def type_in(deck: Chosen, item: Item) -> None:
    """Keep what was typed of a figure, or of the deck itself."""
    st.session_state.setdefault(TYPED, {}).setdefault(deck.name, {})[item.key] = item


@undisturbed()
def move(key: str, view: View, is_down: bool) -> None:
    """Move a figure by one place in the deck as it is now: a callback."""
    deck = chosen(view)
    if key in deck.keys:
        items, place = list(deck.deck.items), deck.keys.index(key)
        items.insert(max(0, place + (1 if is_down else -1)), items.pop(place))
        put(deck, items)


@undisturbed()
def take_out(key: str, view: View, title: str) -> None:
    """Take a figure out, and keep what was there, so that it can be brought back: a callback."""
    deck = chosen(view)
    if key in deck.keys:
        before = TakenOut(title, deck.keys.index(key), in_field(), dict(st.session_state.get(TYPED, {}).get("", {})))
        put(deck, [one for one in deck.deck.items if one.key != key])
        st.session_state[UNDO] = before, in_field()


def undone() -> None:
    """Bring back what was taken out last."""
    gone, _ = st.session_state.pop(UNDO)
    st.session_state.setdefault(TYPED, {})[""] = dict(gone.typed)
    fields.put(KEY, gone.said)


def earlier() -> int:
    """How many figures the choice of one's own had that a deck which was changed took the place of; 0 where there is none."""
    said, _ = st.session_state.get(EARLIER, ("", {}))
    return len(said.split())


def bring_back() -> None:
    """Have the earlier choice of one's own again, with what was typed of it."""
    said, typed = st.session_state.pop(EARLIER)
    st.session_state.setdefault(TYPED, {})[""] = typed
    st.session_state[OWN] = said
    fields.put(KEY, said)


def taken_out() -> TakenOut | None:
    """What was taken out last, while nothing else has changed."""
    if UNDO in st.session_state:
        gone, after = st.session_state[UNDO]
        if isinstance(gone, TakenOut) and after == in_field():
            return gone
    return None
