"""Tables as SQLAlchemy sees them; the database's own rules are in the migrations."""

from geoapp.models.agency import Agency, AgencySuccessor
from geoapp.models.api_token import ApiToken
from geoapp.models.area import Area, AreaSuccessor
from geoapp.models.audit_entry import AuditEntry
from geoapp.models.base import Base
from geoapp.models.export_template import ExportTemplate
from geoapp.models.obstacle import Obstacle
from geoapp.models.pack import Pack
from geoapp.models.plan import CapitalPlan, PlanDecision
from geoapp.models.project import Project, ProjectHistory, ProjectIdentifier
from geoapp.models.reminder import Reminder
from geoapp.models.report import Baseline, Milestone, ProgressReport, ReportPhoto
from geoapp.models.report_text import ReportText
from geoapp.models.revision import Revision
from geoapp.models.sign_in_attempt import SignInAttempt
from geoapp.models.source_document import SourceDocument
from geoapp.models.target_list import TargetItem, TargetList
from geoapp.models.tie import Tie, TieSet
from geoapp.models.upload import (
    RememberedColumn,
    Upload,
    UploadEvent,
    UploadIssue,
    UploadPlace,
    UploadRow,
    UploadTie,
)
from geoapp.models.user import User, UserAgency, UserArea

__all__ = [
    "Agency",
    "AgencySuccessor",
    "ApiToken",
    "Area",
    "AreaSuccessor",
    "AuditEntry",
    "Base",
    "Baseline",
    "CapitalPlan",
    "ExportTemplate",
    "Milestone",
    "Obstacle",
    "Pack",
    "PlanDecision",
    "ProgressReport",
    "Project",
    "ProjectHistory",
    "ProjectIdentifier",
    "RememberedColumn",
    "Reminder",
    "ReportPhoto",
    "ReportText",
    "Revision",
    "SignInAttempt",
    "SourceDocument",
    "TargetItem",
    "TargetList",
    "Tie",
    "TieSet",
    "Upload",
    "UploadEvent",
    "UploadIssue",
    "UploadPlace",
    "UploadRow",
    "UploadTie",
    "User",
    "UserAgency",
    "UserArea",
]
