"""The tables of date cases: tab-separated, one case a line, `#` lines are headings."""

from pathlib import Path

FOLDER = Path(__file__).parent / "cases" / "dates"


def rows(name: str) -> list[list[str]]:
    """Read a table; a line feed inside a case is written as backslash and n."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    cases = [line.replace("\\n", "\n").split("\t") for line in lines if not line.startswith("#")]
    assert cases, f"{name} has no cases"
    return cases
