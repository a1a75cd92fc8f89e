"""An invented world for measuring: bodies, people and programmes of any number, the same for the same seed."""
