"""A plain Flask service: a GeoDataFrame in memory, drawn whole by Folium in each answer.

It has our local copy of Leaflet and nothing else to load, and reads its frame once, at its start:
both are to its advantage.
"""

import logging
import os
import sys

import folium
import geopandas
from flask import Flask
from folium.plugins import FastMarkerCluster
from sqlalchemy import create_engine
from werkzeug.serving import make_server

from tests.bench.programs import ROOT

READ = """
SELECT code, name, sector, stage, progress,
       coalesce(schedule_status(stage, progress, planned_progress, planned_finish, report_month,
                                current_date, date_trunc('month', current_date)::date, 5), '')
         AS schedule, geometry
FROM project WHERE geometry IS NOT NULL ORDER BY code"""
COLOURS = {"late": "#a8200d", "on_time": "#2b6cb0", "ahead": "#1b7f4d"}
PLAIN_MARKER = "function (row) { return L.marker(new L.LatLng(row[0], row[1])); }"

folium.Map.default_js = [("leaflet", "/leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "/leaflet/leaflet.css")]
FastMarkerCluster.default_js = [("cluster", "/leaflet.markercluster/leaflet.markercluster.js")]
FastMarkerCluster.default_css = [("cluster_css", "/leaflet.markercluster/MarkerCluster.css")]


def plain_app(frame: geopandas.GeoDataFrame) -> Flask:
    app = Flask("plain", static_folder=None)
    modules = ROOT / "node_modules"

    @app.get("/<package>/<path:file>")
    def asset(package: str, file: str) -> bytes:
        kind = "text/css" if file.endswith(".css") else "text/javascript"
        return (modules / package / "dist" / file).read_bytes(), 200, {"Content-Type": kind}

    @app.get("/markers")
    def markers() -> str:
        shown = fitted(frame)
        folium.GeoJson(frame).add_to(shown)
        return shown.get_root().render()

    @app.get("/canvas")
    def canvas() -> str:
        shown = fitted(frame, prefer_canvas=True)
        folium.GeoJson(
            frame,
            marker=folium.CircleMarker(radius=5),
            style_function=lambda feature: {
                "color": COLOURS.get(feature["properties"]["schedule"], "#4a5763")
            },
        ).add_to(shown)
        return shown.get_root().render()

    @app.get("/cluster")
    def cluster() -> str:
        shown = fitted(frame, max_zoom=18, maxZoom=19)
        places = frame.geometry.representative_point()
        data = list(zip(places.y.tolist(), places.x.tolist(), strict=True))
        FastMarkerCluster(data, callback=PLAIN_MARKER).add_to(shown)
        return shown.get_root().render()

    return app


def fitted(frame: geopandas.GeoDataFrame, **options: object) -> folium.Map:
    west, south, east, north = frame.total_bounds
    shown = folium.Map(tiles=None, **options)
    shown.fit_bounds([[south, west], [north, east]])
    return shown


def main() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    engine = create_engine(os.environ["BENCH_DATABASE_URL"])
    frame = geopandas.read_postgis(READ, engine, geom_col="geometry")
    server = make_server("127.0.0.1", int(sys.argv[1]), plain_app(frame), threaded=True)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
