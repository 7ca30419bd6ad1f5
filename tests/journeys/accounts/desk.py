"""What a person does at the pages of accounts, in the words of the Vietnamese pages."""

import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from geoapp.domain.messages import catalog
from tests.people import PASSWORD

vi = catalog("vi").gettext


class Desk:
    """One person's browser; sentences are English and looked for in Vietnamese."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Sign in and wait until the page that follows is there."""
        self.try_to_sign_in(name, password)
        self.page.wait_for_url(lambda url: urlsplit(url).path != "/sign-in")

    def try_to_sign_in(self, name: str, password: str) -> None:
        if "/sign-in" not in self.page.url:
            self.open("/sign-in")
        self.fill("Name to sign in with", name)
        self.fill("Password", password)
        with self.page.expect_navigation():
            self.press("Sign in")

    def sign_out(self) -> None:
        self.page.locator(".who").click()
        self.page.locator("#who-menu").get_by_role("button").click()

    def fill(self, label: str, text: str) -> None:
        self.main.get_by_label(vi(label), exact=True).fill(text)

    def press(self, words: str) -> None:
        self.main.get_by_role("button", name=vi(words), exact=True).click()

    def follow(self, words: str) -> None:
        self.main.get_by_role("link", name=vi(words), exact=True).first.click()

    def check(self, words: str | re.Pattern[str]) -> None:
        self.main.get_by_role("checkbox", name=words).check()

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def who(self) -> Locator:
        return self.page.locator("header .who")

    def expect_map(self, query: str = "") -> None:
        """Expect the map with this query; where it looks, the address may say as well."""
        self.page.wait_for_url(lambda url: url.partition("#")[0] == f"{self.address}/{query}")

    def expect_said(self, sentence: str, **places: Any) -> None:
        """Expect one of the page's sentences, in Vietnamese."""
        expect(self.main).to_contain_text(vi(sentence).format(**places))

    def secret(self) -> str:
        """Return the secret that the page shows once."""
        return self.page.locator("#secret").input_value()
