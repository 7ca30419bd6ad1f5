"""What all commands that write files are told: which projects, in which language, and where to."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from geoapp.domain.messages import LANGUAGES


def add_file_arguments(command: argparse.ArgumentParser, filters: Iterable[str]) -> None:
    """Add the folder, the language of the files and these filters, which may be given often."""
    command.add_argument("--to", type=Path, default=Path(), metavar="FOLDER", help="where (here)")
    command.add_argument(
        "--lang",
        dest="files_lang",
        choices=LANGUAGES,
        default="vi",
        help="language of the files (vi)",
    )
    for name in filters:
        command.add_argument(f"--{name.replace('_', '-')}", action="append", default=[], dest=name)
