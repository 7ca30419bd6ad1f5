"""Copy what the pages need from node_modules to geoapp/static/vendor, and cut the fonts.

It writes below geoapp/static/vendor and nowhere else. GeoFig is Inter cut to figures: Be Vietnam
Pro has no figures of equal width, and columns of numbers need them.
"""

import shutil
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "geoapp" / "static" / "vendor"

# From (inside node_modules) to (inside geoapp/static/vendor); a folder is copied whole.
FILES = {
    "leaflet/dist/leaflet.js": "leaflet/leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet/leaflet.css",
    "leaflet/dist/images": "leaflet/images",
    "leaflet/LICENSE": "leaflet/LICENSE",
    "leaflet.fullscreen/dist/Control.FullScreen.umd.js": "leaflet-fullscreen/Control.FullScreen.js",
    "leaflet.fullscreen/dist/Control.FullScreen.css": "leaflet-fullscreen/Control.FullScreen.css",
    "leaflet.fullscreen/LICENSE.md": "leaflet-fullscreen/LICENSE",
    "leaflet.locatecontrol/dist/L.Control.Locate.min.js": "leaflet-locate/L.Control.Locate.js",
    "leaflet.locatecontrol/dist/L.Control.Locate.min.css": "leaflet-locate/L.Control.Locate.css",
    "leaflet.locatecontrol/LICENSE.md": "leaflet-locate/LICENSE",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "htmx.org/LICENSE": "htmx/LICENSE",
    "pbf/LICENSE": "pbf/LICENSE",
    "@mapbox/vector-tile/LICENSE.txt": "vector-tile/LICENSE",
    "@mapbox/point-geometry/LICENSE": "point-geometry/LICENSE",
    "@fontsource/be-vietnam-pro/LICENSE": "fonts/LICENSE-be-vietnam-pro",
    "@fontsource/inter/LICENSE": "fonts/LICENSE-inter",
    "@fontsource/tinos/LICENSE": "fonts/LICENSE-tinos",
}

TEXT_WEIGHTS = (400, 500, 600, 700)
TEXT_SUBSETS = ("vietnamese", "latin-ext", "latin")
FIGURE_WEIGHTS = (400, 600, 700)
# Administrative documents: as wide as Times New Roman, letter by letter.
SERIF_FACES = ("400-normal", "400-italic", "700-normal", "700-italic")
FIGURES = "0123456789.,%/+−–: "


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in FILES.items():
        copy(PACKAGES / source, VENDOR / target)
    copy_text_fonts(VENDOR / "fonts")
    cut_figure_fonts(VENDOR / "fonts")
    make_print_fonts(VENDOR / "print")


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)


def copy_text_fonts(folder: Path) -> None:
    for weight in TEXT_WEIGHTS:
        for subset in TEXT_SUBSETS:
            file = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
            copy(PACKAGES / "@fontsource" / "be-vietnam-pro" / "files" / file, folder / file)


def cut_figure_fonts(folder: Path) -> None:
    for weight in FIGURE_WEIGHTS:
        inter = PACKAGES / "@fontsource" / "inter" / "files" / f"inter-latin-{weight}-normal.woff2"
        cut_figures(inter, folder / f"geofig-{weight}.woff2")


def cut_figures(source: Path, target: Path) -> None:
    """Write the figures of a font as woff2, with their equal-width forms (tnum) kept."""
    # A fixed time stamp makes the file the same on every machine.
    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=["tnum", "kern"], flavor="woff2", hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=FIGURES)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6, 16):
            record.string = "GeoFig"
    font.flavor = "woff2"
    font.save(target)


def make_print_fonts(folder: Path) -> None:
    """Write the fonts of printed pages as TrueType: subsets joined, for no page asks twice."""
    folder.mkdir()
    for weight in TEXT_WEIGHTS:
        join_subsets("be-vietnam-pro", f"{weight}-normal", folder / f"BeVietnamPro-{weight}.ttf")
    for face in SERIF_FACES:
        join_subsets("tinos", face, folder / f"Tinos-{face}.ttf")
    for weight in FIGURE_WEIGHTS:
        figures = TTFont(VENDOR / "fonts" / f"geofig-{weight}.woff2", recalcTimestamp=False)
        figures.flavor = None
        figures.save(folder / f"GeoFig-{weight}.ttf")


def join_subsets(family: str, face: str, target: Path) -> None:
    folder = PACKAGES / "@fontsource" / family / "files"
    with tempfile.TemporaryDirectory() as place:
        parts = []
        for subset in reversed(TEXT_SUBSETS):
            font = TTFont(folder / f"{family}-{subset}-{face}.woff2")
            font.flavor = None
            parts.append(str(Path(place) / f"{subset}.ttf"))
            font.save(parts[-1])
        Merger().merge(parts).save(target)


if __name__ == "__main__":
    main()
