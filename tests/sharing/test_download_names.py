"""Streamlit tells large files apart by a few samples of them, and may hand out an older one: the names of ours tell them apart."""

from collections.abc import Iterator

import pytest

from tests.sharing.serving import House, serving
from tests.sharing.signs import SIGN
from tests.sharing.tab import Heard, Tab

# A page with one file, of which the address says a piece: neither at its beginning, nor in its middle, nor at its end.
SCRIPT = '''
from functools import partial
import streamlit as st
from sharing.web import server
from ui import doors
from ui.files import download

app = st.App(__file__, **server(doors.house, doors.may_upload, doors.may_take))

def content(piece):
    return b"," * 300_000 + piece.encode() + b"," * 1_700_000

if __name__ == "__main__":
    piece = st.query_params["piece"]
    for name, made in (("now", content(piece)), ("later", partial(content, piece))):
        download(name, made, of=piece, file_name="programme.csv", mime="text/csv", key=name)
'''


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("names")
    (folder / "page.py").write_text(SCRIPT, encoding="utf-8")
    with serving(folder, folder / "var", script=folder / "page.py") as found:
        yield found


@pytest.mark.parametrize("name", ["now", "later"])
def test_of_two_large_files_that_hardly_differ_each_is_handed_out(house: House, name: str):
    with Tab(house.address, Heard(SIGN)) as tab:
        found = {}
        for piece in ("older", "newer"):
            tab.run(query=f"piece={piece}")
            button = next(button for button in tab.of_kind("download_button") if button.proto.label == name)
            found[piece] = tab.deferred(button.proto.deferred_file_id)
            assert len(content := house.ask(found[piece], headers={}).content) > 2**20
            assert content.strip(b",") == piece.encode()
        assert found["older"] != found["newer"]
        assert house.ask(found["older"], headers={}).content.strip(b",") == b"older", "whoever has the older address has the older file"
