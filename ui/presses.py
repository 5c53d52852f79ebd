"""Presses do their work whole and once, also where a hand is quick.

When another press comes, Streamlit ends the run of the one before at its next look into the session, also in the middle of a
callback: what was saved would be saved, and nobody told of it. And it calls the callback of a button that is gone again, where
it was pressed twice. That the next run begins once this one has ended, and not beside it, is said in .streamlit/config.toml.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

from streamlit.runtime.scriptrunner import get_script_run_ctx

P = ParamSpec("P")


@contextmanager
def undisturbed() -> Iterator[None]:
    """Within it no other press ends the run."""
    run = get_script_run_ctx(suppress_warning=True)
    if run is None:
        yield
        return
    session = run.session_state
    ending = session._yield_callback
    # Set as the session sets its own: whatever is set in it otherwise is kept for the page.
    object.__setattr__(session, "_yield_callback", lambda: None)
    try:
        yield
    finally:
        object.__setattr__(session, "_yield_callback", ending)


def once(press: Callable[P, None]) -> Callable[P, None]:
    """A callback of a button that is called once for each time that the button was drawn."""
    is_done = False

    @wraps(press)
    def first(*args: P.args, **kwargs: P.kwargs) -> None:
        nonlocal is_done
        with undisturbed():
            if not is_done:
                is_done = True
                press(*args, **kwargs)

    return first

