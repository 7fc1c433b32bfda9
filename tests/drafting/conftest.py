"""Shared by the tests of drafting: the example descriptions, one of each kind."""

from pathlib import Path

import pytest

SPECS = Path(__file__).parent / "specs"
SHARED = Path(__file__).parents[3] / "shared"


def spec_files() -> list[Path]:
    return sorted(SPECS.glob("*.json"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of contracts and references beside the project; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared folder of contracts and references is not beside the project")
    return SHARED


@pytest.fixture(params=spec_files(), ids=lambda path: path.stem)
def spec_file(request: pytest.FixtureRequest) -> Path:
    return request.param
