"""What people write: transcripts, the registry, and what both are read with."""
