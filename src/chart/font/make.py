"""Makes the font files of the charts and of the default theme from Be Vietnam Pro.

    pip install fonttools==4.68.0 brotli==1.2.1
    npm pack @expo-google-fonts/be-vietnam-pro@0.4.1     # the files of Google Fonts, OFL 1.1
    tar xzf expo-google-fonts-be-vietnam-pro-0.4.1.tgz
    python3 src/chart/font/make.py package

What differs from the original, and why:
- Word spaces are 270/1000 em wide instead of 230: Vietnamese has a space after each syllable, and
  with the wide letters of this typeface 230 runs words together.
- Ten digits of one width, as the feature `tnum`, which the original does not have: without them
  `font-variant-numeric: tabular-nums` does nothing, and columns of numbers are not aligned.
- The files of the charts have these digits as their only ones, because the theme sets charts with
  `tabular-nums` and `font.rs` measures without features.
The same files in give the same bytes out.
"""

import copy
import hashlib
import pathlib
import sys

from fontTools.otlLib import builder
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

ROOT = pathlib.Path(__file__).resolve().parents[3]
SPACE = 270
DIGITS = "zero one two three four five six seven eight nine".split()
# File of the package, its SHA-256, its files here, and the width of its digits: the median of the original digits.
WEIGHTS = [
    ("400Regular/BeVietnamPro_400Regular.ttf", "cb6f53d6fd56316356c55b067474d9621c27b7182b124063b8f6eab6acef63bd", "Regular", 400, 660),
    ("700Bold/BeVietnamPro_700Bold.ttf", "2fe6c3f9dbb65f61554d530c16b2eb4ec32ca437dc8f9999a6ec0f6403b30bfe", "Bold", 700, 680),
]
# Pages: Latin-1, Vietnamese in both ways to write it, punctuation, signs of mathematics.
PAGES = (
    "20-7E,A0-FF,102-103,110-111,128-129,168-169,1A0-1A1,1AF-1B0,300-304,306,308-309,31B,323,"
    "1EA0-1EF9,2013-2014,2018-201A,201C-201E,2020-2022,2026,2030,2039-203A,2044,20AB-20AC,2122,"
    "2212,2215,2248,2260,2264-2265"
)
# Charts: names in any Latin script.
CHARTS = (
    "20-7E,A0-107,10A-113,116-11B,11E-121,126-12B,12E-131,139-13A,13D-13E,141-144,147-148,"
    "14C-14D,150-155,158-15B,15E-16B,16E-17E,1A0-1A1,1AF-1B0,1EA0-1EF9,2013-2014,2018-2019,"
    "201C-201E,2022,2026,20AB-20AC,2212"
)


def letters(ranges):
    """The code points of ranges in hexadecimal."""
    found = set()
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def widen_spaces(font):
    """Sets the widths of the space and the no-break space."""
    for code in (0x20, 0xA0):
        font["hmtx"][font.getBestCmap()[code]] = (SPACE, 0)


def add_tabular(font, width):
    """Adds a copy of each digit with the same width for all, its ink in the middle."""
    order = font.getGlyphOrder()
    for name in DIGITS:
        glyph, new = font["glyf"][name], f"{name}.tnum"
        order.append(new)
        font["glyf"].glyphs[new] = moved = copied(glyph)
        left = (width - (glyph.xMax - glyph.xMin)) // 2
        moved.coordinates.translate((left - glyph.xMin, 0))
        moved.recalcBounds(font["glyf"])
        font["hmtx"].metrics[new] = (width, left)
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    if "GDEF" in font and font["GDEF"].table.GlyphClassDef:
        font["GDEF"].table.GlyphClassDef.classDefs.update({f"{name}.tnum": 1 for name in DIGITS})


def copied(glyph):
    """A glyph that shares nothing with the one given. Hints are left out: they are for the old place."""
    made = copy.deepcopy(glyph)
    made.removeHinting()
    return made


def add_feature(font):
    """Adds `tnum` to every script and language, and sorts the features, as the format asks."""
    table = font["GSUB"].table
    swap = builder.buildSingleSubstSubtable({name: f"{name}.tnum" for name in DIGITS})
    table.LookupList.Lookup.append(builder.buildLookup([swap]))
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = "tnum", otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex = [table.LookupList.LookupCount - 1]
    record.Feature.LookupCount = 1
    records = table.FeatureList.FeatureRecord
    records.append(record)
    old = list(records)
    records.sort(key=lambda record: record.FeatureTag)
    place = {id(record): number for number, record in enumerate(records)}
    table.FeatureList.FeatureCount = len(records)
    for script in table.ScriptList.ScriptRecord:
        systems = [script.Script.DefaultLangSys] + [r.LangSys for r in script.Script.LangSysRecord]
        for system in filter(None, systems):
            indices = [*system.FeatureIndex, len(old) - 1]
            system.FeatureIndex = sorted(place[id(old[index])] for index in indices)
            system.FeatureCount = len(system.FeatureIndex)


def subset(font, ranges, **options):
    """Leaves only the letters of the ranges."""
    settings = Options(layout_features=["*"], notdef_outline=True, **options)
    subsetter = Subsetter(settings)
    subsetter.populate(unicodes=letters(ranges))
    subsetter.subset(font)


def read(source, sha256):
    """The original file, if it is the one that this script was written for."""
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        sys.exit(f"{source} is not the expected file")
    return TTFont(source, recalcTimestamp=False)


def main(package):
    for file, sha256, name, weight, width in WEIGHTS:
        page = read(package / file, sha256)
        widen_spaces(page)
        add_tabular(page, width)
        add_feature(page)
        subset(page, PAGES, flavor="woff2")
        page.flavor = "woff2"
        page.save(ROOT / f"themes/default/assets/fonts/be-vietnam-pro-{weight}.woff2")

        chart = read(package / file, sha256)
        widen_spaces(chart)
        add_tabular(chart, width)
        for table in chart["cmap"].tables:
            for digit, glyph in zip("0123456789", DIGITS):
                if ord(digit) in table.cmap:
                    table.cmap[ord(digit)] = f"{glyph}.tnum"
        subset(chart, CHARTS, hinting=False, drop_tables=["GSUB", "GPOS", "GDEF", "DSIG"])
        chart.save(ROOT / f"src/chart/font/BeVietnamPro-{name}.ttf")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
