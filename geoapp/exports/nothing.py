"""What every format says where no project matches."""

from geoapp.domain.messages import message, say
from geoapp.exports.content import ExportContent


def empty_words(content: ExportContent) -> tuple[str, str]:
    """Return what a page without projects says: title and what follows from it."""
    if content.narrowed:
        said = (
            message("No project matches."),
            message("Take away some of the filters and export again."),
        )
    else:
        said = (
            message("There is no key project in this area."),
            message("The documents that this map is made of name none here."),
        )
    return say(said[0], content.lang), say(said[1], content.lang)
