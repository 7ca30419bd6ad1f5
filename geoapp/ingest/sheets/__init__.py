"""Tables without geometries: CSV and Excel, as rows below one header."""
