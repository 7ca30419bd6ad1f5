"""Text blocks of the periodic report that people write: which there are, and what is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from geoapp.domain.messages import Message, message

LONGEST: Final = 20_000


@dataclass(frozen=True)
class TextBlock:
    """A block: `proposed` stands until somebody writes, its parts joined by `joint`.

    `lines` is how high its field is, `help` says what belongs there. {places} of the proposal
    are filled by the report's facts.
    """

    code: str
    title: Message
    proposed: tuple[Message, ...] = ()
    lines: int = 1
    help: Message | None = None
    joint: str = "\n\n"


# Parts as Decree 30/2020/NĐ-CP orders them, appendix I, part I, section II.
BLOCKS: Final = (
    TextBlock("superior", message("Superior agency"), help=message("empty: none")),
    TextBlock("issuer", message("Agency that reports"), (Message("{issuer}"),)),
    TextBlock(
        "number",
        message("Number and sign"),
        (Message("…/BC-…"),),
        help=message("e.g. 125/BC-SXD; the number is given when it is issued"),
    ),
    TextBlock("place", message("Place in the line of the date"), (Message("{place}"),)),
    TextBlock("addressee", message("Addressee"), lines=2, help=message("a line each; empty: none")),
    TextBlock(
        "basis",
        message("Grounds"),
        lines=3,
        help=message("a line each, e.g. Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 …"),
    ),
    TextBlock(
        "assessment",
        message("General assessment"),
        lines=5,
        help=message("stands behind the figures of part I; a blank line begins a paragraph"),
    ),
    TextBlock("causes", message("Causes and limits"), lines=5),
    TextBlock(
        "next",
        message("Tasks of the next period"),
        (
            message(
                "Agencies and owners whose projects are late work out a recovery plan for each,"
                " with volumes by month, and report before day {due_day} of each month."
            ),
            message(
                "Obstacles past their day are resolved by the agencies named in this report; what"
                " exceeds their authority is put before the superior agency."
            ),
            message(
                "Agencies that have not reported hand in what is missing within five working days."
            ),
        ),
        lines=7,
    ),
    TextBlock("proposals", message("Proposals"), lines=5),
    TextBlock(
        "closing",
        message("Closing"),
        (message("The above is the report on key projects, {period}."),),
        lines=2,
    ),
    TextBlock(
        "recipients",
        message("Recipients"),
        (message("As above;"), message("Filed: office.")),
        lines=4,
        joint="\n",
        help=message("a line each"),
    ),
    TextBlock(
        "authority",
        message("Signed on behalf of"),
        help=message("e.g. TM. ỦY BAN NHÂN DÂN; empty: the head signs"),
    ),
    TextBlock("position", message("Position of the signer"), (message("HEAD OF THE AGENCY"),)),
    TextBlock("signer", message("Name of the signer")),
)
# What stays the same from report to report, proposed as it was written last.
CARRIED: Final = frozenset(
    {
        "superior",
        "issuer",
        "place",
        "addressee",
        "basis",
        "recipients",
        "authority",
        "position",
        "signer",
    }
)
BY_CODE: Final = {block.code: block for block in BLOCKS}


@dataclass(frozen=True)
class ReportTexts:
    """What stands in each block; `written` are those somebody wrote, the others proposals."""

    texts: Mapping[str, str]
    written: frozenset[str] = field(default_factory=frozenset)

    def __getitem__(self, code: str) -> str:
        return self.texts[code]

    def lines(self, code: str) -> list[str]:
        """Return the lines of a block that say something."""
        return [line.strip() for line in self.texts[code].splitlines() if line.strip()]

    def paragraphs(self, code: str) -> list[str]:
        """Return the paragraphs of a block; single line breaks within one are spaces."""
        parts = self.texts[code].replace("\r\n", "\n").split("\n\n")
        return [" ".join(part.split()) for part in parts if part.strip()]
