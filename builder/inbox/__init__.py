"""New sources proposed by feeds: fetched, read as plain text, queued; a person decides on each."""
