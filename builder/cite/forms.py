"""Every form in which the archive says how to cite it."""

from collections.abc import Callable, Mapping
from functools import partial

from builder.cite import shapes
from builder.cite.bibtex import bibtex
from builder.cite.csl_json import csl_json
from builder.cite.ris import ris
from builder.cite.subject import Subject

DATA: Mapping[str, Callable[[Subject], str]] = {
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}
"""What reference managers read."""

FORMS: Mapping[str, Callable[[Subject], str]] = {
    **{name: partial(shapes.text, name=name) for name in shapes.STYLES},
    **DATA,
}
"""What `qantar cite --style` takes → the citation, as text."""

NAMES = {
    "chicago": "Chicago",
    "mla": "MLA",
    "apa": "APA",
    "gost": "GOST R 7.0.5",
    "bibtex": "BibTeX",
    "ris": "RIS",
    "csl-json": "CSL-JSON",
}
"""What readers know each by; only GOST is written otherwise in other languages."""
