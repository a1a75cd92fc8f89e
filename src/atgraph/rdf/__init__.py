"""RDF files and terms: read, checked and written."""
