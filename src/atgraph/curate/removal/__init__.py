"""Removal that holds: a person, body or initiative goes out of everything that can be reached."""
