"""The second line of defence: what branca has finished is text and is never compiled again.

branca's elements render their own template and then wrap the result in `Element(result)`, which
compiles it as a template once more: a title `{{ 7*7 }}` would print 49, `{% 50` would raise.
Nothing from data passes through Folium here; this holds even if somebody forgets that one day.
"""

import re
from typing import Final

import branca.element

NEWLINE: Final = re.compile(r"\r\n|\r|\n")


class FinishedText:
    """Stands where branca expects a template, and renders to the text it was given."""

    def __init__(self, source: str) -> None:
        self._text = NEWLINE.sub("\n", source).removesuffix("\n")

    def render(self, *_args: object, **_kwargs: object) -> str:
        """Return the text; a template would have dropped the same last line break."""
        return self._text


def install_guard() -> None:
    """Keep branca from compiling any text that reaches an element after it was imported.

    The templates of its and Folium's classes are compiled on import and stay as they are. Only
    `Div`, its class for sub-plots, hands a template of its own to an element and draws nothing.
    """
    vars(branca.element)["Template"] = FinishedText
