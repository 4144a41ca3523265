"""Puts the review packet of a finished check under its pull request, as one comment.

It holds a token that may comment, so it takes nothing on trust: which pull request it is comes from
the event and is asked of the host again, and the packet is text that must look like a packet, line
by line. Only Python's own library and the host's `gh` are used, and nothing is unpacked to disk.
"""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from typing import Any

MARK = "<!-- review packet -->"
BOT = "github-actions[bot]"
WORKFLOW = ".github/workflows/check.yml"
MOST = 62_000
MOST_BYTES = 400_000
MOST_FILES = 3_000
"""As many as the host lists."""
FORGEABLE = (
    "This change touches files outside `entries/`, so the run that checked it could have written "
    "any packet, and none is shown here. To make one: `qantar diff BASE HEAD`."
)

STATUS = "only records from outside"
"""The name that the settings of the repository can require before anything is merged."""

_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_OURS = re.compile(r"(?:#{1,3} |- )?[A-Za-z0-9 .,;:?+*()/_'’“”…→−–=-]*")
_LIVE = re.compile(r"://|www\.|\bGH-[0-9]", re.IGNORECASE)
_BLOCK_LINE = re.compile(r"[ +-] .*")
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Refused(Exception):
    """Something is not as it must be; nothing was written."""


def checked(data: bytes) -> str:
    """The packet, when nothing in it is live: outside code there may only be our own plain words."""
    text = data.decode("utf-8")
    if len(text) > MOST or _UNSEEN.search(text) or not text.startswith("# Review packet\n"):
        raise Refused("the artifact is not a packet")
    inside = False
    for line in text.split("\n"):
        if line in ("```diff", "```"):
            if inside == (line == "```diff"):
                raise Refused("a block is not closed, or closed twice")
            inside = not inside
        elif not (_BLOCK_LINE.fullmatch(line) if inside else _plain(line)):
            raise Refused(f"a line is not that of a packet: {ascii(line)[:80]}")
    if inside:
        raise Refused("a block is not closed")
    return text


def _plain(line: str) -> bool:
    rest = _SPAN.sub("", line)
    return bool(_OURS.fullmatch(rest)) and not _LIVE.search(rest)


def pull(run: dict[str, Any], repository: str) -> dict[str, Any] | None:
    """The one open pull request whose head is what the run checked."""
    ours = (run["event"], run["path"].partition("@")[0], run["repository"]["full_name"])
    if ours != ("pull_request", WORKFLOW, repository):
        raise Refused("the run is not that of a pull request's check")
    head = f"{run['head_repository']['owner']['login']}:{run['head_branch']}"
    asked = ("-f", "state=open", "-f", f"head={head}", "-f", "per_page=100")
    found = _ask("--method", "GET", f"repos/{repository}/pulls", *asked)
    same = [one for one in found if one["head"]["sha"] == run["head_sha"]]
    return same[0] if len(same) == 1 else None


def forgeable(one: dict[str, Any], repository: str) -> bool:
    """True when somebody without the right to write here could have changed the check itself."""
    if (one["head"]["repo"] or {}).get("full_name") == repository:
        return False
    files = _pages(f"repos/{repository}/pulls/{int(one['number'])}/files")
    names = [name for f in files for name in (f["filename"], f.get("previous_filename")) if name]
    return len(files) >= MOST_FILES or not all(name.startswith("entries/") for name in names)


def packet(run: dict[str, Any], repository: str) -> bytes:
    """The bytes of packet.md in the newest artifact of the run with that name."""
    listed = _ask(f"repos/{repository}/actions/runs/{int(run['id'])}/artifacts?name=packet")
    kept = sorted(listed["artifacts"], key=lambda one: int(one["id"]))
    if not kept or int(kept[-1]["size_in_bytes"]) > MOST_BYTES:
        raise Refused("the run kept no packet, or one too large")
    zipped = _gh(f"repos/{repository}/actions/artifacts/{int(kept[-1]['id'])}/zip")
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive, archive.open("packet.md") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refused("the packet is too large")
    return data


def write(body: str, number: int, repository: str) -> None:
    """Write the one comment, in place of the one that may be there."""
    place = f"repos/{repository}/issues/{number}/comments"
    comments = _pages(place)
    ours = [c for c in comments if c["user"]["login"] == BOT and c["body"].startswith(MARK)]
    where = f"repos/{repository}/issues/comments/{int(ours[0]['id'])}" if ours else place
    given = json.dumps({"body": f"{MARK}\n{body}"}).encode()
    _gh("--method", "PATCH" if ours else "POST", where, "--input", "-", given=given)


def judge(sha: str, repository: str, *, refused: bool) -> None:
    """Tell the host whether the change may be merged as far as it is this script's to say.

    The check itself is run from the pull request, which may have changed it; this is not.
    """
    state, said = ("failure", "It touches files outside entries/") if refused else ("success", "")
    told = {"state": state, "context": STATUS, "description": said}
    given = json.dumps(told).encode()
    _gh("--method", "POST", f"repos/{repository}/statuses/{sha}", "--input", "-", given=given)


def main() -> None:
    """Find the pull request, judge where it reaches, check the packet, comment."""
    with open(os.environ["GITHUB_EVENT_PATH"], encoding="utf-8") as stream:
        run = json.load(stream)["workflow_run"]
    repository = os.environ["GITHUB_REPOSITORY"]
    one = pull(run, repository)
    if one is None:
        print("No open pull request has this head any more; nothing to do.")
        return
    refused = forgeable(one, repository)
    body = FORGEABLE if refused else checked(packet(run, repository))
    # Asked again: a head that moved between the questions could have had other files.
    if pull(run, repository) is not None:
        judge(one["head"]["sha"], repository, refused=refused)
        write(body, int(one["number"]), repository)


def _ask(*words: str) -> Any:
    return json.loads(_gh(*words))


def _pages(path: str) -> list[Any]:
    pages = _ask("--paginate", "--slurp", f"{path}?per_page=100")
    return [item for page in pages for item in page]


def _gh(*words: str, given: bytes = b"") -> bytes:
    return subprocess.run(
        ["gh", "api", *words], input=given, stdout=subprocess.PIPE, check=True
    ).stdout


if __name__ == "__main__":
    try:
        main()
    except (Refused, zipfile.BadZipFile, KeyError, UnicodeDecodeError) as error:
        sys.exit(f"refused: {ascii(str(error))[:200]}")
