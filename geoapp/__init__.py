"""geoapp shows a province's key projects on a map and keeps their data true."""
