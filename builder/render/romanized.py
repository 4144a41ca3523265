"""Letters as the archive's own ids write them: Алматы is almaty, Жаңаөзен is zhanaozen.

The table of the search folds spellings together and is not to be read; this one is.
"""

from builder.model import fold

LETTERS = {
    **fold.LETTERS,
    "ы": "y", "й": "y", "х": "kh", "щ": "shch", "ю": "yu", "я": "ya",
}  # fmt: skip
PARTS = (("қазақ", "kazakh"), ("ый", "y"), ("№", " "))
"""What is not written letter by letter."""
