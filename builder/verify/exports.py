"""Whether every export says the same: ids, claims, values and counts across all formats."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from builder.verify import tables
from builder.verify.answer import Answer, Fault, answer, counted, joined, not_checked
from builder.verify.built import Built
from builder.verify.folder import Folder, Unread, parsed

WHOLE, LINES, PACKAGE, GRAPH = (
    f"data/{name}"
    for name in ("archive.json", "archive.jsonl", "datapackage.json", "archive.jsonld")
)
SQLITE = "data/archive.sqlite"
Records = Mapping[str, dict[str, Any]]


def exports(built: Built) -> Answer:
    """All formats but Parquet, against `data/archive.json`."""
    folder = built.folder
    if not any(folder.below("data/", ".json")):
        return not_checked("there is no data/")
    try:
        records = _records(folder)
        package = _package(folder)
    except Unread as error:
        return answer("the exports", [error.fault])
    looked = f"{counted(len(records), 'record')}, {counted(len(package), 'table')}"
    parts: list[Iterator[Fault]] = [
        *(_safe(part, folder, records) for part in PARTS),
        _safe_tables(folder, package),
    ]
    return answer(looked, joined(*parts))


def parquet(built: Built) -> Answer:
    """Every Parquet file against the CSV of the same table."""
    folder = built.folder
    if not any(folder.below("data/parquet/")):
        return not_checked("there is no data/parquet/")
    if not tables.can_read_parquet():
        return not_checked("no reader of Parquet is installed (arro3-io)")
    try:
        package = _package(folder)
    except Unread as error:
        return answer("the tables", [error.fault])
    return answer(counted(len(package), "table"), joined(_parquet(folder, package)))


def _parquet(folder: Folder, package: Mapping[str, dict[str, str]]) -> Iterator[Fault]:
    for name, types in package.items():
        path = f"data/parquet/{name}.parquet"
        try:
            found = tables.of_parquet(folder, path, types)
            yield from _rows(path, tables.of_csv(folder, f"data/{name}.csv", types), found)
        except Unread as error:
            yield error.fault


def _records(folder: Folder) -> Records:
    """Every record by its id, from the file that has them all."""
    value = folder.json(WHOLE)
    try:
        listed = [one for kind in value["records"].values() for one in kind]
        records = {str(one["id"]): one for one in listed}
    except (TypeError, KeyError, AttributeError) as error:
        raise Unread(WHOLE, "does not hold records") from error
    if len(records) != len(listed):
        raise Unread(WHOLE, "has an id twice")
    return records


def _package(folder: Folder) -> Mapping[str, dict[str, str]]:
    """The tables that the data package lists: column → type."""
    try:
        return {
            str(one["name"]): {str(f["name"]): str(f["type"]) for f in one["schema"]["fields"]}
            for one in folder.json(PACKAGE)["resources"]
        }
    except (TypeError, KeyError, AttributeError) as error:
        raise Unread(PACKAGE, "does not list tables") from error


def _safe(
    part: Callable[[Folder, Records], Iterator[Fault]], folder: Folder, records: Records
) -> Iterator[Fault]:
    try:
        yield from part(folder, records)
    except Unread as error:
        yield error.fault
    except (TypeError, KeyError, AttributeError, ValueError, IndexError) as error:
        name = part.__name__.strip("_").replace("_", " ")
        yield Fault("data/", f"the {name} are not what they should be: {error!r}")


# record by record


def _same(path: str, records: Records, found: Mapping[str, object]) -> Iterator[Fault]:
    for id in sorted(records.keys() ^ found.keys()):
        yield Fault(path, f"{'has not' if id in records else 'alone has'} the record {id}")
    for id in records.keys() & found.keys():
        if records[id] != found[id]:
            yield Fault(path, f"has another {id} than {WHOLE}")


def _lines(folder: Folder, records: Records) -> Iterator[Fault]:
    values = [parsed(LINES, line) for line in folder.text(LINES).splitlines()]
    yield from _same(LINES, records, {str(one["id"]): one for one in values})


def _kinds(folder: Folder, records: Records) -> Iterator[Fault]:
    for name, listed in folder.json(WHOLE)["records"].items():
        path = f"data/{name}.json"
        expected = {str(one["id"]): records[str(one["id"])] for one in listed}
        yield from _same(path, expected, {str(one["id"]): one for one in folder.json(path)})


def _single(folder: Folder, records: Records) -> Iterator[Fault]:
    found = {}
    for path in folder.below("e/", ".json"):
        id = path.removeprefix("e/").removesuffix(".json")
        value = folder.json(path)
        if "/" not in id and value.get("status", "current") == "current":
            found[id] = value
    yield from _same("e/", records, found)


def _claims(records: Records) -> dict[str, Any]:
    return {
        f"{id}#{claim['id']}": claim
        for id, record in records.items()
        for claim in record.get("claims", ())
    }


# tables


def _safe_tables(folder: Folder, package: Mapping[str, dict[str, str]]) -> Iterator[Fault]:
    yield from _sealed(folder)
    try:
        opened = tables.database(folder, SQLITE)
    except Unread as error:
        yield error.fault
        return
    for name, types in package.items():
        try:
            told = tables.of_csv(folder, f"data/{name}.csv", types)
            if list(told[0]) != list(types):
                yield Fault(f"data/{name}.csv", f"has other columns than {PACKAGE}")
            yield from _rows(SQLITE, told, tables.of_sqlite(opened, SQLITE, name, types), name)
        except Unread as error:
            yield error.fault
    opened.close()


def _sealed(folder: Folder) -> Iterator[Fault]:
    """The data package keeps the size and hash of each of its files."""
    for one in folder.json(PACKAGE)["resources"]:
        path = f"data/{one.get('path')}"
        try:
            data = folder.read(path)
        except Unread as error:
            yield error.fault
            continue
        if (one.get("bytes"), one.get("hash")) != (len(data), f"sha256:{sha256(data).hexdigest()}"):
            yield Fault(path, f"is not what {PACKAGE} says")


def _rows(
    path: str,
    told: tuple[tables.Row, list[tables.Row]],
    found: tuple[tables.Row, list[tables.Row]],
    name: str = "",
) -> Iterator[Fault]:
    table = f"the table {name}" if name else "it"
    if told[0] != found[0]:
        yield Fault(path, f"{table} has other columns than the CSV")
        return
    differing = Counter(told[1])
    differing.subtract(Counter(found[1]))
    for row, more in differing.items():
        if more:
            yield Fault(path, f"{table} differs from the CSV: {', '.join(row)[:120]}")


def _record_table(folder: Folder, records: Records) -> Iterator[Fault]:
    header, rows = tables.of_csv(folder, "data/records.csv", {})
    at = header.index("id")
    kinds = {row[at]: row[header.index("kind")] for row in rows}
    yield from _alike("data/records.csv", {id: one["kind"] for id, one in records.items()}, kinds)


def _claim_table(folder: Folder, records: Records) -> Iterator[Fault]:
    """Status, grade and number of each claim."""
    header, rows = tables.of_csv(folder, "data/claims.csv", {})
    names = ("status", "grade", "min", "max", "about")
    columns = [header.index(name) for name in ("claim", *names)]
    found = {row[columns[0]]: tuple(row[at] for at in columns[1:]) for row in rows}
    told = {
        id: (claim.get("status", "standing"), claim["grade"], *_value(claim.get("value")))
        for id, claim in _claims(records).items()
    }
    yield from _alike("data/claims.csv", told, found)


def _value(value: object) -> tuple[str, str, str]:
    if value is None:
        return "", "", ""
    parts = value if isinstance(value, dict) else {"min": value, "max": value}
    low, high, about = (parts.get(name) for name in ("min", "max", "about"))
    return tuple("" if one is None else str(one) for one in (low, high, about))  # type: ignore[return-value]  # three in, three out


def _alike(path: str, told: Mapping[str, object], found: Mapping[str, object]) -> Iterator[Fault]:
    for id in sorted(told.keys() | found.keys()):
        if told.get(id) != found.get(id):
            yield Fault(path, f"says another {id} than {WHOLE}")


# other formats


def _places(folder: Folder, records: Records) -> Iterator[Fault]:
    path = "data/places.geojson"
    features = folder.json(path)["features"]
    told = {id: one["precision"] for id, one in records.items() if one["kind"] == "place"}
    found = {one["id"]: one["properties"]["precision"] for one in features}
    yield from _alike(path, told, found)


def _points(folder: Folder, records: Records) -> Iterator[Fault]:
    """Every place of every event and episode, once."""
    path = "data/events.geojson"
    features = folder.json(path)["features"]
    told = {
        f"{id}@{place}": id
        for id, one in records.items()
        if one["kind"] in ("event", "episode")
        for place in one.get("places", ())
    }
    yield from _alike(path, told, {one["id"]: one["properties"]["record"] for one in features})


def _graph(folder: Folder, records: Records) -> Iterator[Fault]:
    named = {str(node["@id"]) for node in folder.json(GRAPH)["@graph"]}
    told = {f"e/{id}/" for id in records}
    told |= {"e/{}/#{}".format(*claim.split("#")) for claim in _claims(records)}
    for id in sorted(told ^ {one for one in named if re.match("e/", one)}):
        yield Fault(GRAPH, f"{'has not' if id in told else 'alone has'} {id}")


def _citations(folder: Folder, records: Records) -> Iterator[Fault]:
    listed = {str(one["id"]) for one in folder.json("data/records.csl.json")}
    bib = set(re.findall(r"^@[a-z]+\{([^,]+),", folder.text("data/records.bib"), re.MULTILINE))
    ris = set(re.findall(r"^ID  - (.+?)\r?$", folder.text("data/records.ris"), re.MULTILINE))
    for path, found in (("data/records.bib", bib), ("data/records.ris", ris)):
        for id in sorted(found ^ listed):
            yield Fault(path, f"and data/records.csl.json differ in {id}")


def _texts(folder: Folder, records: Records) -> Iterator[Fault]:
    for path in folder.below("data/archive.", ".txt"):
        named = set(re.findall(r"^\[([a-z0-9-]+)\]$", folder.text(path), re.MULTILINE))
        for id in sorted(records.keys() ^ named):
            yield Fault(path, f"{'has not' if id in records else 'alone has'} the record {id}")


PARTS: tuple[Callable[[Folder, Records], Iterator[Fault]], ...] = (
    _lines, _kinds, _single, _record_table, _claim_table,
    _places, _points, _graph, _citations, _texts,
)  # fmt: skip
