"""The same map by matplotlib, and the same page by WeasyPrint: what one would take first."""

import io
from base64 import b64encode
from html import escape

from geoapp.exports.content import ExportContent
from geoapp.exports.map_picture import picture
from geoapp.exports.options import ExportOptions
from geoapp.exports.page_data import page_data
from geoapp.exports.page_pictures import symbol_file
from geoapp.exports.pdf import map_size
from geoapp.exports.web_page import font_faces

# As many as our own page has beside the map.
FIRST_ROWS = 17
CLASS_MARKS = {"late": "D", "ahead": "s", "on_time": "o", "not_reported": "o"}


def map_by_matplotlib(content: ExportContent, options: ExportOptions) -> bytes:
    """Draw outlines, numbered symbols, names and the small map to PDF, fonts embedded."""
    import geopandas
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    width, height = (side / 25.4 for side in map_size(content, options))
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes((0, 0, 1, 1))
    ground = content.ground
    for units, look in (
        (ground.faded, {"facecolor": "#F3F0E8", "edgecolor": "#C3BDAF", "linewidth": 0.5}),
        (ground.within, {"facecolor": "none", "edgecolor": "#A79F8B", "linewidth": 0.4}),
        (ground.selected, {"facecolor": "#FFFDF8", "edgecolor": "#17232E", "linewidth": 2}),
    ):
        if units:
            frame = geopandas.GeoSeries([one.geometry for one in units], crs=4326)
            frame.plot(ax=axes, **look)
            for one in units:
                at = one.geometry.representative_point()
                axes.annotate(one.name, (at.x, at.y), fontsize=7, color="#6B6658")
    for one in content.projects:
        if one.anchor:
            style = content.class_of(one)
            axes.plot(
                *one.anchor,
                marker=CLASS_MARKS.get(style.value, "o"),
                markersize=11,
                markerfacecolor=style.fill,
                markeredgecolor="#17232E",
            )
            axes.annotate(str(one.number), one.anchor, fontsize=7, ha="center", va="center")
    small = figure.add_axes((0.02, 0.78, 0.24, 0.2))
    for units, face in ((ground.provinces, "#F3F0E8"), (ground.siblings, "none"),
                        (ground.selected, "#17232E")):  # fmt: skip
        if units:
            frame = geopandas.GeoSeries([one.geometry for one in units], crs=4326)
            frame.plot(ax=small, facecolor=face, edgecolor="#A79F8B", linewidth=0.4)
    for one in (axes, small):
        one.set_aspect("equal")
        one.set_xticks([])
        one.set_yticks([])
    made = io.BytesIO()
    with rc_context({"pdf.fonttype": 42}):
        figure.savefig(made, format="pdf")
    return made.getvalue()


def page_by_weasyprint(content: ExportContent, options: ExportOptions) -> bytes:
    """Lay the map's SVG, legend, totals and both tables into a PDF with the page's own fonts."""
    from weasyprint import HTML

    size = map_size(content, options)
    drawn = picture(content, *size, options.scale)
    data = page_data(content, options, drawn)
    symbols = {style.value: _image(symbol_file(style)) for style in content.theme.classes}
    totals = "".join(f"<td><b>{escape(one['figure'])}</b><br>{escape(one['words'])}</td>"
                     for one in data["kpis"])  # fmt: skip
    legend = "".join(
        f"<tr><td><img class=s src='{symbols[one['name']]}'></td><td>{escape(one['label'])}</td>"
        f"<td><div style='width:{one['share'] * 60}mm;height:3mm;background:{one['fill']}'></div>"
        f"</td><td>{one['count']}</td></tr>"
        for one in data["legend"]
    )
    rows = "".join(
        f"<tr><td><img class=s src='{symbols[one['class']]}'>{one['number']}</td>"
        + "".join(f"<td>{escape(one[name])}</td>" for name in ("name", "money", "works", "days"))
        for one in data["rows"][:FIRST_ROWS]
    )
    rest = "".join(
        f"<tr><td><img class=s src='{symbols[one['class']]}'>{one['number']}</td>"
        + "".join(f"<td>{escape(words)}</td>" for words in one["wide"])
        for one in data["rows"][FIRST_ROWS:]
    )
    titles = "".join(f"<th>{escape(words)}</th>" for words in data["wide"]["titles"])
    wide, high = options.page_mm
    page = f"""<!doctype html><meta charset="utf-8"><style>{font_faces()}
@page {{ size: {wide}mm {high}mm; margin: 9mm 9mm 16mm;
  @bottom-right {{ content: counter(page) "/" counter(pages) }} }}
body {{ font: 8pt "Be Vietnam Pro" }} .s {{ width: 5.7mm }}
table {{ border-collapse: collapse; width: 100% }} tr {{ border-bottom: 0.4pt solid #BFC6CB }}
.map {{ width: {size[0]}mm; float: left; margin-right: 4mm }}</style>
<h1>{escape(content.title)}</h1><p>{escape(content.subtitle)}</p>
<img class="map" src="{_image(drawn.svg)}"><table><tr>{totals}</tr></table>
<table>{legend}</table><table>{rows}</table>
<table style="break-before: page"><thead><tr>{titles}</tr></thead>{rest}</table>
<footer>{escape(data["remarks"])}</footer>"""
    return bytes(HTML(string=page).write_pdf())


def _image(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
