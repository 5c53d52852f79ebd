"""A figure in plotly's format as the page carries it: only what is drawn and said, and nothing that could end a script."""

import json
from collections.abc import Mapping
from typing import Any

from exports.letters import without_in_json

# What the dashboard needs to know which mark was clicked: identifiers, of no use on a page without a server.
UNSENT = ("ids", "meta", "customdata", "hoverlabel")


def sent(figure: Mapping[str, Any]) -> str:
    """The figure as JSON for a script element."""
    layout = {name: value for name, value in figure["layout"].items() if name != "meta"}
    return embedded({"data": [_trace(trace) for trace in figure["data"]], "layout": layout})


def _trace(trace: Mapping[str, Any]) -> dict[str, Any]:
    said = "customdata" if trace.get("hovertemplate", "").startswith("%{customdata}") else ""
    return {name: value for name, value in trace.items() if name not in UNSENT or name == said}


def embedded(value: Any) -> str:
    """A value as JSON that stays within a script element whatever its words are: `<`, `>` and `&` escaped, and all beyond ASCII."""
    written = json.dumps(value, separators=(",", ":"), default=lambda number: number.item())
    return without_in_json(written).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
