"""Uploads that cannot be read at all; what is wrong with single rows are issues."""

from geoapp.domain.errors import BadFile
from geoapp.domain.messages import Message


class UploadRefused(BadFile):
    """The whole file cannot be used; `code` is stable, `limit` names the limit it met."""

    def __init__(self, code: str, detail: Message, *, limit: str | None = None) -> None:
        super().__init__(detail)
        self.code, self.limit = code, limit
