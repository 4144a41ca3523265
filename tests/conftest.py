"""What several test files share: the real archive, built once."""

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
    root = small_archive(tmp_path_factory.mktemp("small"))
    pipeline.build(root, root / "site", jobs=1)
    return root / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built from the real records."""
    out = tmp_path_factory.mktemp("real") / "site"
    pipeline.build(ROOT, out)
    return out
