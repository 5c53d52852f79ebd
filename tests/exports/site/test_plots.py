"""What the page carries of plotly's figures: what is drawn and said, no identifier, and nothing that could end a script."""

import json

from charts import EXHIBITS
from exports.site.plots import embedded, sent


def test_no_words_end_the_script_that_holds_them():
    typed = {"a": ["</script><script>alert(1)</script>", "<!-- ", "]]>", "\u2028\u2029", "서울 & é"]}
    written = embedded(typed)
    assert json.loads(written) == typed
    assert written.isascii()
    assert not set("<>&") & set(written)


def test_a_figure_is_sent_with_its_hovers_and_without_identifiers(real, view_of):
    figure = EXHIBITS["timeline.by_project"](view_of(real)).figure
    told = json.loads(sent(figure))
    assert any("customdata" in trace for trace in figure["data"])
    assert not any({"customdata", "ids", "meta"} & set(trace) for trace in told["data"])
    assert any(hover.startswith("<b>Youth Engagement</b>") for trace in told["data"] for hover in trace.get("hovertext", ()))
    assert "meta" not in told["layout"]


def test_hovers_that_are_said_stay(real, view_of):
    told = json.loads(sent(EXHIBITS["participants.by_sector"](view_of(real)).figure))
    assert told["data"][0]["customdata"][0].startswith("Local government: 5 people")
    assert "ids" not in told["data"][0]


def test_every_figure_can_be_sent(demo, view_of):
    for key, draw in EXHIBITS.items():
        shown = draw(view_of(demo))
        if isinstance(shown.figure, dict):
            assert len(json.loads(sent(shown.figure))["data"]) == len(shown.figure["data"]), key
