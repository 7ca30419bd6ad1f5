"""Where each key of a TOML file stands: the standard reader does not tell lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

TOKEN = re.compile(
    r'''(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
      | (?P<comment>\#[^\n]*)
      | (?P<newline>\n)
      | (?P<mark>[\[\]{},=.])
      | (?P<bare>[^\s\[\]{},=.#"']+)''',
    re.DOTALL | re.VERBOSE,
)


def toml_lines(text: str) -> dict[str, int]:
    """Return the line, from 1, of every key and array element of a valid TOML document.

    Paths look like `themes[0].classes[2].fill`.
    """
    walk = _Walk(list(_tokens(text)))
    walk.document()
    return walk.lines


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for match in TOKEN.finditer(text):
        if match.lastgroup != "comment":
            yield match.group(), line
        line += match.group().count("\n")


@dataclass
class _Walk:
    """A walk over the tokens; the reader before it has already refused bad syntax."""

    tokens: list[tuple[str, int]]
    at: int = 0
    lines: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def word(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def document(self) -> None:
        table = ""
        while self.word:
            if self.word == "\n":
                self.at += 1
            elif self.word == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> str:
        is_array = self.tokens[self.at + 1][0] == "["
        self.at += 2 if is_array else 1
        line = self.tokens[self.at][1]
        *above, last = self.key()
        self.at += 2 if is_array else 1
        path = ""
        for part in above:
            path = self.newest(_join(path, part))
        path = _join(path, last)
        if is_array:
            self.counts[path] = self.counts.get(path, 0) + 1
            path = self.newest(path)
        self.lines.setdefault(path, line)
        return path

    def newest(self, path: str) -> str:
        return f"{path}[{self.counts[path] - 1}]" if path in self.counts else path

    def key(self) -> list[str]:
        parts = [self.step()]
        while self.word == ".":
            self.at += 1
            parts.append(self.step())
        return parts

    def step(self) -> str:
        word = self.word
        self.at += 1
        return word.strip("\"'")

    def pair(self, table: str) -> None:
        line, path = self.tokens[self.at][1], table
        for part in self.key():
            path = _join(path, part)
            self.lines.setdefault(path, line)
        self.at += 1
        self.value(path)

    def value(self, path: str) -> None:
        if self.word == "[":
            self.array(path)
        elif self.word == "{":
            self.inline_table(path)
        else:
            while self.word not in {"", "\n", ",", "]", "}"}:
                self.at += 1

    def array(self, path: str) -> None:
        self.at += 1
        index = 0
        while self.word not in {"", "]"}:
            if self.word in {"\n", ","}:
                self.at += 1
                continue
            self.lines[f"{path}[{index}]"] = self.tokens[self.at][1]
            self.value(f"{path}[{index}]")
            index += 1
        self.at += 1

    def inline_table(self, path: str) -> None:
        self.at += 1
        while self.word not in {"", "}"}:
            if self.word in {"\n", ","}:
                self.at += 1
            else:
                self.pair(path)
        self.at += 1


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part
