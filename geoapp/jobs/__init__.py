"""What a worker runs: jobs queued in the database, and jobs that come round by themselves."""
