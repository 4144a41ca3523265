"""The same records as files that other tools open."""
