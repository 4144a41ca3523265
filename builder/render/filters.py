"""The form that filters a list by kind, place, topic, person, grade and language of source."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale
from markupsafe import Markup

from builder.corpus import Corpus
from builder.derive.connectivity import around
from builder.derive.facets import CONTESTED, Facets
from builder.model.naming import Place
from builder.model.vocabulary import vocabularies
from builder.render.reader import Reader

SCRIPT = "/assets/js/filters.js"
FIELDS = {
    "kind": "kind",
    "place": "places",
    "topic": "topics",
    "person": "people",
    "grade": "grades",
    "language": "languages",
}
"""Name in the address and in `data-` attributes → field of `Facets`, in the form's order."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: `within` is the place around a place, `depth` how far inside it lies."""

    value: str
    label: str
    count: int
    depth: int = 0
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One facet as a field of the form."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What the template needs: `shown` has `{shown}` where the script writes the number."""

    choices: tuple[Choice, ...]
    shown: str
    total: int
    other: str
    """The address of the other page that shows the same."""
    other_label: str
    keep: tuple[str, ...]
    """The fields that page understands."""


def choices(reader: Reader, found: Sequence[Facets], names: Iterable[str]) -> tuple[Choice, ...]:
    """The fields `names` with the options that occur."""
    labels = {
        "kind": reader.t("Kind"),
        "place": reader.t("Place"),
        "topic": reader.t("Topic"),
        "person": reader.t("Person"),
        "grade": reader.t("How well it is known"),
        "language": reader.t("Language of a source"),
    }
    made = (
        Choice(
            name, labels[name], tuple(OPTIONS[name](reader, _counts(reader.corpus, found, name)))
        )
        for name in names
    )
    return tuple(choice for choice in made if choice.options)


def attributes(found: Facets, names: Iterable[str]) -> Markup:
    """The words of one entry as `data-` attributes, for the script."""
    written = ((name, _words(found, name)) for name in names)
    pairs = [
        Markup(' data-{}="{}"').format(name, " ".join(words)) for name, words in written if words
    ]
    return Markup("").join(pairs)


def _words(found: Facets, name: str) -> tuple[str, ...]:
    words: str | tuple[str, ...] = getattr(found, FIELDS[name])
    return (words,) if isinstance(words, str) else words


def _counts(corpus: Corpus, found: Sequence[Facets], name: str) -> Counter[str]:
    """How many entries each word finds; a place finds what lies in it too."""
    counts: Counter[str] = Counter()
    for one in found:
        words = _words(one, name)
        counts.update({a for w in words for a in around(corpus, w)} if name == "place" else words)
    return counts


def _vocabulary(name: str) -> Callable[[Reader, Counter[str]], list[Option]]:
    def options(reader: Reader, counts: Counter[str]) -> list[Option]:
        words = vocabularies()[name]
        return [Option(w, word.label(reader.language), counts[w]) for w, word in words.items()
                if counts[w]]  # fmt: skip

    return options


def _grades(reader: Reader, counts: Counter[str]) -> list[Option]:
    found = _vocabulary("grade")(reader, counts)
    if counts[CONTESTED]:
        label = reader.term("claim-status", CONTESTED)
        found.append(Option(CONTESTED, label, counts[CONTESTED]))
    return found


def _people(reader: Reader, counts: Counter[str]) -> list[Option]:
    named = [(reader.plain(reader.corpus.records[id].heading), id) for id in counts]
    return [Option(id, name, counts[id]) for name, id in sorted(named, key=_by_name)]


def _by_name(item: tuple[str, str]) -> tuple[str, str]:
    return item[0].casefold(), item[1]


def _languages(reader: Reader, counts: Counter[str]) -> list[Option]:
    names = Locale.parse(reader.language).languages
    first = {"kk": 0, "ru": 1, "en": 2}
    order = sorted(counts, key=lambda code: (first.get(code, 3), names.get(code, code)))
    return [Option(code, names.get(code, code), counts[code]) for code in order]


def _places(reader: Reader, counts: Counter[str]) -> list[Option]:
    """Each place before what lies in it; the country with the most entries first."""
    inside: dict[str | None, list[str]] = {}
    for id in counts:
        inside.setdefault(reader.corpus.get(id, Place).within, []).append(id)

    def below(parent: str | None, depth: int) -> Iterable[Option]:
        named = [
            (reader.plain(reader.corpus.records[id].heading), id) for id in inside.get(parent, ())
        ]
        named.sort(key=lambda item: (-counts[item[1]] if parent is None else 0, *_by_name(item)))
        for name, id in named:
            yield Option(id, name, counts[id], depth, parent)
            yield from below(id, depth + 1)

    return list(below(None, 0))


OPTIONS: Mapping[str, Callable[[Reader, Counter[str]], list[Option]]] = {
    "kind": _vocabulary("kind"),
    "place": _places,
    "topic": _vocabulary("topic"),
    "person": _people,
    "grade": _grades,
    "language": _languages,
}
"""Facet → its options in the reader's language, those only that find something."""
