"""Publication levels: who is shown more or less of than before, and which names must not be repeated."""

import re
from collections.abc import Iterator

from builder.corpus import Corpus
from builder.model.naming import Person
from builder.model.vocabulary import label
from builder.write.diff.words import Note, Told, note

ORDER = ("withheld", "role", "initials", "full")
SHORTEST = 3
"""Letters of a word of a name that is masked wherever it stands."""
_WORD = re.compile(r"[^\W\d_]+")


def levels(before: Corpus, after: Corpus) -> Iterator[Note]:
    """Every person whose level or reason changes, and every new one who is named in full."""
    for person in after.of(Person):
        old = before.records.get(person.id)
        was = old if isinstance(old, Person) else None
        now = label("publish", person.publish, "en")
        reason = label("publish-reason", person.publish_reason, "en")
        if was is None and person.publish == "full":
            yield note(person.id, "new person, named in full: ", _name(person), f" ({reason})")
        elif was and was.publish != person.publish:
            change = "RAISED" if _rank(person) > _rank(was) else "lowered"
            steps = f"{label('publish', was.publish, 'en')} → {now}"
            yield note(
                person.id, f"publication level {change}: {steps} ({reason}): ", _name(person)
            )
        elif was and was.publish_reason != person.publish_reason:
            old_reason = label("publish-reason", was.publish_reason, "en")
            yield note(person.id, f"reason for the level {now}: {old_reason} → {reason}")


def hidden(before: Corpus, after: Corpus, whole: Corpus) -> tuple[str, ...]:
    """Words of the names of those who are named in the base and not, or less, in the head."""
    kept = {id for id, r in whole.records.items() if isinstance(r, Person) and r.publish == "full"}
    words = set[str]()
    for person in before.of(Person):
        if person.publish == "full" and person.id not in kept and person.id in _read(after, whole):
            names = (
                [person.name.get(code)[0] for code in person.name.languages] if person.name else []
            )
            for text in (*names, *person.variants, person.id):
                words |= {word.casefold() for word in _WORD.findall(text) if len(word) >= SHORTEST}
    return tuple(sorted(words))


def _read(after: Corpus, whole: Corpus) -> set[str]:
    """Ids that the head has, whatever became of them."""
    return {*after.records, *after.tombstones, *whole.records, *whole.tombstones}


def _rank(person: Person) -> int:
    return ORDER.index(person.publish)


def _name(person: Person) -> Told:
    return Told(person.heading.get("en")[0])
