"""What a reader of cells raises: a cell that cannot be read, or one read with a doubt."""

from geoapp.domain.messages import Message


class Unfit(Exception):
    """The cell is no such value; the row is refused."""

    def __init__(self, code: str, message: Message, expected: Message | None = None) -> None:
        super().__init__(code)
        self.code, self.message, self.expected = code, message, expected


class Doubtful(Exception):
    """The cell was read as `value`, and a person should look at it."""

    def __init__(self, value: object, code: str, message: Message) -> None:
        super().__init__(code)
        self.value, self.code, self.message = value, code, message
