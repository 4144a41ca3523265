"""What differs between two states of one record, part by part, from their plain data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

NAMED_BY = ("id", "source", "party", "law", "record")
"""The fields by which the items of a list are known to be the same ones."""
UNTOLD = frozenset({"made_from", "machine_assisted"})
"""What says how a text was made, and nothing of what it says."""
BOUNDS = frozenset({"min", "max", "about"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A part, named from the outside in, as it was `before` and is `after`; None where it is not.

    A list whose items have names is compared item by item; any other value as a whole.
    """

    path: tuple[str, ...]
    before: object
    after: object


def differences(before: object, after: object, path: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Every part that differs, in the order of the names."""
    if before == after:
        return
    old, new = _parts(before), _parts(after)
    if old is None or new is None:
        yield Difference(path, before, after)
        return
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in UNTOLD:
            yield from differences(old.get(name), new.get(name), (*path, name))


def _parts(value: object) -> Mapping[str, object] | None:
    """The named parts of a group or of a list of named groups; None for anything else."""
    if isinstance(value, dict):
        return None if value.keys() <= BOUNDS else value
    if not isinstance(value, list | tuple) or not value:
        return None
    named = [_name(item) for item in value]
    if not all(named) or len(set(named)) != len(named):
        return None
    return dict(zip(named, value, strict=True))


def _name(item: object) -> str:
    if not isinstance(item, dict):
        return ""
    return next((str(item[field]) for field in NAMED_BY if field in item), "")
