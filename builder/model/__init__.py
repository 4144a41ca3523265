"""The nouns of the archive: frozen pydantic models that touch no file and no clock."""
