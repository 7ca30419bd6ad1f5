"""Reading answers as a browser does: elements, their attributes, and the text between them."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """The elements of a page as (name, attributes), its visible text, and its comments."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.comments = "", []
        self._inside: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag == self._inside[-1]:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of a name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def links(self) -> list[str]:
        """Return where the page's links lead."""
        return [link["href"] or "" for link in self.all("a") if "href" in link]

    @property
    def inert(self) -> bool:
        """Tell whether nothing on it could run or load but scripts that carry a nonce."""
        handlers = [name for _, given in self.elements for name in given if name.startswith("on")]
        plain = [one for one in self.all("script") if "nonce" not in one]
        return not (handlers or plain or self.all("img") or self.all("iframe") or self.comments)
