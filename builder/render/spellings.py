"""Every spelling of a name by its script, for pages of people, organisations and places."""

from collections.abc import Collection, Iterator

from builder.model.naming import Organisation, Person, Place
from builder.render.alphabet import KAZAKH, LATIN
from builder.render.reader import Reader

OWN_LETTERS = frozenset("ӘҒҚҢӨҰҮҺ")
"""Letters that of the languages met here only Kazakh has; І is Ukrainian too."""
CYRILLIC = frozenset(KAZAKH)
LETTERS = frozenset(LATIN)


def spellings(reader: Reader, record: object) -> Iterator[tuple[str, list[str]]]:
    """Names and variants under the name of their script; none for a person who is not named."""
    if not isinstance(record, Person | Organisation | Place):
        return
    if isinstance(record, Person) and record.publish != "full":
        return
    names = {code: record.heading.get(code)[0] for code in record.heading.languages}
    kazakh = names.get("kk", "")
    own = set() if kazakh == names.get("ru") else set(kazakh.split())
    labels = {
        "latin": reader.t("In Latin letters"),
        "kazakh": reader.t("In Kazakh letters"),
        "cyrillic": reader.t("In Cyrillic letters"),
        "other": reader.t("In other letters"),
    }
    found = dict.fromkeys([*names.values(), *record.variants])
    for script, label in labels.items():
        written = [name for name in found if script_of(name, own) == script]
        if written:
            yield label, written


def script_of(name: str, own: Collection[str] = ()) -> str:
    """The script of a spelling; `own` are the words of the Kazakh name, which are Kazakh anywhere."""
    letters = set(name.upper())
    if letters & OWN_LETTERS or not set(name.split()).isdisjoint(own):
        return "kazakh"
    if letters & CYRILLIC:
        return "cyrillic"
    return "latin" if letters & LETTERS else "other"
