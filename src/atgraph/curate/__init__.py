"""The curator's bench: documents drafted, names reconciled, findings made into tasks."""
