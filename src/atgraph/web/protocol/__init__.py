"""SPARQL 1.1 Protocol and Graph Store Protocol, read-only, for other programs.

`front.py` stands before the application and takes the addresses of programs; what a request asks
stands in `asked.py`, in which format in `formats.py`, how it is answered in `endpoint.py`.
"""
