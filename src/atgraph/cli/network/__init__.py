"""The commands of `atgraph network`, a module each."""
