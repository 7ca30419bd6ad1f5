"""GeoPackage, Shapefile and KML; read only in a process of their own (`ingest/apart`)."""
