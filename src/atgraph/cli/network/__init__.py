"""The commands of `atgraph network`, one module each, named <command>_command.py."""
