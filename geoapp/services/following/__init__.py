"""Writes about what is followed of a project: plan, milestones, capital, obstacles and tasks."""
