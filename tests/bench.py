"""Times the stages on the real records, as ratios within one run, and weighs the pages."""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from builder import pipeline
from tests.weights import table

ROOT = Path(__file__).parents[1]
RUNS = 5


def timed(work: Callable[[], object]) -> float:
    """Median seconds of several runs after one warm-up."""
    work()
    found = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def main() -> None:
    """Print one line a measurement; ratios hold where seconds do not."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as tmp:
        out = Path(tmp) / "site"

        def fresh() -> None:
            shutil.rmtree(out, ignore_errors=True)
            shutil.rmtree(out.parent / ".site.state", ignore_errors=True)
            pipeline.build(ROOT, out)

        check = timed(lambda: pipeline.check(ROOT))
        cold = timed(fresh)
        again = timed(lambda: pipeline.build(ROOT, out))
        prose = timed(lambda: _mkdocs(Path(tmp) / "mkdocs"))
        files = sum(1 for file in out.rglob("*") if file.is_file())
        weights = list(table(out))
    print(f"check                     {check:6.2f} s")
    print(
        f"build, empty folder       {cold:6.2f} s   {files} files, {cold / files * 1e3:.2f} ms each"
    )
    print(f"build, nothing changed    {again:6.2f} s   {again / cold:.2f} of the first")
    print(
        f"mkdocs on 12 plain pages  {prose:6.2f} s   the whole build is {cold / prose:.1f} times this"
    )
    print("", *weights, sep="\n")


def _mkdocs(folder: Path) -> None:
    """What the host alone costs: the hand-written pages by plain mkdocs-material."""
    config = folder / "mkdocs.yml"
    folder.mkdir(exist_ok=True)
    config.write_text(
        f"site_name: plain\ndocs_dir: {ROOT / 'site_overrides' / 'pages'}\ntheme: material\n"
    )
    command = [str(Path(sys.executable).parent / "mkdocs"), "build", "-q", "-f", str(config)]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)


if __name__ == "__main__":
    main()
