"""Tables as SQLAlchemy sees them; the database's own rules are in the migrations."""

from geoapp.models.agency import Agency, AgencySuccessor
from geoapp.models.area import Area, AreaSuccessor
from geoapp.models.base import Base
from geoapp.models.project import Project, ProjectHistory, ProjectIdentifier
from geoapp.models.report import Baseline, Milestone, ProgressReport
from geoapp.models.revision import Revision
from geoapp.models.source_document import SourceDocument
from geoapp.models.tie import Tie, TieSet
from geoapp.models.upload import (
    RememberedColumn,
    Upload,
    UploadEvent,
    UploadIssue,
    UploadRow,
    UploadTie,
)

__all__ = [
    "Agency",
    "AgencySuccessor",
    "Area",
    "AreaSuccessor",
    "Base",
    "Baseline",
    "Milestone",
    "ProgressReport",
    "Project",
    "ProjectHistory",
    "ProjectIdentifier",
    "RememberedColumn",
    "Revision",
    "SourceDocument",
    "Tie",
    "TieSet",
    "Upload",
    "UploadEvent",
    "UploadIssue",
    "UploadRow",
    "UploadTie",
]
