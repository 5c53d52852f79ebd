"""Writes the font of this folder: Noto Sans KR reduced to everyday Korean.

    pip install fonttools==4.68.0 brotli==1.2.1          # for this script only, not for the app
    npm pack @expo-google-fonts/noto-sans-kr@0.4.3       # then unpack it
    python ui/assets/fonts/build_fonts.py PATH/TO/noto-sans-kr

Latin letters are set in Streamlit's own Source Sans. Noto Sans KR is published as a hundred slices or as 6 MB a weight, so its regular and its bold are subset here and joined again
into one variable file, 400 to 700.
"""

import sys
from pathlib import Path

from fontTools.designspaceLib import DesignSpaceDocument
from fontTools.subset import Options, Subsetter, load_font
from fontTools.ttLib import TTFont
from fontTools.varLib import build

HERE = Path(__file__).parent
NOTO_SANS = {400: "400Regular/NotoSansKR_400Regular.ttf", 700: "700Bold/NotoSansKR_700Bold.ttf"}


def everyday_korean() -> set[int]:
    """The code points kept: KS X 1001's 2,350 syllables, the letters, Korean text's punctuation."""
    rows, cells = range(0xB0, 0xC9), range(0xA1, 0xFF)
    syllables = {ord(bytes((row, cell)).decode("euc_kr")) for row in rows for cell in cells}
    letters = {*range(0x1100, 0x1200), *range(0x3130, 0x3190)}
    punctuation = {*range(0x3000, 0x3040), *range(0xFF00, 0xFFF0), *map(ord, " ·‘’“”…₩")}
    return syllables | letters | punctuation


def subset(source: Path, kept: set[int]) -> TTFont:
    """The font with these characters alone. HarfBuzz composes loose letters, so no layout rules."""
    options = Options(layout_features=[], hinting=False)
    font = load_font(source, options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)
    for table in {"GPOS", "GSUB", "BASE", "STAT"} & set(font.keys()):
        del font[table]
    return font


def noto_sans_kr(folder: Path) -> TTFont:
    """One variable font out of two weights, whose outlines match point for point."""
    design = DesignSpaceDocument()
    low, high = min(NOTO_SANS), max(NOTO_SANS)
    design.addAxisDescriptor(tag="wght", name="Weight", minimum=low, default=low, maximum=high)
    kept = everyday_korean()
    for weight, file in NOTO_SANS.items():
        font = subset(folder / file, kept)
        design.addSourceDescriptor(name=file, font=font, location={"Weight": weight})
    variable, *_ = build(design)
    variable.flavor = "woff2"
    variable.recalcTimestamp = False  # the same inputs give the same bytes
    return variable


def main(noto_sans: Path) -> None:
    file = HERE / "noto-sans-kr.woff2"
    noto_sans_kr(noto_sans).save(file)
    print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("Usage: build_fonts.py PATH/TO/noto-sans-kr")
    main(Path(sys.argv[1]))
