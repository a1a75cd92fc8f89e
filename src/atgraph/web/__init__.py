"""The explorer: the graph in a browser. One module a surface; `app` puts them together."""
