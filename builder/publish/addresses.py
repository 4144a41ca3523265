"""Which paths a file of the site may have: the same on every disk the site is copied to."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from functools import lru_cache

from builder.problems import Stop

# A reader unpacks the site on Windows from a USB stick: what cannot exist there is refused here.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_LONGEST = 255


class BadAddress(Stop):
    """The builder made a path that no site may have: a bug in the builder, not in a record."""

    exit_code = 4


@lru_cache(maxsize=4096)  # most files are called index.html
def _fault(part: str) -> str | None:
    if part in ("", ".", ".."):
        return "has an empty part, `.` or `..`"
    if _FORBIDDEN.search(part):
        return "has a character that not every disk can hold"
    if not unicodedata.is_normalized("NFC", part):
        return "has letters in decomposed form, which some disks rewrite"
    if part[-1] in ". ":
        return "has a part that ends in a dot or a space"
    if _DEVICE.match(part):
        return "has a name that Windows keeps for a device"
    if len(part.encode()) > _LONGEST:
        return f"has a part longer than {_LONGEST} bytes"
    return None


class Addresses:
    """The paths given so far; each new one must be sound and must not clash with these."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()
        self._folded: dict[str, str] = {}

    @property
    def files(self) -> AbstractSet[str]:
        """Every path taken in."""
        return self._files

    @property
    def folders(self) -> AbstractSet[str]:
        """Every folder those paths need."""
        return self._folders

    def add(self, path: str) -> None:
        """Take `path` in, or raise `BadAddress`."""
        if path in self._files:
            raise BadAddress(f"two files want the address {path!r}")
        if path in self._folders:
            raise BadAddress(f"{path!r} is wanted as a file and as a folder")
        folder, slash, name = path.rpartition("/")
        self._check(path, name)
        self._claim(path)
        self._files.add(path)
        if slash:
            self._take_folder(path, folder)

    def _take_folder(self, path: str, folder: str) -> None:
        if folder in self._folders:
            return
        if folder in self._files:
            raise BadAddress(f"{folder!r} is wanted as a file and as a folder (for {path!r})")
        above, slash, name = folder.rpartition("/")
        self._check(path, name)
        self._claim(folder)
        self._folders.add(folder)
        if slash:
            self._take_folder(path, above)

    def _check(self, path: str, part: str) -> None:
        if fault := _fault(part):
            raise BadAddress(f"the address {path!r} {fault}")

    def _claim(self, path: str) -> None:
        other = self._folded.setdefault(path.casefold(), path)
        if other != path:
            raise BadAddress(f"{path!r} and {other!r} differ only in letter case")
