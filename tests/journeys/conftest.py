"""Journeys: a visitor in a browser, and a witness who watches what the pages do meanwhile."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.accounts.desk import Desk
from tests.journeys.map_page import MapPage
from tests.journeys.witness import Witness

# Nobody waits that long: it only has to be clear of a busy machine.
PATIENCE_MS = 30_000


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """Let every expectation wait for its condition, on a slow machine too."""
    expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
def address(live_server: str) -> str:
    """Where the service answers; a module with a service of its own says another one."""
    return live_server


@pytest.fixture(autouse=True)
def witness(context: BrowserContext, address: str) -> Iterator[Witness]:
    """Fails any journey in which a page asks another host, breaks its policy or a script fails."""
    context.set_default_timeout(PATIENCE_MS)
    witness = Witness(address)
    witness.watch(context)
    yield witness
    witness.hear_out()
    assert not witness.complaints, "\n".join(witness.complaints)


@pytest.fixture
def map_page(page: Page, address: str) -> MapPage:
    """The map page, not opened yet."""
    return MapPage(page, address)


@pytest.fixture
def desk(page: Page, address: str) -> Desk:
    """A browser in front of the service, nobody signed in."""
    return Desk(page, address)


@pytest.fixture
def another_desk(
    new_context: Callable[..., BrowserContext], address: str, witness: Witness
) -> Desk:
    """A second person's browser, watched as well."""
    context = new_context()
    context.set_default_timeout(PATIENCE_MS)
    witness.watch(context)
    return Desk(context.new_page(), address)
