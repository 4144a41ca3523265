"""Tools for people who write records: they change records, never the site."""
