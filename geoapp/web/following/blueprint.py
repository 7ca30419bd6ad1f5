"""The blueprint that the forms of what is followed share."""

from flask import Blueprint

blueprint = Blueprint("following", __name__)
