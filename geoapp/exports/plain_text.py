"""Text as office programs can hold it."""

import re
from typing import Final

# What XML 1.0 cannot hold, tabs and line breaks aside.
CONTROLS: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return the text without characters that no XML file can hold."""
    return CONTROLS.sub("", text)
