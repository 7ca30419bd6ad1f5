"""Where the addresses of reports are registered."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__)
