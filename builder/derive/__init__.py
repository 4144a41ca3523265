"""Pure views of the corpus: nothing here reads a file, a clock or a setting."""
