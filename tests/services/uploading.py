"""An upload walked through its acts by people, for tests of what comes of it."""

import io
import json
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from geoapp.domain.rights import Viewer
from geoapp.ingest.limits import Limits
from geoapp.models import Upload
from geoapp.services import uploads
from geoapp.services.upload_stages import advance
from geoapp.services.workshop import Workshop

PLANNER = Viewer("an", frozenset({"planner"}), None, None)
APPROVER = Viewer("binh", frozenset({"approver"}), None, None)
ADMIN = Viewer("chi", frozenset({"admin"}), None, None)
ACCOUNT = text("""
INSERT INTO user_account (name, full_name, role_codes, every_agency, every_area, fs_uniquifier)
VALUES (:name, :name, :roles, true, true, :name) ON CONFLICT DO NOTHING""")


def know_people(engine: Engine) -> None:
    """Give the people above their accounts: rows are held to the rights of accounts."""
    with engine.begin() as connection:
        for viewer in (PLANNER, APPROVER, ADMIN):
            connection.execute(ACCOUNT, {"name": viewer.name, "roles": sorted(viewer.roles)})


def feature(code: str | None, point: tuple[float, float] | None = (107.6, 16.46), **given) -> dict:
    """A feature with all that a new project needs."""
    values = {"name": f"Dự án {code}", "sector": "transport", "kind": "road"} | given
    return {
        "type": "Feature",
        "properties": {"code": code, **values},
        "geometry": None if point is None else {"type": "Point", "coordinates": list(point)},
    }


def says(code: str, **values: Any) -> dict:
    """A feature without a place that says no more than these values."""
    return {"type": "Feature", "properties": {"code": code, **values}, "geometry": None}


def collection(*features: dict) -> bytes:
    """A file of features that states its coordinate system, so that nobody is asked."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}).encode()


class Desk:
    """Uploads files as a planner and runs the stages at once."""

    def __init__(self, engine: Engine, folder: Any, today: Any) -> None:
        know_people(engine)
        self.engine = engine
        self.shop = Workshop(engine, folder / "files", folder / "work", Limits(), today)

    def receive(self, *features: dict, viewer: Viewer = PLANNER, **given: Any) -> int:
        return self.receive_file(collection(*features), viewer=viewer, **given)

    def receive_file(self, file: bytes, *, viewer: Viewer = PLANNER, **given: Any) -> int:
        """Upload a file and run the stages that follow; return the upload's number."""
        with Session(self.engine) as session:
            upload = uploads.receive(
                session,
                self.shop.files_dir,
                io.BytesIO(file),
                Limits(),
                viewer,
                file_name="projects.geojson",
                **given,
            )
            number = upload.id
        advance(self.shop, number)
        return number

    def act(self, name: str, number: int, viewer: Viewer = PLANNER, *given: Any, **named: Any):
        with Session(self.engine) as session:
            getattr(uploads, name)(session, number, viewer, *given, **named)
        advance(self.shop, number)

    def apply(self, *features: dict, viewer: Viewer = PLANNER) -> int:
        """Upload and apply; return the revision."""
        number = self.receive(*features, viewer=viewer)
        self.act("apply", number, viewer)
        return self.upload(number).applied_revision

    def upload(self, number: int) -> Upload:
        with Session(self.engine, expire_on_commit=False) as session:
            return session.get_one(Upload, number)

    def rows(self, statement: str, **given: Any) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(statement), given).mappings())


def of_code(desk: Desk, number: int, code: str) -> Any:
    """Return the staged row of a project."""
    (row,) = desk.rows(
        "SELECT * FROM upload_row WHERE upload_id = :number AND code = :code",
        number=number,
        code=code,
    )
    return row
