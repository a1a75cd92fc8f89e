"""A build that costs what changed: what the last one kept, and what follows from a change."""
