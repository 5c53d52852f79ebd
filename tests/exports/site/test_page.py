"""The static pages: whole and well formed, in every language, asking nobody for anything, with the numbers of the dashboard."""

import base64
import gzip
import json
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import pytest
from lxml import html

from charts import EXHIBITS
from charts.exhibit import View
from charts.timeline_figure import first_page, rows_in
from exports.asked import Asked
from exports.site import page_file, site_files
from exports.site.inks import palette
from exports.site.subjects import PLANS, subject
from loaders import Dataset, Scope, load
from loaders.template import workbook
from locales import words
from tests.fixtures import spoilt

VOID = {"meta", "link", "br", "img", "input", "hr"}
SUBJECTS = ["overview", "timeline", "map", "themes", "delegations", "participants", "publications", "indicators"]
PAYLOAD = "</script><script>window.evil=1</script><!-- <img src=x onerror=\"window.evil=1\"> ' \" ]]> </style></title>\u2028 {{ 7*7 }} <b>evil</b> https://evil.example/x"


def asked(data: Dataset, language: str = "en") -> Asked:
    return Asked(View(data, data, data.as_of(date(2026, 1, 15)), words(language)))


@pytest.fixture(scope="module")
def page(real: Dataset) -> bytes:
    return page_file(asked(real))


@pytest.fixture(scope="module")
def files(real: Dataset) -> dict[str, bytes]:
    """The pages of a folder, French first."""
    return site_files(asked(real, "fr"))


