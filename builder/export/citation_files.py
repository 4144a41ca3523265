"""How to cite every record, for reference managers: BibTeX, RIS and CSL-JSON of the whole archive.

One file a format and none a record: a thousand records would be three thousand files more, and
each page has its own to copy, besides tags that reference managers read from the page itself.
"""

import json
from collections.abc import Iterator

from builder.cite.bibtex import bibtex
from builder.cite.csl_json import item
from builder.cite.ris import ris
from builder.cite.standing import of_record
from builder.export.whole import Whole


def citation_files(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """`data/records.bib`, `.ris` and `.csl.json`: every record but the publications of others."""
    records = whole.corpus.records.values()
    found = [of_record(record, "en", whole.standings, whole.settings) for record in records]
    subjects = [subject for subject in found if subject]
    yield "data/records.bib", "\n".join(map(bibtex, subjects)).encode()
    yield "data/records.ris", "\n".join(map(ris, subjects)).encode()
    items = ",\n".join(json.dumps(item(subject), ensure_ascii=False) for subject in subjects)
    yield "data/records.csl.json", f"[\n{items}\n]\n".encode()
