"""Who watches the pages: where they ask, what their policy refuses, which scripts fail."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Response, WebError

LOCAL = ("data:", "blob:", "about:")


class Witness:
    """Notes what no journey may do."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.refusals: set[int] = set()
        self._contexts: list[BrowserContext] = []

    def watch(self, context: BrowserContext) -> None:
        """Watch every page of one visitor."""
        self._contexts.append(context)
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", self._broke)
        context.on("dialog", self._interrupted)

    def expect(self, *refusals: int) -> None:
        """Let this journey meet answers of these statuses."""
        self.refusals.update(refusals)

    def hear_out(self) -> None:
        """Wait for what the browser has noted and not told yet."""
        for page in (page for context in self._contexts for page in context.pages):
            page.evaluate("new Promise(requestAnimationFrame)")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", *LOCAL)):
            self.complaints.append(f"asked another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.refusals:
            self.complaints.append(f"answered {response.status}: {response.url}")
        if response.request.resource_type == "document" and not is_strict(response):
            self.complaints.append(f"a page without a strict policy: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        # A refused request is judged by its status.
        refused = message.text.startswith(("Failed to load resource", "Response Status Error"))
        if message.type == "error" and not refused:
            self.complaints.append(f"the console says: {message.text}")

    def _broke(self, error: WebError) -> None:
        self.complaints.append(f"a script failed: {error.error.stack or error.error}")

    def _interrupted(self, dialog: Dialog) -> None:
        self.complaints.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()


def is_strict(response: Response) -> bool:
    """Tell whether scripts of a page must carry a nonce, and nothing is evaluated."""
    policy = response.headers.get("content-security-policy", "")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; ") if " " in rule)
    script = rules.get("script-src", "")
    return rules.get("default-src") == "'none'" and "'nonce-" in script and "unsafe" not in policy
