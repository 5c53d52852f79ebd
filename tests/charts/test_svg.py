"""A drawing as SVG: well formed, everything escaped, each mark saying what it stands for."""

from xml.etree import ElementTree

from charts import EXHIBITS
from charts.drawing import Area, Box, Drawing, Mark, Paint, Path, Run, Stroke, Text
from charts.drawn import drawing_of
from charts.svg import svg

NS = "{http://www.w3.org/2000/svg}"
INK, RED = Stroke("#23201B", 2), Paint("#CC6677")


def read(*shapes, **options):
    return ElementTree.fromstring(svg(Drawing(100, 50, shapes), **{"title": "A figure", **options}))


def test_it_says_its_title_and_is_as_large_as_the_drawing():
    root = read(title='Bars "<a> & b"')
    assert root.tag == f"{NS}svg"
    assert (root.get("role"), root.get("aria-label"), root.get("viewBox")) == ("img", 'Bars "<a> & b"', "0 0 100 50")


def test_each_named_shape_has_a_title_and_the_others_none():
    root = read(Box(1, 2, 30, 4.26, RED, name="5 people\nof 9"), Mark(9, 9, 8, fill=RED, name="Seoul"), Area(((0, 0), (1, 1), (0, 1)), RED, name="<Flow> & co"), Box(0, 0, 1, 1, RED))
    assert [title.text for title in root.iter(f"{NS}title")] == ["5 people\nof 9", "Seoul", "<Flow> & co"]
    box = root.find(f"{NS}rect")
    assert [box.get(name) for name in ("x", "y", "width", "height", "fill")] == ["1", "2", "30", "4.3", "#CC6677"]
    assert root.find(f"{NS}circle").get("r") == "4"


def test_what_xml_cannot_hold_is_left_out_and_the_rest_is_as_typed():
    typed = "a\x00\x0b\ud800</text><script>alert(1)</script> 서울 \u202eعربي 🏙"
    root = read(Text(5, 25, typed, "#23201B"), title=typed)
    said = typed.replace("\x00", "").replace("\x0b", "").replace("\ud800", "")
    assert root.find(f"{NS}text").text == said
    assert root.get("aria-label") == said
    assert root.find(f".//{NS}script") is None


def test_a_colour_is_written_as_it_is_asked_for():
    written = svg(Drawing(10, 10, (Box(0, 0, 5, 5, RED, INK), Text(0, 5, "a", "#23201B"))), title="", inks={"#23201B": "var(--ink)", "#CC6677": "var(--c1)"})
    assert 'fill="var(--c1)" stroke="var(--ink)" stroke-width="2"' in written
    assert "#" not in written


def test_lines_that_look_alike_are_one_element_and_a_named_one_is_its_own():
    root = read(Path(((0, 0), (5, 5)), INK), Path(((6, 6), (9, 9)), INK), Path(((1, 1), (2, 2)), INK, name="a way"), Path(((0, 1), (0, 9)), Stroke("#CC6677", dash="dash")))
    paths = root.findall(f"{NS}path")
    assert [path.get("d") for path in paths] == ["M0 0L5 5M6 6L9 9", "M1 1L2 2", "M0 1L0 9"]
    assert paths[2].get("stroke-dasharray") == "5 4"


def test_an_arrow_has_a_head_at_its_end():
    line, head = read(Path(((0, 10), (50, 10)), INK, has_head=True)).findall(f"{NS}path")
    assert line.get("d") == "M0 10L50 10"
    assert head.get("d").startswith("M50 10L43.7 ")


def test_a_hatched_box_is_lines_within_it_and_needs_no_id():
    root = read(Box(10, 10, 20, 6, Paint("#83807A", is_hatched=True), name="not detailed"))
    lines = root.find(f"{NS}path").get("d").split("M")[1:]
    ends = [tuple(map(float, point.split())) for line in lines for point in line.split("L")]
    assert len(lines) == 4
    assert all(10 <= x <= 30 and 10 <= y <= 16 for x, y in ends)
    assert root.find(f"{NS}rect").get("fill") == "transparent"
    assert "id=" not in ElementTree.tostring(root, encoding="unicode")


def test_words_stand_on_their_line_turned_bold_and_in_pieces():
    upright, plain, pieces = read(
        Text(10, 20, "up", "#23201B", 12, angle=-90), Text(50, 20, "mid", "#23201B", 10, "middle", is_bold=True, halo="#FBFAF7"),
        Text(0, 5, "■ Seoul 3", "#23201B", runs=(Run("■", colour="#44AA99"), Run(" Seoul "), Run("3", is_bold=True))),
    ).findall(f"{NS}text")  # fmt: skip
    assert upright.get("transform") == "translate(10 20) rotate(-90)"
    assert (plain.get("y"), plain.get("text-anchor"), plain.get("font-weight"), plain.get("stroke")) == ("23.4", "middle", "600", "#FBFAF7")
    assert "".join(pieces.itertext()) == "■ Seoul 3"
    assert [(piece.text, piece.get("fill"), piece.get("font-weight")) for piece in pieces] == [("■", "#44AA99", None), ("3", None, "600")]


def test_every_figure_is_well_formed_and_none_is_large(demo, view_of):
    view = view_of(demo, language="fr")
    for key, draw in EXHIBITS.items():
        shown = draw(view)
        if drawing := drawing_of(shown, view, width=720):
            written = svg(drawing, title=shown.sentence)
            assert ElementTree.fromstring(written).get("aria-label") == shown.sentence
            assert len(written) < 100_000, key


def test_words_that_would_be_cut_at_the_right_edge_are_drawn_narrower():
    long, short, upright = read(Text(10, 25, "A title of many letters", "#23201B", 12), Text(10, 25, "Short", "#23201B", 12), Text(90, 25, "Upright", "#23201B", 12, angle=-90)).findall(f"{NS}text")
    assert (long.get("textLength"), long.get("lengthAdjust")) == ("90", "spacingAndGlyphs")
    assert short.get("textLength") is None and upright.get("textLength") is None
