"""A document becomes the draft of a transcript."""
