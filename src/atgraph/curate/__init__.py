"""The curator's bench: documents drafted, names reconciled, problems made into tasks."""
