"""The screens that journeys are made on."""

from collections.abc import Callable

import pytest

PHONE = pytest.mark.browser_context_args(
    viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
)
SMALL_PHONE = pytest.mark.browser_context_args(
    viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
)
WALL = pytest.mark.browser_context_args(viewport={"width": 1920, "height": 1080})

EACH = pytest.mark.parametrize("screen", ["desk", pytest.param("phone", marks=PHONE)])


def on_desk_and_phone(journey: Callable[..., None]) -> Callable[..., None]:
    """Make a journey twice: at 1440 x 900 and at 390 x 844."""
    return EACH(pytest.mark.usefixtures("screen")(journey))
