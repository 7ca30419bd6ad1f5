"""The periodic report: facts put into words, tables and pictures, as Word document and PDF."""
