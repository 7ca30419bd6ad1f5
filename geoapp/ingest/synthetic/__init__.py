"""A made-up province for load tests: units, agencies and any number of projects by a seed."""
