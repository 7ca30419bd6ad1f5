"""Vector tiles: cells of projects for symbols and clusters, and the shapes of lines and areas."""

from typing import Any

from sqlalchemy import (
    Double,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.orm import Session

from geoapp.db.as_bytes import AS_BYTES
from geoapp.domain.bbox import Tile
from geoapp.domain.sectors import SECTORS
from geoapp.queries.source import project_rows
from geoapp.queries.tile_statements import TileStatement, TileStatements
from geoapp.queries.wanted import Wanted

GRID = 64
EXTENT = 4096
BUFFER = 128
# The client draws a tile 512 px wide: a shape under 24 px hides behind its own symbol.
SMALLEST_SHAPE = 24 / 512
# More shapes than this in one tile are a tangle that nobody can read: the largest are drawn.
MOST_SHAPES = 1500
# What a symbol tells of its project beside figures and form.
TOLD = ("code", "name", "name_en", "short_name", "sector", "kind", "stage")
SCHEDULES = ("ahead", "on_time", "late", "not_reported")
# What differs from tile to tile; values come with `numbers_of`.
Z, X, Y = (bindparam(name, 0, Integer) for name in ("z", "x", "y"))
WEST, SOUTH, EAST, NORTH, CELL, MARGIN, TOLERANCE, SMALLEST = (
    bindparam(name, 0.0, Double)
    for name in ("west", "south", "east", "north", "cell", "margin", "tolerance", "smallest")
)
ENVELOPE = func.ST_TileEnvelope(Z, X, Y)
STEPS = ((0, 25), (25, 50), (50, 75), (75, 100), (100, 101))


STATEMENTS = TileStatements()


def read_tile(session: Session, wanted: Wanted, tile: Tile, color: str) -> bytes:
    """Return the tile's layers `points` and `shapes`; no bytes where it is empty."""
    connection, numbers = session.connection(), numbers_of(tile)
    asked = STATEMENTS.find(wanted, color)
    if asked:
        values = asked.for_tile(numbers)
        found = connection.exec_driver_sql(asked.sql, values, execution_options=AS_BYTES)
    else:
        # SQLAlchemy keeps what statements of one shape compile to: months differ in values alone.
        statement = select_tile(wanted, color)
        found = connection.execute(statement, numbers, execution_options=AS_BYTES)
        sent: Any = found.context
        STATEMENTS.keep(wanted, color, TileStatement(sent.statement, sent.parameters[0]))
    row = found.one()
    return bytes(row.points or b"") + bytes(row.shapes or b"")


def numbers_of(tile: Tile) -> dict[str, float]:
    """Return the numbers that a tile fills into the statement; lengths in m of EPSG:3857."""
    return {
        "z": tile.z,
        "x": tile.x,
        "y": tile.y,
        "west": tile.west_m,
        "south": tile.south_m,
        "east": tile.east_m,
        "north": tile.north_m,
        "cell": tile.size_m / GRID,
        "margin": tile.size_m * BUFFER / EXTENT,
        "tolerance": tile.size_m / 1024,
        "smallest": tile.size_m * SMALLEST_SHAPE,
    }


def select_tile(wanted: Wanted, color: str) -> Select[*tuple[Any, ...]]:
    """Select the two layers of a tile as encoded bytes; the tile itself is `numbers_of` it."""
    layers = {"points": select_points(wanted, color), "shapes": select_shapes(wanted)}
    return select(
        *(
            select(func.ST_AsMVT(rows.subquery("layer").table_valued(), name))
            .scalar_subquery()
            .label(name)
            for name, rows in layers.items()
        )
    )


def select_points(wanted: Wanted, color: str) -> Select[*tuple[Any, ...]]:
    """Select one row for each occupied cell of the tile's grid, at the mean of its anchors.

    A cell of one project carries its code, name and classes; a cell of more carries counts
    by schedule status, and by class of `color`, in the order the client reads them. A project
    on an edge belongs to the cell east and north of it, to no other.
    """
    cells = _cells(wanted, color).subquery("cells")
    one = _one(wanted, cells)
    o: Any = one.c
    form = case(
        (o.extent_m.is_(None), "point"),
        (func.ST_Dimension(o.geometry_3857) == 1, "line"),
        else_="area",
    )
    place = func.ST_SetSRID(func.ST_MakePoint(cells.c.x, cells.c.y), 3857)
    return (
        select(
            func.ST_AsMVTGeom(place, ENVELOPE, EXTENT, 0, True).label("geometry"),
            cells.c.n,
            *(o[name] for name in TOLD),
            case((o.code.is_not(None), cells.c.progress)).label("progress"),
            case((o.code.is_not(None), func.coalesce(cells.c.schedule, ""))).label("schedule"),
            case((o.code.is_not(None), form)).label("form"),
            *(column for column in cells.c if column.name.endswith("_counts")),
        )
        .select_from(cells)
        .outerjoin(one, true())
        # As they lie, for the database counts them in no order of its own.
        .order_by(cells.c.place)
    )


def _one(wanted: Wanted, cells: Any) -> Any:
    """Select the project of a cell of one.

    What a symbol shows is read for these only; a month's report of it comes with the cell, for
    finding it again would read the whole month for each symbol.
    """
    c: Any = project_rows(wanted.filter.as_of, None, wanted.zone).c
    return (
        select(*(c[name] for name in (*TOLD, "extent_m", "geometry_3857")))
        .where(cells.c.n == 1, c.id == cells.c.id)
        # By its id: the database cannot foresee how few cells there are, and would read all.
        .limit(literal_column("1"))
        .lateral("one")
    )


def _cells(wanted: Wanted, color: str) -> Select[*tuple[Any, ...]]:
    i: Any = _inside(wanted).c
    return select(
        (i.column * GRID + i.row).label("place"),
        func.count().label("n"),
        func.min(i.id).label("id"),
        func.avg(i.x).label("x"),
        func.avg(i.y).label("y"),
        cast(func.floor(func.min(i.progress)), Integer).label("progress"),
        func.min(i.schedule.collate("C")).label("schedule"),
        *(
            case((func.count() > 1, _counts(i, name))).label(f"{name}_counts")
            for name in dict.fromkeys(("schedule", color))
        ),
    ).group_by(i.column, i.row)


def _inside(wanted: Wanted) -> Any:
    """Select the projects of the tile with their cell."""
    c: Any = wanted.p.c
    told = (
        select(
            func.ST_X(c.anchor).label("x"),
            func.ST_Y(c.anchor).label("y"),
            c.id,
            c.sector,
            c.progress,
            wanted.schedule.label("schedule"),
        )
        .where(wanted.condition, c.anchor.op("&&")(ENVELOPE))
        # Kept apart: each place would be unpacked eight times.
        .offset(literal_column("0"))
        .subquery("told")
    )
    t: Any = told.c
    column, row = func.floor((t.x - WEST) / CELL), func.floor((t.y - SOUTH) / CELL)
    inside = and_(t.x >= WEST, t.x < EAST, t.y >= SOUTH, t.y < NORTH)
    return (
        select(cast(column, Integer).label("column"), cast(row, Integer).label("row"), *t)
        # Of four bounds the database expects a single project and sorts all; of a case, half.
        .where(case((inside, true())))
        .subquery("inside")
    )


def _counts(i: Any, name: str) -> Any:
    """Counts by class, as `1,6,4,3,0`, in the order of the client's lists."""
    classes = {"schedule": _by_schedule, "progress": _by_progress, "sector": _by_sector}
    counts = (cast(func.count().filter(which), String) for which in classes[name](i))
    return func.concat_ws(",", *counts)


def _by_schedule(i: Any) -> list[Any]:
    return [i.schedule == code for code in SCHEDULES] + [i.schedule.is_(None)]


def _by_progress(i: Any) -> list[Any]:
    steps = [and_(i.progress >= low, i.progress < high) for low, high in STEPS]
    return [i.progress.is_(None), *steps]


def _by_sector(i: Any) -> list[Any]:
    return [i.sector == sector.code for sector in SECTORS]


def select_shapes(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    """Select lines and areas large enough to be seen at this zoom, clipped to the tile."""
    c: Any = wanted.p.c
    clipped = func.ST_AsMVTGeom(
        func.ST_Simplify(c.geometry_3857, TOLERANCE, True), ENVELOPE, EXTENT, BUFFER, True
    )
    shapes = (
        select(
            clipped.label("geometry"),
            c.code,
            c.name,
            c.name_en,
            c.sector,
            c.kind,
            c.stage,
            func.coalesce(wanted.schedule, "").label("schedule"),
            cast(func.floor(c.progress), Integer).label("progress"),
            (c.position == "schematic").label("schematic"),
        )
        .select_from(wanted.p)
        .where(
            wanted.condition,
            c.extent_m >= SMALLEST,
            c.geometry_3857.op("&&")(func.ST_Expand(ENVELOPE, MARGIN)),
        )
        .order_by(c.extent_m.desc())
        .limit(MOST_SHAPES)
        .subquery("shapes")
    )
    return select(shapes).where(shapes.c.geometry.is_not(None))
