"""Photos of reports: decoded in a process of its own, made smaller, stripped of what they carry."""
