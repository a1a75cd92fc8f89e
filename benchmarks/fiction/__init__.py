"""An invented world for measuring.

It has bodies, people and programmes of any number, the same for the same seed.
"""
