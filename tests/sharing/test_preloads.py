"""The scripts that browsers are told to fetch with the page."""

import re

from sharing.web import PRELOADED_SCRIPTS, preload_links, streamlit_static


def test_a_page_names_the_scripts_that_it_begins_with():
    """Each with all that it imports, so that none is asked for only when another has come."""
    links = preload_links(streamlit_static(), PRELOADED_SCRIPTS)
    named = re.findall(r"</static/js/([^>]+)>; rel=modulepreload", links)
    imported = {
        name
        for script in named
        for name in re.findall(r'(?:from|import)"\./([^"]+)"', (streamlit_static() / "static" / "js" / script).read_text(encoding="utf-8"))
    }
    own = (streamlit_static() / "index.html").read_text(encoding="utf-8")
    assert {name.split(".")[0] for name in named} >= {name.rstrip(".") for name in PRELOADED_SCRIPTS}
    assert {name for name in imported if name not in own} <= set(named)
    assert not any(name in own for name in named)
