"""Ids of people: eight letters drawn at random, which say nothing of anybody and are given once."""

import secrets
from collections.abc import Container

LETTERS = "bcdfghjklmnpqrstvwxz"  # of consonants alone no word comes out, and no name


def draw_person_id(taken: Container[str]) -> str:
    """Draw the id of a new person, none of those that are or were somebody's."""
    while (drawn := f"person_{''.join(secrets.choice(LETTERS) for _ in range(8))}") in taken:
        pass
    return drawn
