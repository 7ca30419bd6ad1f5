"""Answers passed on as the bytes they came as: JSON is not decoded, a tile not spelt out."""

from typing import Any, Final

from psycopg.pq import Format
from psycopg.types.string import ByteaBinaryLoader
from sqlalchemy import Engine, event

# Execution options of a statement each of whose `text` is wanted as UTF-8, and `bytea` as it is
# rather than in hexadecimal.
AS_BYTES: Final = {"text_as_bytes": True}


def offer_bytes(engine: Engine) -> None:
    """Let statements of this engine be executed with `AS_BYTES`."""

    @event.listens_for(engine, "before_cursor_execute")
    def prepare(*given: Any) -> None:
        _, cursor, _, _, context, _ = given
        if context.execution_options.get("text_as_bytes"):
            cursor.format = Format.BINARY
            cursor.adapters.register_loader("text", ByteaBinaryLoader)
