"""Make projects.geojson, programmes.json and the two files of areas from the source tables.

    python data/geo/compile.py TABLES OUTLINES

TABLES holds projects.csv, programmes.csv, area-codes.csv and area-crosswalk-2025.csv; OUTLINES
holds areas-generalised.geojson and projects-schematic.geojson. What a person decided stands in
decisions.csv and programme-decisions.csv beside this file. The service never runs this step.
"""

import sys
from pathlib import Path

from compile_areas import compile_communes
from compile_programmes import compile_programmes
from compile_projects import compile_projects
from tables import read_features, write_features, write_lines

HERE = Path(__file__).parent
LISTS = "Official lists of administrative units, April 2023 and March 2025"
ATTRIBUTION = (
    "Outlines generalised from 2009 census communes, choisy/censusVN2009, "
    "MIT License, © 2017 Marc Choisy"
)


def main(tables: Path, outlines: Path) -> None:
    """Write the files beside this one."""
    projects = compile_projects(tables, outlines, HERE / "decisions.csv")
    write_features(HERE / "projects.geojson", {"name": "projects"}, list(projects))
    programmes = list(compile_programmes(tables, HERE / "programme-decisions.csv"))
    write_lines(HERE / "programmes.json", {}, "programmes", programmes)
    areas = read_features(outlines / "areas-generalised.geojson")
    head = {"name": "areas", "attribution": ATTRIBUTION}
    write_features(HERE / "areas.geojson", head, areas)
    head = {"attribution": LISTS}
    communes = list(compile_communes(tables))
    write_lines(HERE / "areas-without-outline.json", head, "areas", communes)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
