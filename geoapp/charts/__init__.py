"""Charts as plain values: what pages print, slides and spreadsheets draw with their own means."""
