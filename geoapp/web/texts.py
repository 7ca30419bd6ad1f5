"""What the page's scripts say; msgids by the key a script asks for."""

from geoapp.domain.messages import translator

TEXTS: dict[str, str] = {}


def script_texts(lang: str) -> dict[str, str]:
    """Return the scripts' sentences in `lang`, by key."""
    say = translator(lang)
    return {key: say(text) for key, text in TEXTS.items()}
