"""What several test files share: the real archive, built once."""

from pathlib import Path

import pytest

from builder import pipeline

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def real() -> pipeline.Checked:
    """The real records, checked."""
    return pipeline.check(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built from the real records."""
    out = tmp_path_factory.mktemp("real") / "site"
    pipeline.build(ROOT, out)
    return out
