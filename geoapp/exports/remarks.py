"""What every page must say beside its figures: marks, places not known, sources."""

from geoapp.domain.formatting import say_number
from geoapp.domain.messages import Message, message, say
from geoapp.exports.content import ExportContent


def remarks(content: ExportContent) -> list[str]:
    """Return the sentences, the weightiest first."""
    return [say(one, content.lang) for one in _remarks(content)] + sources_line(content)


def _remarks(content: ExportContent) -> list[Message]:
    said: list[Message] = []
    if content.illustrative:
        said.append(
            message(
                "Illustrative figures: what no document gives of progress, money, dates is made up."
            )
        )
    if unlocated := content.totals.projects - content.totals.located:
        count = say_number(unlocated, content.lang)
        said.append(
            message("{count} projects have no known place: listed, not drawn.", count=count)
        )
    if content.estimated:
        count = say_number(content.estimated, content.lang)
        said.append(message("{count} positions are estimates, not surveyed.", count=count))
    return said


def sources_line(content: ExportContent) -> list[str]:
    """Return one line that names the sources, none where there are none."""
    if not content.sources:
        return []
    return [say(message("Sources: {sources}.", sources="; ".join(content.sources)), content.lang)]
