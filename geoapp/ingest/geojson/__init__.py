"""GeoJSON read strictly: what a lenient reader lets through is named here, row by row."""
