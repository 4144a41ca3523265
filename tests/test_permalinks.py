"""Every address that the first release gave still answers after two more, whatever became of it."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from builder import pipeline
from builder.checking import Faulty
from builder.project import project
from builder.release.kept import kept
from tests.browser import served
from tests.simulate import Invented
from tests.small import change, put
from tests.small_archive import small_archive

TODAY = "2026-11-23"
DAYS = ("2026-11-20", "2026-11-21", "2026-11-22")
STORM = "entries/events/storm.yaml"
EDITED, WITHDRAWN, MERGED, REDACTED = (f"snow-000{n}" for n in range(4))


def write(root: Path, one: Invented) -> None:
    put(root, f"entries/events/{one.id}.yaml", one.yaml(DAYS[1]))


def given(root: Path) -> set[str]:
    """Every address that the archive vouches for, as its path below the language."""
    known, past = kept(project(root))
    found = {f"/e/{id}/" for id in known.entered}
    found |= {f"/e/{id}/#{claim}" for id, one in known.entered.items() for claim in one.claims}
    found |= {f"/e/{id}/v/{one.number}/" for id, all_ in past.versions.items() for one in all_}
    return found


def lived_through(root: Path) -> set[str]:
    """Three releases with all that may befall a record between them; the addresses of the first."""
    for id in (EDITED, WITHDRAWN, MERGED, REDACTED):
        write(root, Invented(id, claims=["said", "said-too"]))
    pipeline.release(root, DAYS[0], today=TODAY)
    first = given(root)
    write(root, Invented(EDITED, title=1, claims=["said", "said-too", "said-later"]))
    change(root, STORM, "  en: A snow storm reaches", "  en: A storm reaches")
    pipeline.release(root, DAYS[1], today=TODAY)
    write(root, Invented(WITHDRAWN, left="withdrawn"))
    write(root, Invented(MERGED, left="merged", into=EDITED))
    pipeline.redact(root, REDACTED, "privacy", today=DAYS[2])
    pipeline.redact(root, "storm@1", "error", today=DAYS[2])
    renamed(root)
    pipeline.release(root, DAYS[2], today=TODAY)
    return first


def renamed(root: Path) -> None:
    """A record under another name is refused, and put back."""
    file = root / "entries" / "events" / f"{EDITED}.yaml"
    text = file.read_text(encoding="utf-8")
    put(root, "entries/events/ice.yaml", text.replace(EDITED, "ice"))
    file.unlink()
    with pytest.raises(Faulty) as refused:
        pipeline.release(root, DAYS[2], today=TODAY)
    assert "ledger-id-gone" in {one.code for one in refused.value.problems}
    (root / "entries" / "events" / "ice.yaml").unlink()
    put(root, f"entries/events/{EDITED}.yaml", text)


@pytest.fixture
def lived(tmp_path: Path) -> Iterator[tuple[set[str], HTTPConnection]]:
    """The addresses of the first release, and a plain server of the site after the third."""
    first = lived_through(small_archive(tmp_path))
    pipeline.build(tmp_path, tmp_path / "site", jobs=1)
    with served(tmp_path / "site") as address:
        yield first, HTTPConnection(address.removeprefix("http://"))


def test_every_permalink_of_the_first_release_answers_in_every_language(
    lived: tuple[set[str], HTTPConnection],
) -> None:
    first, server = lived
    assert {f"/e/{MERGED}/#said", f"/e/{REDACTED}/v/1/", "/e/storm/v/1/"} <= first
    asked = sorted(f"{language}{one}" for one in first for language in ("", "/ru", "/kk"))
    assert [one for one in asked if not answered(server, *one.partition("#")[::2])] == []
    assert not answered(server, "/e/ice/", "")
    assert not answered(server, f"/e/{EDITED}/", "never-said")


def answered(server: HTTPConnection, path: str, anchor: str) -> bool:
    server.request("GET", path)
    answer = server.getresponse()
    text = answer.read().decode()
    here = not anchor or re.search(rf'\bid="{anchor}"', text)
    return answer.status == 200 and bool(here)
