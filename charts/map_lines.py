"""The lines of the map: delegations and transfers between places, and what stands behind each."""

from typing import Any

import pandas as pd
import pydeck as pdk

from charts import map_shape as shapes
from charts import style
from charts.exhibit import View
from charts.marks import Marks, mark_key
from locales import N_, Words
from metrics.places import moves

# A finger is wider than a line; for that, every fifth point of its curve is near enough.
GRIP_PX, GRIP_EVERY = 18, 5
KEY = ("from_id", "to_id", "table", "is_planned")
KINDS = {"delegations": N_("Delegations"), "transfers": N_("Transfers")}
FORMULA = N_("Delegations or transfers from the one place to the other; the way back, and what is still planned, are lines of their own.")


def colours(view: View) -> style.MapColours:
    """The map's colours on the paper that it is drawn on."""
    return style.DARK_MAP if view.is_dark else style.LIGHT_MAP


def drawn(links: pd.DataFrame, view: View) -> list[pdk.Layer]:
    """The lines, paler where they begin, and an arrow on each; planned ones dashed. Beneath, grips that a finger finds."""
    t, ways = view.t, colours(view).ways
    lines, grips, arrows = [], [], []
    for link in links.itertuples():
        path = shapes.curve((link.from_longitude, link.from_latitude), (link.to_longitude, link.to_latitude), bend=link.bend)
        strength = 0.55 if link.is_planned else 0.9
        fade = [style.rgba(ways[link.table], strength * (0.3 + 0.7 * i / len(path))) for i in range(len(path))]
        lines.append({"path": path, "c": fade, "w": min(1.4 + 0.7 * link.count, 5), "d": [4, 3] if link.is_planned else [0, 0],
                      "tip": "\n".join(link_words(link, t)), "id": mark_key(*(getattr(link, part) for part in KEY))})  # fmt: skip
        grips.append({"path": path[::GRIP_EVERY], "id": lines[-1]["id"], "tip": lines[-1]["tip"]})
        at, angle = shapes.heading(path)
        arrows.append({"at": at, "t": ">", "a": angle, "c": style.rgba(ways[link.table], strength)})
    return [
        # Not wholly clear: what has no colour at all cannot be clicked.
        pdk.Layer("PathLayer", grips, id="grips", pickable=True, get_path="path", get_color=[0, 0, 0, 1], get_width=GRIP_PX, width_units="'pixels'"),
        pdk.Layer(
            "PathLayer", lines, id="lines", pickable=True, get_path="path", get_color="c", get_width="w", width_units="'pixels'",
            cap_rounded=True, get_dash_array="d", extensions=[{"@@type": "PathStyleExtension", "dash": True}],
        ),
        pdk.Layer(
            "TextLayer", arrows, id="arrows", pickable=False, get_position="at", get_text="t", get_angle="a", get_color="c",
            get_size=17, font_family=f"'{style.FONT}'", font_weight=600, character_set="'>'",
        ),
    ]  # fmt: skip


def marks(links: pd.DataFrame, view: View) -> Marks:
    """The delegations or transfers of each line."""
    t, titles, parts = view.t, {}, {}
    for link in links.itertuples():
        key, (way, what) = mark_key(*(getattr(link, part) for part in KEY)), link_words(link, t)
        titles[key], parts[key] = t("{name}: {n}", name=way, n=what), (way, t(KINDS[link.table]), *([t("planned")] if link.is_planned else []))
    return Marks(view.measured(moves), KEY, titles, parts, FORMULA)


def link_words(link: Any, t: Words) -> tuple[str, str]:
    """A line's way, and what goes it."""
    if link.table == "delegations":
        what = t.plural("{n} planned delegation", "{n} planned delegations", link.count) if link.is_planned else t.plural("{n} delegation", "{n} delegations", link.count)
    else:
        what = t.plural("{n} planned transfer", "{n} planned transfers", link.count) if link.is_planned else t.plural("{n} transfer", "{n} transfers", link.count)
    return f"{link.from_name} → {link.to_name}", what
