"""What is published, and how it is asked."""
