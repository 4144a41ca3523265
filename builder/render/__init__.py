"""Views become pages: HTML in three languages, charts, the map and the search index."""
