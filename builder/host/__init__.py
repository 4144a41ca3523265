"""mkdocs as a host: hand-written pages, and an empty shell for every record page."""
