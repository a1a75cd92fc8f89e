"""Graphs that a SPARQL server keeps: reading them, and sending them there."""
