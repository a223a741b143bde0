"""What all tests share: the switch that accepts new expectations."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --accept` writes the expected.txt of every case anew, to be read in the diff."""
    parser.addoption("--accept", action="store_true", help="write the expectations of the cases anew")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are to be written instead of compared."""
    return bool(request.config.getoption("--accept"))
