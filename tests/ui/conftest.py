"""Who looks in these tests: AppTest comes from nowhere, and who comes from nowhere sees the door alone."""

import pytest

from sharing.viewer import Viewer


@pytest.fixture(autouse=True)
def looking(monkeypatch: pytest.MonkeyPatch) -> Viewer:
    """A member of the board, who sees everything but what is personal."""
    viewer = Viewer("board", "board@example.org", "user test")
    monkeypatch.setattr("ui.who.identified", lambda: viewer)
    return viewer