class Tags(HTMLParser):
    """Notes what is opened, with which attributes, and what is closed that was not the last opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def section(page: bytes, name: str) -> html.HtmlElement:
    return html.fromstring(page.decode()).get_element_by_id(name)


def rows(section: html.HtmlElement, title: str) -> list[list[str]]:
    """The rows of the table of the figure whose title begins so."""
    (figure,) = [one for one in section.iter("article") if one.findtext("h3").startswith(title)]
    return [[cell.text_content() for cell in row.iter("td")] for row in figure.find(".//tbody").iter("tr")]


def test_the_page_is_one_well_formed_document_of_a_few_megabytes(page):
    tags = Tags(page.decode())
    assert page.startswith(b"<!doctype html>")
    assert (tags.open, tags.wrong) == ([], [])
    ids = [attrs["id"] for _, attrs in tags.seen if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert len(page) < 3_000_000


def test_every_subject_stands_there_in_each_language(page):
    document = html.fromstring(page.decode())
    assert [one.get("id") for one in document.iter("section")] == [f"{language}-{subject}" for language in ("en", "fr") for subject in SUBJECTS]
    english, french = (document.get_element_by_id(language) for language in ("en", "fr"))
    assert (english.get("class"), french.get("class")) == ("edition", "edition other")
    assert [one.findtext("h2") for one in french.iter("section")][:3] == ["Aperçu", "Chronologie", "Carte"]
    assert section(page, "en-overview").find("p").text.startswith("Between February 2018 and June 2019, 12 projects in 8 themes took place")
    assert section(page, "fr-overview").find("p").text.startswith("Entre février 2018 et juin 2019, 12 projets")
    assert {way.get("href") for way in english.find("nav").iter("a")} == {*(f"#en-{subject}" for subject in SUBJECTS), "#en", "#fr"}


def test_the_language_asked_for_comes_first(files):
    document = html.fromstring(files["index.html"].decode())
    assert document.get("lang") == "fr"
    assert document.findtext(".//h1") == "Aperçu"


def test_the_numbers_are_those_of_the_workbook(page):
    # Counted by hand in cities-2018-2019.xlsx.
    overview, people = section(page, "en-overview"), section(page, "en-participants")
    headlines = {one.findtext("dt"): one.findtext("dd") for one in overview.find("dl")}
    assert headlines == {
        "Projects": "12", "Delegations": "7", "Events": "22", "People listed": "70", "Participations": "≈ 290", "Partner cities": "4", "Publications": "10",
        "Languages of publication": "3",
    }  # fmt: skip
    months = {month: numbers for month, *numbers in rows(overview, "October 2018 and March 2019")}
    assert months["October 2018"] == ["1", "5", "0"]
    assert months["March 2019"] == ["3", "3", "0"]
    assert months["October 2019"] == ["0", "0", "2"]
    assert rows(people, "Local government (5)")[:3] == [["Local government", "5", "0", "50%"], ["Academia", "2", "0", "20%"], ["Civil society", "1", "0", "10%"]]


def test_every_table_has_as_many_rows_as_its_figure(page, real, view_of):
    view = view_of(real, language="fr")
    for page_name, key in (("map", "map.places"), ("themes", "themes.by_city"), ("publications", "publications.by_kind"), ("delegations", "delegations.by_route"), ("indicators", "indicators.board")):
        shown = EXHIBITS[key](view)
        assert len(rows(section(page, f"fr-{page_name}"), shown.title)) == len(shown.table), key


def test_each_figure_is_drawn_says_its_sentence_and_its_source(page):
    for name in SUBJECTS:
        for article in section(page, f"en-{name}").iter("article"):
            source = article.xpath(".//details[@class='source']")[0].text_content()
            assert "cities-2018-2019.xlsx" in source or "Made from no row." in source
            for figure in article.iter("figure"):
                drawn = figure.xpath("./div/*[local-name()='svg'][@role='img']")
                assert [one.get("aria-label") for one in drawn] == [figure.get("aria-label")] * 2
                assert len(figure.get("aria-label")) > 20


def test_the_source_names_sheets_and_rows(page):
    source = section(page, "en-overview").xpath("./details[@class='source']/p")[1].text_content()
    assert source.startswith("Delegations · ")
    assert source.endswith("Filters: none, everything is counted · cities-2018-2019.xlsx, delegations: rows 2–8")


def test_it_asks_nobody_and_runs_only_its_own_script(page):
    text, tags = page.decode(), Tags(page.decode())
    (policy,) = [attrs["content"] for tag, attrs in tags.seen if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert text.index("Content-Security-Policy") < text.index("<style") < text.index("<script")
    rules = {name: values.split() for name, _, values in (rule.strip().partition(" ") for rule in policy.split(";"))}
    assert rules["default-src"] == ["'none'"]
    assert "'unsafe-inline'" not in [*rules["script-src"], *rules["style-src-elem"]]
    (script,), (style,) = re.findall(r"<script>(.*?)</script>", text, re.S), re.findall(r"<style>(.*?)</style>", text, re.S)
    plotly = gzip.decompress(base64.b64decode(re.search(r'id="plotly"[^>]*>([^<]*)<', text)[1])).decode()
    hashes = [f"'sha256-{base64.b64encode(sha256(one.encode()).digest()).decode()}'" for one in (script, plotly, style)]
    assert rules["script-src"] == hashes[:2]
    assert rules["style-src-elem"][0] == hashes[2]
    assert not [attrs for _, attrs in tags.seen if any(name.startswith("on") or name in ("src", "srcset", "style", "action", "formaction") for name in attrs)]
    assert not re.search(r"url\((?!data:)|@import", style)


def test_the_only_addresses_are_links_to_publications(page, real):
    found = [attrs for _, attrs in Tags(page.decode()).seen if not attrs.get("href", "#").startswith("#")]
    assert {attrs["href"] for attrs in found} == set(real.publications["url"].dropna())
    assert {attrs["rel"] for attrs in found} == {"noopener noreferrer"}


def test_no_identifier_and_no_column_that_is_not_shown_is_in_it(page, real):
    text = re.sub(r'id="plotly"[^>]*>[^<]*<', "", page.decode())
    ids = [one for table, key in (("projects", "project_id"), ("delegations", "delegation_id"), ("events", "event_id"), ("publications", "publication_id")) for one in real.tables[table][key]]
    assert [one for one in ids if one in text] == []
    summaries = [one[:40] for table in ("projects", "events") for one in real.tables[table]["summary"].dropna()]
    assert summaries
    assert [one for one in summaries if one in text] == []


def test_text_from_cells_stays_text(tmp_path):
    (tmp_path / "programme.xlsx").write_bytes(workbook(spoilt.rows(PAYLOAD)))
    data = load(tmp_path).within(Scope())
    made = page_file(asked(data)).decode()
    tags = Tags(made)
    assert (tags.open, tags.wrong) == ([], [])
    kinds = [attrs.get("type", "") for tag, attrs in tags.seen if tag == "script"]
    assert (kinds.count(""), set(kinds)) == (1, {"", "application/json", "text/plain"})
    assert not [tag for tag, attrs in tags.seen if tag in ("img", "iframe", "object") or "onerror" in attrs]
    assert "window.evil" not in "".join(re.findall(r"<script>(.*?)</script>", made, re.S))
    assert "<!--" not in made
    document = html.fromstring(made)
    assert "49" not in document.findtext(".//title")
    assert PAYLOAD.replace("\u2028", "") in document.findtext(".//title").replace("\u2028", "")
    for block in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', made, re.S):
        json.loads(block)
    assert "evil" in re.search(r"@page\{@top-left\{content:\"([^\"]*)\"\}\}", made)[1], "the head of each sheet is one string of CSS"


def test_a_scope_s_pages_hold_no_string_of_a_row_outside_of_it(real):
    part = real.within(Scope(project_ids=("pqds-exploratory",)))
    made = [page_file(asked(part)), *site_files(asked(part)).values()]
    outside = {
        str(value) for table, column in (("projects", "title"), ("events", "title"), ("delegations", "title"), ("publications", "title"), ("transfers", "practice"), ("publications", "url"))
        for value in real.tables[table].loc[~real.tables[table].index.isin(part.tables[table].index), column].dropna()
    }  # fmt: skip
    inside = part.projects["title"].iloc[0]
    assert len(outside) > 40
    for content in made:
        text = unescape(content.decode("utf-8", "ignore"))
        assert [one for one in outside if one in text or json.dumps(one)[1:-1] in text] == []
    assert inside in unescape(made[0].decode())


def test_notes_go_along_with_who_wrote_them(demo):
    wanted = asked(demo)
    made = subject("overview", PLANS["overview"], wanted, palette(wanted.view))
    assert made.notes == (("L’exercice commence en avril.", "Direction (inventée) · 30 September 2021 · French"),)


def test_the_folder_has_a_page_a_subject_and_language_and_no_link_leads_nowhere(files):
    assert {name for name in files if name.endswith(".html")} == {"index.html", *(f"{language}/{subject}.html" for language in ("en", "fr") for subject in SUBJECTS)}
    for name, content in files.items():
        if not name.endswith(".html"):
            continue
        tags = Tags(content.decode())
        assert (tags.open, tags.wrong) == ([], []), name
        for _, attrs in tags.seen:
            for way in (attrs.get("href"), attrs.get("src"), attrs.get("data-src")):
                if way and not way.startswith(("#", "http://", "https://")):
                    assert normpath(join(dirname(name), way)) in files, (name, way)
        assert "default-src &#39;none&#39;; script-src &#39;self&#39;" in content.decode()


def test_hangul_brings_its_face_along_and_without_it_there_is_none(real, page, files):
    assert b"@font-face" not in page
    assert "assets/noto-sans-kr.woff2" not in files
    part = real.within(Scope(project_ids=("pqds-exploratory",)))
    korean = replace(part, tables={**part.tables, "themes": part.themes.assign(name="도시 공유지")})
    assert b"@font-face{font-family:'Noto Sans KR';src:url(data:font/woff2;base64," in page_file(asked(korean))
    assert site_files(asked(korean))["assets/noto-sans-kr.woff2"][:4] == b"wOF2"


def test_without_data_each_page_says_so(empty):
    document = html.fromstring(page_file(asked(empty)).decode())
    assert {one.find("p").text for one in document.get_element_by_id("en").iter("section")} == {"Nothing is on record here."}


def test_of_a_long_timeline_the_first_page_is_drawn_under_its_axis(large, view_of):
    whole = EXHIBITS["timeline.by_project"](view_of(large)).figure
    cut = first_page(whole)
    assert (rows_in(cut), rows_in(whole) > 400) == (80, True)
    assert cut["layout"]["xaxis"]["ticktext"] == whole["layout"]["xaxis"]["ticktext"]
    assert len(cut["data"][-2]["y"]) == 80
    assert first_page(cut) == cut
