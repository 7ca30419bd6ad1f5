"""All addresses of what is followed of a project, on their one blueprint."""

from geoapp.web.following import capital, milestones, obstacles, plans
from geoapp.web.following.blueprint import blueprint

SUBJECTS = (milestones, plans, capital, obstacles)
__all__ = ["SUBJECTS", "blueprint"]
