"""Invented programmes, printed in families of layouts, each with what is right of it.

``programmes/`` holds the facts and ``words.yml`` what a printer says around them; ``facts`` reads
both. A module of ``families`` prints any programme in one way, as an ``edition`` writes its times,
names and posts; ``writers`` make files of what it prints, and ``printing`` walks the families and
says what a reader should find.
"""
