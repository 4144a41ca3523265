"""How to cite a record: in the styles of journals, and in the forms of reference managers."""
