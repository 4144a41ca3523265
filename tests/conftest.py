"""What several test files share: the real archive, built once."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import pipeline
from tests.small_archive import small_archive

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def real() -> pipeline.Checked:
    """The real records, checked."""
    return pipeline.check(ROOT)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented archive."""
    return _once(
        tmp_path_factory, "small", lambda at: pipeline.build(small_archive(at), at / "site")
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built from the real records."""
    return _once(tmp_path_factory, "real", lambda at: pipeline.build(ROOT, at / "site"))


def _once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object]) -> Path:
    """The site that `build` makes below a folder: whichever process comes first builds for all."""
    shared = factory.getbasetemp()
    at = (shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / f"built-{name}"
    at.mkdir(exist_ok=True)
    with (at.parent / f"{at.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (at / "site").is_dir():
            build(at)
    return at / "site"
