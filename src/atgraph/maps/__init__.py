"""Maps: a file in viz/maps/ and the graph become one self-contained HTML page."""
