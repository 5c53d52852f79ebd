"""Words on the screen: a text from a cell is shown as typed, never as Markdown or HTML."""

import re

import streamlit as st

from charts.exhibit import View

# Every sign to which Streamlit's Markdown gives a meaning: links, formulas, colours, emoji, HTML.
SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=^@/])")
# A bare address becomes a link however its signs are escaped: an invisible joiner keeps it text.
ADDRESSES = re.compile(r"(?i)(https?:|www(?=\.)|(?=@))")
# Not every blank: French keeps a no-break space before its colons and within its numbers.
BREAKS = re.compile(r"[ \t\r\n]+")
JOINER = "\u2060"


def plain(text: str) -> str:
    """Text for a parameter that takes Markdown, so that it is shown as typed."""
    return escaped(" ".join(BREAKS.split(text.strip())))


def escaped(text: str) -> str:
    """Text as a part of Markdown, its blanks as they are."""
    return SIGNS.sub(r"\\\1", ADDRESSES.sub(rf"\1{JOINER}", text))


def heading(title: str, sentence: str) -> None:
    """A page's title, and the sentence from the data that sums it up."""
    st.title(plain(title), anchor=False)
    if sentence:
        st.markdown(plain(sentence))


def amiss(sentence: str) -> None:
    """What is wrong with a field, beside it."""
    st.markdown(f":red[:material/error: {plain(sentence)}]")


def empty_state(view: View, *, is_guest: bool = False) -> None:
    """What to say where there is nothing to show: what would fill the page, or what hides it; to who holds a link, whom to ask."""
    t = view.t
    if not view.whole.is_empty:
        st.subheader(plain(t("Nothing matches these filters")), anchor=False)
        st.markdown(plain(t("Widen the period, or take away a theme, a city or a project.")))
        return
    if is_guest:
        st.subheader(plain(t("This link shows nothing at the moment")), anchor=False)
        st.markdown(plain(t("Nothing of what it is of is on record now. Ask the person who sent it.")))
        return
    st.subheader(plain(t("There is nothing here yet")), anchor=False)
    st.markdown(plain(t("Put a workbook with the sheets projects, delegations, events, participants and publications into the data folder. This command makes an empty one to fill in, with drop-down lists and a guide:")))
    st.code("python -m loaders template programme.xlsx", language=None, wrap_lines=True)
