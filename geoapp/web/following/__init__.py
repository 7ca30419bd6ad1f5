"""Planners' forms for what is followed of a project, and the same for programs."""
